"""Industries named in the text.

Takes all Readings of a page. Gives its industries: names of the table with
their concept, other names under their head's concept. Never decides between
an industry and an organisation: ``overlaps`` does that.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from kg.extract.industries import by_head, by_list, meant, tabled
from kg.extract.industries.tabled import Sector
from kg.extract.records import Found, Reading
from kg.vocabulary import Vocabulary

__all__ = ["find"]

_OFTEN = 4
"""A doubtful name of a line of business that stands so often on a page is what the page is about."""


def find(readings: Sequence[Reading], vocabulary: Vocabulary) -> tuple[Found, ...]:
    """Every mention, in reading order.

    >>> from kg import vocabulary as tables
    >>> from kg.extract.reading import read
    >>> from kg.model import Passage
    >>> words = tables.load()
    >>> page = read([Passage("d", 0, "paragraph", "重點發展集成電路和低空經濟。", range(14))], words)
    >>> [(f.name, f.concept) for f in find(page, words)]
    [('集成電路', 'industry/gbt4754.3973'), ('低空經濟', 'industry/press.low-altitude')]
    """
    listed = [(r, tabled.listed(r, vocabulary)) for r in readings]
    pages = [(r, names, meant.find(r.folded, names, vocabulary)) for r, names in listed]
    given = frozenset(
        r.folded[s.start : s.end]
        for r, _, known in pages
        for s in known
        if s.rule == "weak_name" and meant.is_goods(s.concept, vocabulary)
    )
    given |= _often(listed, vocabulary)
    found = []
    for reading, names, known in pages:
        if given and any(s.rule == "weak_name" and reading.folded[s.start : s.end] in given for s in names):
            # what has had its reason somewhere on the page has it everywhere
            known = meant.find(reading.folded, names, vocabulary, given)
        longer = by_head.find(reading, known, vocabulary)
        known = tabled.longest([*known, *longer])
        if known:  # no list is known without one
            known = tabled.longest([*known, *by_list.find(reading, known, vocabulary)])
        for start, end, concept, head, rule in known:
            name = reading.passage.text[start:end]
            found.append(Found(reading.index, start, end, "Industry", name, concept, rule, 1.0, head))
    return tuple(found)


def _often(listed: Iterable[tuple[Reading, Sequence[Sector]]], vocabulary: Vocabulary) -> frozenset[str]:
    """The doubtful names of lines of business (银行, 住房; not 机场, 赛事) that the page speaks of again and again."""
    business = vocabulary.words("industry_business")
    counts = Counter(r.folded[s.start : s.end] for r, names in listed for s in names if s.rule == "weak_name")
    return frozenset(name for name, count in counts.items() if count >= _OFTEN and name in business)
