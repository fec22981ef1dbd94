"""Place names of the table standing in a passage, with the evidence each kind needs.

Takes Readings and the Vocabulary. Gives Places. Never invents a name.

A strong name (中国, 广东, 长三角) stands unless it crosses the border of a word
(发展[中国]家). A weak one (和平, 城中, 新华: also ordinary words) needs a reason:
its full form or what it is part of on the page, or a place beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from kg import script
from kg.extract import tokens
from kg.extract.records import Reading
from kg.vocabulary import Row, Vocabulary

__all__ = ["Named", "Place", "chain", "find", "glosses", "listed", "longest", "named"]


@dataclass(frozen=True, slots=True)
class Place:
    """A place in passage coordinates and the rows it may be; none for a place the table lacks."""

    start: int
    end: int
    rows: tuple[Row, ...]
    rule: str


@dataclass(frozen=True, slots=True)
class Named:
    """What the page names beyond doubt: evidence for its weak names."""

    full: frozenset[str]
    """Ids of the places given by a strong name of three letters or more."""
    near: frozenset[str]
    """Those below the rank of province: a page about 苗栗縣 or 蘇州 speaks of its townships."""
    again: frozenset[str] = frozenset()
    """Ids of the places that a weak name, with its reason, gives somewhere on the page."""


def listed(reading: Reading, vocabulary: Vocabulary) -> list[Place]:
    """Every table name in the passage that no blocking word covers; overlaps and weak names included."""
    weak, names, blocked = _weak(vocabulary), _names(vocabulary), reading.hits("region_blocker")
    return [
        Place(start, end, names[term.text], "weak_name" if term.text in weak else "name")
        for start, end, term in reading.hits("regions")
        if not any(b.start <= start and end <= b.end and b.term.text not in names for b in blocked)
    ]


def named(places: Iterable[Place]) -> Named:
    """The places a page gives by a strong name of three letters or more."""
    strong = [p for p in places if p.rule == "name"]
    full = frozenset(r["id"] for p in strong if p.end - p.start > 2 for r in p.rows)
    near = (r["id"] for p in strong if p.end - p.start > 1 for r in p.rows if r["level"] in ("prefecture", "county"))
    return Named(full, frozenset(near))


def find(text: str, places: Sequence[Place], page: Named, vocabulary: Vocabulary) -> list[Place]:
    """Those of the listed names in a folded text that are meant as a place."""
    begun = {p.start: p for p in places if p.rule == "name"}
    sure = longest(p for p in begun.values() if _stands(text, p, begun))
    doubtful = [p for p in places if p.rule == "weak_name" and not _crosses(text, p)]
    while reasoned := [p for p in doubtful if _has_reason(text, p, sure, page, vocabulary)]:
        sure += reasoned  # a name that has its reason is one for the next of the list
        doubtful = [p for p in doubtful if p not in reasoned]
    return longest(sure)


def glosses(text: str, sure: Iterable[Place]) -> list[Place]:
    """The Latin spelling in brackets behind a place: 维德角（Cape Verde）.

    >>> [(p.start, p.end) for p in glosses("到维德角（Cape Verde）去", [Place(1, 4, (), "name")])]
    [(5, 15)]
    """
    found = ((p, _GLOSS.match(text, p.end)) for p in sure)
    return [Place(m.start(1), m.end(1), p.rows, "gloss") for p, m in found if m]


_GLOSS = re.compile(r"[（(]([A-Z][A-Za-z' .\-]{2,29})[）)]")


def longest(places: Iterable[Place]) -> list[Place]:
    """The longest places, none inside or across another; in reading order."""
    kept: list[Place] = []
    taken: set[int] = set()
    for place in sorted(places, key=lambda p: (p.start - p.end, p.start)):
        letters = range(place.start, place.end)
        if taken.isdisjoint(letters):
            taken.update(letters)
            kept.append(place)
    return sorted(kept, key=lambda p: p.start)


@cache
def chain(identifier: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """A place and everything it is part of.

    >>> from kg import vocabulary
    >>> chain("330500", vocabulary.load())[:3]
    ('330500', '330000', 'cn')
    """
    found, todo = [], [identifier]
    while todo:
        if (here := todo.pop(0)) not in found:
            found.append(here)
            todo += _rows(vocabulary)[here].values("part_of")
    return tuple(found)


@cache
def _rows(vocabulary: Vocabulary) -> dict[str, Row]:
    return vocabulary.by_id("regions")


@cache
def _names(vocabulary: Vocabulary) -> dict[str, tuple[Row, ...]]:
    names = ((name, tuple(r for r in rows if r.table == "regions")) for name, rows in vocabulary.names.items())
    return {name: rows for name, rows in names if rows}


@cache
def _weak(vocabulary: Vocabulary) -> frozenset[str]:
    """Names that are ordinary words too and no row's strong name."""
    weak, strong = set(), set()
    for row in vocabulary.rows["regions"]:
        own = {script.fold(v) for v in row.values("weak")}
        weak |= own
        strong |= {script.fold(v) for c in ("hans", "hant", "names") for v in row.values(c)} - own
    return frozenset(weak - strong)


@cache
def _evidence(vocabulary: Vocabulary) -> tuple[re.Pattern[str], re.Pattern[str]]:
    before = re.compile(rf"{vocabulary.pattern('region_before')}$")
    return before, re.compile(vocabulary.pattern("region_after"))


def _crosses(text: str, place: Place) -> bool:
    known = tokens.of(text).borders
    return place.start not in known or place.end not in known


def _stands(text: str, place: Place, begun: dict[int, Place]) -> bool:
    """A name may end inside a word it begins (美国国务院) and begin inside one only after a place (法国巴黎)."""
    if place.end - place.start > 3 or place.start in tokens.of(text).borders:
        return True
    begin, _ = tokens.of(text).known_over(place.start)
    return begin in begun and begun[begin].end == place.start


def _has_reason(text: str, place: Place, sure: Sequence[Place], page: Named, vocabulary: Vocabulary) -> bool:
    """Its full form or a place it is part of on the page, or words beside it; an ordinary word needs more."""
    if page.full & {row["id"] for row in place.rows}:
        return True
    above = {a for row in place.rows for a in chain(row["id"], vocabulary)[1:]}
    before = [p for p in sure if p.end == place.start]
    if any(row["id"] in above and row["level"] != "country" for p in before for row in p.rows):
        return True
    parents = {p for row in place.rows for p in row.values("part_of")}
    joins = vocabulary.words("region_join")
    beside = [p for p in sure if text[p.end : place.start] in joins or text[place.end : p.start] in joins]
    if any(parents & set(row.values("part_of")) for p in beside for row in p.rows):
        return True
    words = tokens.of(text)
    n = words.at_end.get(place.end)
    if n is not None and n == words.at_start.get(place.start) and words.words[n].tag not in ("ns", "nr", "nrt"):
        return False  # the dictionary knows it as an ordinary word
    if page.again & {row["id"] for row in place.rows}:
        return True
    led, followed = _evidence(vocabulary)
    placed = led.search(text, max(0, place.start - 3), place.start) and followed.match(text, place.end)
    return bool(parents & page.near) or bool(beside) or placed is not None
