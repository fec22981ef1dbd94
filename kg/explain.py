"""Why a claim is a claim: the lines of ``kg explain ID``.

Takes a line of claims.jsonl, the mentions of its page and the page's text. Gives
the words in their place with speaker and cue marked, the rule and what it holds,
the reasons, and what was considered instead. Never looks anything up again: it
tells what the build recorded.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from kg import confidence
from kg.vocabulary import Vocabulary

__all__ = ["claim", "marked", "meaning"]

Row = Mapping[str, Any]

_CONTEXT = 30
"""Characters of the page shown before and after."""
_NEAR = 60
"""How far before its words a claim's speaker is looked for by a reader."""
_MARKS = {"speaker": ("[", "]"), "cue": ("<", ">"), "words": ("【", "】")}
_BEARERS = ("Person", "Organization", "Meeting", "Document", "Group")


def claim(row: Row, mentions: Sequence[Row], page: str, vocabulary: Vocabulary) -> list[str]:
    """Everything the build knows of one claim, a line each; ``page`` may be empty where the text is not at hand."""
    return [
        f"{row['id']}  ({row['doc']}, {row['kind']}, {row.get('act', 'assessment')})",
        *([marked(page, row)] if page else [row["text"]]),
        *_speaker(row),
        *_rule(row, vocabulary),
        *_topics(row, vocabulary),
        *_details(row),
        *_instead(row, mentions),
    ]


def marked(page: str, row: Row) -> str:
    """The claim in its place on the page: ``[speaker]``, ``<cue>``, ``【words】``.

    >>> marked("王明表示，產業升級。", {"spans": [[5, 9]], "cue_spans": [[2, 4]], "speaker": {"spans": [[0, 2]]}})
    '[王明]<表示>，【產業升級】。'
    """
    spans = {
        "words": row["spans"],
        "cue": row.get("cue_spans", ()),
        "speaker": (row.get("speaker") or {}).get("spans", ()),
    }
    begins = {s: _MARKS[kind][0] for kind, listed in spans.items() for s, _ in listed}
    ends = {e: _MARKS[kind][1] for kind, listed in spans.items() for _, e in listed}
    start = max(0, min(begins) - _CONTEXT)
    end = min(len(page), max(ends) + _CONTEXT)
    shown = "".join(f"{ends.get(i, '')}{begins.get(i, '')}{page[i : i + 1]}" for i in range(start, end))
    text = "".join((shown + ends.get(end, "")).split())
    return f"{'…' * (start > 0)}{text}{'…' * (end < len(page))}"


def _speaker(row: Row) -> Iterator[str]:
    if not (speaker := row.get("speaker")):
        yield "speaker: none"
        return
    posts = "、".join((*speaker.get("affiliations", ()), *speaker.get("roles", ())))
    yield f"speaker: {speaker['name']} ({speaker['type']}){', ' + posts if posts else ''}"
    if via := row.get("via"):
        yield f"passed on by: {', '.join(via)}"


def _rule(row: Row, vocabulary: Vocabulary) -> Iterator[str]:
    yield f"cue: {row.get('cue') or 'none'}"
    yield f"rule: {row['rule']} ({_trust('claim', row['rule'], vocabulary)}){_colon(meaning(row['rule'], vocabulary))}"
    yield from (f"because: {reason}" for reason in row.get("reasons", ()))


def _topics(row: Row, vocabulary: Vocabulary) -> Iterator[str]:
    labels = {}
    for kind, field in (("industry", "industries"), ("region", "regions")):
        for topic in row.get(field, ()):
            labels[topic["id"]] = topic["label"]
            yield f"{kind}: {topic['label']} ({topic['rule']}, {_trust('about', topic['rule'], vocabulary)})"
    pairs = row.get("industry_region", ())
    for (industry, region), rule in zip(pairs, row.get("industry_region_rules", ()), strict=True):
        told = (
            f"({rule}, {_trust('link', rule, vocabulary)}){_colon(meaning(confidence.key('link', rule), vocabulary))}"
        )
        yield f"link: {labels[industry]} – {labels[region]} {told}"


def _details(row: Row) -> Iterator[str]:
    yield from (f"figure: {f['text']} = {f['value']} {f['unit']}".rstrip() for f in row.get("figures", ()))
    yield from (f"date: {date}" for date in row.get("dates", ()))
    yield from (f"modality: {mark}" for mark in row.get("modality", ()))


def _instead(row: Row, mentions: Sequence[Row]) -> Iterator[str]:
    """Other names close before the words, and pairs named together that no pattern ties."""
    first = min(start for start, _ in row["spans"])
    speaker = (row.get("speaker") or {}).get("name", "")
    seen = {speaker, *(row.get("speaker") or {}).get("affiliations", ())}
    for m in mentions:
        name, distance = m.get("name") or m["text"], first - m["end"]
        if m["doc"] == row["doc"] and m["type"] in _BEARERS and 0 <= distance <= _NEAR and name not in seen:
            seen.add(name)
            yield f"considered instead: {name} ({m['type']}), {distance} characters before the words"
    tied = {tuple(pair) for pair in row.get("industry_region", ())}
    for industry in row.get("industries", ()):
        for region in row.get("regions", ()):
            if (industry["id"], region["id"]) not in tied:
                yield f"not linked: {industry['label']} – {region['label']}, no pattern of the sentence ties them"


def _trust(family: str, rule: str, vocabulary: Vocabulary) -> str:
    return f"right {confidence.of(vocabulary, family, rule):.0%} of the time"


def _colon(text: str) -> str:
    return f": {text}" if text else ""


# -- what a rule holds -----------------------------------------------------------------------------------------------


def meaning(rule: str, vocabulary: Vocabulary) -> str:
    """What a rule holds, by ``rules.csv`` or ``link_patterns.csv``; a scoped link has a line for each of its halves.

    >>> from kg.vocabulary import load
    >>> meaning("about.carried", load())
    'The claim leaves out what the sentence just before named'
    """
    says = _says(vocabulary)
    name = rule.removeprefix("link.")
    halves = [says[h] for i, c in enumerate(name) if c == "_" for h in (name[:i], name[i + 1 :]) if h in says]
    return says.get(rule) or says.get(name) or "; ".join(halves) or says.get(rule.partition(".")[0] + ".", "")


@cache
def _says(vocabulary: Vocabulary) -> dict[str, str]:
    rules = {r["rule"]: r["says"] for r in vocabulary.rows["rules"]}
    return rules | {r["name"]: r["note"] for r in vocabulary.rows["link_patterns"]}
