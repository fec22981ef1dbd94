"""Organisations that nothing but their setting names: between marks after 環團, before a Latin spelling, 《某某日報》.

Takes a Reading, gives spans. Never takes a word between quotation marks for a
name by itself: the noun before it must say that a body follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg import script
from kg.extract.records import Reading
from kg.vocabulary import Vocabulary, alternation

__all__ = ["named"]


@cache
def _patterns(vocabulary: Vocabulary) -> tuple[tuple[frozenset[str], re.Pattern[str]], ...]:
    """Each setting with the marks of which one stands in every such name: where none does, nobody need look."""
    kind = vocabulary.pattern("org_before_name")
    rows = vocabulary.rows["organization_suffixes"]
    paper = alternation(script.fold(r["suffix"]) for r in rows if r["kind"] in ("media", "paper"))
    marked = rf"{kind}[「“『]([^「」“”『』，。；：、？！\s]{{2,14}})[」”』]"
    latin = rf"{kind}([\u4e00-\u9fff]{{2,10}})[（(][A-Z][A-Za-z .&'\-]{{2,40}}[）)]"
    printed = rf"《([^《》，。\s]{{1,10}}{paper})》"
    settings = (("「“『", marked), ("（(", latin), ("《", printed))
    return tuple((frozenset(signs), re.compile(pattern)) for signs, pattern in settings)


def named(reading: Reading, vocabulary: Vocabulary) -> Iterator[tuple[int, int]]:
    """Every such name, without its marks."""
    ends, letters = reading.posts.ending, set(reading.folded)
    for signs, pattern in _patterns(vocabulary):
        for m in pattern.finditer(reading.folded) if signs & letters else ():
            start, end = m.span(m.lastindex or 0)
            if not any(start < at <= end for at in ends):  # 公司|首席执行官|某某（…） is a person
                yield start, end
