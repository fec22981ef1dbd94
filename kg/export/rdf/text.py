"""Turtle, N-Triples and TriG as text, written line by line as the blocks come."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby

import networkx as nx

from kg.export.rdf.describe import Describer, Fields, Part, whole
from kg.export.rdf.names import prefixes
from kg.export.rdf.terms import Terms, TurtleTerms

__all__ = ["ENTITIES", "head", "ntriples", "parts", "trig", "turtle", "turtle12"]

ENTITIES = "graph/entities"
"""Named graph of what belongs to no single article."""


def head(base: str) -> str:
    """The prefix lines of a Turtle file."""
    return "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in prefixes(base).items()) + "\n"


def turtle(graph: nx.MultiDiGraph[str], pages: Mapping[str, str], base: str, run: str) -> Iterator[str]:
    """Turtle (RDF 1.1)."""
    describer = Describer(TurtleTerms(base), pages, run)
    yield head(base)
    yield from _turtle(describer, whole(graph))


def turtle12(graph: nx.MultiDiGraph[str], pages: Mapping[str, str], base: str, run: str) -> Iterator[str]:
    """Turtle of RDF 1.2: as ``turtle``, and each finding reifies the triple it is about."""
    describer = Describer(TurtleTerms(base), pages, run, reify=True)
    yield 'VERSION "1.2"\n' + head(base)
    yield from _turtle(describer, whole(graph))


def _turtle(describer: Describer, part: Part) -> Iterator[str]:
    ids = describer.terms.ids
    shapes = _Shapes(describer.terms.names)
    for subject, predicates, objects in describer.blocks(part):
        yield shapes[predicates] % (ids[subject], *objects)


class _Shapes(dict[tuple[str, ...], str]):
    """Predicates of a block → the pattern its objects are set into; a graph has few, so each is made once."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = names

    def __missing__(self, predicates: tuple[str, ...]) -> str:
        groups = [f"{self._names[p]} {' , '.join('%s' for _ in same)}" for p, same in groupby(predicates)]
        pattern = self[predicates] = "%s " + " ;\n    ".join(groups) + " .\n"
        return pattern


def ntriples(graph: nx.MultiDiGraph[str], pages: Mapping[str, str], base: str, run: str) -> Iterator[str]:
    """N-Triples, every line once and in the order of code points."""
    describer = Describer(Terms(base), pages, run)
    ids = describer.terms.ids
    shapes = _Lines(describer.terms.names)
    for subject, predicates, objects in describer.blocks(whole(graph)):
        order, pattern = shapes[predicates]
        token = ids[subject]
        yield pattern % tuple([objects[i] if i >= 0 else token for i in order])


class _Lines(dict[tuple[str, ...], tuple[list[int], str]]):
    """Predicates of a block → which object goes where in its sorted lines (-1: the subject), and their pattern."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = names

    def __missing__(self, predicates: tuple[str, ...]) -> tuple[list[int], str]:
        order = sorted(range(len(predicates)), key=lambda i: self._names[predicates[i]])
        pattern = "".join(f"%s {self._names[predicates[i]]} %s .\n" for i in order)
        made = self[predicates] = [place for i in order for place in (-1, i)], pattern
        return made


def trig(graph: nx.MultiDiGraph[str], pages: Mapping[str, str], base: str, run: str) -> Iterator[str]:
    """TriG: a named graph for each article, so that dropping one retracts the article; ``ENTITIES`` for the rest.

    The union of the named graphs is what ``turtle`` writes.
    """
    describer = Describer(TurtleTerms(base), pages, run)
    yield head(base)
    for name, part in parts(graph):
        yield f"{describer.terms.ids[name]} {{\n"
        yield from _turtle(describer, part)
        yield "}\n"


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
