"""The graph as RDF, and back: Turtle, N-Triples, TriG, JSON-LD; questions, checks and proofs over them.

Takes a graph and the pages it was read from. The writers are of our own, so
that the same graph gives the same bytes and a million triples take about a
second; what they write is read back by two libraries in the tests. The only
home of rdflib, pyoxigraph and pyshacl beside the server.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from kg import __version__, collector, ids
from kg.errors import ExportError, UsageError
from kg.export.rdf.dataset import Article, Counts, counted, dataset
from kg.export.rdf.jsonld import jsonld
from kg.export.rdf.names import checked_base
from kg.export.rdf.schemes import schemes
from kg.export.rdf.text import ntriples, trig, turtle, turtle12
from kg.vocabulary import Vocabulary

if TYPE_CHECKING:
    import networkx as nx

__all__ = [
    "FORMATS",
    "READMES",
    "Article",
    "Counts",
    "digest",
    "run_id",
    "run_of",
    "write",
    "write_counted",
    "write_dataset",
    "write_schemes",
]

FORMATS: dict[str, tuple[str, Callable[[nx.MultiDiGraph[str], Mapping[str, str], str, str], Iterator[bytes]]]] = {
    "turtle": ("graph.ttl", turtle),
    "ntriples": ("graph.nt", ntriples),
    "trig": ("graph.trig", trig),
    "jsonld": ("graph.jsonld", jsonld),
    "turtle12": ("graph.rdf12.ttl", turtle12),
}
"""Format → usual file name and writer. Turtle of RDF 1.2 is for tools of tomorrow: rdflib and rapper refuse it."""

READMES: dict[str, str] = {
    "turtle": """\
Any triple store loads it:  oxigraph load --location store --file graph.ttl   or   tdb2.tdbloader --loc store graph.ttl
In Python:  rdflib.Graph().parse("graph.ttl")
Load schemes.ttl of the build beside it for the industries and regions above those that are named; terms: kg.ttl.
""",
    "ntriples": """\
Any triple store loads it; a triple is a line and the lines are sorted, so that diff and comm compare two builds.
In Python:  rdflib.Graph().parse("graph.nt", format="nt")
Load schemes.ttl of the build beside it for the industries and regions above those that are named; terms: kg.ttl.
""",
    "trig": """\
Any store of quads loads it. Each article is a named graph (DROP GRAPH takes it back); graph/entities is what is shared.
In Python:  rdflib.Dataset(default_union=True).parse("graph.trig")
Not rdflib.Graph().parse, which finds nothing in it; in a store ask over the union of all named graphs.
""",
    "jsonld": """\
One JSON document, its context inside: nothing is fetched. For JavaScript: jsonld.toRDF or jsonld.frame.
In Python:  rdflib.Graph().parse("graph.jsonld", format="json-ld")
Load schemes.ttl of the build beside it for the industries and regions above those that are named; terms: kg.ttl.
""",
    "turtle12": """\
For stores that speak RDF 1.2: each finding reifies (rdf:reifies) the triple it is about. rdflib and rapper refuse it.
In Python:  list(pyoxigraph.parse(path="graph.rdf12.ttl", format=pyoxigraph.RdfFormat.TURTLE))
In SPARQL 1.2:  SELECT ?confidence { ?claim kg:statedBy ?speaker ~ ?finding . ?finding kg:confidence ?confidence }
""",
}
"""How to load each, in three lines."""

BATCH = 512
"""Blocks joined before they are written."""


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
    _write(path, map(str.encode, schemes(vocabulary, base)))


def write_dataset(
    graph: nx.MultiDiGraph[str],
    pages: Mapping[str, str],
    files: Sequence[Path],
    path: Path,
    base: str = "",
    run: str = "",
) -> None:
    """Write the description of a build (``dataset.ttl``), whose other files must stand already."""
    write_counted(counted(graph, pages), {f: digest(f) for f in files}, path, _base(graph, base), run or run_id(graph))


def write_counted(counts: Counts, files: Mapping[Path, str], path: Path, base: str, run: str) -> None:
    """The same of a graph that was counted as it was written; ``files`` with their SHA-256."""
    _write(path, map(str.encode, dataset(counts, files, checked_base(base), run)))


def digest(path: Path) -> str:
    """SHA-256 of a file, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _base(graph: nx.MultiDiGraph[str], base: str) -> str:
    return checked_base(base or graph.graph.get("base", ids.BASE))


def _write(path: Path, chunks: Iterator[bytes]) -> None:
    try:
        with path.open("wb") as file, collector.paused():
            while chunk := b"".join(islice(chunks, BATCH)):
                file.write(chunk)
    except UnicodeEncodeError as fault:
        around = fault.object[max(0, fault.start - 20) : fault.end + 20]
        raise ExportError(f"{path}: no RDF can hold the lone surrogate in {around!r}; mend the source") from fault


def run_id(graph: nx.MultiDiGraph[str], *settings: str) -> str:
    """The id of a build: a hash of kg's version, the pages' hashes and whatever settings are named."""
    return run_of((d["sha256"] for _, d in graph.nodes(data=True) if d["kind"] == "Article"), *settings)


def run_of(pages: Iterable[str], *settings: str) -> str:
    """The same of pages given by the hashes of their texts."""
    return ids.local("run", __version__, *settings, *sorted(pages))
