"""Industry names of the table standing in a passage, meant as industries or not.

Takes a Reading and the Vocabulary. Gives Sectors. Never takes a name that
crosses the border of a word.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from kg import script
from kg.extract import overlaps
from kg.extract.affixes import Affixes
from kg.extract.records import Reading
from kg.extract.tokens import Tokens
from kg.vocabulary import Vocabulary

__all__ = ["Sector", "crosses", "listed", "longest"]


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
    return frozenset(script.folds(v for row in vocabulary.rows["industries"] for v in row.values("weak")).values())


@cache
def _concepts(vocabulary: Vocabulary) -> dict[str, str]:
    """Name → concept; without the names that are a known one with a word for "industry" behind it (储能|产业)."""
    rows = ((name, next((r for r in rows if r.table == "industries"), None)) for name, rows in vocabulary.names.items())
    return {name: f"industry/{row['id']}" for name, row in rows if row and not _stem(name, vocabulary)}


def _stem(name: str, vocabulary: Vocabulary) -> bool:
    """Whether a name is another's with a word for "industry"; a weak one must be called an industry, not a skill."""
    words, weak, listed = vocabulary.words, _weak(vocabulary), _listed(vocabulary)
    stems = ((name.removesuffix(tail), tail) for tail in words("industry_tail") if name.endswith(tail))
    return any(
        len(stem) > 1 and stem in listed and (stem not in weak or tail in words("industry_class"))
        for stem, tail in stems
    )


@cache
def _listed(vocabulary: Vocabulary) -> frozenset[str]:
    rows = vocabulary.rows["industries"]
    names = script.folds(v for row in rows for c in ("hans", "hant", "names", "weak") for v in row.values(c))
    return frozenset(names.values())


_PEOPLE = frozenset(("者", "界"))
"""What makes 业 before it a word with it, the people of a trade."""
_TRADE = "业"
"""What calls whatever stands before it an industry: 养蜂|业, 网约车|业."""
_DEALER = "商"
"""What makes the deed before it his, not the trade's: a 汽车制造|商 is one of 汽车."""


def listed(reading: Reading, vocabulary: Vocabulary) -> list[Sector]:
    """Every name of the table that stands between word borders, weak or not."""
    hits = reading.hits("industries")
    if not hits:
        return []
    text, concepts, weak = reading.folded, _concepts(vocabulary), _weak(vocabulary)
    words, body, makers = reading.words, _body(vocabulary), _makers(vocabulary)
    blocked = [(b.start, b.end) for b in reading.hits("industry_blocker") if b.term.text not in concepts]
    blocked += [(h.start, h.end) for h in hits if body.match(text, h.end)]
    sectors = []
    for start, end, term in hits:
        name = term.text
        if blocked and any(s <= start and end <= e for s, e in blocked):
            continue
        if name not in concepts or (text[end : end + 1] in _PEOPLE and name[:-1] in concepts):
            continue  # 餐饮业|者, 旅游业|界: those of 餐饮, of 旅游
        cut = makers.before(text, end, start) if text[end : end + 1] == _DEALER else -1
        if cut > start and text[start:cut] in concepts:
            continue
        trade = end - start > 1 and _is_trade(text, words, end, vocabulary)
        if not crosses(text, words, start, end + trade, vocabulary) and not _changed(text, words, end):
            sure = trade or name not in weak
            sectors.append(Sector(start, end + trade, concepts[name], "", "name" if sure else "weak_name"))
    return sectors


def _is_trade(text: str, words: Tokens, end: int, vocabulary: Vocabulary) -> bool:
    """Whether the letter behind a name makes an industry of it; in 保险业务, 餐饮业者 and 旅游业态 it does not."""
    if text[end : end + 1] != _TRADE or words.known_over(end)[1] != end + 1:
        return False
    return _beside(vocabulary).behind(text, end) <= end + 1


@cache
def _beside(vocabulary: Vocabulary) -> Affixes:
    return Affixes(vocabulary.words("industry_after", "industry_class", "industry_rest"))


@cache
def _makers(vocabulary: Vocabulary) -> Affixes:
    return Affixes(vocabulary.words("industry_maker"))


@cache
def _body(vocabulary: Vocabulary) -> re.Pattern[str]:
    """What makes a name part of a body's (金融|学系): its last word, with another field before it or without."""
    tail, last = vocabulary.pattern("industry_body_tail"), vocabulary.pattern("industry_body")
    return re.compile(rf"(?:[与及和暨]\w{{2,5}}?)?{tail}?{last}")


def _changed(text: str, words: Tokens, end: int) -> bool:
    """Whether 化 turns the name into something that happens (金融化); 化工 and 化学 begin a word of their own."""
    return text[end : end + 1] == "化" and words.known_over(end)[1] == end + 1


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
    return text[end:word_end] not in vocabulary.words("industry_tail", "industry_after", "industry_rest")


@cache
def _places(vocabulary: Vocabulary) -> frozenset[str]:
    return frozenset(name for name, rows in vocabulary.names.items() if any(r.table == "regions" for r in rows))


def _latin(c: str) -> bool:
    return c.isascii() and c.isalnum()
