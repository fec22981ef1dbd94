"""Stage 4, resolve: mentions in; entities and the links to them out.

A page's own names are its Sightings; those of one entity, from whatever pages,
make the Entity. So one page can be resolved alone, and many by grouping.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.ids import identify
from kg.model import Entity, Extraction, Link, Resolution, Sighting

__all__ = ["entity", "links", "run", "sightings"]


def run(extractions: Sequence[Extraction]) -> Resolution:
    """Entities of all documents, whatever their order."""
    seen: dict[str, list[Sighting]] = {}
    for e in extractions:
        for sighting in sightings(e):
            seen.setdefault(sighting.entity, []).append(sighting)
    entities = tuple(entity(rows) for _, rows in sorted(seen.items()))
    return Resolution(tuple(extractions), entities, tuple(link for e in extractions for link in links(e)))


def sightings(e: Extraction) -> list[Sighting]:
    """What a page calls everyone and everything it names, by entity."""
    found: dict[str, tuple[str, str, dict[str, int]]] = {}

    def see(kind: str, name: str, concept: str = "", text: str = "") -> None:
        entity = identify(kind, name, concept, e.document.id)
        counts = found.setdefault(entity, (kind, concept, {}))[2]
        for one in {name, text or name}:
            counts[one] = counts.get(one, 0) + 1

    for m in e.mentions:
        see(m.kind, m.name, m.concept, m.text)
    for c in e.claims:
        if c.speaker:
            see(c.speaker.kind, c.speaker.name)
        for t in (*c.industries, *c.regions):
            see(t.kind, t.name, t.concept)
    for person, tenure in e.tenures:
        see("Person", person)
        if tenure.organization:
            see("Organization", tenure.organization)
    spoken = {t.organization for c in e.claims if c.speaker and c.speaker.kind == "Person" for t in c.speaker.tenures}
    for name in sorted(spoken - {""}):
        if identify("Organization", name, "", e.document.id) not in found:  # else it was counted where it stands
            see("Organization", name)
    return [Sighting(key, *found[key][:2], tuple(sorted(found[key][2].items()))) for key in sorted(found)]


def links(e: Extraction) -> Iterable[Link]:
    """Who each mention of a page is."""
    for n, m in enumerate(e.mentions):
        who = identify(m.kind, m.name, m.concept, e.document.id)
        yield Link(e.document.id, n, who, m.confidence, (m.rule,))


def entity(rows: Iterable[Sighting]) -> Entity:
    """An entity out of all its sightings.

    >>> rows = [Sighting("person/a", "Person", "", ((name, 1),)) for name in ("王明", "王明教授")]
    >>> entity(rows)
    Entity(id='person/a', kind='Person', label='王明教授', names=('王明', '王明教授'), concept='')
    """
    rest = iter(rows)
    first = next(rest)
    counts = dict(first.names)
    for row in rest:
        for name, count in row.names:
            counts[name] = counts.get(name, 0) + count
    concept = first.concept
    label = min(counts, key=lambda n: (-counts[n], n) if concept else (-len(n), -counts[n], n))
    return Entity(first.entity, first.kind, label, tuple(sorted(counts)), concept)
