"""Industry names of the table standing in a passage.

Takes a Reading and the Vocabulary. Gives Sectors. Never takes a name that
crosses the border of a word. A weak name (手机, 软件, 酒店: also things people
merely use) needs a reason beside it: another industry in one list with it, or
a word before or after it that speaks of making, selling or growing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from kg import script
from kg.extract import tokens
from kg.extract.records import Reading
from kg.vocabulary import Vocabulary

__all__ = ["Sector", "crosses", "find", "has_reason", "longest"]


@dataclass(frozen=True, slots=True)
class Sector:
    """An industry in passage coordinates: its concept, or for a proposed name its head."""

    start: int
    end: int
    concept: str
    head: str
    rule: str


def longest(sectors: Iterable[Sector]) -> list[Sector]:
    """The longest names, none inside or across another; of equals the one of the table; in reading order."""
    taken: set[int] = set()
    kept: list[Sector] = []
    for sector in sorted(sectors, key=lambda s: (s.start - s.end, s.start, not s.concept)):
        if taken.isdisjoint(range(sector.start, sector.end)):
            taken.update(range(sector.start, sector.end))
            kept.append(sector)
    return sorted(kept, key=lambda s: s.start)


@cache
def _weak(vocabulary: Vocabulary) -> frozenset[str]:
    return frozenset(script.fold(v) for row in vocabulary.rows["industries"] for v in row.values("weak"))


@cache
def _concepts(vocabulary: Vocabulary) -> dict[str, str]:
    """Name → concept; without the names that are a known one with a word for "industry" behind it (储能|产业)."""
    rows = ((name, next((r for r in rows if r.table == "industries"), None)) for name, rows in vocabulary.names.items())
    return {name: f"industry/{row['id']}" for name, row in rows if row and not _stem(name, vocabulary)}


def _stem(name: str, vocabulary: Vocabulary) -> bool:
    return any(
        name.endswith(tail) and len(name) - len(tail) > 1 and name.removesuffix(tail) in _strong(vocabulary)
        for tail in vocabulary.words("industry_tail")
    )


@cache
def _strong(vocabulary: Vocabulary) -> frozenset[str]:
    rows = vocabulary.rows["industries"]
    names = {script.fold(v) for row in rows for c in ("hans", "hant", "names") for v in row.values(c)}
    return frozenset(names) - _weak(vocabulary)


@cache
def _evidence(vocabulary: Vocabulary) -> tuple[re.Pattern[str], re.Pattern[str]]:
    before = re.compile(rf"{vocabulary.pattern('industry_before')}$")
    return before, re.compile(vocabulary.pattern("industry_after"))


def find(reading: Reading, vocabulary: Vocabulary, given: frozenset[str] = frozenset()) -> list[Sector]:
    """Every name of the table that stands between word borders and is meant as an industry.

    ``given`` are the weak names that have had their reason elsewhere on the page.
    """
    text, concepts = reading.folded, _concepts(vocabulary)
    strong: list[Sector] = []
    weak: list[Sector] = []
    for hit in reading.hits("industries"):
        name = text[hit.start : hit.end]
        if name not in concepts or crosses(text, hit.start, hit.end, vocabulary) or _changed(text, hit.end):
            continue
        listed = name in _weak(vocabulary)
        sector = Sector(hit.start, hit.end, concepts[name], "", "weak_name" if listed else "name")
        (weak if listed and name not in given else strong).append(sector)
    while reasoned := [s for s in weak if has_reason(text, s, strong, vocabulary)]:
        strong += reasoned  # a name that has its reason is one for the next of the list
        weak = [s for s in weak if s not in reasoned]
    return strong


def _changed(text: str, end: int) -> bool:
    """Whether 化 turns the name into something that happens (金融化); 化工 and 化学 begin a word of their own."""
    return text[end : end + 1] == "化" and tokens.of(text).known_over(end)[1] == end + 1


def has_reason(text: str, sector: Sector, strong: Sequence[Sector], vocabulary: Vocabulary) -> bool:
    """Whether a list of industries or a word beside a doubtful name speaks of making, selling or growing it."""
    before, after = _evidence(vocabulary)
    joins = vocabulary.words("industry_join")
    listed = any(text[s.end : sector.start] in joins or text[sector.end : s.start] in joins for s in strong)
    made = before.search(text, max(0, sector.start - 3), sector.start) is not None
    return listed or made or after.match(text, sector.end) is not None


def crosses(text: str, start: int, end: int, vocabulary: Vocabulary) -> bool:
    """Whether a name ends inside a word that means something else.

    Latin letters are a word of their own, four letters do not begin a name by
    accident, and the rest of the word may be a place (中国|航天) or a word for
    industry (汽车|产业).

    >>> from kg.vocabulary import load
    >>> crosses("发展AI产业", 2, 4, load()), crosses("MAIN", 1, 3, load())
    (False, True)
    """
    if text[start].isascii() and start and _latin(text[start - 1]):
        return True
    if text[end - 1].isascii() and end < len(text) and _latin(text[end]):
        return True
    known = tokens.of(text).borders
    if not (start in known or text[start].isascii() or end - start > 3):
        begin, _ = tokens.of(text).known_over(start)
        if text[begin:start] not in _places(vocabulary):
            return True
    if end in known or text[end - 1].isascii():
        return False
    _, word_end = tokens.of(text).known_over(end - 1)
    return text[end:word_end] not in vocabulary.words("industry_tail", "industry_after", "industry_rest")


@cache
def _places(vocabulary: Vocabulary) -> frozenset[str]:
    return frozenset(name for name, rows in vocabulary.names.items() if any(r.table == "regions" for r in rows))


def _latin(c: str) -> bool:
    return c.isascii() and c.isalnum()
