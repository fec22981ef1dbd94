"""What the explorer shows: the whole graph while it is small enough to look at, else that of the latest pages.

Takes the pages of a build. Gives a networkx graph and the texts. Never more
claims than it was told: above that a browser would not open the file.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import networkx as nx

from kg import graph
from kg.engine import Shelves
from kg.flow import merging, whole
from kg.flow.memory import Entry
from kg.flow.state import State, Work, entry_in, row_of
from kg.flow.things import Brief, Sheet, unpacked
from kg.graph.parts import Edge
from kg.vocabulary import load

__all__ = ["graph_of", "latest"]


def latest(work: Work, most: int) -> tuple[list[Entry], int]:
    """The pages last published that together have at most ``most`` claims, one page at least; and how many are left."""
    pages = []
    for key, data in work.sorted(whole.TOLD):
        row = row_of(data)
        pages.append((row.input["published"], key, row.counts.get("claims", 0), entry_in(data)))
    pages.sort(key=lambda page: page[:2], reverse=True)
    found: list[Entry] = []
    claims = 0
    for _, _, its, entry in pages:
        claims += its
        if claims > most and found:
            break
        found.append(entry)
    return sorted(found, key=lambda e: (e.name, e.document)), len(pages) - len(found)


def graph_of(entries: list[Entry], readings: Path, state: State) -> tuple[nx.MultiDiGraph[str], dict[str, str]]:
    """The graph of some pages, as if there were no others, and their texts."""
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
    edges += (edge for _, edge in _restated(briefs))
    found: nx.MultiDiGraph[str] = nx.MultiDiGraph(base=state.how.base)
    found.add_nodes_from(sorted(nodes.items()))
    for key, source, target, fields in sorted(((str(e[2]["id"]), *e) for e in edges), key=lambda e: e[0]):
        found.add_edge(source, target, key, **fields)
    return found, {sheet.document: sheet.text for sheet in sheets}


def _restated(briefs: list[tuple[Entry, Brief]]) -> Iterator[tuple[str, Edge]]:
    words = sorted(one for _, brief in briefs for one in brief.words)
    for _, said in groupby(words, lambda one: one.speaker):
        yield from whole.restated(said)
