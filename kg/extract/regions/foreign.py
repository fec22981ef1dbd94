"""Places abroad no table lists, known by their letters: 别洛戈尔州, 瓦尔纳港, 新奥尔斯克.

Takes a Reading and the places found in it. Gives Places without a row. Never
takes two letters for a name unless a place stands right before them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from kg.extract.people import shapes
from kg.extract.records import Place, Reading
from kg.extract.tokens import Tokens
from kg.vocabulary import Vocabulary

__all__ = ["find"]

_LETTER = 0.3
"""How much likelier a letter must be in a transliterated name than in running text (natural logarithm)."""
_MEAN = 1.0
_LONGEST = 8


@cache
def _ending(vocabulary: Vocabulary) -> re.Pattern[str]:
    return re.compile(vocabulary.pattern("region_foreign_end") + "(?!长)")


def find(reading: Reading, places: Sequence[Place], vocabulary: Vocabulary) -> Iterator[Place]:
    """Transliterated names with a word of place behind; the letters before it begin at the border of a word."""
    text = reading.folded
    taken = {p.end: p.start for p in places}
    for match in _ending(vocabulary).finditer(text):
        if match.end() in taken or match.start() in taken:
            continue
        begin = _begin(reading.words, match.start(), taken, vocabulary)
        least = 2 if begin in taken else 3
        if match.start() - begin >= least and _sounds(text[begin : match.start()], vocabulary) > _MEAN:
            yield Place(begin, match.end(), (), "foreign")


def _begin(words: Tokens, end: int, taken: dict[int, int], vocabulary: Vocabulary) -> int:
    """Where the letters that transliterate begin: at a place's end, else at the furthest border of a word."""
    text, letters, borders = words.text, shapes.of(vocabulary).foreign, words.borders
    begin = at = end
    while at > max(0, end - _LONGEST) and letters.get(text[at - 1], -1.0) >= _LETTER:
        at -= 1
        if at in borders or at in taken:
            begin = at
        if at in taken:
            break
    return begin


def _sounds(name: str, vocabulary: Vocabulary) -> float:
    return shapes.of(vocabulary).mean(name)
