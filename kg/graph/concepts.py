"""Industries and regions: those the pages name, those above them, and those nobody had listed yet."""

from __future__ import annotations

from kg.graph.draft import Draft, Fields
from kg.graph.entities import spellings
from kg.graph.index import Index
from kg.model import Entity

__all__ = ["PROPOSED", "add"]

PROPOSED = "proposed"
"""Scheme of the industries that an open pattern found and no table lists."""


def add(draft: Draft, index: Index) -> None:
    """A node for each concept used and for all its ancestors, with the edges between them."""
    used = [e for e in index.entities.values() if e.kind in ("Industry", "Region")]
    heads = _heads(index)
    for entity in used:
        if index.row(entity.id):
            _listed(draft, index, entity.id, entity.names)
        else:
            _unlisted(draft, index, entity, heads.get(entity.id, ""))


def _listed(draft: Draft, index: Index, concept: str, attested: tuple[str, ...]) -> None:
    row = index.row(concept)
    if row is None:
        return
    label = next((name for name in (row["hant"], row["hans"]) if name in attested), row["hans"])
    names: Fields = {"names": list(attested), "hans": row["hans"], "hant": row["hant"], "en": row["en"]}
    if row.table == "industries":
        own: Fields = {"scheme": row["scheme"], "code": row["code"], "proposed": False, "source": row["source"]}
        draft.node(concept, "Industry", label, {**names, **own})
    else:
        draft.node(
            concept, "Region", label, {**names, "level": row["level"], "code": row["code"], "source": row["source"]}
        )
    relation = "BROADER" if row.table == "industries" else "PART_OF"
    for above in index.above(concept):
        entity = index.entities.get(above)
        _listed(draft, index, above, entity.names if entity else ())
        draft.edge(relation, concept, above, {"source": row["source"]})


def _unlisted(draft: Draft, index: Index, entity: Entity, head: str) -> None:
    names: Fields = {"names": list(entity.names), **spellings(entity.label)}
    if entity.kind == "Region":
        draft.node(entity.id, "Region", entity.label, {**names, "level": "unlisted", "source": "text"})
        return
    own: Fields = {"scheme": PROPOSED, "proposed": True, "source": "text"}
    draft.node(entity.id, "Industry", entity.label, {**names, **own})
    if index.row(head):
        above = index.entities.get(head)
        _listed(draft, index, head, above.names if above else ())
        draft.edge("BROADER", entity.id, head, {"source": "text"})


def _heads(index: Index) -> dict[str, str]:
    """Proposed industry → the concept its head names; of several the first in code points."""
    heads: dict[str, set[str]] = {}
    for links in index.links.values():
        for mention, entity in links:
            if mention.head:
                heads.setdefault(entity, set()).add(mention.head)
    for e in index.extractions:
        for claim in e.claims:
            for topic in claim.industries:
                if topic.head:
                    entity = index.entity(e.document.id, topic.kind, topic.name, topic.concept)
                    heads.setdefault(entity, set()).add(topic.head)
    return {entity: min(found) for entity, found in heads.items()}
