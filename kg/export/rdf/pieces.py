"""Turtle and TriG in pieces that can be made apart: of one page, of one thing that several pages name.

Nodes and edges of a page in; its blocks out with the keys they are sorted by.
A page's own subjects (article, claims, findings, places) are said in full; what
it says of others is given as links, to be gathered from all pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from kg.export.rdf import patterns
from kg.export.rdf.describe import Describer, Part
from kg.export.rdf.mapping import LINKS
from kg.export.rdf.names import checked_base
from kg.export.rdf.nodes import Fields
from kg.export.rdf.patterns import Lay, Said, Shape
from kg.export.rdf.terms import Encoded, TurtleTerms
from kg.export.rdf.text import ENTITIES, head

__all__ = ["ENTITIES", "OWN", "Piece", "Pieces", "head", "link", "predicates"]

OWN = ("article/", "claim/", "edge/", "finding/", "group/")
"""Subjects that one page alone speaks of."""


class Piece(NamedTuple):
    """A block of text."""

    key: str
    """By which blocks are sorted."""
    text: bytes
    triples: int


def link(source: str, target: str, relation: str) -> tuple[str, str, str]:
    """The plain triple of an edge: subject, predicate, object.

    >>> link("person/a", "claim/b", "STATED")
    ('claim/b', 'kg:statedBy', 'person/a')
    """
    predicate, _, turned = LINKS[relation]
    return (target, predicate, source) if turned else (source, predicate, target)


def predicates() -> dict[str, str]:
    """Predicate of a plain triple → the relation it is of."""
    return {link.predicate: relation for relation, link in LINKS.items()}


class Pieces:
    """Writes blocks of Turtle; of a year of pages, with a new one now and then, for it keeps every id it has met."""

    def __init__(self, base: str, run: str) -> None:
        terms = Encoded(TurtleTerms(checked_base(base)))
        self._ids = terms.ids
        self._triples = 0
        self._describer = Describer(terms, self._counting(patterns.turtle(terms.names)), {}, run)

    @property
    def met(self) -> int:
        """Ids it keeps."""
        return len(self._ids)

    def page(
        self, text: str, nodes: Sequence[tuple[str, Fields]], edges: Sequence[tuple[str, str, Fields]]
    ) -> tuple[list[Piece], bytes]:
        """The blocks of a page's own subjects, and its whole named graph as TriG has it."""
        article = nodes[0][0]
        self._describer.pages = {article: text}
        pieces = self._pieces(Part(nodes, edges, run=False))
        graph = self._ids[article.replace("article/", "graph/", 1)]
        whole = b"%b {\n%b}\n" % (graph, b"".join([p.text for p in pieces]))
        return [p for p in pieces if p.key.startswith(OWN)], whole

    def thing(self, identifier: str, fields: Mapping[str, Any], links: Iterable[tuple[str, str]]) -> Piece:
        """The block of what several pages speak of, with all they say."""
        block = self._describer.node(identifier, fields, links)
        return Piece(f"{identifier}>", block, self._triples)

    def run(self) -> Piece:
        """The block of the run."""
        (piece,) = self._pieces(Part((), ()))
        return piece

    def opening(self) -> bytes:
        """What stands before the blocks of the named graph of what belongs to no page; they end with ``}``."""
        return self._ids[ENTITIES] + b" {\n"

    def _pieces(self, part: Part) -> list[Piece]:
        return [Piece(key, block, self._triples) for key, block in self._describer.keyed(part)]

    def _counting(self, lay: Lay) -> Lay:
        """Tells, beside each block, how many triples it is."""

        def counting(subject: bytes, said: Said) -> Shape:
            shape = lay(subject, said)

            def counted(terms: tuple[Any, ...]) -> bytes:
                self._triples = len(said)
                return shape(terms)

            return counted

        return counting
