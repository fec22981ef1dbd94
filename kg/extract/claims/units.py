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
    >>> from kg.extract.tokens import of
    >>> text = "“好。走吧。”他说，天亮了。门开了。"
    >>> one = Passage("d", 0, "paragraph", text, range(len(text)))
    >>> r = Reading(one, text, {}, of(text), pair(text), sentences(text))
    >>> [text[u.start:u.end] for u in split(r)]
    ['“好。走吧。”', '他说，天亮了。', '门开了。']
    """
    text = reading.passage.text
    quotes = _outermost(reading)
    ends: list[int] = []
    at = 0
    for q in quotes:
        # the opening mark is seen: …… before it ends a unit
        ends += [m.end() for m in _STOP.finditer(text, at, q.start)]
        at = min(q.end + 1, len(text))
        if q.end > q.start and text[q.end - 1] in _TERMINATORS and not _GOES_ON.match(text, at):
            ends.append(at)
    ends += [m.end() for m in _STOP.finditer(text, at)]
    if reading.passage.kind == "heading":
        ends = sorted({*ends, *_second_reports(reading)})
    units: list[Unit] = []
    start = 0
    ends.append(len(text))
    for end in ends if len(text) <= _LONGEST else _short(text, ends, quotes):
        while end < len(text) and text[end] in _CLOSERS and not _holds(quotes, end):
            end += 1
        words = text[start:end].lstrip()
        if words:
            units.append(Unit(reading.index, end - len(words), end, _inside(quotes, start, end)))
        start = max(start, end)
    return tuple(units)


def _second_reports(reading: Reading) -> Iterator[int]:
    """某軍稱奪回一村 某方稱仍在交戰: where behind a blank of a headline somebody else reports, as one did before it."""
    text = reading.folded
    said = [h.start for h in reading.hits("cues") if any(r["kind"] == "speech" for r in h.term.of("cues"))]
    for m in _NAMED.finditer(text):
        if _COLON.search(text, 0, m.start()):
            yield m.start(1)
    for m in _BLANK.finditer(text):
        near = (at for at in said if m.end() < at <= m.end() + _SUBJECT and not _MARK.search(text, m.end(), at))
        if any(at < m.start() for at in said) and any(near):
            yield m.end()


_NAMED = re.compile(r"[；; \u3000]+([^，。；：:\s“「]{2,12}[：:])")
"""甲：……；乙：……: a headline in which two speak behind their names."""
_COLON = re.compile("[：:]")
_BLANK = re.compile(r"[ \u3000]+")
_MARK = re.compile(r"[^\u3400-\u9fffA-Za-z0-9]")
_SUBJECT = 12
"""Letters between a headline's blank and its second verb of saying."""
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


def _inside(quotes: Sequence[Quote], start: int, end: int) -> tuple[Quote, ...]:
    if not quotes:
        return ()
    first, last = (bisect_left(quotes, at, key=lambda q: q.start) for at in (start, end + 1))
    return tuple(q for q in quotes[first:last] if q.end <= end)


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
