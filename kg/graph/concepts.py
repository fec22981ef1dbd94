"""Industries and regions: those the pages name, those above them, and those nobody had listed yet."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from kg.graph.draft import Draft, Fields
from kg.graph.entities import spellings
from kg.graph.index import Index
from kg.model import Entity
from kg.vocabulary import Row, Vocabulary

__all__ = ["PROPOSED", "heads", "is_listed", "listed", "proposed"]

PROPOSED = "proposed"
"""Scheme of the industries that an open pattern found and no table lists."""


def heads(index: Index) -> dict[str, str]:
    """Proposed industry of a page → the concept its head names; of several the first in code points."""
    found: dict[str, set[str]] = {}
    for mention, entity in index.links:
        if mention.head:
            found.setdefault(entity, set()).add(mention.head)
    for claim in index.extraction.claims:
        for topic in claim.industries:
            if topic.head:
                found.setdefault(index.entity(topic.kind, topic.name, topic.concept), set()).add(topic.head)
    return {entity: min(its) for entity, its in sorted(found.items())}


def is_listed(concept: str, vocabulary: Vocabulary) -> bool:
    """Whether a table has it."""
    return concept in _rows(vocabulary)


def listed(draft: Draft, attested: Mapping[str, tuple[str, ...]], vocabulary: Vocabulary) -> None:
    """A node for each listed concept and for all its ancestors, with the edges between them.

    ``attested`` are the names of each on the pages, none for one that is only
    the head of another; it must hold all that are used.
    """
    rows = _rows(vocabulary)
    waiting = sorted(attested)
    done = set(waiting)
    while waiting:
        concept = waiting.pop()
        above = _listed(draft, concept, rows, attested.get(concept, ()))
        waiting += [one for one in above if one not in done]
        done.update(above)


def _listed(draft: Draft, concept: str, rows: Mapping[str, Row], attested: tuple[str, ...]) -> list[str]:
    """Its node and the edges to the concepts right above it, which are given back."""
    row = rows[concept]
    label = next((name for name in (row["hant"], row["hans"]) if name in attested), row["hans"])
    names: Fields = {"names": list(attested), "hans": row["hans"], "hant": row["hant"], "en": row["en"]}
    if row.table == "industries":
        own: Fields = {"scheme": row["scheme"], "code": row["code"], "proposed": False, "source": row["source"]}
        draft.node(concept, "Industry", label, {**names, **own})
        above = [f"industry/{value}" for value in row.values("broader")]
    else:
        own = {"level": row["level"], "code": row["code"], "source": row["source"]}
        draft.node(concept, "Region", label, {**names, **own})
        above = [f"region/{value}" for value in row.values("part_of")]
    for one in above:
        draft.edge("BROADER" if row.table == "industries" else "PART_OF", concept, one, {"source": row["source"]})
    return [one for one in above if one in rows]


def proposed(draft: Draft, entity: Entity, head: str, vocabulary: Vocabulary) -> None:
    """The node of a concept no table has, under the one its ``head`` names."""
    names: Fields = {"names": list(entity.names), **spellings(entity.label, entity.names)}
    if entity.kind == "Region":
        draft.node(entity.id, "Region", entity.label, {**names, "level": "unlisted", "source": "text"})
        return
    own: Fields = {"scheme": PROPOSED, "proposed": True, "source": "text"}
    draft.node(entity.id, "Industry", entity.label, {**names, **own})
    if is_listed(head, vocabulary):
        draft.edge("BROADER", entity.id, head, {"source": "text"})


@cache
def _rows(vocabulary: Vocabulary) -> dict[str, Row]:
    """Concept → its line of the table."""
    tables = (("industry", "industries"), ("region", "regions"))
    return {f"{prefix}/{i}": row for prefix, table in tables for i, row in vocabulary.by_id(table).items()}
