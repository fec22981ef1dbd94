"""What is printed of a page and of a thing that pages name: the rows of each file, with the keys they are sorted by.

Takes records that are complete. Gives ``(file, key, data)`` and counts. A build
made at once and one made anew where something changed print with the same functions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from kg.export import graphml, jsonl
from kg.export.rdf import pieces
from kg.flow.memory import Entry
from kg.flow.things import Sheet
from kg.graph import store
from kg.graph.draft import Fields
from kg.graph.parts import Edge

__all__ = [
    "CLAIMS",
    "GRAPHML",
    "JSON",
    "MENTIONS",
    "PAGES",
    "TRIG",
    "TURTLE",
    "Printed",
    "Printer",
    "mention_line",
    "mention_lines",
    "place_of",
]

CLAIMS, MENTIONS, PAGES = "claims.jsonl", "mentions.jsonl", "pages.jsonl"
JSON, TURTLE, TRIG, GRAPHML = "graph.json", "graph.ttl", "graph.trig", "graph.graphml"

Printed: TypeAlias = Iterator[tuple[str, str, bytes]]
"""File, key and data. The first character of a key tells head (0), rows (1, 3) and what stands between and after."""

_RENEWED = 300
"""Pages after which the writer of Turtle is made anew, for it keeps every id it has met."""


class Printer:
    """Prints for one build; ``tally`` counts triples, nodes by kind, edges by relation, pairs of nodes by predicate."""

    def __init__(self, base: str, run: str) -> None:
        self._base, self._run = base, run
        self._pages = 0
        self._pieces = pieces.Pieces(base, run)
        self._node, self._edge = graphml.node_lines(), graphml.edge_lines()
        self.tally: Counter[str] = Counter()

    def frame(self) -> Printed:
        """What stands around the rows, whatever they are."""
        prefixes = pieces.head(self._base)
        run = self._pieces.run()
        self.tally["triples"] += run.triples
        entities = f"1{pieces.ENTITIES}\0"
        for file, key, text in (
            (JSON, "0", store.head({"base": self._base})),
            (JSON, "2", store.MIDDLE),
            (JSON, "4", store.TAIL),
            (GRAPHML, "0", graphml.head(self._base)),
            (GRAPHML, "4", graphml.TAIL),
            (TURTLE, "0", prefixes),
            (TURTLE, f"1{run.key}", run.text),
            (TRIG, "0", prefixes),
            (TRIG, entities, self._pieces.opening()),
            (TRIG, f"{entities}{run.key}", run.text),
            (TRIG, f"{entities}~", "}\n"),
        ):
            yield file, key, text.encode()

    def page(self, sheet: Sheet, restated: Sequence[Edge]) -> Printed:
        """A page but for its mentions; ``restated`` are the edges out of its claims to earlier ones."""
        self._pages += 1
        if self._pages % _RENEWED == 0:
            self._pieces = pieces.Pieces(self._base, self._run)
        place = place_of(sheet)
        edges = (*sheet.edges, *restated)
        found, graph = self._pieces.page(sheet.text, sheet.nodes, edges)
        yield CLAIMS, place, _bytes(sheet.claims)
        yield PAGES, place, _bytes(sheet.page)
        yield TRIG, f"1{sheet.document.replace('article/', 'graph/', 1)}\0", _bytes(graph)
        for piece in found:
            self.tally["triples"] += piece.triples
            yield TURTLE, "1" + piece.key, _bytes(piece.text)
        for node in sheet.nodes:
            yield from self._nodes(*node)
        yield from self._edges(edges)
        self.tally.update(f"pair {p}" for s, p, _ in _links(edges) if s.startswith(pieces.OWN))

    def thing(
        self, identifier: str, fields: Fields, links: Iterable[tuple[str, str]], upward: Sequence[Edge] = ()
    ) -> Printed:
        """A thing with the plain triples of all pages, and the edges to what is above it."""
        above = {(predicate, target) for _, predicate, target in _links(upward)}
        all_ = above.union(links)
        piece = self._pieces.thing(identifier, fields, all_)
        self.tally["triples"] += piece.triples
        self.tally.update(f"pair {predicate}" for predicate, _ in all_)
        yield TURTLE, "1" + piece.key, _bytes(piece.text)
        alone = self._pieces.thing(identifier, fields, above)
        yield TRIG, f"1{pieces.ENTITIES}\0{alone.key}", _bytes(alone.text)
        yield from self._nodes(identifier, fields)
        yield from self._edges(upward)

    def _nodes(self, identifier: str, fields: Fields) -> Printed:
        self.tally[f"node {fields['kind']}"] += 1
        yield JSON, f"1{identifier}", _bytes(store.BETWEEN + store.node_row(identifier, fields))
        yield GRAPHML, f"1{identifier}", _bytes(self._node((identifier,), fields))

    def _edges(self, edges: Iterable[Edge]) -> Printed:
        for source, target, fields in edges:
            key = str(fields["id"])
            self.tally[f"edge {fields['relation']}"] += 1
            yield JSON, f"3{key}", _bytes(store.BETWEEN + store.edge_row(source, target, fields))
            yield GRAPHML, f"3{source}\0{key}", _bytes(self._edge((key, source, target), fields))


def place_of(page: Sheet | Entry) -> str:
    """The key of a page in files that have a row for each."""
    return f"{page.name}\0{page.document}"


def mention_lines(sheet: Sheet, labels: Mapping[str, str]) -> bytes:
    """A page's mentions; ``labels`` are those its entities have from other pages."""
    return b"".join(mention_line(before, labels.get(e, label), after) for e, label, before, after in sheet.mentions)


def mention_line(before: str, label: str, after: str) -> bytes:
    """One of them."""
    return _bytes(jsonl.labelled(before, label, after))


def _links(edges: Iterable[Edge]) -> set[tuple[str, str, str]]:
    return {pieces.link(source, target, str(fields["relation"])) for source, target, fields in edges}


def _bytes(text: Any) -> bytes:
    return str(text).encode("utf-8", "surrogatepass")
