"""A page as the scorer sees it: its characters without white space, numbered.

Line ends that a layout left behind do not matter, and neither does punctuation:
only letters and numerals are *content*.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cached_property

from kg import script

__all__ = ["Page", "bare", "same_name", "spelling"]


def bare(text: str) -> str:
    """Without white space.

    >>> bare("發展 \\n經濟")
    '發展經濟'
    """
    return "".join(text.split())


def spelling(name: str) -> str:
    """One spelling for a name: NFKC, no white space, Simplified, lower case.

    >>> spelling("５Ｇ 產業")
    '5g产业'
    """
    return script.simplified(bare(unicodedata.normalize("NFKC", name))).lower()


def same_name(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two sets of spellings have one in common."""
    return bool(one & other)


class Page:
    """A page's text and its content characters."""

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.keep = [i for i, c in enumerate(raw) if not c.isspace()]
        self.flat = "".join(raw[i] for i in self.keep)
        self.content = [unicodedata.category(c)[0] in "LN" for c in self.flat]

    @cached_property
    def _number(self) -> dict[int, int]:
        return {i: k for k, i in enumerate(self.keep)}

    def within(self, spans: Iterable[tuple[int, int]]) -> set[int]:
        """The numbers of the content characters of some spans of the raw text."""
        number = self._number
        inside = {number[i] for start, end in spans for i in range(start, end) if i in number}
        return {k for k in inside if self.content[k]}

    def place(self, segment: str, taken: set[int]) -> set[int]:
        """Where a gold segment stands: the first place no earlier segment has taken, else the first.

        All its characters, content or not, so that the caller can mark them taken.

        >>> sorted(Page("好的，好的").place("好的", {0, 1}))
        [3, 4]
        """
        words, first = bare(segment), None
        at = self.flat.find(words)
        while at >= 0:
            here = set(range(at, at + len(words)))
            first = first or here
            if not here & taken:
                return here
            at = self.flat.find(words, at + 1)
        if first is None:
            raise ValueError(f"the gold segment {segment[:40]!r} is not in the text; check the gold file")
        return first
