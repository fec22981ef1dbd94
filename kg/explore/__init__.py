"""Stage 7, explore: nodes, edges and the pages' texts in; one offline HTML file out.

Everything the page needs stands inside it; it asks no server, stores nothing
and runs no character of a document. Very large graphs may have the claims'
words in files beside it. Never writes a file: ``bundle`` and ``run`` give texts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from kg import __version__
from kg.explore import core, details, drawing, page
from kg.explore.index import Edge, Fields, indexed

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["FOLDER", "LIMIT", "NAME", "bundle", "run"]

NAME = "graph.html"
FOLDER = "graph-data"
LIMIT = 30_000_000
"""Bytes above which one file is no longer comfortable to open or to mail."""

_PIECE = 500
"""Claims in one piece of details."""


def run(graph: nx.MultiDiGraph[str], pages: Mapping[str, str], *, title: str = "", context: bool = True) -> str:
    """The explorer as one HTML text, however large; without ``context`` only the claims' own words are in it."""
    nodes: dict[str, Fields] = dict(graph.nodes.items())
    return bundle(nodes, graph.edges(data=True), pages, title=title, context=context, limit=0)[NAME]


def bundle(
    nodes: Mapping[str, Fields], edges: Iterable[Edge], pages: Mapping[str, str], *, title: str = "",
    context: bool = True, limit: int = LIMIT, left: int = 0,
) -> dict[str, str]:  # fmt: skip
    """File name → text: ``graph.html`` and, where it would exceed ``limit`` bytes, the pieces beside it.

    With ``limit`` 0 it is always one file. ``left`` says how many earlier pages
    the build holds beside these.
    """
    index = indexed(nodes, edges)
    language = _language(nodes)
    data = core.core(index)
    data |= {
        "title": title, "language": language, "context": context, "version": __version__,
        "drawing": drawing.drawing(data), "piece": _PIECE, "folder": "", "left": left,
    }  # fmt: skip
    records = details.details(index, pages, context)
    pieces = [page.embedded(records[at : at + _PIECE]) for at in range(0, len(records), _PIECE)]
    inside = page.embedded(data)
    if not limit or sum(len(part.encode()) for part in (inside, *pieces)) <= limit:
        return {NAME: page.render(title, language, inside, pieces)}
    files = {f"{FOLDER}/{n:04}.js": f"kgPiece({n}, {piece});\n" for n, piece in enumerate(pieces)}
    return {NAME: page.render(title, language, page.embedded(data | {"folder": FOLDER}), (), beside=True), **files}


def _language(nodes: Mapping[str, Fields]) -> str:
    """The script most characters of the pages are written in."""
    sizes = {"zh-Hans": 0, "zh-Hant": 0}
    for data in nodes.values():
        if data["kind"] == "Article" and data["script"] in sizes:
            sizes[data["script"]] += data["characters"]
    return max(sizes, key=lambda language: (sizes[language], language))
