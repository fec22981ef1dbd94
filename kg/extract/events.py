"""Names of gatherings: 第八届中国国际[茶叶]博览会, 2031世界[机器人]大会.

Takes the Readings and Mentions of a page, gives those that stand. Never keeps a
region or an industry that is only part of what a fair or a congress is called.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from kg.extract.records import Found, Reading
from kg.vocabulary import Vocabulary

__all__ = ["outside"]

_LONGEST = 24
"""Letters a name may have before its last word."""
_PARTS = ("Region", "Industry")


def outside(readings: Sequence[Reading], found: Sequence[Found], vocabulary: Vocabulary) -> tuple[Found, ...]:
    """The mentions without the places and industries inside names of gatherings."""
    names = {r.index: spans for r in readings if (spans := list(_names(r, vocabulary)))}
    if not names:
        return tuple(found)
    return tuple(
        f
        for f in found
        if f.kind not in _PARTS or not any(s <= f.start and f.end <= e for s, e in names.get(f.passage, ()))
    )


@cache
def _opening(vocabulary: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"第[\d一二三四五六七八九十百]+[届次]|20\d\d年?(?=\D)|{vocabulary.pattern('event_open')}")


@cache
def _break(vocabulary: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"[^\w+\-—·]|{vocabulary.pattern('event_break')}")


def _names(reading: Reading, vocabulary: Vocabulary) -> Iterator[tuple[int, int]]:
    """From the ordinal, the year, or a word of wide reach to the word for a gathering, nothing but a name between."""
    text = reading.folded
    for hit in reading.hits("event_end"):
        begin = max(0, hit.start - _LONGEST)
        for broken in _break(vocabulary).finditer(text, begin, hit.start):
            begin = broken.end()
        opened = _opening(vocabulary).search(text, begin, hit.start)
        if opened:
            yield opened.start(), hit.end
