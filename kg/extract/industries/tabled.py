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
from typing import NamedTuple

from kg import script
from kg.extract import overlaps
from kg.extract.affixes import Affixes
from kg.extract.records import Reading
from kg.extract.tokens import Tokens
from kg.vocabulary import Vocabulary

__all__ = ["Edges", "Sector", "crosses", "find", "has_reason", "is_goods", "listed", "longest"]


class Sector(NamedTuple):
    """An industry in passage coordinates: its concept, or for a proposed name its head. There are many."""

    start: int
    end: int
    concept: str
    head: str
    rule: str


def longest(sectors: Sequence[Sector]) -> list[Sector]:
    """The longest names, none inside or across another; of equals the one of the table; in reading order."""
    return overlaps.longest(sectors, lambda s: (s.start - s.end, s.start, not s.concept))


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


@dataclass(frozen=True, slots=True)
class _Evidence:
    """Words beside a name that speak of an industry."""

    before: Affixes
    after: Affixes
    adverb: Affixes
    joins: Affixes
    rests: frozenset[str]
    """What may follow a name in one word with it."""


@cache
def _evidence(vocabulary: Vocabulary) -> _Evidence:
    words = vocabulary.words
    return _Evidence(
        Affixes(words("industry_before")),
        Affixes(words("industry_after")),
        Affixes(words("industry_adverb")),
        Affixes(words("industry_join")),
        words("industry_tail", "industry_after", "industry_rest"),
    )


_PEOPLE = frozenset(("者", "界"))
"""What makes 业 before it a word with it, the people of a trade."""


def listed(reading: Reading, vocabulary: Vocabulary) -> list[Sector]:
    """Every name of the table that stands between word borders, weak or not."""
    hits = reading.hits("industries")
    if not hits:
        return []
    text, concepts, weak = reading.folded, _concepts(vocabulary), _weak(vocabulary)
    words, body = reading.words, _body(vocabulary)
    blocked = [(b.start, b.end) for b in reading.hits("industry_blocker") if b.term.text not in concepts]
    blocked += [(h.start, h.end) for h in hits if body.match(text, h.end)]
    sectors = []
    for start, end, term in hits:
        name = term.text
        if blocked and any(s <= start and end <= e for s, e in blocked):
            continue
        if name not in concepts or (text[end : end + 1] in _PEOPLE and name[:-1] in concepts):
            continue  # 餐饮业|者, 旅游业|界: those of 餐饮, of 旅游
        if not crosses(text, words, start, end, vocabulary) and not _changed(text, words, end):
            sectors.append(Sector(start, end, concepts[name], "", "weak_name" if name in weak else "name"))
    return sectors


@cache
def _body(vocabulary: Vocabulary) -> re.Pattern[str]:
    """What makes a name part of a body's (金融|学系): its last word, with another field before it or without."""
    tail, last = vocabulary.pattern("industry_body_tail"), vocabulary.pattern("industry_body")
    return re.compile(rf"(?:[与及和暨]\w{{2,5}}?)?{tail}?{last}")


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


def _changed(text: str, words: Tokens, end: int) -> bool:
    """Whether 化 turns the name into something that happens (金融化); 化工 and 化学 begin a word of their own."""
    return text[end : end + 1] == "化" and words.known_over(end)[1] == end + 1


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


def crosses(text: str, words: Tokens, start: int, end: int, vocabulary: Vocabulary) -> bool:
    """Whether a name ends inside a word that means something else.

    Latin letters are a word of their own, four letters do not begin a name by
    accident, and the rest of the word may be a place (中国|航天) or a word for
    industry (汽车|产业).

    >>> from kg.vocabulary import load
    >>> from kg.extract.tokens import of
    >>> [crosses(text, of(text), *place, load()) for text, place in (("发展AI产业", (2, 4)), ("MAIN", (1, 3)))]
    [False, True]
    """
    if text[start].isascii() and start and _latin(text[start - 1]):
        return True
    if text[end - 1].isascii() and end < len(text) and _latin(text[end]):
        return True
    borders = words.borders
    if not (start in borders or text[start].isascii() or end - start > 3):
        begin, _ = words.known_over(start)
        if text[begin:start] not in _places(vocabulary):
            return True
    if end in borders or text[end - 1].isascii():
        return False
    _, word_end = words.known_over(end - 1)
    return text[end:word_end] not in _evidence(vocabulary).rests


@cache
def _places(vocabulary: Vocabulary) -> frozenset[str]:
    return frozenset(name for name, rows in vocabulary.names.items() if any(r.table == "regions" for r in rows))


def _latin(c: str) -> bool:
    return c.isascii() and c.isalnum()


_GOODS = frozenset(("gbt4754.a", "gbt4754.b", "gbt4754.c"))


@cache
def is_goods(concept: str, vocabulary: Vocabulary) -> bool:
    """Whether the industry grows, digs or makes something: a page about mangoes means them wherever it names them."""
    rows, above = vocabulary.by_id("industries"), concept.removeprefix("industry/")
    while above and above not in _GOODS:
        above = rows[above]["broader"].split("|")[0]
    return above in _GOODS
