"""Posts of speakers whom the page gives no name: 環保署發言人, 一名離職的護士; statements in, tenures by speaker out.

Never gives a post to a phrase that neither begins with its body nor speaks of one person.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from kg.extract.claims.statement import Statement
from kg.extract.records import Found, Reading
from kg.model import Document, Evidence, Tenure
from kg.vocabulary import Vocabulary

__all__ = ["find"]

_CONFIDENCE = 0.95
_LONGEST = 10
"""Letters between a body and the end of the post held in it."""


def find(
    document: Document,
    readings: Sequence[Reading],
    found: Iterable[Found],
    said: Iterable[Statement],
    vocabulary: Vocabulary,
) -> dict[str, tuple[Tenure, ...]]:
    """Speaker's name → the post that the phrase itself says, with the body before it."""
    bodies = {(f.passage, f.start): f for f in found if f.kind == "Organization"}
    tenures: dict[str, tuple[Tenure, ...]] = {}
    for s in said:
        if s.source is None or s.who.kind != "Group":
            continue
        passage, source = s.source
        reading = readings[passage]
        if source.end not in {h.end for h in reading.hits("roles")}:
            continue
        start, body = _post(reading, passage, source.start, source.end, bodies, vocabulary)
        if start < source.end:
            text, spans = reading.passage.text, reading.passage.page_spans(source.start, source.end, document.text)
            name = text[body.start : body.end] if body else ""
            tenures[s.who.name] = (Tenure(text[start : source.end], name, Evidence(spans, _RULE, _CONFIDENCE)),)
    return tenures


_RULE = "tenure.spokesman"


@cache
def _one(vocabulary: Vocabulary) -> re.Pattern[str]:
    return re.compile(vocabulary.pattern("one_of_them"))


@cache
def _single(vocabulary: Vocabulary) -> re.Pattern[str]:
    return re.compile(f"{vocabulary.pattern('single_post')}(?!.)")


def _post(
    reading: Reading,
    passage: int,
    start: int,
    end: int,
    bodies: Mapping[tuple[int, int], Found],
    vocabulary: Vocabulary,
) -> tuple[int, Found | None]:
    """Where the post begins in a phrase, and its body; the phrase's end where it tells of no post.

    What stands before 的 tells of the person: 一名|已離職的|護士.
    """
    text, body = reading.folded, bodies.get((passage, start))
    counted = _one(vocabulary).search(text, start, end)
    if counted:
        at = max(counted.end(), text.rfind("的", counted.end(), end) + 1)
        body = body or bodies.get((passage, at))
        return (body.end if body and body.start >= at else at), body
    if body and body.end < end <= body.end + _LONGEST:
        return body.end, body
    single = _single(vocabulary).search(text[start:end])
    return (start + single.start() if single else end), None
