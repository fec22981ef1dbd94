"""The words of a folded text with their tags and places: evidence for the borders of a name, never the last word.

Takes folded text, gives Tokens. Never cuts the same text twice for two rules.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import ItemsView, Sequence
from functools import lru_cache
from itertools import accumulate, compress, pairwise, repeat
from typing import NamedTuple

from kg import in_step, segment
from kg.in_step import Steps

__all__ = ["Token", "Tokens", "of"]


_PROPER = frozenset(("nr", "nrfg", "nrt", "ns", "nt"))


class Token(NamedTuple):
    """A word of the segmentation: ``folded[start:end]``. A plain tuple: there is one for two letters."""

    start: int
    end: int
    word: str
    tag: str
    """jieba's part of speech."""


class Tokens:
    """All words of one text, findable by place."""

    def __init__(self, folded: str, tagged: segment.Tagged, known: Sequence[str]) -> None:
        self.text = folded
        self.strings: tuple[str, ...]
        """The words without their places."""
        self.strings, tags = zip(*tagged, strict=True) if tagged else ((), ())
        self._ends = ends = list(accumulate(map(len, self.strings), initial=0))
        numbers = range(len(self.strings))
        placed = zip(ends, ends[1:], self.strings, tags, strict=False)
        self.words: list[Token] = list(map(tuple.__new__, repeat(Token), placed))
        self.at_start: dict[int, int] = dict(zip(ends, numbers, strict=False))
        """Index of the word that begins at a place."""
        self.at_end: dict[int, int] = dict(zip(ends[1:], numbers, strict=False))
        """Index of the word that ends at a place."""
        self.edges: frozenset[int] = frozenset(ends)
        """Every place where a word begins or ends."""
        self._cuts = list(accumulate(map(len, known), initial=0))
        self.borders: frozenset[int] = frozenset(self._cuts)
        """Every place where a word of the dictionary begins or ends; unknown words fall into single letters."""
        self.proper = list(compress(self.words, map(_PROPER.__contains__, tags)))
        """The words that the segmentation takes for names of persons, places or bodies."""
        self.known_at: dict[int, int] = {s: e for s, e in pairwise(self._cuts) if e - s > 1}
        """Where a word of the dictionary begins that is longer than a letter → where it ends."""

    @property
    def known(self) -> ItemsView[int, int]:
        """Where words of the dictionary stand, longer than a character, when nothing is guessed."""
        return self.known_at.items()

    def between(self, start: int, end: int) -> list[Token]:
        """The words that begin in a range."""
        return self.words[bisect_left(self.words, (start,)) : bisect_left(self.words, (end,))]

    def crosses(self, at: int) -> bool:
        """Whether a word of the dictionary lies across a place."""
        return at not in self.borders

    def known_over(self, at: int) -> tuple[int, int]:
        """The word of the dictionary, or the single letter, that covers the letter at a place.

        >>> of("发展中国家经济").known_over(2)
        (0, 5)
        """
        n = bisect_right(self._cuts, at)
        return self._cuts[n - 1], self._cuts[n]

    def knows_within(self, start: int, end: int) -> bool:
        """Whether a word of the dictionary longer than a character lies on ``folded[start:end]`` or a part of it.

        >>> of("发展中国家经济").knows_within(3, 4)
        True
        """
        n = bisect_right(self._cuts, start)
        while n < len(self._cuts) and self._cuts[n - 1] < end:
            if self._cuts[n] - self._cuts[n - 1] > 1:
                return True
            n += 1
        return False

    def tag_before(self, at: int) -> str:
        """The tag of the word that ends at a place; empty where none does.

        >>> of("广东发展制造业").tag_before(4)
        'vn'
        """
        n = self.at_end.get(at)
        return "" if n is None else self.words[n].tag

    def over(self, at: int) -> int:
        """Index of the word that covers the letter at a place."""
        return bisect_right(self._ends, at) - 1


def each(texts: Sequence[str]) -> Steps[list[Tokens]]:
    """The words of every text of a page.

    >>> [[t.word for t in words.words] for words in in_step.alone(each(["朱克力指出", ""]))]
    [['朱克力', '指出'], []]
    """
    tagged = [segment.tags(text) for text in texts]
    yield
    known = [segment.cut(text, guess=False) for text in texts]
    yield
    return list(map(Tokens, texts, tagged, known))


@lru_cache(maxsize=128)
def of(folded: str) -> Tokens:
    """The tagged words of a folded text; a passage keeps its own (``Reading.words``).

    >>> [t.word for t in of("朱克力指出").words]
    ['朱克力', '指出']
    """
    return in_step.alone(each([folded]))[0]
