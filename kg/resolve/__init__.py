"""Stage 4, resolve: mentions in; entities and the links to them out."""

from __future__ import annotations

from collections.abc import Sequence

from kg.ids import identify
from kg.model import Entity, Extraction, Link, Resolution

__all__ = ["run"]


def run(extractions: Sequence[Extraction]) -> Resolution:
    """Entities of all documents, whatever their order."""
    names: dict[str, tuple[str, str, dict[str, int]]] = {}
    links = []

    def see(kind: str, name: str, concept: str, document: str, text: str = "") -> str:
        entity = identify(kind, name, concept, document)
        _, _, counts = names.setdefault(entity, (kind, concept, {}))
        for n in {name, text or name}:
            counts[n] = counts.get(n, 0) + 1
        return entity

    for e in extractions:
        for n, m in enumerate(e.mentions):
            entity = see(m.kind, m.name, m.concept, e.document.id, m.text)
            links.append(Link(e.document.id, n, entity, m.confidence, (m.rule,)))
        for c in e.claims:
            if c.speaker:
                see(c.speaker.kind, c.speaker.name, "", e.document.id)
            for t in (*c.industries, *c.regions):
                see(t.kind, t.name, t.concept, e.document.id)
        for person, tenure in e.tenures:
            see("Person", person, "", e.document.id)
            if tenure.organization:
                see("Organization", tenure.organization, "", e.document.id)
    entities = []
    for entity, (kind, concept, counts) in sorted(names.items()):
        label = min(counts, key=lambda n: (-counts[n], n) if concept else (-len(n), -counts[n], n))
        entities.append(Entity(entity, kind, label, tuple(sorted(counts)), concept))
    return Resolution(tuple(extractions), tuple(entities), tuple(links))
