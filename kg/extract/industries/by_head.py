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

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from kg.extract.affixes import Affixes
from kg.extract.industries.meant import Edges, has_reason
from kg.extract.industries.tabled import Sector, crosses
from kg.extract.records import Reading
from kg.extract.tokens import Tokens
from kg.vocabulary import Vocabulary

__all__ = ["find"]

_NOMINAL = frozenset(("n", "nz", "j", "b", "eng", "ng"))
"""Tags of words that may describe an industry."""


_PAIR_MOST = 6
"""Letters of two names that are read as one."""


def find(reading: Reading, known: Sequence[Sector], vocabulary: Vocabulary) -> Iterator[Sector]:
    """A head of the table, or a known name that ends in one, with the words before it that belong to its name."""
    made = list(_compounds(reading, known, vocabulary)) if reading.hits("industry_heads") else []
    made += _joined(reading.folded, known, vocabulary)
    if known or made:
        yield from made
        yield from _further(reading.words, [*known, *made], vocabulary)


def _joined(text: str, known: Sequence[Sector], vocabulary: Vocabulary) -> Iterator[Sector]:
    """Two names without a mark between them are one: 冷冻|冷藏, 纺织|鞋服; not 文旅|文创, nor one that is doubled."""
    begun = {s.start: s for s in known if s.rule == "name"}
    rows = vocabulary.words("industry_in_rows")
    for first in begun.values():
        second = begun.get(first.end)
        if second is None:
            continue
        names = {text[s.start : s.end] for s in (first, second)}
        if len(names) > 1 and rows.isdisjoint(names) and second.end - first.start <= _PAIR_MOST:
            yield Sector(first.start, second.end, "", second.concept, "compound")


def _compounds(reading: Reading, known: Sequence[Sector], vocabulary: Vocabulary) -> Iterator[Sector]:
    text, words = reading.folded, reading.words
    names = {s.end: s.start for s in sorted(known, key=lambda s: -s.start)}
    weak = {s.end for s in known if s.rule == "weak_name"}
    grades = _grades(vocabulary)
    tails, apart = vocabulary.words("industry_tail"), vocabulary.words("industry_apart")
    near = Edges(known)
    for start, end, head in _ends(reading, words, known, vocabulary):
        if start in names and (head.suffix in tails or (head.suffix in apart and start not in weak)):
            continue  # 储能|产业: the name is found already; 工业|服务业 are two, 咖啡|种植业 is one
        before = names if head.proof in ("thing", "reason") else {}
        begin, plain = _left(text, words, start, head.most, before, vocabulary)
        if begin == start:
            continue
        sure = head.proof == "noun" or (plain and head.proof in ("thing", "kind"))
        sector = Sector(begin, end, "", head.concept, "compound" if sure else "open_pattern")
        if sure or _kind(text, words, begin, grades) or has_reason(text, sector, near, vocabulary):
            yield sector


def _further(words: Tokens, known: Sequence[Sector], vocabulary: Vocabulary) -> Iterator[Sector]:
    """A known name with a word of grade before it that its own name does not hold: 自动化|仓储, 先进|储能材料."""
    grades, graded = _grades(vocabulary), _graded(vocabulary)
    text = words.text
    begun = {s.start for s in known}
    for sector in known:
        if sector.rule == "weak_name" or text[sector.start - 1 : sector.start] not in grades.last:
            continue
        if graded.behind(text, sector.end) >= 0:
            continue  # 先进|农业|技术: it is the technology that is advanced
        begin = sector.start
        for _ in range(2):
            begin -= _kind(text, words, begin, grades)
        if begin < sector.start and begin not in begun:
            yield Sector(begin, sector.end, "", sector.concept or sector.head, "compound")


class _Head(NamedTuple):
    """A row of ``industry_heads.csv``."""

    suffix: str
    concept: str
    most: int
    """Words that may stand before it."""
    proof: str


def _ends(
    reading: Reading, words: Tokens, known: Sequence[Sector], vocabulary: Vocabulary
) -> Iterator[tuple[int, int, _Head]]:
    """Start, end and row of everything a longer name may end in, each once."""
    text, heads = reading.folded, _heads(vocabulary)
    ends: dict[tuple[int, int], _Head] = {}
    for start, end, term in reading.hits("industry_heads"):
        head = heads.get(term.text)
        if head is not None and not crosses(text, words, start, end, vocabulary):
            ends[start, end] = head
    if not ends:
        return
    tails = vocabulary.words("industry_tail")
    starts: dict[int, list[int]] = defaultdict(list)
    for start, end in ends:
        starts[end].append(start)
    for sector in known:
        within = [(start, sector.end) for start in starts[sector.end] if sector.start < start]
        if within and ends[min(within)].suffix not in tails:
            ends.setdefault((sector.start, sector.end), ends[min(within)])
    for (start, end), head in sorted(ends.items(), key=_by_place):
        yield start, end, head


def _by_place(end: tuple[tuple[int, int], _Head]) -> tuple[int, int]:
    return end[0]


@cache
def _heads(vocabulary: Vocabulary) -> dict[str, _Head]:
    rows = vocabulary.rows["industry_heads"]
    return {r["suffix"]: _Head(r["suffix"], f"industry/{r['head']}", int(r["most"]), r["proof"]) for r in rows}


@cache
def _kinds(vocabulary: Vocabulary) -> Affixes:
    """Words for kinds of things."""
    return Affixes(vocabulary.words("industry_modifier"))


@cache
def _grades(vocabulary: Vocabulary) -> Affixes:
    """What makes a known industry a narrower one."""
    return Affixes(vocabulary.words("industry_grade"))


@cache
def _graded(vocabulary: Vocabulary) -> Affixes:
    return Affixes(vocabulary.words("industry_graded"))


@cache
def _stops(vocabulary: Vocabulary) -> frozenset[str]:
    """What is part of no industry's name: words of evaluation, of doing, and places."""
    places = (name for name, rows in vocabulary.names.items() if any(r.table == "regions" for r in rows))
    return vocabulary.words("industry_stop", "industry_before", "industry_tail", "industry_after").union(places)


def _left(
    text: str, words: Tokens, at: int, most: int, names: dict[int, int], vocabulary: Vocabulary
) -> tuple[int, bool]:
    """Where the name begins, and whether every word before the head is known to describe industries."""
    plain = True
    for _ in range(most):
        if at in names:
            at = names[at]
        elif kind := _kind(text, words, at, _kinds(vocabulary)):
            at -= kind
        elif plain and (begin := _noun(words, at, vocabulary)) < at:  # one unknown word is enough
            at, plain = begin, False
        else:
            break
    return at, plain


def _kind(text: str, words: Tokens, at: int, kinds: Affixes) -> int:
    """Length of the word before ``at`` that names a kind of thing; 0 where none does (6[纳米] is a measure)."""
    for begin in kinds.every_before(text, at):
        if begin in words.borders and not text[begin - 1 : begin].isdigit():
            return at - begin
    return 0


def _noun(words: Tokens, at: int, vocabulary: Vocabulary) -> int:
    """Where the noun before ``at`` begins; ``at`` itself where none ends there."""
    if (n := words.at_end.get(at)) is None:
        return at
    begin, _, word, tag = words.words[n]
    return begin if tag in _NOMINAL and len(word) > 1 and word not in _stops(vocabulary) else at
