"""What a page says for a place name that is an ordinary word too.

Takes the places beyond doubt and the words of a text. Never finds a name.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from kg.extract.affixes import Affixes
from kg.extract.records import Place
from kg.extract.regions.table import chain, provinces
from kg.extract.tokens import Tokens
from kg.vocabulary import Vocabulary

__all__ = ["Named", "Near", "has_reason", "named"]

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


def named(places: Iterable[Place], vocabulary: Vocabulary) -> Named:
    """The places a page gives by a strong name of three letters or more, and the provinces they speak of."""
    full: set[str] = set()
    near: set[str] = set()
    within: set[str] = set()
    for start, end, rows, rule in places:
        if rule != "name" or end - start < 2:
            continue
        for row in rows:
            if end - start > 2:
                full.add(row["id"])
            if row["level"] in _BELOW_PROVINCE:
                near.add(row["id"])
            within.update(provinces(row["id"], vocabulary))
    return Named(frozenset(full), frozenset(within), frozenset(near))


@dataclass(frozen=True, slots=True)
class _Evidence:
    """Words beside a name that speak of a place."""

    before: Affixes
    after: Affixes
    site: Affixes
    joins: Affixes


class Near:
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


def has_reason(words: Tokens, place: Place, near: Near, page: Named, vocabulary: Vocabulary) -> bool:
    """Its full form or a place it is part of on the page, or words beside it; an ordinary word needs more."""
    text = words.text
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
    return at_site and any(not page.provinces.isdisjoint(provinces(i, vocabulary)) for i in ids)
