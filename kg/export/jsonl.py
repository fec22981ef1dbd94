"""claims.jsonl and mentions.jsonl: a line each, the scoring contract and more fields beside it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg import ids
from kg.ids import identify
from kg.model import Document, Extraction, Resolution, Span, Topic

__all__ = [
    "claims",
    "claims_of",
    "labelled",
    "mentions",
    "mentions_of",
    "page",
    "page_line",
    "pages",
    "relabelled",
    "write",
]


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
    return page_line(d.name, d.id, d.path, d.sha256, d.text)


def page_line(name: str, identifier: str, path: str, sha256: str, text: str) -> str:
    """The same of a page whose Document is no longer at hand."""
    return _line({"doc": name, "id": identifier, "path": path, "sha256": sha256, "text": text})


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
    doc = _json(e.document.name)
    for m in e.mentions:
        entity = identify(m.kind, m.name, m.concept, e.document.id)
        before = (
            f'{{"doc":{doc},"start":{m.spans[0].start},"end":{m.spans[-1].end},"text":{_json(m.text)},'
            f'"type":{_json(m.kind)},"id":{_json(ids.iri(entity, base))}'
        )
        after = f'"name":{_json(m.name)},"rule":{_json(m.rule)},"confidence":{m.confidence!r}}}\n'
        yield entity, before, after


def labelled(before: str, label: str, after: str) -> str:
    """The whole line of a mention."""
    return f"{before}{_LABEL}{_json(label)},{after}"


_LABEL, _NAME = ',"label":', ',"name":'
"""What stands before a label and behind it; inside a text its quotation marks would be escaped."""


def relabelled(line: bytes, label: str) -> bytes:
    r"""The line of a mention, with another label.

    >>> relabelled(b'{"id":"a","label":"\\",\\"name\\":","name":"b"}', "甲").decode()
    '{"id":"a","label":"甲","name":"b"}'
    """
    before, mark, rest = line.partition(_LABEL.encode())
    _, name, after = rest.partition(_NAME.encode())
    return b"".join((before, mark, _json(label).encode("utf-8", "surrogatepass"), name, after))


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
