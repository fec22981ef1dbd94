"""How much a string looks like a person's name, from its characters alone.

Takes folded strings, gives weights (natural logarithms of odds). Knows no person.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg import script
from kg.vocabulary import Vocabulary

__all__ = ["Shape", "Shapes", "of"]

_UNSEEN = -3.0
_EVERYDAY = -2.0
_RARE = 1.0
_MOST = 2.5
"""No single character decides alone."""
_SHORT = -0.8
"""Of ten names in the press, two have one character after the surname."""
_DOUBLE = -1.5
_DOUBLED = -4.0
"""徐徐, 殷殷 are adverbs."""
_FOREIGN = -1.5
_FOREIGN_MOST = 1.5
_LONGEST = 9


@dataclass(frozen=True, slots=True)
class Shape:
    """One way to read a name: where it ends and how likely its characters make it."""

    end: int
    weight: float
    foreign: bool = False


@dataclass(frozen=True)
class Shapes:
    """Surnames and name characters with their weights."""

    surnames: dict[str, tuple[str, float]]
    single: dict[str, float]
    first: dict[str, float]
    last: dict[str, float]
    foreign: dict[str, float]
    after: frozenset[str]
    """Characters that more often follow a name than end one: 說, 在, 致."""
    japanese: frozenset[str]
    """Characters that end a Japanese given name of three."""

    def readings(self, text: str, start: int) -> Iterator[Shape]:
        """Every way to read a name that begins at a place.

        >>> from kg.vocabulary import load
        >>> max(of(load()).readings("朱克力指出", 0), key=lambda r: r.weight).end
        3
        """
        for size in (1, 2, 3):
            kind, weight = self.surnames.get(text[start : start + size], ("", 0.0))
            if kind:
                yield from self._surnamed(text, start, start + size, kind, weight)
        first = text[start : start + 1]
        if self.foreign.get(first, _UNSEEN) > (-2.5 if first in self.surnames else -0.5):
            yield from self._transliterated(text, start)

    def _surnamed(self, text: str, start: int, at: int, kind: str, weight: float) -> Iterator[Shape]:
        for given in (1, 2):
            chars = text[at : at + given]
            if len(chars) == given and is_han(chars):
                yield Shape(at + given, weight + self.given(chars, text[start:at]))
        chars = text[at : at + 3]
        if kind == "japanese" and len(chars) == 3 and chars[-1] in self.japanese and is_han(chars):
            yield Shape(at + 3, weight + 2.0)
        # A married woman's double surname (Hong Kong, Taiwan): husband's, own, two characters.
        own_kind, own = self.surnames.get(text[at : at + 1], ("", 0.0))
        chars = text[at + 1 : at + 3]
        if kind == own_kind == "single" and weight > 0 and own > 0 and len(chars) == 2 and is_han(chars):
            yield Shape(at + 3, weight + min(own, 2.0) + self.given(chars) + _DOUBLE)

    def given(self, chars: str, surname: str = "") -> float:
        """The weight of a given name of one or two characters."""
        if len(chars) == 1:
            weight = min(self.single.get(chars, _unseen(chars)), _MOST) + _SHORT
        else:
            first, last = self.first.get(chars[0], _unseen(chars[0])), self.last.get(chars[1], _unseen(chars[1]))
            weight = min(first, _MOST) + min(last, _MOST)
        if chars[-1] in self.after:
            weight -= 1.5
        return weight + _DOUBLED * (chars == surname)

    def _transliterated(self, text: str, start: int) -> Iterator[Shape]:
        weight = _FOREIGN
        for end in range(start + 1, min(start + _LONGEST, len(text)) + 1):
            one = self.foreign.get(text[end - 1], _UNSEEN)
            if (one < -1.5 and end - start > 1) or (one < _FOREIGN_MOST / 2 and text[end - 1] in self.after):
                return
            weight += min(one, _FOREIGN_MOST)
            if end - start > 1:
                short = 1.0 if end - start == 2 else 0.0
                yield Shape(end, weight - short, True)

    def mean(self, text: str) -> float:
        """How much the characters are those of transliterated names, on the mean."""
        return sum(self.foreign.get(c, _UNSEEN) for c in text) / max(len(text), 1)

    def runs_on(self, text: str, start: int, end: int) -> bool:
        """Whether the next character too is one of transliterated names, as those before it are."""
        if not self.continues(text[end : end + 1]):
            return False
        around = end - start == 2 and self.continues(text[end - 1]) and self.continues(text[end + 1 : end + 2])
        return around or self.mean(text[start:end]) > 0.7

    def continues(self, char: str) -> bool:
        """Whether a character may well be part of a transliterated name."""
        return self.foreign.get(char, _UNSEEN) > 0.8 and char not in self.after


def _unseen(char: str) -> float:
    """The weight of a character of no known name: an everyday one speaks against a name, a rare one for it.

    The everyday characters are those of the first level of GB 2312.
    """
    code = char.encode("gb2312", "ignore")
    return _EVERYDAY if code and code[0] < 0xD8 else _RARE


def is_han(text: str) -> bool:
    """Whether a string is all Chinese characters."""
    return all("\u3400" <= c <= "\u9fff" or "\U00020000" <= c <= "\U0003ffff" for c in text)


@cache
def of(vocabulary: Vocabulary) -> Shapes:
    """The weights of the tables."""
    columns: dict[str, dict[str, float]] = {"single": {}, "first": {}, "last": {}, "foreign": {}}
    for row in vocabulary.rows["name_characters"]:
        for name, column in columns.items():
            column[row["character"]] = float(row[name])
    surnames = {script.fold(r["surname"]): (r["kind"], float(r["weight"])) for r in vocabulary.rows["surnames"]}
    after, japanese = vocabulary.words("after_name"), vocabulary.words("japanese_given_end")
    return Shapes(surnames, **columns, after=after, japanese=japanese)
