"""Industries named in the text.

Takes all Readings of a page. Gives its industries: names of the table with
their concept, other names under their head's concept. Never decides between
an industry and an organisation: ``overlaps`` does that.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract import industry_lists, industry_names, industry_patterns
from kg.extract.records import Found, Reading
from kg.vocabulary import Vocabulary

__all__ = ["find"]


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
    listed = [(r, industry_names.listed(r, vocabulary)) for r in readings]
    pages = [(r, names, industry_names.find(r.folded, names, vocabulary)) for r, names in listed]
    given = frozenset(
        r.folded[s.start : s.end]
        for r, _, known in pages
        for s in known
        if s.rule == "weak_name" and industry_names.is_goods(s.concept, vocabulary)
    )
    found = []
    for reading, names, known in pages:
        if given:  # goods that have had their reason somewhere on the page have it everywhere
            known = industry_names.find(reading.folded, names, vocabulary, given)
        longer = industry_patterns.find(reading, known, vocabulary)
        known = industry_names.longest([*known, *longer])
        if known:  # no list is known without one
            known = industry_names.longest([*known, *industry_lists.find(reading, known, vocabulary)])
        for start, end, concept, head, rule in known:
            name = reading.passage.text[start:end]
            found.append(Found(reading.index, start, end, "Industry", name, concept, rule, 1.0, head))
    return tuple(found)
