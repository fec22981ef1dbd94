"""What belongs to a place's name behind it: 湘西[地区], 普拉托[市], 龙岗[道]; what takes it for itself: 南宁[北站].

Takes a folded text and the places of the table in it, gives those that stand.
Never makes the name of a country or a continent longer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from kg.extract.records import Place
from kg.extract.tokens import Tokens
from kg.vocabulary import Vocabulary

__all__ = ["settle"]


def settle(words: Tokens, sure: Sequence[Place], vocabulary: Vocabulary) -> list[Place]:
    """With the words that belong to a place's name, and without places that only name a station or an embassy.

    >>> from kg import vocabulary
    >>> from kg.extract.tokens import of
    >>> tables = vocabulary.load()
    >>> row = tables.by_id("regions")["430000"]
    >>> places = [Place(0, 2, (row,), "name"), Place(5, 7, (row,), "name")]
    >>> [(p.start, p.end) for p in settle(of("湖南地区与湖南北站"), places, tables)]
    [(0, 4)]
    """
    text = words.text
    facility, wide, body, venue = _behind(vocabulary)
    street = vocabulary.words("region_street")
    places: list[Place] = []
    for place in sure:
        start, end, rows, rule = place
        country = rows[0]["level"] == "country"
        if not country and (facility.match(text, end) or venue.match(text, end)):
            continue  # 南宁[北站], 驻佛罗伦萨[总领馆], 常州[美术馆]
        if end - start > 1 and body.match(text, end):
            continue  # 香港[慈云救护会]
        if behind := None if country else wide.match(text, end):
            if text[end - 1] not in vocabulary.words("region_continent_end"):
                place = Place(start, behind.end(), rows, rule)  # 湘西[地区], not 非洲[地区]
        elif rows[0]["level"] == "city" and text[end : end + 1] == "市" and _alone(words, end):
            place = Place(start, end + 1, rows, rule)  # 普拉托[市]
        elif not country and end - start > 1 and text[end : end + 1] in street and _alone(words, end):
            place = Place(start, end + 1, (), "shape")  # 龙岗[道]
        places.append(place)
    return places


def _alone(words: Tokens, at: int) -> bool:
    """Whether a letter is a word by itself."""
    return words.known_over(at) == (at, at + 1)


@cache
def _behind(vocabulary: Vocabulary) -> tuple[re.Pattern[str], ...]:
    wide = rf"{vocabulary.pattern('region_wide')}(?!{vocabulary.pattern('region_wide_not')})"
    facility = rf"{vocabulary.pattern('region_facility')}(?!{vocabulary.pattern('region_facility_not')})"
    apart = "".join(sorted(vocabulary.words("region_body_not")))
    body = rf"[^\W\d_{apart}]{{1,6}}?{vocabulary.pattern('region_body')}"
    venue = rf"[^\W\d_{apart}]{{0,4}}?{vocabulary.pattern('region_venue')}"
    return re.compile(facility), re.compile(wide), re.compile(body), re.compile(venue)
