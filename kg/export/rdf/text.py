"""Turtle, N-Triples and TriG in UTF-8, written block by block as they come."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from kg.export.rdf import patterns
from kg.export.rdf.describe import Describer, Part, whole
from kg.export.rdf.names import prefixes
from kg.export.rdf.nodes import Fields
from kg.export.rdf.terms import Encoded, Terms, TurtleTerms

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["ENTITIES", "head", "lines", "ntriples", "parts", "trig", "turtle", "turtle12"]

ENTITIES = "graph/entities"
"""Named graph of what belongs to no single article."""


def head(base: str) -> str:
    """The prefix lines of a Turtle file."""
    return "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in prefixes(base).items()) + "\n"


def turtle(graph: nx.MultiDiGraph[str], pages: Mapping[str, str], base: str, run: str) -> Iterator[bytes]:
    """Turtle (RDF 1.1)."""
    yield head(base).encode()
    yield from _turtle(base, pages, run).blocks(whole(graph))


def turtle12(graph: nx.MultiDiGraph[str], pages: Mapping[str, str], base: str, run: str) -> Iterator[bytes]:
    """Turtle of RDF 1.2: as ``turtle``, and each finding reifies the triple it is about."""
    yield b'VERSION "1.2"\n' + head(base).encode()
    yield from _turtle(base, pages, run, reify=True).blocks(whole(graph))


def _turtle(base: str, pages: Mapping[str, str], run: str, reify: bool = False) -> Describer:
    """Says a graph in blocks of Turtle."""
    terms = Encoded(TurtleTerms(base))
    return Describer(terms, patterns.turtle(terms.names), pages, run, reify)


def ntriples(graph: nx.MultiDiGraph[str], pages: Mapping[str, str], base: str, run: str) -> Iterator[bytes]:
    """N-Triples, every line once and in the order of code points."""
    terms = Encoded(Terms(base))
    yield from Describer(terms, patterns.lines(terms.names), pages, run).blocks(whole(graph))


def lines(part: Part, pages: Mapping[str, str], base: str, run: str) -> Iterator[tuple[str, str]]:
    """Of each subject of a part its local id and its N-Triples; a part may be a page, whose links lead elsewhere."""
    terms = Encoded(Terms(base))
    for key, block in Describer(terms, patterns.lines(terms.names), pages, run).keyed(part):
        yield key[:-1], block.decode()


def trig(graph: nx.MultiDiGraph[str], pages: Mapping[str, str], base: str, run: str) -> Iterator[bytes]:
    """TriG: a named graph for each article, so that dropping one retracts the article; ``ENTITIES`` for the rest.

    The union of the named graphs is what ``turtle`` writes.
    """
    describer = _turtle(base, pages, run)
    yield head(base).encode()
    for name, part in parts(graph):
        yield b"%b {\n" % describer.terms.ids[name]
        yield from describer.blocks(part)
        yield b"}\n"


def parts(graph: nx.MultiDiGraph[str]) -> list[tuple[str, Part]]:
    """Named graph → the nodes and edges that stand or fall with its article."""
    nodes: dict[str, list[tuple[str, Fields]]] = {ENTITIES: []}
    edges: dict[str, list[tuple[str, str, Fields]]] = {}

    def home(article: str | None) -> str:
        return article.replace("article/", "graph/", 1) if article else ENTITIES

    for identifier, fields in graph.nodes(data=True):
        article = identifier if fields["kind"] == "Article" else fields.get("article")
        nodes.setdefault(home(article), []).append((identifier, fields))
    for source, target, fields in graph.edges(data=True):
        article = fields.get("article")
        if fields["relation"] in ("APPEARS_IN", "RESTATES"):
            article = graph.nodes[source]["article"]
        edges.setdefault(home(article), []).append((source, target, fields))
    return [(name, Part(nodes[name], edges.get(name, []), run=name == ENTITIES)) for name in sorted(nodes)]
