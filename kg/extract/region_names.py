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
from typing import NamedTuple

from kg import script
from kg.extract import overlaps, tokens
from kg.extract.affixes import Affixes
from kg.extract.records import Reading
from kg.extract.tokens import Tokens
from kg.vocabulary import Row, Vocabulary

__all__ = ["Named", "Place", "chain", "find", "glosses", "listed", "longest", "named"]


class Place(NamedTuple):
    """A place in passage coordinates and the rows it may be; none for a place the table lacks. There are many."""

    start: int
    end: int
    rows: tuple[Row, ...]
    rule: str


_BELOW_PROVINCE = ("prefecture", "county")


@dataclass(frozen=True, slots=True)
class Named:
    """What the page names beyond doubt: evidence for its weak names."""

    full: frozenset[str]
    """Ids of the places given by a strong name of three letters or more."""
    provinces: frozenset[str]
    """Provinces named, or in which a named place lies."""
    near: frozenset[str]
    """Those below the rank of province: a page about 苗栗縣 or 蘇州 speaks of its townships."""
    again: frozenset[str] = frozenset()
    """Ids of the places that a weak name, with its reason, gives somewhere on the page."""


def listed(reading: Reading, vocabulary: Vocabulary) -> list[Place]:
    """Every table name in the passage that no blocking word covers; overlaps and weak names included."""
    hits = reading.hits("regions")
    if not hits:
        return []
    names = _names(vocabulary)
    places = [Place(start, end, *names[term.text]) for start, end, term in hits]
    reached: dict[int, int] = {}
    for start, end, term in reading.hits("region_blocker"):
        if term.text not in names:
            reached.update((at, max(end, reached.get(at, 0))) for at in range(start, end))
    return [p for p in places if reached.get(p.start, 0) < p.end]


def named(places: Iterable[Place], vocabulary: Vocabulary) -> Named:
    """The places a page gives by a strong name of three letters or more, and the provinces they speak of."""
    full: set[str] = set()
    near: set[str] = set()
    provinces: set[str] = set()
    for start, end, rows, rule in places:
        if rule != "name" or end - start < 2:
            continue
        for row in rows:
            if end - start > 2:
                full.add(row["id"])
            if row["level"] in _BELOW_PROVINCE:
                near.add(row["id"])
            provinces.update(_provinces(row["id"], vocabulary))
    return Named(frozenset(full), frozenset(provinces), frozenset(near))


@cache
def _provinces(identifier: str, vocabulary: Vocabulary) -> frozenset[str]:
    return frozenset(i for i in chain(identifier, vocabulary) if _rows(vocabulary)[i]["level"] == "province")


def find(text: str, places: Sequence[Place], page: Named, vocabulary: Vocabulary) -> list[Place]:
    """Those of the listed names in a folded text that are meant as a place."""
    if not places:
        return []
    words = tokens.of(text)
    begun = {p.start: p for p in places if p.rule == "name"}
    sure = longest([p for p in begun.values() if _stands(words, p, begun)])
    doubtful = [p for p in places if p.rule == "weak_name" and not _crosses(words, p)]
    if not doubtful:
        return sure
    near = _Near(sure)
    while doubtful:
        judged = [(p, _has_reason(text, words, p, near, page, vocabulary)) for p in doubtful]
        if not (reasoned := [p for p, stands in judged if stands]):
            break
        sure += reasoned
        near.add(reasoned)  # a name that has its reason is one for the next of the list
        doubtful = [p for p, stands in judged if not stands]
    return longest(sure)


def glosses(text: str, sure: Iterable[Place]) -> list[Place]:
    """The Latin spelling in brackets behind a place: 维德角（Cape Verde）.

    >>> [(p.start, p.end) for p in glosses("到维德角（Cape Verde）去", [Place(1, 4, (), "name")])]
    [(5, 15)]
    """
    if "（" not in text and "(" not in text:
        return []
    found = ((p, _GLOSS.match(text, p.end)) for p in sure)
    return [Place(m.start(1), m.end(1), p.rows, "gloss") for p, m in found if m]


_GLOSS = re.compile(r"[（(]([A-Z][A-Za-z' .\-]{2,29})[）)]")


