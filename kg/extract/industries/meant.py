"""Which of the table's names are meant as industries where they stand.

Takes listed Sectors. Gives those that are: a weak name (手机, 软件, 酒店: also
things people merely use) needs a reason beside it: another industry in one
list with it, or a word before or after it that speaks of making, selling or
growing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from kg.extract.affixes import Affixes
from kg.extract.industries.tabled import Sector
from kg.vocabulary import Vocabulary

__all__ = ["Edges", "find", "has_reason", "is_goods"]


@dataclass(frozen=True, slots=True)
class _Evidence:
    """Words beside a name that speak of an industry."""

    before: Affixes
    after: Affixes
    adverb: Affixes
    joins: Affixes


@cache
def _evidence(vocabulary: Vocabulary) -> _Evidence:
    words = vocabulary.words
    return _Evidence(
        Affixes(words("industry_before")),
        Affixes(words("industry_after")),
        Affixes(words("industry_adverb")),
        Affixes(words("industry_join")),
    )


def find(
    text: str, names: Sequence[Sector], vocabulary: Vocabulary, given: frozenset[str] = frozenset()
) -> list[Sector]:
    """Those of the listed names in a folded text that are meant as an industry.

    ``given`` are the weak names that have had their reason elsewhere on the page.
    """
    strong: list[Sector] = []
    weak: list[Sector] = []
    for s in names:
        (weak if s.rule == "weak_name" and text[s.start : s.end] not in given else strong).append(s)
    near = Edges(strong)
    if len(weak) >= _ROW:
        rows = _rows(text, [s for s in weak if not is_goods(s.concept, vocabulary)])
        strong += rows
        near.add(rows)
        weak = sorted(set(weak).difference(rows))
    while weak and (reasoned := [s for s in weak if has_reason(text, s, near, vocabulary)]):
        strong += reasoned
        near.add(reasoned)  # a name that has its reason is one for the next of the list
        weak = sorted(set(weak).difference(reasoned))
    return strong


_ROW = 3
"""Doubtful names of services that together are industries: 齿科、骨科、医美; of goods they are a shopping list."""


def _rows(text: str, weak: Sequence[Sector]) -> list[Sector]:
    """Doubtful names in a row of at least three with a list's comma between."""
    rows: list[Sector] = []
    row: list[Sector] = []
    for s in sorted(weak):
        if row and text[row[-1].end : s.start] != "、":
            rows += row if len(row) >= _ROW else ()
            row = []
        row.append(s)
    return rows + (row if len(row) >= _ROW else [])


class Edges:
    """Where the known industries of a text begin and end: a neighbour is found by its place, however long the text."""

    __slots__ = ("ends", "starts")

    def __init__(self, sectors: Iterable[Sector]) -> None:
        self.starts: set[int] = set()
        self.ends: set[int] = set()
        self.add(sectors)

    def add(self, sectors: Iterable[Sector]) -> None:
        """Some more."""
        for s in sectors:
            self.starts.add(s.start)
            self.ends.add(s.end)


@cache
def _classed(vocabulary: Vocabulary) -> re.Pattern[str]:
    """What calls the items before 等 industries: 汽车、建筑等[相关行业]."""
    return re.compile(rf"[^，。；、：！？\s]{{0,6}}?{vocabulary.pattern('industry_class')}")


def has_reason(text: str, sector: Sector, near: Edges, vocabulary: Vocabulary) -> bool:
    """Whether a list of industries or a word beside a doubtful name speaks of making, selling or growing it."""
    evidence, start, end = _evidence(vocabulary), sector.start, sector.end
    if evidence.before.before(text, start, max(0, start - 3)) >= 0 or evidence.after.behind(text, end) >= 0:
        return True
    after = evidence.adverb.behind(text, end)
    if after >= 0 and evidence.after.behind(text, after) >= 0:
        return True
    if text[end : end + 1] == "等" and _classed(vocabulary).match(text, end + 1):
        return True
    joins = evidence.joins
    return any(at in near.ends for at in joins.every_before(text, start)) or any(
        at in near.starts for at in joins.every_behind(text, end)
    )


_GOODS = frozenset(("gbt4754.a", "gbt4754.b", "gbt4754.c"))


@cache
def is_goods(concept: str, vocabulary: Vocabulary) -> bool:
    """Whether the industry grows, digs or makes something: a page about mangoes means them wherever it names them."""
    rows, above = vocabulary.by_id("industries"), concept.removeprefix("industry/")
    while above and above not in _GOODS:
        above = rows[above]["broader"].split("|")[0]
    return above in _GOODS
