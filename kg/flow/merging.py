"""Things that several pages name: their rows, sorted by thing and page, become the one thing they are of.

Takes rows. Gives what is known of each thing; nodes are made of it when it is
known which concepts the tables put above which. Never holds more than one thing's rows.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from kg import graph, resolve
from kg.flow.rows import Row
from kg.flow.things import Told
from kg.graph.draft import Fields
from kg.graph.parts import Edge
from kg.model import Entity, Sighting
from kg.vocabulary import Vocabulary

__all__ = ["Thing", "groups", "label_alone", "merged", "node", "row"]


class Thing(NamedTuple):
    """What all pages together tell."""

    id: str
    document: str
    """One that names it."""
    entity: Entity | None
    head: str
    tenure: Fields | None
    links: set[tuple[str, str]]


def row(thing: str, name: str, document: str, told: Told) -> Row:
    """What a page tells, as a row that sorts by thing, then by the order of the pages."""
    sighting, head, tenure, links = told
    seen = sighting and (sighting.kind, sighting.concept, sighting.names)
    return f"{thing}\0{name}\0{document}", pickle.dumps((seen, head, tenure, links), 5)


def groups(rows: Iterable[Row]) -> Iterator[tuple[str, list[tuple[str, Told]]]]:
    """Each thing with its pages and what they tell."""
    for thing, its in groupby(rows, lambda r: r[0].partition("\0")[0]):
        yield thing, [(key.rpartition("\0")[2], _told(thing, data)) for key, data in its]


def _told(thing: str, data: bytes) -> Told:
    seen, head, tenure, links = pickle.loads(data)
    return Told(Sighting(thing, *seen) if seen else None, head, tenure, links)


def merged(thing: str, rows: Sequence[tuple[str, Told]]) -> Thing:
    """One thing out of what its pages tell, in their order."""
    sightings = [told.sighting for _, told in rows if told.sighting]
    tenures = [told.tenure for _, told in rows if told.tenure]
    return Thing(
        thing,
        rows[0][0],
        resolve.entity(sightings) if sightings else None,
        min((told.head for _, told in rows if told.head), default=""),
        graph.tenure(thing, map(dict, tenures))[1] if tenures else None,
        {link for _, told in rows for link in told.links},
    )


def label_alone(told: Told) -> str:
    """What the page alone would call the thing."""
    return resolve.entity([told.sighting]).label if told.sighting else ""


def node(
    thing: Thing, concepts: Mapping[str, tuple[Fields, list[Edge]]], vocabulary: Vocabulary
) -> tuple[Fields, Sequence[Edge]]:
    """Its fields and the edges that lead up from it; ``concepts`` are those of the tables."""
    if thing.tenure is not None:
        return thing.tenure, ()
    assert thing.entity is not None, thing.id
    for _, fields in graph.speaker(thing.entity, thing.document):
        return fields, ()
    return concepts.get(thing.id) or graph.proposed(thing.entity, thing.head, vocabulary)
