"""One text with all that the evidence for a person's name is taken from.

Takes a Reading and the organisations in it, gives a Scene. Never weighs anything:
that is ``candidates``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from kg import script
from kg.extract import sides
from kg.extract.affixes import Affixes
from kg.extract.people import callings, shapes
from kg.extract.people.callings import Callings
from kg.extract.people.shapes import Shapes
from kg.extract.posts import Posts
from kg.extract.records import Found, Reading
from kg.extract.tokens import Tokens
from kg.vocabulary import Term, Vocabulary, alternation

__all__ = ["Scene", "scene"]

_SPOKEN = frozenset(("speech", "address", "opinion", "announce", "directive", "view", "weak"))
"""Kinds of cues whose subject may be a person."""


class Scene(NamedTuple):
    """One text with all that the evidence is taken from. A plain tuple: it has many parts."""

    text: str
    words: Tokens
    held: Posts
    cues: set[int]
    places: dict[int, int]
    """Start of each place's name → its end."""
    barred: set[int]
    """Characters of organisations' names."""
    never: frozenset[str]
    """Words that no name is or holds."""
    place_ends: frozenset[str]
    never_begin: frozenset[str]
    """仲係: words of the spoken language that begin with a surname."""
    never_ends: frozenset[str]
    """劉姓男子: 姓 is no given name."""
    aspects: frozenset[str]
    """What follows a verb and no name: 了, 着, 過."""
    party_ends: frozenset[str]
    """What the word for a party ends in …"""
    sides: frozenset[str]
    """… and those that are a country's: 韓方, 烏軍, not someone named 韓."""
    joins: frozenset[str]
    """Conjunctions and prepositions, behind which no reporting word stands: 林佳和|說."""
    adverbs: frozenset[str]
    """則, 也, 還: what stands between a name and its verb of saying."""
    manner: frozenset[str]
    """Last characters of how something is said: 笑着|說, 無奈地|說."""
    spots: re.Pattern[str]
    """What follows a place's name and no person's: 村, 路."""
    aside: re.Pattern[str]
    """A bracket that only persons have: （化名）, （女）."""
    sought: Affixes
    """Verbs that have a person behind them: 任命, 会见."""
    whereabouts: Affixes
    """Words that have a place behind them: 位於, 飛往."""
    led: re.Pattern[str]
    """The last character of a calling or of such a verb, and the blanks behind it, where a name may follow."""
    titles: re.Pattern[str]
    """Malay titles, which have a name behind them: 拿督, 丹斯里."""
    shapes: Shapes
    parts: dict[int, int]
    """Start of each part of Tibetan, Uyghur and Mongolian names → the end of the longest there."""
    finals: frozenset[str]
    """Characters that end such names behind a part: 加, 措."""
    callings: Callings
    rights: dict[int, tuple[float, str]]
    """What stands right of a place and speaks for a name before it, as far as it was asked."""

    def places_from(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The places whose names begin in a range."""
        return ((s, self.places[s]) for s in range(start, end) if s in self.places)


def scene(reading: Reading, bodies: Sequence[Found], vocabulary: Vocabulary) -> Scene:
    """A text made ready; ``bodies`` are the organisations in it."""
    cues = {h.start for h in reading.hits("cues") if _speaks(h.term)}
    places = {h.start: h.end for h in reading.hits("regions") if h.end - h.start > 1}
    return Scene(
        reading.folded,
        reading.words,
        reading.posts,
        cues,
        places,
        {n for f in bodies for n in range(f.start, f.end)},
        _never(vocabulary),
        vocabulary.words("place_end"),
        vocabulary.words("never_begin"),
        vocabulary.words("never_end"),
        vocabulary.words("aspect"),
        vocabulary.words("party_end"),
        sides.names(vocabulary),
        vocabulary.words("name_join"),
        vocabulary.words("link_adverb"),
        vocabulary.words("manner_end"),
        _spots(vocabulary),
        _aside(vocabulary),
        _sought(vocabulary),
        _whereabouts(vocabulary),
        _led(vocabulary),
        _titles(vocabulary),
        shapes.of(vocabulary),
        {h.start: h.end for h in reading.hits("name_part")},
        vocabulary.words("name_final"),
        callings.of(vocabulary),
        {},
    )


@cache
def _speaks(term: Term) -> bool:
    return any(row["kind"] in _SPOKEN for row in term.of("cues"))


@cache
def _never(vocabulary: Vocabulary) -> frozenset[str]:
    return frozenset(script.fold(r["role"]) for r in vocabulary.rows["roles"]) | vocabulary.words("name_stop")


@cache
def _spots(vocabulary: Vocabulary) -> re.Pattern[str]:
    return re.compile(alternation(vocabulary.words("place_suffix")))


@cache
def _aside(vocabulary: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"[（(]{vocabulary.pattern('person_aside')}[）)，,、]")


@cache
def _sought(vocabulary: Vocabulary) -> Affixes:
    return Affixes(vocabulary.words("person_sought"))


@cache
def _whereabouts(vocabulary: Vocabulary) -> Affixes:
    return Affixes(vocabulary.words("whereabouts"))


@cache
def _titles(vocabulary: Vocabulary) -> re.Pattern[str]:
    return re.compile(alternation(vocabulary.words("malay_title")))


@cache
def _led(vocabulary: Vocabulary) -> re.Pattern[str]:
    shape, last = shapes.of(vocabulary), callings.of(vocabulary).ends | _sought(vocabulary).last
    return re.compile(rf"{shapes.one_of(last)}\s*(?={shapes.one_of(shape.begins | shape.opens)})")
