"""Where the characters of a text look like a person's name by themselves: one scan, no evidence asked.

A text is spelled in letters, each for all characters of about the same weights;
a pattern over so few letters is small, and finds in one pass every name that
weighs enough. It finds more than that: the letters' weights are rounded up.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from kg.extract.people import shapes
from kg.extract.people.characters import HAN
from kg.extract.people.shapes import AFTER, DOUBLE, LONGEST, Shapes, one_of
from kg.vocabulary import Vocabulary, alternation

__all__ = ["Likely", "of"]

_STEP = 1.5
_OWN_MOST = 2.0
"""What a married woman's own surname adds at most."""


class _Letter(NamedTuple):
    """What the characters of one letter weigh at most in each part of a name."""

    surname: float
    first: float
    last: float
    alone: float


class _Spelling:
    """Each character's letter; what is no Chinese character is a blank."""

    def __init__(self, shape: Shapes, everyday: Iterable[str]) -> None:
        self._shape = shape
        self.letters: dict[_Letter, str] = {}
        rare = self._letter(chr(HAN[0][-1]))
        table = [" "] * HAN[-1].stop
        for block in HAN:
            table[block.start : block.stop] = rare * len(block)
        for char in sorted({*shape.characters.known, *shape.surnames, *everyday}):
            if len(char) == 1:
                table[ord(char)] = self._letter(char)
        self.table = "".join(table)
        """For ``str.translate``, by code point: a string, smaller than a dictionary and looked up faster."""

    def _letter(self, char: str) -> str:
        if not (weights := self._shape.characters[char]):
            return " "
        alone, first, last, follows = weights
        if follows:
            alone, last = alone - AFTER, last - AFTER
        surname = self._shape.surnames.get(char, ("", -math.inf))[1]
        kind = _Letter(*map(_up, (surname, first, last, alone)))
        return self.letters.setdefault(kind, chr(ord("!") + len(self.letters)))

    def any_of(self, letters: Iterable[_Letter]) -> str:
        """A pattern for one of some letters; it never matches where there are none."""
        found = [self.letters[letter] for letter in letters]
        return one_of(found) if found else "(?!)"


@dataclass(frozen=True, slots=True)
class Likely:
    """The patterns of what may weigh enough."""

    spelling: str
    """Each code point's letter."""
    own: re.Pattern[str]
    """A surname of one character and a given name, in letters."""
    longer: re.Pattern[str]
    """A surname of more characters."""
    foreign: re.Pattern[str]
    """A transliterated name that is long enough."""
    shape: Shapes
    least_foreign: float

    def own_starts(self, text: str) -> Iterator[int]:
        """Where a surname and a given name begin."""
        for pattern, spelled in ((self.own, text.translate(self.spelling)), (self.longer, text)):
            for m in pattern.finditer(spelled):
                yield m.start()

    def foreign_starts(self, text: str) -> Iterator[int]:
        """Where a transliterated name begins."""
        for m in self.foreign.finditer(text):
            if self.shape.foreign_most(text, *m.span(1)) >= self.least_foreign:
                yield m.start()


@cache
def of(vocabulary: Vocabulary, least: float, least_foreign: float) -> Likely:
    """The patterns of names whose characters weigh so much.

    >>> from kg.vocabulary import load
    >>> list(of(load(), 4.0, 6.0).own_starts("在座的赵国强起身"))
    [3]
    """
    shape = shapes.of(vocabulary)
    everyday = (
        bytes((high, low)).decode("gb2312", "ignore") for high in range(0xB0, 0xD8) for low in range(0xA1, 0xFF)
    )
    spelling = _Spelling(shape, everyday)
    size = shapes.foreign_size(least_foreign)
    return Likely(
        spelling.table,
        re.compile(_own(spelling, least)),
        re.compile(alternation(s for s in shape.surnames if len(s) > 1)),
        re.compile(f"(?=({one_of(shape.opens)}{one_of(shape.goes_on)}{{{size - 1},{LONGEST - 1}}}))"),
        shape,
        least_foreign,
    )


def _own(spelling: _Spelling, least: float) -> str:
    """A pattern for a surname, before what makes a name of it by the surname's weight."""
    letters = spelling.letters
    married = spelling.any_of(k for k in letters if k.surname > 0)
    ways = []
    for weight in sorted({k.surname for k in letters if k.surname > -math.inf}):
        surname = spelling.any_of(k for k in letters if k.surname == weight)
        alone = spelling.any_of(k for k in letters if weight + k.alone >= least)
        two = _two(spelling, least - weight)
        three = f"{married}{_two(spelling, least - weight - _OWN_MOST - DOUBLE)}"
        ways.append(f"(?<={surname})(?={alone}|{two}|{three})")
    return f"{spelling.any_of(k for k in letters if k.surname > -math.inf)}(?:{'|'.join(ways)})"


def _two(spelling: _Spelling, least: float) -> str:
    """A pattern for a given name of two characters that may weigh so much."""
    letters = spelling.letters
    firsts = sorted({k.first for k in letters})
    ways = (
        spelling.any_of(k for k in letters if k.first == first)
        + spelling.any_of(k for k in letters if first + k.last >= least)
        for first in firsts
    )
    return f"(?:{'|'.join(ways)})"


def _up(weight: float) -> float:
    """The next step above a weight."""
    return weight if math.isinf(weight) else math.ceil(weight / _STEP) * _STEP
