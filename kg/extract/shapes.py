"""How much a string looks like a person's name, from its characters alone.

Takes folded strings, gives weights (natural logarithms of odds). Knows no person.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

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


class Shape(NamedTuple):
    """One way to read a name: where it ends and how likely its characters make it."""

    end: int
    weight: float
    foreign: bool = False


@dataclass(frozen=True, slots=True)
class Shapes:
    """Surnames and name characters with their weights, and where in a text a name can begin."""

    surnames: dict[str, tuple[str, float]]
    single: dict[str, float]
    first: dict[str, float]
    last: dict[str, float]
    foreign: dict[str, float]
    after: frozenset[str]
    """Characters that more often follow a name than end one: 說, 在, 致."""
    long: frozenset[str]
    """Characters that begin surnames of more than one."""
    japanese: frozenset[str]
    """Characters that end a Japanese given name of three."""
    surnamed: re.Pattern[str]
    """A character that begins a surname."""
    transliterated: re.Pattern[str]
    """A character that may begin a transliterated name, and behind it all that may go on with it as group 1."""

    def own(self, text: str, start: int) -> list[Shape]:
        """Every way to read a surname and a given name that begin at a place.

        >>> from kg.vocabulary import load
        >>> max(of(load()).own("朱克力指出", 0), key=lambda r: r.weight).end
        3
        """
        found: list[Shape] = []
        for size in (1, 2, 3):
            surname = text[start : start + size]
            if surname in self.surnames:
                kind, weight = self.surnames[surname]
                self._given_names(text, start + size, surname, kind, weight, found)
        return found

    def may_be_own(self, text: str, start: int, least: float) -> bool:
        """Whether a name of ``own`` may weigh so much; false only where none does."""
        surname = text[start]
        if surname in self.long:
            return True
        kind, weight = self.surnames[surname]
        one, two = text[start + 1 : start + 2], text[start + 2 : start + 3]
        if self.single.get(one, _RARE) + _SHORT + weight >= least or kind == "japanese":
            return True
        first = weight + min(self.first.get(one, _RARE), _MOST)
        if first + _MOST < least:
            return False
        if first + min(self.last.get(two, _RARE), _MOST) >= least:
            return True
        return weight > 0 and one in self.surnames  # a married woman's

    def _given_names(self, text: str, at: int, surname: str, kind: str, weight: float, found: list[Shape]) -> None:
        one, two, three = text[at : at + 1], text[at + 1 : at + 2], text[at + 2 : at + 3]
        if not one or not is_han(one):
            return
        found.append(Shape(at + 1, weight + self.given(one, surname)))
        if not two or not is_han(two):
            return
        found.append(Shape(at + 2, weight + self.given(one + two, surname)))
        if not three or not is_han(three):
            return
        if kind == "japanese" and three in self.japanese:
            found.append(Shape(at + 3, weight + 2.0))
        # A married woman's double surname (Hong Kong, Taiwan): husband's, own, two characters.
        if kind == "single" and weight > 0 and one in self.surnames:
            own_kind, own = self.surnames[one]
            if own_kind == "single" and own > 0:
                found.append(Shape(at + 3, weight + min(own, 2.0) + self.given(two + three) + _DOUBLE))

    def given(self, chars: str, surname: str = "") -> float:
        """The weight of a given name of one or two characters."""
        if len(chars) == 1:
            weight = min(self.single[chars] if chars in self.single else _unseen(chars), _MOST) + _SHORT
        else:
            one, two = chars[0], chars[1]
            first = self.first[one] if one in self.first else _unseen(one)
            last = self.last[two] if two in self.last else _unseen(two)
            weight = min(first, _MOST) + min(last, _MOST)
        if chars[-1] in self.after:
            weight -= 1.5
        return weight + _DOUBLED if chars == surname else weight

    def foreign_names(self, text: str, start: int, longest: int) -> list[Shape]:
        """Every way to read a transliterated name that begins at a place and ends where ``transliterated`` does."""
        found: list[Shape] = []
        weight = _FOREIGN
        for end in range(start + 1, min(start + _LONGEST, longest) + 1):
            weight += min(self.foreign.get(text[end - 1], _UNSEEN), _FOREIGN_MOST)
            if end - start > 1:
                found.append(Shape(end, weight - 1.0 if end - start == 2 else weight, True))
        return found

    def may_be_foreign(self, text: str, start: int, end: int, least: float) -> bool:
        """Whether any name of ``foreign_names`` weighs so much."""
        weight = most = _FOREIGN
        for c in text[start : min(start + _LONGEST, end)]:
            weight += min(self.foreign.get(c, _UNSEEN), _FOREIGN_MOST)
            if weight > most:
                most = weight
        return most >= least

    def readings(self, text: str, start: int) -> list[Shape]:
        """Every way to read a name, own or transliterated, that begins at a place."""
        foreign = self.transliterated.match(text, start)
        return self.own(text, start) + (self.foreign_names(text, start, foreign.end(1)) if foreign else [])

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
def _unseen(char: str) -> float:
    """The weight of a character of no known name: an everyday one speaks against a name, a rare one for it.

    The everyday characters are those of the first level of GB 2312.
    """
    code = char.encode("gb2312", "ignore")
    return _EVERYDAY if code and code[0] < 0xD8 else _RARE


def is_han(text: str) -> bool:
    """Whether a string is all Chinese characters."""
    for c in text:  # noqa: SIM110 a generator costs more than the test
        if not ("\u3400" <= c <= "\u9fff" or "\U00020000" <= c <= "\U0003ffff"):
            return False
    return True


@cache
def of(vocabulary: Vocabulary) -> Shapes:
    """The weights of the tables."""
    columns: dict[str, dict[str, float]] = {"single": {}, "first": {}, "last": {}, "foreign": {}}
    for row in vocabulary.rows["name_characters"]:
        for name, column in columns.items():
            column[row["character"]] = float(row[name])
    surnames = {script.fold(r["surname"]): (r["kind"], float(r["weight"])) for r in vocabulary.rows["surnames"]}
    after, japanese = vocabulary.words("after_name"), vocabulary.words("japanese_given_end")
    foreign = columns["foreign"]
    likely = {c: w for c, w in foreign.items() if w >= _FOREIGN_MOST / 2 or c not in after}
    opens = (c for c, w in likely.items() if w > (-2.5 if c in surnames else -0.5) and is_han(c))
    goes_on = (c for c, w in likely.items() if w >= -1.5)
    return Shapes(
        surnames,
        **columns,
        after=after,
        long=frozenset(s[0] for s in surnames if len(s) > 1),
        japanese=japanese,
        surnamed=re.compile(one_of(surname[0] for surname in surnames)),
        transliterated=re.compile(f"(?=({one_of(opens)}{one_of(goes_on)}{{1,{_LONGEST - 1}}}))"),
    )


def one_of(characters: Iterable[str]) -> str:
    """A pattern for one of the characters."""
    return f"[{''.join(map(re.escape, sorted(set(characters))))}]"
