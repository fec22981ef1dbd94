"""Words looked for right before or right behind a place: by slices and a set, which costs less than a pattern."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["Affixes"]


class Affixes:
    """Words of which one may stand directly at a place of a text; the longest is found first."""

    __slots__ = ("_lengths", "_words", "first", "last")

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)
        self.last = frozenset(word[-1] for word in self._words)
        """Their last characters …"""
        self.first = frozenset(word[0] for word in self._words)
        """… and their first: most places are ruled out by one letter."""
        self._lengths = tuple(sorted({len(word) for word in self._words}, reverse=True))

    def before(self, text: str, at: int, low: int = 0) -> int:
        """Where the longest of the words that end at a place begins, not before ``low``; -1 where none does.

        >>> words = Affixes(["部长", "副部长"])
        >>> words.before("任副部长时", 4), words.before("任副部长时", 4, 2), words.before("任副部长时", 3)
        (1, 2, -1)
        """
        if text[at - 1 : at] not in self.last:
            return -1
        for length in self._lengths:
            if at - length >= low and text[at - length : at] in self._words:
                return at - length
        return -1

    def behind(self, text: str, at: int) -> int:
        """Where the longest of the words that begin at a place ends; -1 where none does.

        >>> Affixes(["产业", "产业链"]).behind("芯片产业链", 2)
        5
        """
        if text[at : at + 1] not in self.first:
            return -1
        for length in self._lengths:
            if text[at : at + length] in self._words:
                return at + length
        return -1

    def every_before(self, text: str, at: int) -> list[int]:
        """Where each of the words that end at a place begins.

        >>> Affixes(["以及", "及"]).every_before("医药以及汽车", 4)
        [2, 3]
        """
        if text[at - 1 : at] not in self.last:
            return []
        return [at - n for n in self._lengths if at >= n and text[at - n : at] in self._words]

    def every_behind(self, text: str, at: int) -> list[int]:
        """Where each of the words that begin at a place ends.

        >>> Affixes(["及", "及其"]).every_behind("汽车及其零件", 2)
        [4, 3]
        """
        if text[at : at + 1] not in self.first:
            return []
        return [at + n for n in self._lengths if text[at : at + n] in self._words]
