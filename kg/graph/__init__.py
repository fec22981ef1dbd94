"""Stage 5, graph: what was read and resolved in; one typed graph out.

What may stand in it is the table in ``schema``. Node keys are local ids
(``person/…``), edge keys global ids by hash, so that two builds of the same
pages hold the same graph. ``parts`` says what a page contributes; ``run`` makes
one networkx.MultiDiGraph of all. Never reads a file; never holds a claim as an edge.
"""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from kg import ids
from kg.errors import GraphError
from kg.graph.check import check, faults
from kg.graph.draft import Fields
from kg.graph.parts import Part, is_listed, listed, part, proposed, restatement, speaker, tabled, tenure
from kg.graph.store import load, save
from kg.model import Link, Resolution
from kg.vocabulary import Vocabulary

if TYPE_CHECKING:
    import networkx as nx

__all__ = [
    "Part",
    "check",
    "faults",
    "is_listed",
    "listed",
    "load",
    "part",
    "proposed",
    "restatement",
    "run",
    "save",
    "speaker",
    "tabled",
    "tenure",
]


def run(resolution: Resolution, vocabulary: Vocabulary, base: str = ids.BASE) -> nx.MultiDiGraph[str]:
    """The graph of all pages, its nodes and edges in sorted order.

    ``base`` is kept as ``graph.graph["base"]`` for the exports that write IRIs.
    Raises GraphError if the result breaks the schema: that is a fault of kg.
    """
    import networkx as nx

    parts = _parts(resolution)
    rows: dict[str, list[Fields]] = {}
    heads: dict[str, str] = {}
    homes: dict[str, str] = {}
    for one in parts:
        for identifier, fields in one.tenures:
            rows.setdefault(identifier, []).append(fields)
        for entity, head in one.heads:
            heads[entity] = min(head, heads.get(entity, head))
        homes |= {end: one.document for source, target, _ in one.edges for end in (source, target)}
    above, upward = listed(((e, heads.get(e.id, "")) for e in resolution.entities), vocabulary)
    nodes = dict(n for one in parts for n in one.nodes) | dict(above) | dict(tenure(*row) for row in rows.items())
    nodes |= dict(n for e in resolution.entities for n in speaker(e, homes.get(e.id, "")))
    edges = [e for one in parts for e in one.edges] + upward
    words = sorted(w for one in parts for w in one.words)
    for _, its in groupby(words, attrgetter("speaker")):
        edges += restatement(its)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(base=base)
    graph.add_nodes_from(sorted(nodes.items()))
    for key, (source, target, fields) in sorted({str(e[2]["id"]): e for e in edges}.items()):
        graph.add_edge(source, target, key, **fields)
    if faults := check(graph):
        more = f" … and {len(faults) - 20} more" if len(faults) > 20 else ""
        raise GraphError("the graph breaks its schema; please report it:\n" + "\n".join(faults[:20]) + more)
    return graph


def _parts(resolution: Resolution) -> list[Part]:
    """Of every page, in the order that decides which words come first."""
    links: dict[str, list[Link]] = {}
    for link in resolution.links:
        links.setdefault(link.document, []).append(link)
    pages = sorted(resolution.extractions, key=lambda e: (e.document.name, e.document.id))
    return [part(e, links.get(e.document.id, ())) for e in pages]
