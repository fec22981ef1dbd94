"""Things that several pages name: their rows, sorted by thing and page, become the one thing they are of.

Takes rows. Gives what is known of each thing; nodes are made of it when it is
known which concepts the tables put above which. Never holds the rows of one thing: a
country is named on most pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, groupby
from sys import intern
from typing import NamedTuple

from kg import graph, resolve
from kg.flow.rows import Row
from kg.flow.things import Told, told
from kg.graph.draft import Fields
from kg.graph.parts import Edge
from kg.model import Entity, Sighting
from kg.vocabulary import Vocabulary

__all__ = ["Thing", "alone", "groups", "merged", "node", "row", "thing_of"]


class Thing(NamedTuple):
    """What all pages together tell."""

    id: str
    document: str
    """One that names it."""
    entity: Entity | None
    head: str
    tenure: Fields | None
    links: set[tuple[str, str]]


def row(thing: str, name: str, document: str, data: bytes) -> Row:
    """What a page tells, as a row that sorts by thing, then by the order of the pages."""
    return f"{thing}\0{name}\0{document}", data


def thing_of(key: str) -> str:
    """Which thing a row is of."""
    return key.partition("\0")[0]


def groups(rows: Iterable[Row]) -> Iterator[tuple[str, Iterator[tuple[str, Told]]]]:
    """Each thing with its pages and what they tell, to be taken before the next."""
    for thing, its in groupby(rows, lambda r: thing_of(r[0])):
        yield thing, ((key.rpartition("\0")[2], told(thing, data)) for key, data in its)


def merged(thing: str, rows: Iterable[tuple[str, Told]]) -> Thing:
    """One thing out of what its pages tell, in their order."""
    document, heads, tenures, links = "", set[str](), list[Fields](), set[tuple[str, str]]()

    def sightings() -> Iterator[Sighting]:
        nonlocal document
        for page, one in rows:
            document = document or page
            heads.add(one.head)
            tenures.extend([dict(one.tenure)] if one.tenure else ())
            links.update(one.links)
            if one.sighting:
                yield one.sighting

    seen = sightings()
    first = next(seen, None)
    entity = resolve.entity(chain([first], seen)) if first else None
    tenure = graph.tenure(thing, tenures)[1] if tenures else None
    return Thing(thing, document, entity, min(heads - {""}, default=""), tenure, links)


def alone(rows: Iterable[tuple[str, Told]], labels: list[tuple[str, str]]) -> Iterator[tuple[str, Told]]:
    """The rows, of which ``labels`` keeps each page and what it alone would call the thing."""
    for document, one in rows:
        labels.append((document, intern(one.label)))
        yield document, one


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
