"""Organisations in Latin letters: 汽車公司Stellantis, Arm公司, Meta執行長.

Takes a Reading, gives spans. Never takes an abbreviation of a thing (AI, GDP) for a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.extract.records import Reading
from kg.vocabulary import Vocabulary

__all__ = ["named"]

_NAME = r"(?<![A-Za-z0-9])[a-z]{0,3}[A-Z][A-Za-z0-9Α-ω&.\-]{1,20}(?:\s[A-Z][A-Za-z0-9Α-ω&.\-]*){0,4}"
_LAST = re.compile(f"({_NAME})\\s?$")
_EDGE = r"(?![A-Za-z0-9])"
_CAPITAL = re.compile("[A-Z]")


@cache
def _patterns(vocabulary: Vocabulary) -> tuple[re.Pattern[str], re.Pattern[str]]:
    before = vocabulary.pattern("latin_after")
    return re.compile(f"{before}\\s?({_NAME}){_EDGE}"), re.compile(f"(?<![A-Za-z0-9])({_NAME})(?=\\s?{before})")


def named(reading: Reading, vocabulary: Vocabulary) -> Iterator[tuple[int, int]]:
    """Latin names with 公司, 集團 … right before or after, or a corporate post right after."""
    never, corporate = vocabulary.words("latin_stop"), vocabulary.words("corporate_post")
    text = reading.folded
    if not _CAPITAL.search(text):
        return
    for pattern in _patterns(vocabulary):
        for m in pattern.finditer(text):
            if m[1] not in never:
                yield m.span(1)
    for at, post in reading.posts.starting.items():
        if text[at : post.end] in corporate and not text[at : post.end].isascii():
            before = _LAST.search(text, max(0, at - 40), at)
            if before and before[1] not in never:
                yield before.span(1)
