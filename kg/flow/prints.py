"""What is printed of a page and of a thing that pages name: the rows of each file, with the keys they are sorted by.

Takes records that are complete. Gives files with some of their rows, and counts. A
build made at once and one made anew where something changed print with the same functions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from kg.export import graphml, jsonl
from kg.export.rdf import pieces
from kg.flow.memory import Entry
from kg.flow.rows import Row
from kg.flow.things import Sheet
from kg.graph import store
from kg.graph.draft import Fields
from kg.graph.parts import Edge, Node

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
    "mention_lines",
    "place_of",
    "relabelled",
]

CLAIMS, MENTIONS, PAGES = "claims.jsonl", "mentions.jsonl", "pages.jsonl"
JSON, TURTLE, TRIG, GRAPHML = "graph.json", "graph.ttl", "graph.trig", "graph.graphml"

Printed: TypeAlias = Iterator[tuple[str, list[Row]]]
"""Files and rows. The first character of a key tells head (0), rows (1, 3) and what stands between and after."""

_MET = 100_000
"""Ids after which the writer of Turtle is made anew, for it keeps all it has met."""


class Printer:
    """Prints for one build; ``tally`` counts triples, nodes by kind, edges by relation, pairs of nodes by predicate."""

    def __init__(self, base: str, run: str) -> None:
        self._base, self._run = base, run
        self._pieces = pieces.Pieces(base, run)
        self._node, self._edge = graphml.node_lines(), graphml.edge_lines()
        self.tally: Counter[str] = Counter()

    def frame(self) -> Printed:
        """What stands around the rows, whatever they are."""
        prefixes = pieces.head(self._base)
        run = self._pieces.run()
        self.tally["triples"] += run.triples
        entities = f"1{pieces.ENTITIES}\0"
        yield (
            JSON,
            [
                ("0", _bytes(store.head({"base": self._base}))),
                ("2", _bytes(store.MIDDLE)),
                ("4", _bytes(store.TAIL)),
            ],
        )
        yield GRAPHML, [("0", _bytes(graphml.head(self._base))), ("4", _bytes(graphml.TAIL))]
        yield TURTLE, [("0", _bytes(prefixes)), (f"1{run.key}", run.text)]
        yield (
            TRIG,
            [
                ("0", _bytes(prefixes)),
                (entities, self._pieces.opening()),
                (f"{entities}{run.key}", run.text),
                (f"{entities}~", b"}\n"),
            ],
        )

    def page(self, sheet: Sheet, restated: Sequence[Edge]) -> Printed:
        """A page but for its mentions; ``restated`` are the edges out of its claims to earlier ones."""
        self._renew()
        place = place_of(sheet)
        edges = (*sheet.edges, *restated)
        found, graph = self._pieces.page(sheet.text, sheet.nodes, edges)
        about = sheet.nodes[0][1]
        line = jsonl.page_line(sheet.name, sheet.document, str(about.get("path", "")), str(about["sha256"]), sheet.text)
        yield CLAIMS, [(place, sheet.claims)]
        yield PAGES, [(place, _bytes(line))]
        yield TRIG, [(f"1{sheet.document.replace('article/', 'graph/', 1)}\0", graph)]
        yield TURTLE, [("1" + piece.key, piece.text) for piece in found]
        self.tally["triples"] += sum([piece.triples for piece in found])
        yield from self._nodes(sheet.nodes)
        yield from self._edges(edges)
        self._pair([predicate for subject, predicate, _ in _links(edges) if subject.startswith(pieces.OWN)])

    def thing(
        self, identifier: str, fields: Fields, links: Iterable[tuple[str, str]], upward: Sequence[Edge] = ()
    ) -> Printed:
        """A thing with the plain triples of all pages, and the edges to what is above it."""
        self._renew()
        above = {(predicate, target) for _, predicate, target in _links(upward)}
        all_ = above.union(links)
        piece = self._pieces.thing(identifier, fields, all_)
        self.tally["triples"] += piece.triples
        self._pair([predicate for predicate, _ in all_])
        yield TURTLE, [("1" + piece.key, piece.text)]
        alone = self._pieces.thing(identifier, fields, above)
        yield TRIG, [(f"1{pieces.ENTITIES}\0{alone.key}", alone.text)]
        yield from self._nodes([(identifier, fields)])
        yield from self._edges(upward)

    def _renew(self) -> None:
        if self._pieces.met > _MET:
            self._pieces = pieces.Pieces(self._base, self._run)

    def _pair(self, predicates: Iterable[str]) -> None:
        for predicate in predicates:
            self.tally[f"pair {predicate}"] += 1

    def _nodes(self, nodes: Sequence[Node]) -> Printed:
        for _, fields in nodes:
            self.tally[f"node {fields['kind']}"] += 1
        yield JSON, [(f"1{one}", _bytes(store.BETWEEN + store.node_row(one, fields))) for one, fields in nodes]
        yield GRAPHML, [(f"1{one}", _bytes(self._node((one,), fields))) for one, fields in nodes]

    def _edges(self, edges: Sequence[Edge]) -> Printed:
        for _, _, fields in edges:
            self.tally[f"edge {fields['relation']}"] += 1
        yield (
            JSON,
            [
                (f"3{fields['id']}", _bytes(store.BETWEEN + store.edge_row(source, target, fields)))
                for source, target, fields in edges
            ],
        )
        yield (
            GRAPHML,
            [
                (f"3{source}\0{fields['id']}", _bytes(self._edge((str(fields["id"]), source, target), fields)))
                for source, target, fields in edges
            ],
        )


def place_of(page: Sheet | Entry) -> str:
    """The key of a page in files that have a row for each."""
    return f"{page.name}\0{page.document}"


def mention_lines(sheet: Sheet, labels: Mapping[str, str]) -> bytes:
    """A page's mentions; ``labels`` are those its entities have from other pages."""
    return relabelled(sheet.mentions, sheet.named, labels)


def relabelled(mentions: bytes, named: Sequence[str], labels: Mapping[str, str]) -> bytes:
    """The lines of a page's mentions, with other labels for some of the entities ``named``, one on each line."""
    if labels.keys().isdisjoint(named):
        return mentions
    lines = zip(mentions.splitlines(keepends=True), named, strict=True)
    return b"".join([jsonl.relabelled(line, labels[e]) if e in labels else line for line, e in lines])


def _links(edges: Iterable[Edge]) -> set[tuple[str, str, str]]:
    return {pieces.link(source, target, str(fields["relation"])) for source, target, fields in edges}


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
