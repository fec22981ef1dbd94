"""Industries no table lists, known by their last word: 物流[无人机], 化合物[半导体], 竹缠绕[产业].

Takes a Reading, the table's industries in it and the Vocabulary. Gives Sectors
without a concept, placed under their head's. Never takes a word of evaluation,
of place or of number into a name (新[产业], 广东[汽车], 多种[装备]).

A head of proof ``noun`` makes a name with any noun; ``thing`` with an industry
(物流无人机) or a kind of thing (深海机器人) before it; ``kind`` with a kind of thing
only, for 风电光伏 is two industries. Any other noun, and any head of proof
``reason``, needs a list or a word beside it that speaks of an industry.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from kg.extract import tokens
from kg.extract.industry_names import Sector, crosses, has_reason
from kg.extract.records import Reading
from kg.vocabulary import Row, Vocabulary

__all__ = ["find"]

_NOMINAL = frozenset(("n", "nz", "j", "b", "eng", "ng"))
"""Tags of words that may describe an industry."""


def find(reading: Reading, known: Sequence[Sector], vocabulary: Vocabulary) -> Iterator[Sector]:
    """A head of the table, or a known name that ends in one, with the words before it that belong to its name."""
    text = reading.folded
    names = {s.end: s.start for s in sorted(known, key=lambda s: -s.start)}
    for start, end, head in _ends(reading, known, vocabulary):
        if start in names and head["suffix"] in vocabulary.words("industry_tail", "industry_apart"):
            continue  # 储能|产业: the name is found already; 工业|服务业 are two
        before = names if head["proof"] in ("thing", "reason") else {}
        begin, plain = _left(text, start, int(head["most"]), before, vocabulary)
        if begin == start:
            continue
        sure = head["proof"] == "noun" or (plain and head["proof"] in ("thing", "kind"))
        sector = Sector(begin, end, "", f"industry/{head['head']}", "compound" if sure else "open_pattern")
        if sure or has_reason(text, sector, known, vocabulary):
            yield sector


def _ends(reading: Reading, known: Sequence[Sector], vocabulary: Vocabulary) -> Iterator[tuple[int, int, Row]]:
    """Start, end and row of everything a longer name may end in, each once."""
    text, heads = reading.folded, _heads(vocabulary)
    ends: dict[tuple[int, int], Row] = {}
    for hit in reading.hits("industry_heads"):
        head = heads.get(text[hit.start : hit.end])
        if head is not None and not crosses(text, hit.start, hit.end, vocabulary):
            ends[hit.start, hit.end] = head
    tails = vocabulary.words("industry_tail")
    for sector in known:
        within = [k for k in ends if k[1] == sector.end and sector.start < k[0]]
        if within and ends[min(within)]["suffix"] not in tails:
            ends.setdefault((sector.start, sector.end), ends[min(within)])
    for (start, end), head in sorted(ends.items()):
        yield start, end, head


@cache
def _heads(vocabulary: Vocabulary) -> dict[str, Row]:
    return {row["suffix"]: row for row in vocabulary.rows["industry_heads"]}


@cache
def _kinds(vocabulary: Vocabulary) -> tuple[frozenset[str], tuple[int, ...]]:
    kinds = vocabulary.words("industry_modifier")
    return kinds, tuple(sorted({len(k) for k in kinds}, reverse=True))


@cache
def _stops(vocabulary: Vocabulary) -> frozenset[str]:
    """What is part of no industry's name: words of evaluation, of doing, and places."""
    places = (name for name, rows in vocabulary.names.items() if any(r.table == "regions" for r in rows))
    return vocabulary.words("industry_stop", "industry_before", "industry_tail", "industry_after").union(places)


def _left(text: str, at: int, most: int, names: dict[int, int], vocabulary: Vocabulary) -> tuple[int, bool]:
    """Where the name begins, and whether every word before the head is known to describe industries."""
    plain = True
    for _ in range(most):
        if at in names:
            at = names[at]
        elif kind := _kind(text, at, vocabulary):
            at -= kind
        elif plain and (begin := _noun(text, at, vocabulary)) < at:  # one unknown word is enough
            at, plain = begin, False
        else:
            break
    return at, plain


def _kind(text: str, at: int, vocabulary: Vocabulary) -> int:
    """Length of the word before ``at`` that names a kind of thing; 0 where none does (6[纳米] is a measure)."""
    kinds, lengths = _kinds(vocabulary)
    for n in lengths:
        begin = at - n
        if (
            text[max(0, begin) : at] in kinds
            and begin in tokens.of(text).borders
            and not text[begin - 1 : begin].isdigit()
        ):
            return n
    return 0


def _noun(text: str, at: int, vocabulary: Vocabulary) -> int:
    """Where the noun before ``at`` begins; ``at`` itself where none ends there."""
    words = tokens.of(text)
    if (n := words.at_end.get(at)) is None:
        return at
    begin, _, word, tag = words.words[n]
    return begin if tag in _NOMINAL and len(word) > 1 and word not in _stops(vocabulary) else at
