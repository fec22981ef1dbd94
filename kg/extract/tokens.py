"""The words of a folded text with their tags and places: evidence, never the last word.

Takes folded text, gives Tokens. Never cuts the same text twice in a row for two rules.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache

from kg import segment

__all__ = ["Token", "Tokens", "of"]


@dataclass(frozen=True, slots=True)
class Token:
    """A word of the segmentation: ``folded[start:end]``."""

    start: int
    end: int
    word: str
    tag: str
    """jieba's part of speech."""


@dataclass(frozen=True)
class Tokens:
    """All words of one text, findable by place."""

    words: tuple[Token, ...]
    known: frozenset[tuple[int, int]]
    """Where words of the dictionary stand, longer than a character, when nothing is guessed."""

    @cached_property
    def at_start(self) -> dict[int, int]:
        """Index of the word that begins at a place."""
        return {t.start: n for n, t in enumerate(self.words)}

    @cached_property
    def at_end(self) -> dict[int, int]:
        """Index of the word that ends at a place."""
        return {t.end: n for n, t in enumerate(self.words)}

    @cached_property
    def edges(self) -> frozenset[int]:
        """Every place where a word begins or ends."""
        return frozenset(self.at_start) | frozenset(self.at_end)

    @cached_property
    def _crossings(self) -> frozenset[int]:
        return frozenset(at for s, e in self.known for at in range(s + 1, e))

    def crosses(self, at: int) -> bool:
        """Whether a word of the dictionary lies across a place."""
        return at in self._crossings

    @cached_property
    def known_at(self) -> dict[int, int]:
        """Where a word of the dictionary begins → where it ends."""
        return dict(self.known)

    @cached_property
    def owner(self) -> tuple[int, ...]:
        """For each character the index of its word."""
        return tuple(n for n, t in enumerate(self.words) for _ in range(t.end - t.start))


@lru_cache(maxsize=1024)
def of(folded: str) -> Tokens:
    """The tagged words of a folded text.

    >>> [t.word for t in of("朱克力指出").words]
    ['朱克力', '指出']
    """
    words, at = [], 0
    for word, tag in segment.tags(folded):
        words.append(Token(at, at + len(word), word, tag))
        at += len(word)
    known, at = set(), 0
    for word in segment.cut(folded, guess=False):
        if len(word) > 1:
            known.add((at, at + len(word)))
        at += len(word)
    return Tokens(tuple(words), frozenset(known))
