"""What the explorer shows: the whole graph while it is small enough to look at, else that of the latest pages.

Takes the pages of a build. Gives nodes, edges and the texts. Never more
claims than it was told: above that a browser would not open the file.
"""

from __future__ import annotations

from heapq import heappop, heappush
from pathlib import Path
from typing import NamedTuple

from kg import graph
from kg.engine import Shelves
from kg.flow import merging, repeats
from kg.flow.memory import Entry
from kg.flow.prints import place_of
from kg.flow.state import Work
from kg.flow.things import Brief, Sheet, unpacked
from kg.graph.draft import Fields
from kg.graph.parts import Edge
from kg.vocabulary import load

__all__ = ["Shown", "graph_of", "latest"]


class Shown(NamedTuple):
    """A graph and the pages it is of."""

    nodes: dict[str, Fields]
    edges: list[Edge]
    pages: dict[str, str]
    """Article id → its text as decoded."""


def latest(work: Work, most: int) -> tuple[list[Entry], int]:
    """The pages last published that together have at most ``most`` claims, one page at least; and how many are left."""
    pages: list[tuple[str, str, int, Entry]] = []  # a heap, the earliest first
    count = claims = 0
    for entry, _ in work.pages():
        gist = entry.gist
        heappush(pages, (gist.published, place_of(entry), gist.claims, entry))
        count, claims = count + 1, claims + gist.claims
        while len(pages) > 1 and claims > most:
            claims -= heappop(pages)[2]
    return sorted((entry for *_, entry in pages), key=lambda e: (e.name, e.document)), count - len(pages)


def graph_of(entries: list[Entry], readings: Path) -> Shown:
    """The graph of some pages, as if there were no others."""
    vocabulary, shelves = load(), Shelves(readings)
    sheets: list[Sheet] = [unpacked(shelves.taken(entry.place, 2)) for entry in entries]
    briefs: list[tuple[Entry, Brief]] = [(entry, unpacked(shelves.taken(entry.place, 1))) for entry in entries]
    shelves.close()
    rows = sorted(merging.row(thing, e.name, e.document, told) for e, brief in briefs for thing, told in brief.things)
    things = [merging.merged(*group) for group in merging.groups(rows)]
    attested: dict[str, tuple[str, ...]] = {}
    for one in things:
        if one.entity and one.entity.kind in ("Industry", "Region"):
            if graph.is_listed(one.id, vocabulary):
                attested[one.id] = one.entity.names
            elif graph.is_listed(one.head, vocabulary):
                attested.setdefault(one.head, ())
    concepts = graph.tabled(attested, vocabulary)
    nodes = {identifier: fields for sheet in sheets for identifier, fields in sheet.nodes}
    edges = [edge for sheet in sheets for edge in sheet.edges]
    for one in things:
        nodes[one.id], upward = merging.node(one, concepts, vocabulary)
        edges += upward
        concepts.pop(one.id, None)
    for concept, (fields, upward) in concepts.items():
        nodes[concept] = fields
        edges += upward
    edges += (edge for _, edge in repeats.edges(sorted(row for _, brief in briefs for row in brief.words)))
    return Shown(nodes, edges, {sheet.document: sheet.text for sheet in sheets})
