"""What became of every quotation and every reporting word: scenes and statements in; a fate for each out.

The ledger is how one sees what was missed: OPEN names the places to look at.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kg.extract.claims.parts import Cue, Scene
from kg.extract.claims.patterns import contents, quotations
from kg.extract.claims.sources import subject
from kg.extract.claims.statement import Statement
from kg.extract.records import Quote
from kg.vocabulary import Vocabulary

__all__ = ["OPEN", "Fate", "fates"]

OPEN = {
    "quote.no_speaker": "a quotation without a speaker",
    "cue.no_speaker": "a reporting word without a speaker",
    "cue.refused": "a reporting word that no rule accepts",
}
"""Classes no rule could settle, and what they are."""


class Fate(NamedTuple):
    """What became of one quotation or reporting word."""

    passage: int
    start: int
    """In the passage."""
    name: str
    """``quote.`` or ``cue.`` and the class."""


def fates(scenes: Sequence[Scene], said: Sequence[Statement], vocabulary: Vocabulary) -> Iterator[Fate]:
    """Of every quotation and candidate cue; words that are no cues at all were counted when they were dropped."""
    used = {(s.cue[0], s.cue[1].start) for s in said if s.cue}
    words: dict[int, list[tuple[int, int]]] = {}
    for s in said:
        for p in s.pieces:
            words.setdefault(p.passage, []).append((p.start, p.end))
    for spans in words.values():
        spans.sort()
    for scene in scenes:
        index = scene.reading.index
        spans = words.get(index, [])
        for q in scene.reading.quotes:
            yield Fate(index, q.start, _quotation(scene, q, spans, vocabulary))
        for cue in scene.cues:
            name = "cue.claim" if (index, cue.start) in used else _unused(scene, cue, spans, vocabulary)
            yield Fate(index, cue.start, name)


def _quotation(scene: Scene, quote: Quote, spans: Sequence[tuple[int, int]], vocabulary: Vocabulary) -> str:
    if quote.depth:
        return "quote.nested"
    if _overlaps(spans, quote.start, quote.end):
        return "quote.claim"
    if not quote.closed:
        return "quote.unbalanced"
    if quotations.is_term(scene.reading.folded[quote.start : quote.end], vocabulary):
        return "quote.term"
    following = scene.reading.folded[quote.end + 1 : quote.end + 2]
    return "quote.title" if following and following not in "，。！？；：" else "quote.no_speaker"


def _unused(scene: Scene, cue: Cue, spans: Sequence[tuple[int, int]], vocabulary: Vocabulary) -> str:
    if _overlaps(spans, cue.start, cue.start + 1):
        return "cue.inside"
    unit = scene.unit_at(cue.start)
    if not contents.right(scene, unit, cue, vocabulary).pieces:
        return "cue.no_words"
    known = subject.find(scene, unit, cue, vocabulary) not in (subject.OMITTED, subject.UNKNOWN)
    return "cue.refused" if known or cue.kind == "according" else "cue.no_speaker"


def _overlaps(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Whether a range touches one of the spans, which are sorted and apart."""
    at = bisect_left(spans, (end, 0))
    return at > 0 and spans[at - 1][1] > start
