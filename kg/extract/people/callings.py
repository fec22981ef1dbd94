"""Callings that no table lists, known by their last character: 潛航員, 美甲師, 修車匠.

Takes the words of a text, gives Posts. Never takes a word for one that only ends
like it: 人員, 對手, 施工.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from kg.extract.posts import Post
from kg.extract.tokens import Tokens
from kg.vocabulary import Vocabulary

__all__ = ["Callings", "of"]

_KIND = frozenset(("person",))
_MOST = 6


class Callings(NamedTuple):
    """The last characters of callings, and the words that end in them and are none."""

    ends: frozenset[str]
    never: frozenset[str]

    def before(self, words: Tokens, at: int) -> Post | None:
        """The calling that ends at a place.

        >>> from kg.extract.tokens import of as tokens
        >>> from kg.vocabulary import load
        >>> of(load()).before(tokens("潜航员叶明下潜"), 3), of(load()).before(tokens("人员叶明到场"), 2)
        (Post(start=0, end=3, kinds=frozenset({'person'})), None)
        """
        if not at or words.text[at - 1] not in self.ends or words.crosses(at):
            return None
        start, _ = words.known_over(at - 1)
        if start == at - 1:  # 潜航|员
            start, end = words.known_over(start - 1) if start else (0, 0)
            if end - start < 2:
                return None
        word = words.text[start:at]
        return Post(start, at, _KIND) if word not in self.never and len(word) <= _MOST and word.isalpha() else None


@cache
def of(vocabulary: Vocabulary) -> Callings:
    """The tables' callings."""
    return Callings(vocabulary.words("calling_end"), vocabulary.words("calling_stop"))
