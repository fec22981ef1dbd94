"""Industries known by the company they keep: 核聚变、[模拟仿真]、氢能.

Takes a Reading, its known industries and the Vocabulary. Gives Sectors without
a concept, placed under what their neighbour is placed under. Never opens a
list by itself: at least half of its items must be known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from kg.extract import tokens
from kg.extract.industry_names import Sector
from kg.extract.records import Reading
from kg.vocabulary import Vocabulary

__all__ = ["find"]

_LIST = re.compile(r"[^\W_]+(?:、[^\W_]+){2,}")
_MIDDLE = re.compile(r"、[^\W_]+、")
"""An item of every list, found by its comma."""
_NOUNS = frozenset(("n", "nz", "vn", "j", "eng"))
"""Tags of the word an item may end in."""
_NOMINAL = _NOUNS | frozenset(("b", "ng", "l", "v", "a"))
"""Tags of its other words; inside a list of industries a verb is a noun (探测, 育种)."""


def find(reading: Reading, known: Sequence[Sector], vocabulary: Vocabulary) -> Iterator[Sector]:
    """Items after the first that are made of nouns only; of the first nobody knows where it begins."""
    text = reading.folded
    if not _MIDDLE.search(text):
        return
    by_end, by_start = {s.end: s for s in known}, {s.start: s for s in known}
    for match in _LIST.finditer(text):
        items = list(_items(match, vocabulary))
        familiar = [_known(k, len(items), begin, end, by_start, by_end) for k, (begin, end) in enumerate(items)]
        if 2 * sum(s is not None for s in familiar) < len(items):
            continue
        head = next(s for s in familiar if s is not None)
        for (begin, end), sector in list(zip(items, familiar, strict=True))[1:]:
            if (
                sector is None
                and not _holds(begin, end, by_start)
                and 3 <= end - begin <= 8
                and _nominal(text, begin, end, vocabulary)
            ):
                yield Sector(begin, end, "", head.concept or head.head, "list")


def _known(
    k: int, count: int, begin: int, end: int, by_start: dict[int, Sector], by_end: dict[int, Sector]
) -> Sector | None:
    """The industry an item is; the first may have words before it, the last words behind it."""
    if k == 0:
        return by_end.get(end)
    sector = by_start.get(begin)
    return sector if sector and (sector.end == end or k == count - 1) else None


def _holds(begin: int, end: int, by_start: dict[int, Sector]) -> bool:
    """Whether an industry stands in the item; a weak one at its end is the item's last word (空间[电梯])."""
    within = [s for at, s in by_start.items() if begin <= at < end]
    return any(s.rule != "weak_name" or s.start == begin or s.end != end for s in within)


@cache
def _closing(vocabulary: Vocabulary) -> re.Pattern[str]:
    return re.compile(vocabulary.pattern("industry_list_end"))


def _items(match: re.Match[str], vocabulary: Vocabulary) -> Iterator[tuple[int, int]]:
    """Where the items of a list stand; the last ends before 等 or the like."""
    at = match.start()
    for item in match[0].split("、"):
        close = _closing(vocabulary).search(item)
        yield at, at + (close.start() if close else len(item))
        at += len(item) + 1


def _nominal(text: str, begin: int, end: int, vocabulary: Vocabulary) -> bool:
    stops = vocabulary.words("industry_stop", "industry_list_stop")
    words = tokens.of(text)
    if words.tag_before(end) not in _NOUNS:
        return False
    at, n = end, words.at_end[end]
    while at > begin:
        at, _, word, tag = words.words[n]
        if at < begin or tag not in _NOMINAL or word in stops:
            return False
        n -= 1
    return True
