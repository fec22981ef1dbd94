"""Who and what is named: a node for each speaker, and where each article first names whom."""

from __future__ import annotations

from collections.abc import Iterable

from kg import script
from kg.graph.draft import Draft, Fields, evidence, present
from kg.graph.index import Index
from kg.model import Entity, Mention
from kg.vocabulary import load

__all__ = ["add", "node", "spellings"]


def add(draft: Draft, index: Index) -> None:
    """``MENTIONED_IN`` from everything named on a page: how often, and the first place."""
    seen: dict[str, list[Mention]] = {}
    for mention, entity in index.links:
        seen.setdefault(entity, []).append(mention)
    for named, mentions in sorted(seen.items()):
        if mentions[0].kind == "Post":
            continue
        first = min(mentions, key=lambda m: m.spans)
        page = index.document
        words = evidence(page.id, page.text, first.spans, first.rule, first.confidence)
        draft.edge("MENTIONED_IN", named, page.id, {**words, "count": len(mentions)})


def node(entity: Entity, article: str = "") -> tuple[str, Fields]:
    """The node of a speaker of any kind; a group belongs to its ``article``."""
    fields: Fields = {"names": list(entity.names), **spellings(entity.label, entity.names, entity.kind)}
    if entity.kind == "Group":
        fields["article"] = article
    return entity.id, {"kind": entity.kind, "label": entity.label, **present(fields)}


def spellings(name: str, attested: Iterable[str] = (), kind: str = "") -> Fields:
    """A name in both scripts, or as English where no character of it is Chinese.

    A Traditional spelling that some page prints comes first; else the name is
    converted, but for characters that names keep (see ``words.csv``).

    >>> spellings("習近平")
    {'hans': '习近平', 'hant': '習近平'}
    >>> spellings("范飞", kind="Person"), spellings("高峰", ["高峯"])
    ({'hans': '范飞', 'hant': '范飛'}, {'hans': '高峰', 'hant': '高峯'})
    >>> spellings("OpenAI")
    {'en': 'OpenAI'}
    """
    if script.script_of(name) == "en":
        return {"en": name}
    return {"hans": script.simplified(name), "hant": _traditional(name, attested, kind)}


def _traditional(name: str, attested: Iterable[str], kind: str) -> str:
    folded = script.fold(name)
    if name != folded:
        return name
    if printed := sorted(one for one in attested if one != folded and script.fold(one) == folded):
        return printed[0]
    kept = load().words("hant_kept", "hant_name") if kind == "Person" else load().words("hant_kept")
    converted = script.traditional(name)
    if len(converted) != len(name):
        return converted
    return "".join(a if a in kept else b for a, b in zip(name, converted, strict=True))
