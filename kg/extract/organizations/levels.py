"""Levels of government that stand for the place at hand: 市|教育局, 省|委, 县|农业农村局.

Takes a Reading with its words, gives spans. Never takes a level for one that a
place, a number or a pronoun comes before: 各市, 该县, 两省.
"""

from __future__ import annotations

import re
from collections.abc import Container
from functools import cache

from kg.extract.records import Reading
from kg.extract.tokens import Tokens
from kg.vocabulary import Vocabulary

__all__ = ["found"]

_MAY_LEAD = frozenset("xpcvdutfb")
"""First letters of the tags of words that a phrase may begin behind."""


@cache
def _any(vocabulary: Vocabulary) -> re.Pattern[str]:
    return re.compile(vocabulary.pattern("org_level"))


def found(reading: Reading, words: Tokens, suffixes: Container[int], vocabulary: Vocabulary) -> list[tuple[int, int]]:
    """Where a level begins a phrase, in reading order; ``suffixes`` are where words for bodies begin.

    >>> from kg.extract.reading import read
    >>> from kg.extract.tokens import of
    >>> from kg.model import Passage
    >>> from kg.vocabulary import load
    >>> text = "记者从市教育局获悉，各县财政局已拨款。"
    >>> [one] = read([Passage("article/x", 0, "paragraph", text, range(len(text)))], load())
    >>> found(one, of(one.folded), {4, 12}, load())
    [(3, 4)]
    """
    levels, leading = vocabulary.words("org_level"), vocabulary.words("org_level_before")
    cut_with = vocabulary.words("org_preposition")  # 从市|卫健委
    if levels.isdisjoint(reading.folded):
        return []
    begun = dict.fromkeys(words.over(m.start()) for m in _any(vocabulary).finditer(reading.folded))
    likely = [(n, t) for n in begun if (t := words.words[n]).word[0] in levels or t.word[1:] in levels]
    if not likely:
        return []
    inside = {at for h in reading.hits("regions") for at in range(h.start, h.end) if h.end - h.start > 1}
    spans = []
    for n, t in likely:
        if t.word[0] not in levels:
            if t.word[0] in cut_with and not words.crosses(t.start + 1):
                spans.append((t.start + 1, t.end))
            continue
        before = words.words[n - 1] if n else None
        if t.start in inside or words.crosses(t.start):
            continue
        if t.start in words.known_at and t.start not in suffixes and t.start + 1 not in suffixes:
            continue  # 市场 is a word, 市|委 and 省|农科院 are not
        if before is None or not before.word.isalnum() or before.tag[0] in _MAY_LEAD or before.word in leading:
            spans.append((t.start, t.start + 1))
    return spans
