"""claims.jsonl and mentions.jsonl: a line each, the scoring contract and more fields beside it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg import ids
from kg.ids import identify
from kg.model import Document, Extraction, Resolution, Span, Topic

__all__ = ["claims", "claims_of", "labelled", "mentions", "mentions_of", "page", "pages", "write"]


_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _line(row: dict[str, object]) -> str:
    return _json(row) + "\n"


def _spans(spans: tuple[Span, ...]) -> list[list[int]]:
    return [[s.start, s.end] for s in spans]


def write(path: Path, lines: Iterable[str]) -> None:
    """Write lines as UTF-8, whatever the locale."""
    with path.open("wb") as file:
        file.writelines(line.encode("utf-8", "surrogatepass") for line in lines)


def page(d: Document) -> str:
    """The line of pages.jsonl: the text exactly as decoded, so that a build can be read without its inputs."""
    return _line({"doc": d.name, "id": d.id, "path": d.path, "sha256": d.sha256, "text": d.text})


def pages(resolution: Resolution) -> Iterator[str]:
    """The lines of pages.jsonl, by document."""
    for e in sorted(resolution.extractions, key=lambda e: (e.document.name, e.document.id)):
        yield page(e.document)


def mentions(resolution: Resolution, base: str) -> Iterator[str]:
    """The lines of mentions.jsonl, by document and place."""
    labels = {e.id: e.label for e in resolution.entities}
    for e in sorted(resolution.extractions, key=lambda e: e.document.name):
        for entity, before, after in mentions_of(e, base):
            yield labelled(before, labels[entity], after)


def mentions_of(e: Extraction, base: str) -> Iterator[tuple[str, str, str]]:
    """Of each mention of a page its entity, and the line before and after the entity's label, which all pages make."""
    for m in e.mentions:
        entity = identify(m.kind, m.name, m.concept, e.document.id)
        before: dict[str, object] = {
            "doc": e.document.name, "start": m.spans[0].start, "end": m.spans[-1].end, "text": m.text,
            "type": m.kind, "id": ids.iri(entity, base),
        }  # fmt: skip
        after: dict[str, object] = {"name": m.name, "rule": m.rule, "confidence": m.confidence}
        yield entity, _line(before)[:-2], _line(after)[1:]


def labelled(before: str, label: str, after: str) -> str:
    """The whole line of a mention."""
    return f'{before},"label":{_json(label)},{after}'


def claims(resolution: Resolution, base: str) -> Iterator[str]:
    """The lines of claims.jsonl, by document and place."""
    for e in sorted(resolution.extractions, key=lambda e: e.document.name):
        yield from claims_of(e, base)


def claims_of(e: Extraction, base: str) -> Iterator[str]:
    """The lines of one page's claims."""
    for c in e.claims:
        topics = {t.concept or t.name: _topic(t, e, base) for t in (*c.industries, *c.regions)}
        speaker = None
        if c.speaker:
            speaker = {
                "id": ids.iri(identify(c.speaker.kind, c.speaker.name, "", e.document.id), base),
                "name": c.speaker.name,
                "type": c.speaker.kind,
                "roles": list(dict.fromkeys(t.role for t in c.speaker.tenures if t.role)),
                "affiliations": list(dict.fromkeys(t.organization for t in c.speaker.tenures if t.organization)),
                "spans": _spans(c.speaker.evidence.spans),
            }
        yield _line(
            {
                "id": ids.iri(c.id, base),
                "doc": e.document.name,
                "kind": c.kind,
                "spans": _spans(c.spans),
                "text": c.text,
                "speaker": speaker,
                "cue": c.cue,
                "cue_spans": _spans(c.cue_spans),
                "industries": [topics[t.concept or t.name] for t in c.industries],
                "regions": [topics[t.concept or t.name] for t in c.regions],
                "industry_region": [
                    [topics[i]["id"], topics[r]["id"]] for i, r, _ in c.industry_regions if i in topics and r in topics
                ],
                "industry_region_rules": [
                    said.rule for i, r, said in c.industry_regions if i in topics and r in topics
                ],
                "figures": [{"text": f.text, "value": f.value, "unit": f.unit} for f in c.figures],
                "dates": [d for d, _ in c.dates],
                "act": c.act,
                "modality": list(c.modality),
                "via": list(c.via),
                "rule": c.rule,
                "confidence": c.confidence,
                "reasons": list(c.reasons),
            }
        )


def _topic(topic: Topic, e: Extraction, base: str) -> dict[str, object]:
    surface = {topic.name}
    for m in e.mentions:
        if m.kind == topic.kind and topic.concept and m.concept == topic.concept:
            surface.add(m.text)
    entity = identify(topic.kind, topic.name, topic.concept, e.document.id)
    return {"id": ids.iri(entity, base), "label": topic.name, "surface": sorted(surface), "rule": topic.evidence.rule}
