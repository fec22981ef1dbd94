"""Organisations by their last word: where the name begins, and whether it is a name at all.

Takes a Reading with its words, gives Bodies. Never takes a kind of organisation
(企業, 高校, 有關部門) for a name: something in it must be proper to one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.extract.organizations import body_chain, levels
from kg.extract.organizations.body_spots import Spots
from kg.extract.organizations.body_words import COMPANIES, HAS_UNITS, INSTITUTIONS, SuffixWords, suffix_words
from kg.extract.records import Reading
from kg.extract.tokens import Token, Tokens
from kg.vocabulary import Vocabulary

__all__ = ["Body", "named"]


@dataclass(frozen=True, slots=True)
class Body:
    """A name of an organisation: ``folded[start:end]``, and its kind."""

    start: int
    end: int
    kind: str


_LONGEST = 30
_LONGEST_FIELD = 4
_MOST_FIELDS = 5
"""Words between a country and the last word of its ministry's name."""
_ABROAD = re.compile(r"驻[\u3400-\u9fff]{2,7}$")
"""An embassy's seat that no table lists: 駐佛羅倫斯|總領事館."""
_ABROAD_MOST = 8
_WARD = "区"
"""A ward's body bears its city's name too: 某某市|某某區|委."""
_NEEDS_MORE = frozenset(("firm", "team"))
"""Kinds that a place alone does not make a name: 美國公司, 斗六市學校."""
_AT_A_LEVEL = frozenset(("government", "state", "office", "association", "court", "hospital", "school", "place"))
"""Kinds that a level of government makes a name of: 省|農業廳."""
_ENDED = _AT_A_LEVEL - {"office"} | {"legal", "company", "media", "party"}
"""Kinds whose last word surely ends a name: 某縣農會|與|某鄉農會."""
_TELLING = frozenset(("association", "legal"))
"""Kinds whose last word makes a name of what is before it, unless that is a kind itself."""


def named(
    reading: Reading,
    words: Tokens,
    ends: Mapping[int, tuple[int, str]],
    spots: Mapping[tuple[int, int], str],
    vocabulary: Vocabulary,
) -> Iterator[Body]:
    """Every organisation that ends in a word of the suffix table and is specific enough to be a name.

    ``ends`` are these words, ``spots`` are the places and known organisations of the text with their
    kinds: where one of them leads the chain of words before the suffix, the
    name begins there.
    """
    w, held = suffix_words(vocabulary), reading.posts.starting
    likely = {suffix for suffix, (end, kind) in ends.items() if _may_end(reading, suffix, end, kind, words, w)}
    here = dict.fromkeys(levels.found(reading, words, ends, vocabulary), "level") if likely else {}
    near = Spots({**spots, **here} if likely else {}, {end for end, kind in ends.values() if kind in _ENDED})
    for suffix, (end, kind) in ends.items():
        if kind == "government" and _bare(reading, suffix, end, words, w):
            yield Body(suffix, end, kind)
        if suffix not in likely:
            continue
        start = _left(reading.folded, words, suffix, end, kind, near, w)
        if start is None and kind == "association" and end in held:
            start = _society(body_chain.chain(reading.folded, words, suffix, kind, near, w), w)
        if start is None and kind in HAS_UNITS and (suffix, suffix + 1) in here:
            start = suffix  # 市委: the level is part of the table's word
        if start is None or end - start > _LONGEST or (start == suffix and kind not in HAS_UNITS):
            continue
        if start in held and "whole" in held[start].kinds and held[start].end > end:
            continue  # 市政協|委員
        if start < suffix and (start, start + 1) in here and not _is_own(reading.folded[start + 1 : end], kind, w):
            continue
        yield Body(start, end, kind)
        if kind in INSTITUTIONS:
            near.add(start, end, kind)


def _may_end(reading: Reading, suffix: int, end: int, kind: str, words: Tokens, w: SuffixWords) -> bool:
    """Whether a name may end in a word of the suffix table: a word ends there, or a post begins."""
    if kind.startswith("brand") or kind == "paper":
        return False
    held = reading.posts.starting
    whole = kind != "unit" and end in words.edges
    if not (whole or end in held or _shares(reading, end, w)):
        return False
    return end - suffix < 2 or suffix not in held or reading.folded[end : held[suffix].end] != "长"  # 某某公會|總會長


def _society(chain: Sequence[Token], w: SuffixWords) -> int | None:
    """Two and more fields make a society's name where a post follows: 零售|管理|協會主席."""
    told = len(chain) > 1 and not any(t.word in w.vague or t.tag in ("m", "a", "t", "f", "r") for t in chain)
    return chain[0].start if told else None


def _is_own(rest: str, kind: str, w: SuffixWords) -> bool:
    """Whether what stands behind a level makes a name with it: 市|教育局, but no 市|醫院 or 省|協會."""
    return kind in _AT_A_LEVEL and rest not in w.shared and rest not in w.generic


def _bare(reading: Reading, start: int, end: int, words: Tokens, w: SuffixWords) -> bool:
    """Whether a bureau without its place is one body: it begins its phrase, its head or its words follow."""
    folded = reading.folded
    if end - start < 3 or folded[end - 1] not in w.bureau or folded[start:end] in w.generic or start not in words.edges:
        return False
    before = words.at_end.get(start)
    if before is not None and words.words[before].word.isalnum() and words.words[before].tag[0] not in "pcdt":
        return False
    if _shares(reading, end, w) or end in reading.posts.starting:
        return True
    return any(h.start == end for h in reading.hits("cues"))


