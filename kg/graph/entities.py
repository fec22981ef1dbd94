"""Who and what is named: a node for each entity, and where each article first names it."""

from __future__ import annotations

from kg import script
from kg.graph.draft import Draft, Fields, evidence
from kg.graph.index import Index
from kg.graph.schema import SPEAKERS
from kg.model import Mention

__all__ = ["add", "spellings"]


def add(draft: Draft, index: Index) -> None:
    """Speakers of every kind and the concepts named; ``MENTIONED_IN`` counts and shows the first place."""
    homes: dict[str, str] = {}
    for article, links in index.links.items():
        seen: dict[str, list[Mention]] = {}
        for mention, entity in links:
            seen.setdefault(entity, []).append(mention)
            homes.setdefault(entity, article)
        page = index.documents[article].text
        for named, mentions in sorted(seen.items()):
            if index.entities[named].kind == "Post":
                continue
            first = min(mentions, key=lambda m: m.spans)
            words = evidence(article, page, first.spans, first.rule, first.confidence)
            draft.edge("MENTIONED_IN", named, article, {**words, "count": len(mentions)})
    for e in index.extractions:
        for claim in e.claims:
            if claim.speaker and claim.speaker.kind == "Group":
                homes.setdefault(index.entity(e.document.id, "Group", claim.speaker.name), e.document.id)
    for one in index.entities.values():
        if one.kind in SPEAKERS:
            fields: Fields = {"names": list(one.names), **spellings(one.label)}
            if one.kind == "Group":
                fields["article"] = homes[one.id]
            draft.node(one.id, one.kind, one.label, fields)


def spellings(name: str) -> Fields:
    """A name in both scripts, or as English where no character of it is Chinese.

    >>> spellings("習近平")
    {'hans': '习近平', 'hant': '習近平'}
    >>> spellings("OpenAI")
    {'en': 'OpenAI'}
    """
    if script.script_of(name) == "en":
        return {"en": name}
    return {"hans": script.simplified(name), "hant": script.traditional(name) if name == script.fold(name) else name}