def longest(places: Sequence[Place]) -> list[Place]:
    """The longest places, none inside or across another; in reading order."""
    return overlaps.longest(places, lambda p: (p.start - p.end, p.start))


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
def _names(vocabulary: Vocabulary) -> dict[str, tuple[tuple[Row, ...], str]]:
    """Each name with its rows, and whether it is a ``name`` beyond doubt or a ``weak_name``."""
    weak = _weak(vocabulary)
    names = ((name, tuple(r for r in rows if r.table == "regions")) for name, rows in vocabulary.names.items())
    return {name: (rows, "weak_name" if name in weak else "name") for name, rows in names if rows}


@cache
def _weak(vocabulary: Vocabulary) -> frozenset[str]:
    """Names that are ordinary words too and no row's strong name."""
    weak, strong = set(), set()
    for row in vocabulary.rows["regions"]:
        own = {script.fold(v) for v in row.values("weak")}
        weak |= own
        strong |= {script.fold(v) for c in ("hans", "hant", "names") for v in row.values(c)} - own
    return frozenset(weak - strong)


@dataclass(frozen=True, slots=True)
class _Evidence:
    """Words beside a name that speak of a place."""

    before: Affixes
    after: Affixes
    site: Affixes
    joins: Affixes


class _Near:
    """The places beyond doubt by where they begin and end: a neighbour is found however long the text."""

    def __init__(self, places: Iterable[Place]) -> None:
        self.starting: dict[int, list[Place]] = {}
        self.ending: dict[int, list[Place]] = {}
        self.add(places)

    def add(self, places: Iterable[Place]) -> None:
        for p in places:
            self.starting.setdefault(p.start, []).append(p)
            self.ending.setdefault(p.end, []).append(p)


@cache
def _evidence(vocabulary: Vocabulary) -> _Evidence:
    words = vocabulary.words
    return _Evidence(
        Affixes(words("region_before")),
        Affixes(words("region_after")),
        Affixes(words("region_site")),
        Affixes(words("region_join")),
    )


def _crosses(words: Tokens, place: Place) -> bool:
    return place.start not in words.borders or place.end not in words.borders


def _stands(words: Tokens, place: Place, begun: dict[int, Place]) -> bool:
    """A name may end inside a word it begins (美国国务院) and begin inside one only after a place (法国巴黎).

    A county's short one never ends inside the next word (五大[足|球]).
    """
    if place.end - place.start > 3:
        return True
    if place.start in words.borders:
        short = place.end - place.start < 3 and place.end not in words.borders and place.rows[0]["level"] == "county"
        return not short or words.known_over(place.end - 1)[0] <= place.start
    begin, _ = words.known_over(place.start)
    return begin in begun and begun[begin].end == place.start


def _has_reason(text: str, words: Tokens, place: Place, near: _Near, page: Named, vocabulary: Vocabulary) -> bool:
    """Its full form or a place it is part of on the page, or words beside it; an ordinary word needs more."""
    ids = {row["id"] for row in place.rows}
    if not page.full.isdisjoint(ids):
        return True
    before = [row for p in near.ending.get(place.start, ()) for row in p.rows if row["level"] != "country"]
    if before:
        above = {a for i in ids for a in chain(i, vocabulary)[1:]}
        if any(row["id"] in above for row in before):
            return True
    evidence = _evidence(vocabulary)
    parents = {p for row in place.rows for p in row.values("part_of")}
    joins = evidence.joins
    beside = [p for at in joins.every_before(text, place.start) for p in near.ending.get(at, ())]
    beside += [p for at in joins.every_behind(text, place.end) for p in near.starting.get(at, ())]
    if any(not parents.isdisjoint(row.values("part_of")) for p in beside for row in p.rows):
        return True
    n = words.at_end.get(place.end)
    known = words.known_over(place.start) == (place.start, place.end)
    if known and n is not None and words.words[n].tag not in ("ns", "nr", "nrt"):
        return False  # the dictionary knows it as an ordinary word
    if beside or not page.again.isdisjoint(ids) or not page.near.isdisjoint(parents):
        return True
    led = evidence.before.before(text, place.start, max(0, place.start - 3)) >= 0
    if led and evidence.after.behind(text, place.end) >= 0:
        return True
    at_site = led or evidence.site.behind(text, place.end) >= 0
    return at_site and any(not page.provinces.isdisjoint(_provinces(i, vocabulary)) for i in ids)
