"""Place names of the table standing in a passage, with the evidence each kind needs.

Takes Readings and the Vocabulary. Gives Places. Never invents a name.

A strong name (中国, 广东, 长三角) stands unless it crosses the border of a word
(发展[中国]家). A weak one (和平, 城中, 新华: also ordinary words) needs a reason:
its full form or what it is part of on the page, or a place beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from kg.extract import overlaps
from kg.extract.records import Place, Reading
from kg.extract.regions.evidence import Named, Near, has_reason
from kg.extract.regions.table import names
from kg.extract.tokens import Tokens
from kg.vocabulary import Vocabulary

__all__ = ["find", "glosses", "listed", "longest"]


def listed(reading: Reading, vocabulary: Vocabulary) -> list[Place]:
    """Every table name in the passage that no blocking word covers; overlaps and weak names included."""
    hits = reading.hits("regions")
    if not hits:
        return []
    known = names(vocabulary)
    places = [Place(start, end, *known[term.text]) for start, end, term in hits]
    reached: dict[int, int] = {}
    for start, end, term in reading.hits("region_blocker"):
        if term.text not in known:
            reached.update((at, max(end, reached.get(at, 0))) for at in range(start, end))
    return [p for p in places if reached.get(p.start, 0) < p.end]


def find(words: Tokens, places: Sequence[Place], page: Named, vocabulary: Vocabulary) -> list[Place]:
    """Those of the listed names in a text that are meant as a place."""
    if not places:
        return []
    begun = {p.start: p for p in places if p.rule == "name"}
    sure = longest([p for p in begun.values() if _stands(words, p, begun)])
    doubtful = [p for p in places if p.rule == "weak_name" and not _crosses(words, p)]
    if not doubtful:
        return sure
    near = Near(sure)
    while doubtful:
        judged = [(p, has_reason(words, p, near, page, vocabulary)) for p in doubtful]
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


_DOTS = frozenset("·‧・•")
_GLOSS = re.compile(r"[（(]([A-Z][A-Za-z' .\-]{2,29})[）)]")


def longest(places: Sequence[Place]) -> list[Place]:
    """The longest places, none inside or across another; in reading order."""
    return overlaps.longest(places, lambda p: (p.start - p.end, p.start))


def _crosses(words: Tokens, place: Place) -> bool:
    return place.start not in words.borders or place.end not in words.borders


def _stands(words: Tokens, place: Place, begun: dict[int, Place]) -> bool:
    """A name may end inside a word it begins (美国国务院) and begin inside one only after a place (法国巴黎).

    A county's short one never ends inside the next word (五大[足|球]); the last part of a
    person's name is none (梅纳德·[凯恩斯]), that of a chain is (达州·大竹).
    """
    if words.text[place.start - 1 : place.start] in _DOTS and not any(p.end == place.start - 1 for p in begun.values()):
        return False
    if place.end - place.start > 3:
        return True
    if place.start in words.borders:
        short = place.end - place.start < 3 and place.end not in words.borders and place.rows[0]["level"] == "county"
        return not short or words.known_over(place.end - 1)[0] <= place.start
    begin, _ = words.known_over(place.start)
    return begin in begun and begun[begin].end == place.start
