"""Organisations by a short name that is an ordinary word too: 蘋果 where the page speaks of 蘋果公司 or iPhone.

Takes the Readings of a page, gives spans by reading. Never takes such a word for a
name where nothing on the page shows which body it is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache

from kg import script
from kg.extract import occurrences
from kg.extract.organizations import aliases
from kg.extract.records import Reading
from kg.vocabulary import Vocabulary

__all__ = ["named"]

_ORDINARY = ("n", "s", "j", "ns", "vg", "ng")
"""Tags of words before which it is the ordinary word: 蘋果|樹, 大眾|消費."""


@cache
def _shown_by(vocabulary: Vocabulary) -> Mapping[str, tuple[str, ...]]:
    """Short name → what on a page shows that it is the body."""
    rows = (r for r in vocabulary.rows["words"] if r["class"] == "org_short")
    return {script.fold(r["word"]): tuple(script.fold(r["note"]).split("|")) for r in rows}


def named(readings: Sequence[Reading], vocabulary: Vocabulary) -> dict[int, list[tuple[int, int]]]:
    """Where such names stand, by the reading's index.

    >>> from kg.extract.reading import read
    >>> from kg.model import Passage
    >>> from kg.vocabulary import load
    >>> text = "蘋果公司發表新款手機，蘋果說明年上市，果農的蘋果樹也開花。"
    >>> named(read([Passage("article/x", 0, "paragraph", text, range(len(text)))], load()), load())
    {0: [(11, 13)]}
    """
    named = {h.term.text for r in readings for h in r.hits("org_short")}
    if not named:
        return {}
    page = "\n".join([r.folded for r in readings])
    shown = _shown_by(vocabulary)
    names = [n for n in sorted(named) if any(sign in page for sign in shown[n])]
    found: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for reading in readings if names else ():
        for start, end in occurrences.find(reading.folded, names) if reading.hits("org_short") else ():
            if _stands_alone(reading, start, end, vocabulary):
                found[reading.index].append((start, end))
    return dict(found)


def _stands_alone(reading: Reading, start: int, end: int, vocabulary: Vocabulary) -> bool:
    """Whether it is a word of its own here, and no part of a longer one or of a person's name."""
    words = reading.words
    if words.crosses(start) or words.crosses(end) or not {start, end} & words.edges:
        return False
    after = words.at_start.get(end)
    ordinary = after is not None and words.words[after].tag in _ORDINARY and end not in reading.posts.starting
    return not ordinary and not aliases.is_given(reading, start, vocabulary)
