"""The graph as RDF, and back: Turtle, N-Triples, TriG, JSON-LD; questions, checks and proofs over them.

Takes a graph and the pages it was read from. The writers are of our own, so
that the same graph gives the same bytes and a million triples take about a
second; what they write is read back by two libraries in the tests. The only
home of rdflib, pyoxigraph and pyshacl beside the server.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path

import networkx as nx

from kg import __version__, ids
from kg.errors import ExportError, UsageError
from kg.export.rdf.dataset import dataset
from kg.export.rdf.jsonld import jsonld
from kg.export.rdf.names import checked_base
from kg.export.rdf.schemes import schemes
from kg.export.rdf.text import ntriples, trig, turtle, turtle12
from kg.vocabulary import Vocabulary

__all__ = ["FORMATS", "run_id", "write", "write_dataset", "write_schemes"]

FORMATS: dict[str, tuple[str, Callable[[nx.MultiDiGraph[str], Mapping[str, str], str, str], Iterator[str]]]] = {
    "turtle": ("graph.ttl", turtle),
    "ntriples": ("graph.nt", ntriples),
    "trig": ("graph.trig", trig),
    "jsonld": ("graph.jsonld", jsonld),
    "turtle12": ("graph.rdf12.ttl", turtle12),
}
"""Format → usual file name and writer. Turtle of RDF 1.2 is for tools of tomorrow: rdflib and rapper refuse it."""

BATCH = 4096
"""Blocks joined before they are encoded and written."""


def write(
    graph: nx.MultiDiGraph[str],
    pages: Mapping[str, str],
    path: Path,
    form: str = "turtle",
    base: str = "",
    run: str = "",
) -> None:
    """Write the graph in one of ``FORMATS``.

    ``pages`` (article id → text as decoded) give each span its words and those
    around it; without them a claim's segments have places only. ``base`` is
    that of the graph and ``run`` a hash of the graph's sources where not given.
    """
    if form not in FORMATS:
        raise UsageError(f"{form!r} is no RDF format kg writes; choose of {', '.join(FORMATS)}")
    _write(path, FORMATS[form][1](graph, pages, _base(graph, base), run or run_id(graph)))


def write_schemes(vocabulary: Vocabulary, path: Path, base: str = ids.BASE) -> None:
    """Write the tables of industries and regions as concept schemes (``schemes.ttl``)."""
    _write(path, schemes(vocabulary, base))


def write_dataset(
    graph: nx.MultiDiGraph[str],
    pages: Mapping[str, str],
    files: Sequence[Path],
    path: Path,
    base: str = "",
    run: str = "",
) -> None:
    """Write the description of a build (``dataset.ttl``), whose other files must stand already."""
    _write(path, dataset(graph, pages, files, _base(graph, base), run or run_id(graph)))


def _base(graph: nx.MultiDiGraph[str], base: str) -> str:
    return checked_base(base or graph.graph.get("base", ids.BASE))


def _write(path: Path, chunks: Iterator[str]) -> None:
    collecting = gc.isenabled()
    gc.disable()  # millions of short-lived tuples and no cycles: the collector would double the time
    try:
        with path.open("wb") as file:
            while chunk := "".join(islice(chunks, BATCH)):
                file.write(chunk.encode("utf-8"))
    except UnicodeEncodeError as fault:
        around = fault.object[max(0, fault.start - 20) : fault.end + 20]
        raise ExportError(f"{path}: no RDF can hold the lone surrogate in {around!r}; mend the source") from fault
    finally:
        if collecting:
            gc.enable()


def run_id(graph: nx.MultiDiGraph[str], *settings: str) -> str:
    """The id of a build: a hash of kg's version, the pages' hashes and whatever settings are named."""
    pages = sorted(d["sha256"] for _, d in graph.nodes(data=True) if d["kind"] == "Article")
    return ids.local("run", __version__, *settings, *pages)
