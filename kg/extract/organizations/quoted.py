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
def _patterns(vocabulary: Vocabulary) -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """Each setting, behind what stands in every such name: where it does not, nobody need look."""
    kind = vocabulary.pattern("org_before_name")
    rows = vocabulary.rows["organization_suffixes"]
    paper = alternation(script.fold(r["suffix"]) for r in rows if r["kind"] in ("media", "paper"))
    marked = rf"{kind}[「“『]([^「」“”『』，。；：、？！\s]{{2,14}})[」”』]"
    latin = rf"{kind}([\u4e00-\u9fff]{{2,10}})[（(][A-Z][A-Za-z .&'\-]{{2,40}}[）)]"
    printed = rf"《([^《》，。\s]{{1,10}}{paper})》"
    settings = (("[「“『]", marked), ("[（(][A-Z]", latin), ("《", printed))
    return tuple((re.compile(sign), re.compile(pattern)) for sign, pattern in settings)


def named(reading: Reading, vocabulary: Vocabulary) -> Iterator[tuple[int, int]]:
    """Every such name, without its marks."""
    text, ends = reading.folded, reading.posts.ending
    for sign, pattern in _patterns(vocabulary):
        for m in pattern.finditer(text) if sign.search(text) else ():
            start, end = m.span(m.lastindex or 0)
            if not any(start < at <= end for at in ends):  # 公司|首席执行官|某某（…） is a person
                yield start, end
