"""Sentences that keep their quotations whole: a reading in, its units out, no character in two of them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from kg.extract.claims.parts import Unit
from kg.extract.records import Quote, Reading

__all__ = ["split"]

_TERMINATORS = "。！？!?"
_CLOSERS = "」』”’）)】〕"
_OPENED_TO_SPEAK = re.compile(r"(?:^|[：:︰，,。])\s*[「“『]$")
_GOES_ON = re.compile(r"\s*[，,、；;的等和與与及之]")


def split(reading: Reading) -> tuple[Unit, ...]:
    """The units of a passage in order.

    A full stop inside quotation marks ends a unit only where the quotation
    ends with it and the newspaper's sentence does not go on behind the mark.

    >>> from kg.model import Passage
    >>> from kg.extract.reading import pair, sentences
    >>> text = "“好。走吧。”他说，天亮了。门开了。"
    >>> r = Reading(Passage("d", 0, "paragraph", text, range(len(text))), text, {}, pair(text), sentences(text))
    >>> [text[u.start:u.end] for u in split(r)]
    ['“好。走吧。”', '他说，天亮了。', '门开了。']
    """
    text = reading.passage.text
    quotes = _outermost(reading)
    ends: list[int] = []
    at = 0
    for q in (*quotes, None):
        gap_end = q.start if q else len(text)  # the mark itself is seen: …… before it ends a unit
        ends += [m.end() for m in _STOP.finditer(text, at, max(gap_end, at))]
        if q is None:
            break
        closing = min(q.end + 1, len(text))
        if q.end > q.start and text[q.end - 1] in _TERMINATORS and not _GOES_ON.match(text, closing):
            ends.append(closing)
        at = closing
    units: list[Unit] = []
    start = 0
    for end in _short(text, (*ends, len(text)), quotes):
        while end < len(text) and text[end] in _CLOSERS and not _holds(quotes, end):
            end += 1
        if text[start:end].strip():
            lead = start + len(text[start:end]) - len(text[start:end].lstrip())
            first, last = (bisect_left(quotes, at, key=lambda q: q.start) for at in (start, end + 1))
            units.append(Unit(reading.index, lead, end, tuple(q for q in quotes[first:last] if q.end <= end)))
        start = max(start, end)
    return tuple(units)


_LONGEST = 1000
"""Characters of a unit: what has no full stop for so long (a transcript) is cut at a comma."""


def _short(text: str, ends: Iterable[int], quotes: Sequence[Quote]) -> Iterator[int]:
    """The ends, and between two that lie too far apart more, outside quotation marks."""
    start = 0
    for end in ends:
        while end - start > _LONGEST:
            cut = max(text.rfind(mark, start, start + _LONGEST) for mark in "，,；; \n") + 1 or start + _LONGEST
            near = bisect_left(quotes, cut, key=lambda q: q.start)
            if near and quotes[near - 1].end >= cut:
                cut = quotes[near - 1].end + 1
            if cut >= end:
                break
            yield cut
            start = cut
        yield end
        start = max(start, end)


def _holds(quotes: Sequence[Quote], at: int) -> bool:
    near = bisect_left(quotes, at + 1, key=lambda q: q.start)
    return near > 0 and quotes[near - 1].end >= at


_SHORTEST = 12
"""Letters of speech whose opening mark is lost."""
_STOP = re.compile(rf"[{_TERMINATORS}]+|…{{1,2}}(?=[「“『])")


def _outermost(reading: Reading) -> tuple[Quote, ...]:
    outermost: list[Quote] = []
    for q in reading.quotes:
        apart = not outermost or outermost[-1].end < q.start
        speech = q.closed or _is_speech_left_open(reading.passage.text, q) or _has_lost_its_mark(reading, q)
        if q.depth == 0 and apart and speech:
            outermost.append(q)
    return tuple(outermost)


def _has_lost_its_mark(reading: Reading, quote: Quote) -> bool:
    """Whether a passage's first closing mark ends speech that opened it without a mark: 價格還會漲。”某某說。

    Refuses what holds a reporting word, which may have opened the speech inside.
    """
    text = reading.passage.text
    if quote.start or quote.closed or quote.end >= len(text) - 1 or text[quote.end - 1] not in _TERMINATORS + "，":
        return False
    return quote.end > _SHORTEST and not any(h.start < quote.end for h in reading.hits("cues") if text[h.end] in "，：")


def _is_speech_left_open(text: str, quote: Quote) -> bool:
    """Whether a mark without its partner opens speech (after a colon, at the start) rather than being a slip."""
    return quote.end == len(text) and bool(_OPENED_TO_SPEAK.search(text[: quote.start]))
