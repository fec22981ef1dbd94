"""A sentence's shape, and the patterns over it.

Takes a sentence with the names in it and the Vocabulary. Gives the folded text
in which every mention is painted over, so that ``<R>`` is a region, ``<I>`` an
industry, ``<O>`` a person or body, whatever they are called. In a pattern of
``link_patterns.csv`` ``<Rs>`` and ``<Is>`` are lists of them, ``<B>`` is a mark
between clauses, ``<G>`` any other character, ``<RO>`` and ``<IO>`` stand inside
brackets for what such names are painted with, ``<free>`` is a place that no
region qualifies, and every other ``<name>`` a word of that class of
``link_words.csv``. Never decides what belongs together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from kg import script
from kg.errors import TableError
from kg.extract.records import Found
from kg.vocabulary import Vocabulary, alternation

__all__ = ["BREAK", "GAP", "KINDS", "Pattern", "Sentence", "matches", "of", "patterns"]

BREAK = "[，,；;：:—…]"
"""Matches a mark between clauses."""
GAP = "[^，,。；;：:！？!?\ue000-\ue005]"
"""Matches a letter that is no mark and in no name."""
KINDS = (
    "direct",
    "scope",
    "setting",
    "clause",
    "stop",
    "predicate",
    "near",
    "topic",
    "told",
    "barred",
    "continuing",
)
"""What a pattern may be for, see ``industry_regions``."""
_PAINT = {"Region": ("\ue000", "\ue001"), "Industry": ("\ue002", "\ue003")}
_OTHER = ("\ue004", "\ue005")
"""First and further characters of a painted mention: private use, never in a page that means anything."""
_SHAPES = {
    "R": "(?:\ue000\ue001*+)",
    "I": "(?:\ue002\ue003*+)",
    "O": "(?:\ue004\ue005*+)",
    "RO": "\ue000\ue001\ue004\ue005",
    "IO": "\ue002-\ue005",
    "G": GAP,
    "free": "(?<![\ue000\ue001])(?<![\ue000\ue001]的)",
    "B": BREAK,
    # No list of the press is longer; without an end, a page of nothing but names would take hours.
    "Rs": "(?P<R><R>(?:<and>?<R>){0,40}+)",
    "Is": "(?P<I><I>(?:<G>{0,4}?<and><G>{0,10}?<I>){0,40}(?:<and_so_on><G>{0,8}?<I>)?)",
}


@dataclass(frozen=True, slots=True)
class Pattern:
    """A line of the table."""

    name: str
    expression: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence's shape, and the mentions painted over in it."""

    shape: str
    at: int
    """Where it begins in the passage."""
    mentions: tuple[Found, ...]

    def among(self, kind: str, place: tuple[int, int]) -> tuple[Found, ...]:
        """The mentions of one kind in a stretch of the shape."""
        start, end = place[0] + self.at, place[1] + self.at
        return tuple(f for f in self.mentions if f.kind == kind and start <= f.start and f.end <= end)

    def starts(self, kind: str) -> list[int]:
        """Where in the shape the mentions of one kind begin."""
        return [f.start - self.at for f in self.mentions if f.kind == kind]


def of(folded: str, start: int, end: int, mentions: Sequence[Found]) -> Sentence:
    """The sentence ``folded[start:end]``, which holds the mentions."""
    shape = list(folded[start:end])
    for f in mentions:
        first, further = _PAINT.get(f.kind, _OTHER)
        shape[f.start - start : f.end - start] = first + further * (f.end - f.start - 1)
    return Sentence("".join(shape), start, tuple(mentions))


@cache
def patterns(vocabulary: Vocabulary) -> dict[str, tuple[Pattern, ...]]:
    """The table's patterns by kind, in its order, every ``<name>`` replaced by what it stands for."""
    words: dict[str, set[str]] = {}
    for row in vocabulary.rows["link_words"]:
        words.setdefault(row["class"], set()).add(script.fold(row["word"]))
    shapes = {name: alternation(listed) for name, listed in words.items()} | _SHAPES

    def spell(pattern: str) -> str:
        return re.sub(r"(?<!\?P)<([A-Za-z_]+)>", lambda m: spell(shapes[m[1]]), pattern)

    kinds: dict[str, list[Pattern]] = {kind: [] for kind in KINDS}
    for row in vocabulary.rows["link_patterns"]:
        try:
            kinds[row["kind"]].append(Pattern(row["name"], re.compile(spell(row["pattern"]))))
        except (KeyError, re.error) as fault:
            place = f"{vocabulary.folder / 'link_patterns.csv'}:{row.line}"
            raise TableError(f"{place}: the pattern of {row['name']} cannot be read: {fault}") from fault
    kinds["manner"] = [Pattern("manner", re.compile(shapes["manner"]))]
    kinds["row"] = [Pattern("row", re.compile(spell("<Rs>")))]
    return {kind: tuple(listed) for kind, listed in kinds.items()}


def matches(pattern: Pattern, shape: str) -> Iterator[re.Match[str]]:
    """Every match, each beginning after the first names of the last: two industries may do the same for one region."""
    match = pattern.expression.search(shape)
    while match:
        yield match
        match = pattern.expression.search(shape, min(match.end("R"), match.end("I")))