def _shares(reading: Reading, end: int, w: SuffixWords) -> bool:
    """Whether a post begins with the last character of the body: 環保局|長."""
    post = reading.posts.starting.get(end - 1)
    twice = reading.folded[end - 2] == reading.folded[end - 1]  # 科技廳|廳長
    head = post is not None and reading.folded[end : post.end] == "长"
    return head and not twice and reading.folded[end - 1] in w.bureau


def _left(folded: str, words: Tokens, suffix: int, end: int, kind: str, spots: Spots, w: SuffixWords) -> int | None:
    """Where the name that has its last word at ``suffix`` begins, or None where it is no name."""
    chain = body_chain.chain(folded, words, suffix, kind, spots, w)
    if not chain:
        return None
    left = chain[0].start
    leading = [(s, e) for s, e in spots.within(left, suffix) if folded[s - 1 : s] not in ("（", "(")]
    if kind == "state":
        seat = _seat(folded, suffix, spots, w)
        return _ministry(folded, chain, leading, suffix, end, w) if seat is None else seat
    if kind in ("office", "unit"):
        within = {spots.kinds[spot] for spot in leading if spot[0] == leading[0][0]}
        if within & COMPANIES or (kind == "unit" and not within & INSTITUTIONS):
            return None  # a company's department is no part of its name
        return _office(chain, suffix, leading, words, w, kind)
    if leading:
        start = leading[0][0]
        rest = [t for t in chain if t.start >= max(e for s, e in leading if s == start)]
        if not rest and spots.kinds[leading[-1]] == "place" and folded[suffix:end] in w.branches:
            return None
        return None if kind in _NEEDS_MORE and all(_is_common(t, w) for t in rest) else start
    for n, t in enumerate(chain):
        if t.word in w.national or (t.word[:2] in w.national and t.tag != "t"):
            if n and any(r.word in w.key for r in chain[n + 1 :]):
                return chain[0].start
            rest = chain[n + 1 :] if t.word in w.national else [t]
            return t.start if not all(_is_common(r, w) for r in rest) else None
    while chain and (
        chain[0].tag in ("a", "b", "m", "t", "f") or (kind != "association" and chain[0].word in w.generic)
    ):
        chain.pop(0)
    if not chain:
        return None
    proper = [t for t in chain if _is_proper(t, words, w)]
    if proper and kind != "government":
        return chain[0].start
    if kind in _TELLING and any(t.word not in w.generic and len(t.word) > 1 for t in chain):
        return chain[0].start
    return None


def _seat(folded: str, suffix: int, spots: Spots, w: SuffixWords) -> int | None:
    """What only a place right before it makes a name: 伊拉克政府, 美國駐伊拉克大使館."""
    start = spots.ending.get(suffix)
    if start is None:
        abroad = _ABROAD.search(folded, max(0, suffix - _ABROAD_MOST), suffix)
        return spots.ending.get(abroad.start(), abroad.start()) if abroad else None
    if folded[start - 1 : start] == "驻":
        return spots.ending.get(start - 1, start - 1)
    if folded[suffix - 1] in _WARD or folded[suffix] in _WARD:
        start = spots.ending.get(start, start)
    return min(start - len(p) if folded.endswith(p, 0, start) else start for p in (*w.seat_prefixes, ""))


def _ministry(
    folded: str, chain: Sequence[Token], leading: Sequence[tuple[int, int]], suffix: int, end: int, w: SuffixWords
) -> int | None:
    """阿聯酋|氣候變化|和|環境部: a country, fields joined by 和, and one that the table has."""
    if folded[end - 1] != "部" or len(leading) != 1 or leading[0][0] != chain[0].start:
        return None
    fields = [t for t in chain if t.start >= leading[0][1]]
    joined = any(t.word in w.joins for t in fields)
    named = all(t.word in w.joins or (len(t.word) > 1 and t.tag[0] in "nvj") for t in fields)
    return leading[0][0] if fields and joined and named and len(fields) <= _MOST_FIELDS else None


def _office(
    chain: Sequence[Token], suffix: int, leading: Sequence[tuple[int, int]], words: Tokens, w: SuffixWords, kind: str
) -> int | None:
    """A place, its field and one character, a word of its own (浙江省交通運輸廳); a unit's need not be."""
    if not leading or (kind == "office" and _is_ordinary(words, suffix)):
        return None
    start = leading[0][0]
    field = [t for t in chain if t.start >= max(e for s, e in leading if s == start)]
    least = 1 if kind == "unit" else 2
    tags = ("n", "vn", "j", "nz", "v", "l")
    named = all(
        (len(t.word) >= (least if t is field[0] else 1) and t.tag in tags) or t.word in w.joins for t in field
    )  # 文廣|旅|局
    return start if field and len(field) <= _LONGEST_FIELD and named else None


def _is_ordinary(words: Tokens, suffix: int) -> bool:
    """Whether the character is part of a longer word or a verb: 市场拐点|会."""
    n = words.at_start.get(suffix)
    return n is None or words.words[n].tag[0] in "vd"


def _is_common(t: Token, w: SuffixWords) -> bool:
    return t.word in w.generic or t.tag in ("m", "a", "t", "f")


def _is_proper(t: Token, words: Tokens, w: SuffixWords) -> bool:
    if t.word in w.generic:
        return False
    if t.tag.startswith(("ns", "nt", "nz", "nr", "eng")):
        return True
    return len(t.word) > 1 and (t.start, t.end) not in words.known and not t.word.isascii()
