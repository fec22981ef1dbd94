"""Industries known by the company they keep: 核聚变、[模拟仿真]、氢能.

Takes a Reading, its known industries and the Vocabulary. Gives Sectors without
a concept, placed under what their neighbour is placed under. Never opens a
list by itself: at least half of its items must be known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from kg.extract.industries.meant import is_goods
from kg.extract.industries.tabled import Sector
from kg.extract.records import Reading
from kg.extract.tokens import Tokens
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
        longer = list(_longer(reading.words, items, by_start, by_end, vocabulary))
        if 2 * (sum(s is not None for s in familiar) + len(longer)) < len(items):
            continue
        yield from longer
        if not any(familiar):
            continue
        head = next(s for s in familiar if s is not None)
        for (begin, end), sector in list(zip(items, familiar, strict=True))[1:]:
            if (
                sector is None
                and not _holds(begin, end, by_start)
                and 3 <= end - begin <= 8
                and _nominal(reading.words, begin, end, vocabulary)
            ):
                yield Sector(begin, end, "", head.concept or head.head, "list")


def _longer(
    words: Tokens,
    items: Sequence[tuple[int, int]],
    by_start: dict[int, Sector],
    by_end: dict[int, Sector],
    vocabulary: Vocabulary,
) -> Iterator[Sector]:
    """Items between others that begin or end with a known name and go on with a noun: 碳化硅|衬底, 特种|光纤."""
    for begin, end in items[1:]:
        if not _LEAST <= end - begin <= _MOST:
            continue
        first, last = by_start.get(begin), by_end.get(end)
        if first and _names_a_thing(first, vocabulary) and first.end < end:
            beside = last and first.end == last.start and not is_goods(last.concept or last.head, vocabulary)
            if not beside and _rest(words, first.end, end, vocabulary):  # 旅游|康养 are two
                yield Sector(begin, end, "", first.concept or first.head, "list")
            continue
        close = last and not first and last.rule != "weak_name" and begin < last.start <= begin + _BEFORE
        if last and close and _rest(words, begin, last.start, vocabulary):
            yield Sector(begin, end, "", last.concept or last.head, "list")


def _names_a_thing(sector: Sector, vocabulary: Vocabulary) -> bool:
    """Whether a noun behind it says more of it: of doubtful services (景区|门票) it says what they cost."""
    return sector.rule != "weak_name" or is_goods(sector.concept, vocabulary)


_LEAST, _MOST = 4, 8
"""Letters of an item that is longer than the name in it."""
_BEFORE = 3
"""Letters before the name at most: 节水抗病|小麦 is a kind of wheat."""


def _rest(words: Tokens, begin: int, end: int, vocabulary: Vocabulary) -> bool:
    """Whether the rest of an item is a noun that says what thing it is, not what one does or says about it."""
    stops = _no_things(vocabulary)
    text = words.text
    n, at = words.at_end.get(end), end
    if n is None or text[begin:end] in stops:
        return False
    while at > begin:
        at, _, word, tag = words.words[n]
        if at < begin or tag not in _THINGS or word in stops or len(word) < 2:
            return False
        n -= 1
    return True


_THINGS = frozenset(("n", "nz", "b", "eng", "ng"))


@cache
def _no_things(vocabulary: Vocabulary) -> frozenset[str]:
    return vocabulary.words(
        "industry_stop", "industry_list_stop", "industry_after", "industry_before", "industry_rest", "industry_tail"
    )


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


def _nominal(words: Tokens, begin: int, end: int, vocabulary: Vocabulary) -> bool:
    stops = vocabulary.words("industry_stop", "industry_list_stop")
    if words.tag_before(end) not in _NOUNS:
        return False
    at, n = end, words.at_end[end]
    while at > begin:
        at, _, word, tag = words.words[n]
        if at < begin or tag not in _NOMINAL or word in stops:
            return False
        n -= 1
    return True
