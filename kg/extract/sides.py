"""The sides of talks and wars, called by the first letter of a country: 斯方, 乌军; the tables in, their words out."""

from __future__ import annotations

import re
from functools import cache

from kg import script
from kg.vocabulary import Vocabulary, alternation

__all__ = ["names", "opening"]


@cache
def names(vocabulary: Vocabulary) -> frozenset[str]:
    """Every such word, folded, that is no other word (西方, 海军).

    >>> from kg import vocabulary
    >>> sorted({"斯方", "乌军", "林方"} & names(vocabulary.load()))
    ['乌军', '斯方']
    """
    words = (letter + end for letter in _letters(vocabulary) for end in vocabulary.words("party_end"))
    return frozenset(words) - vocabulary.words("no_side")


@cache
def _letters(vocabulary: Vocabulary) -> str:
    countries = [r for r in vocabulary.rows["regions"] if r["level"] == "country"]
    return "".join(sorted({script.fold(v) for r in countries for v in r.values("short") or (r["hans"][0],)}))


@cache
def opening(vocabulary: Vocabulary) -> re.Pattern[str]:
    """One that opens its clause or stands in a list of them: only there are the two letters sure to be a word."""
    return re.compile(rf"(?:(?<![\u3400-\u9fff])|(?<=[据但而称及和与])){alternation(names(vocabulary))}(?:方(?!面))?")
