"""How much a string looks like a person's name, from its characters alone.

Takes folded strings, gives weights (natural logarithms of odds). Knows no person.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from kg import script
from kg.extract.people.characters import Characters, is_han
from kg.vocabulary import Vocabulary

__all__ = ["LONGEST", "Shape", "Shapes", "foreign_size", "is_han", "of", "one_of"]

_HAN = r"[\u3400-\u9fff]"
_UNSEEN = -3.0
DOUBLE = -1.5
_DOUBLED = -4.0
"""徐徐, 殷殷 are adverbs."""
AFTER = 1.5
"""What a name loses that ends in a character which more often follows one."""
_NOTHING = 0.0, 0.0, 0.0, False
_FOREIGN = -1.5
_FOREIGN_MOST = 1.5
LONGEST = 9
"""Characters of a name."""


class Shape(NamedTuple):
    """One way to read a name: where it ends and how likely its characters make it."""

    end: int
    weight: float
    foreign: bool = False


@dataclass(frozen=True, slots=True)
class Shapes:
    """Surnames and name characters with their weights, and where in a text a transliterated name can begin."""

    surnames: dict[str, tuple[str, float]]
    characters: Characters
    foreign: dict[str, float]
    after: frozenset[str]
    """Characters that more often follow a name than end one: 說, 在, 致."""
    begins: frozenset[str]
    """Characters that begin surnames."""
    long: frozenset[str]
    """Characters that begin surnames of more than one."""
    japanese: frozenset[str]
    """Characters that end a Japanese given name of three."""
    japanese_two: frozenset[str]
    """Characters that end a Japanese given name of two, whatever the first: 和男."""
    opens: frozenset[str]
    """Characters that may begin a transliterated name …"""
    goes_on: frozenset[str]
    """… and that may go on with it."""
    wholes: dict[str, float]
    """What ``whole`` was asked already: the segmentation cuts the same names again and again."""
    three: re.Pattern[str]
    """Three Chinese characters, the first of a surname; they may overlap."""
    transliterated: re.Pattern[str]
    """All of a transliterated name."""

    def own(self, text: str, start: int) -> list[Shape]:
        """Every way to read a surname and a given name that begin at a place.

        >>> from kg.vocabulary import load
        >>> max(of(load()).own("朱克力指出", 0), key=lambda r: r.weight).end
        3
        """
        found: list[Shape] = []
        for size in (1, 2, 3) if text[start : start + 1] in self.long else (1,):
            surname = text[start : start + size]
            if surname in self.surnames:
                kind, weight = self.surnames[surname]
                self._given_names(text, start + size, surname, kind, weight, found)
        return found

    def _given_names(self, text: str, at: int, surname: str, kind: str, weight: float, found: list[Shape]) -> None:
        one, two, three = text[at : at + 1], text[at + 1 : at + 2], text[at + 2 : at + 3]
        if kind == "japanese" and two in self.japanese_two and is_han(one):
            found.append(Shape(at + 2, weight + 2.0))
        if self.characters[one] is None:
            return
        found.append(Shape(at + 1, weight + self.given(one, "", surname)))
        if self.characters[two] is None:
            return
        found.append(Shape(at + 2, weight + self.given(one, two, surname)))
        if self.characters[three] is None:
            return
        if kind == "japanese" and three in self.japanese:
            found.append(Shape(at + 3, weight + 2.0))
        # A married woman's double surname (Hong Kong, Taiwan): husband's, own, two characters.
        if kind == "single" and weight > 0 and one in self.surnames:
            own_kind, own = self.surnames[one]
            if own_kind == "single" and own > 0:
                found.append(Shape(at + 3, weight + min(own, 2.0) + self.given(two, three) + DOUBLE))

    def given(self, one: str, two: str, surname: str = "") -> float:
        """The weight of a given name of one or two Chinese characters; ``two`` may be empty."""
        weight, first, _, follows = self.characters[one] or _NOTHING
        if two:
            _, _, last, follows = self.characters[two] or _NOTHING
            weight = first + last
        if follows:
            weight -= AFTER
        return weight + _DOUBLED if one + two == surname else weight

    def foreign_names(self, text: str, start: int) -> list[Shape]:
        """Every way to read a transliterated name that begins at a place."""
        found: list[Shape] = []
        if (whole := self.transliterated.match(text, start)) is None:
            return found
        weight = _FOREIGN
        for end in range(start + 1, whole.end() + 1):
            weight += min(self.foreign.get(text[end - 1], _UNSEEN), _FOREIGN_MOST)
            if end - start > 1:
                found.append(Shape(end, weight - 1.0 if end - start == 2 else weight, True))
        return found

    def foreign_most(self, text: str, start: int, end: int) -> float:
        """The most that a transliterated name weighs that begins at a place and ends before another."""
        weight = most = _FOREIGN
        for char in text[start:end]:
            weight += min(self.foreign.get(char, _UNSEEN), _FOREIGN_MOST)
            if weight > most:
                most = weight
        return most

    def own_starts(self, text: str, end: int) -> Iterator[int]:
        """Where a surname stands that a given name ending at a place may belong to."""
        for start in range(max(end - 6, 0), end - 1):
            if text[start] in (self.begins if start >= end - 4 else self.long):
                yield start

    def foreign_starts(self, text: str, end: int, least: float) -> Iterator[int]:
        """Where the names of ``foreign_names`` begin that end at a place and weigh so much."""
        weight = _FOREIGN
        for start in range(end - 1, max(end - LONGEST, 0) - 1, -1):
            char = text[start]
            weight += min(self.foreign.get(char, _UNSEEN), _FOREIGN_MOST)
            if end - start > 1 and weight >= least and char in self.opens:
                yield start
            if char not in self.goes_on:
                return

    def readings(self, text: str, start: int) -> list[Shape]:
        """Every way to read a name, own or transliterated, that begins at a place."""
        return self.own(text, start) + self.foreign_names(text, start)

    def whole(self, word: str) -> float:
        """The most that a word weighs as a name."""
        if word not in self.wholes:
            self.wholes[word] = max((s.weight for s in self.readings(word, 0) if s.end == len(word)), default=-math.inf)
        return self.wholes[word]

    def mean(self, text: str) -> float:
        """How much the characters are those of transliterated names, on the mean."""
        total = 0.0
        for c in text:
            total += self.foreign.get(c, _UNSEEN)
        return total / max(len(text), 1)

    def runs_on(self, text: str, start: int, end: int) -> bool:
        """Whether the next character too is one of transliterated names, as those before it are."""
        if not self.continues(text[end : end + 1]):
            return False
        around = end - start == 2 and self.continues(text[end - 1]) and self.continues(text[end + 1 : end + 2])
        return around or self.mean(text[start:end]) > 0.7

    def continues(self, char: str) -> bool:
        """Whether a character may well be part of a transliterated name."""
        return self.foreign.get(char, _UNSEEN) > 0.8 and char not in self.after


@cache
def of(vocabulary: Vocabulary) -> Shapes:
    """The weights of the tables."""
    columns: dict[str, dict[str, float]] = {"single": {}, "first": {}, "last": {}, "foreign": {}}
    for row in vocabulary.rows["name_characters"]:
        for name, column in columns.items():
            column[row["character"]] = float(row[name])
    surnames = {script.fold(r["surname"]): (r["kind"], float(r["weight"])) for r in vocabulary.rows["surnames"]}
    after, japanese = vocabulary.words("after_name"), vocabulary.words("japanese_given_end")
    foreign = columns.pop("foreign")
    likely = {c: w for c, w in foreign.items() if w >= _FOREIGN_MOST / 2 or c not in after}
    opens = frozenset(c for c, w in likely.items() if w > (-2.5 if c in surnames else -0.5) and is_han(c))
    goes_on = frozenset(c for c, w in likely.items() if w >= -1.5)
    begins = frozenset(s[0] for s in surnames)
    return Shapes(
        surnames,
        Characters(columns, after),
        foreign,
        after=after,
        begins=begins,
        long=frozenset(s[0] for s in surnames if len(s) > 1),
        japanese=japanese,
        japanese_two=vocabulary.words("japanese_given_last"),
        opens=opens,
        goes_on=goes_on,
        wholes={},
        three=re.compile(rf"(?=({one_of(begins)}{_HAN}{{2}}))"),
        transliterated=re.compile(f"{one_of(opens)}{one_of(goes_on)}{{1,{LONGEST - 1}}}"),
    )


def foreign_size(weight: float) -> int:
    """How many characters a transliterated name has at least that weighs so much."""
    return math.ceil((weight - _FOREIGN) / _FOREIGN_MOST)


def one_of(characters: Iterable[str]) -> str:
    """A pattern for one of the characters."""
    return f"[{''.join(map(re.escape, sorted(set(characters))))}]"
