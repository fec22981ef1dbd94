"""Places no table lists, known by their shape: 营里镇, 五缘湾, 长兴经济技术开发区, 永康商圈.

Takes the Readings of a page, the table's places in them and the Vocabulary.
Gives Places without a row. Never takes a common noun for a name: 示范村, 产业
园区 and 城市道路 name nothing.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from kg.extract.records import Place, Reading
from kg.extract.tokens import Tokens
from kg.vocabulary import Vocabulary

__all__ = ["find", "short"]

_PROPER = frozenset(("ns", "nr", "nrt", "nz", "nrfg"))
"""Tags the segmenter gives to proper names."""
_CALLED = _PROPER - {"nz"}
"""Those of places and people."""
_NOMINAL = _PROPER | frozenset(("n", "j", "s", "t", "b", "nt", "zg", "ng", "f"))
"""Tags of words that may stand in a name."""


class _Shaped(NamedTuple):
    place: Place
    text: str
    sure: bool
    """The word before the shape is a proper name, or stands right after a place."""


_Page = tuple[Reading, Sequence[Place], Sequence[Place]]
"""A passage, the table's names in it, and those of them that are places for sure."""


def find(pages: Sequence[_Page], vocabulary: Vocabulary) -> dict[int, list[Place]]:
    """By passage: zones named after a place, then settlements and features named by an unknown word.

    A doubtful name counts when the page repeats it or lists it with a sure one; 自唐家港 loses its 自 when
    the page has 唐家港 too.
    """
    found: dict[int, list[Place]] = defaultdict(list)
    for reading, names, _ in pages:
        if names:
            found[reading.index] += _zones(reading.words, names, vocabulary)
    shaped = [(r, s) for r, _, sure in pages for s in _shapes(r, sure, vocabulary)]
    counts = Counter(s.text for _, s in shaped)
    sure = {(r.index, edge) for r, s in shaped if s.sure for edge in (s.place.start, s.place.end)}
    for reading, one in shaped:
        place = one.place
        listed = any(_in_list(reading.folded, reading.index, edge, sure) for edge in (place.start, place.end))
        if counts[one.text] < 2 and not one.sure and not listed:
            continue
        if one.text[1:] in counts:
            place = Place(place.start + 1, place.end, (), place.rule)
        found[reading.index].append(place)
    return found


def short(pages: Sequence[_Page], found: dict[int, list[Place]], vocabulary: Vocabulary) -> dict[int, list[Place]]:
    """By passage: a settlement named in full somewhere (白沙镇), by its bare name (白沙模式)."""
    ends = _settlement(vocabulary)
    stems: set[str] = set()
    for reading, _, _ in pages:
        for place in found.get(reading.index, ()):
            name = reading.folded[place.start : place.end]
            if place.rule == "shape" and 2 <= len(stem := ends.sub("", name)) < len(name):
                stems.add(stem)
    # a name of the table is judged by itself
    stems -= {r.folded[p.start : p.end] for r, names, _ in pages for p in names if p.rule == "name"} if stems else set()
    if not stems:
        return {}
    named = re.compile("|".join(map(re.escape, sorted(stems))))
    bare: dict[int, list[Place]] = defaultdict(list)
    for reading, _, _ in pages:
        for match in named.finditer(reading.folded):
            words = reading.words
            n = words.at_start.get(match.start())
            if n is not None and n == words.at_end.get(match.end()) and words.words[n].tag in _CALLED:
                bare[reading.index].append(Place(match.start(), match.end(), (), "shape_short"))
    return bare


@cache
def _settlement(vocabulary: Vocabulary) -> re.Pattern[str]:
    return re.compile(f"{vocabulary.pattern('region_settlement')}$")


def _in_list(text: str, passage: int, edge: int, sure: set[tuple[int, int]]) -> bool:
    """Whether a list goes on at this edge with a place that is sure."""
    return (text[edge : edge + 1] == "、" and (passage, edge + 1) in sure) or (
        text[edge - 1 : edge] == "、" and (passage, edge - 1) in sure
    )


@cache
def _zone_word(vocabulary: Vocabulary) -> re.Pattern[str]:
    """What every zone ends in: looked for first, since it can be found without trying each character."""
    return re.compile(vocabulary.pattern("region_zone"))


@cache
def _zone(vocabulary: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"{vocabulary.pattern('region_zone_kind')}*{vocabulary.pattern('region_zone')}")


@cache
def _shape(vocabulary: Vocabulary) -> re.Pattern[str]:
    return re.compile(vocabulary.pattern("region_shape"))


def _zones(words: Tokens, names: Sequence[Place], vocabulary: Vocabulary) -> Iterator[Place]:
    """A place name of the table, weak or not, right before the zone's words is reason enough for both."""
    text = words.text
    if not _zone_word(vocabulary).search(text):
        return
    starts = {p.end: p.start for p in reversed(names) if any(r["level"] != "country" for r in p.rows)}
    full, plain = vocabulary.words("region_full_end"), vocabulary.words("region_zone_plain")
    wide = {p.end for p in names if p.rows[0]["level"] == "province"}
    for match in _zone(vocabulary).finditer(text):
        begin = starts.get(match.start())
        if match.start() in wide and match[0] in plain:
            continue
        if begin is not None and begin in words.borders and text[match.start() - 1] not in full:
            yield Place(begin, match.end(), (), "zone")


def _shapes(reading: Reading, places: Sequence[Place], vocabulary: Vocabulary) -> Iterator[_Shaped]:
    text, words = reading.folded, reading.words
    ends = {p.end: p.start for p in places}
    for match in _shape(vocabulary).finditer(text):
        if match.end() in words.borders and (one := _shaped(text, match, words, ends, vocabulary)):
            yield one


def _shaped(
    text: str, match: re.Match[str], words: Tokens, ends: dict[int, int], vocabulary: Vocabulary
) -> _Shaped | None:
    """The name a shape word closes; None where none stands there."""
    n = words.at_end.get(match.end())
    if n is not None and words.words[n].start < match.start():  # the segmenter sees one word: 五缘湾
        begin, tag = words.words[n].start, words.words[n].tag
        if words.known_over(match.start()) == (begin, match.end()) and tag not in _CALLED:
            return None  # an ordinary word of the dictionary: 集成电路
        if tag == "nr" and match[0] in vocabulary.words("region_shape_person"):
            tag = "n"
    elif (n := words.at_end.get(match.start())) is not None:
        begin, tag = words.words[n].start, words.words[n].tag
        if match[0] in vocabulary.words("region_shape_long"):
            while n and words.words[n - 1].tag in _NOMINAL and match.start() - words.words[n - 1].start <= 6:
                n -= 1
                begin = words.words[n].start
    else:
        return None
    if ends.get(match.end()) == begin + 1:
        return None  # a place of the table behind a word of going: 至[维港]
    name = text[begin : match.start()]
    if not 2 <= len(name) <= 6 or not name.isalpha() or name in vocabulary.words("region_shape_common"):
        return None
    if tag not in _NOMINAL or name[-1] in vocabulary.words("region_full_end"):
        return None
    sure = tag in _PROPER or (begin in ends and tag != "b") or match[0] in vocabulary.words("region_shape_long")
    return _Shaped(Place(begin, match.end(), (), "shape"), text[begin : match.end()], sure)
