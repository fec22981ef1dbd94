"""Organisations by their last word: where the name begins, and whether it is a name at all.

Takes a Reading with its words, gives Bodies. Never takes a kind of organisation
(企業, 高校, 有關部門) for a name: something in it must be proper to one.
"""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from kg import script
from kg.extract import levels, posts
from kg.extract.records import Reading
from kg.extract.tokens import Token, Tokens
from kg.vocabulary import Vocabulary

__all__ = ["Body", "SuffixWords", "named", "suffix_words", "suffixes"]


@dataclass(frozen=True, slots=True)
class Body:
    """A name of an organisation: ``folded[start:end]``, and its kind."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True)
class SuffixWords:
    """The tables' words that this rule and its neighbours look for."""

    stop: frozenset[str]
    inner: frozenset[str]
    generic: frozenset[str]
    national: frozenset[str]
    posts: frozenset[str]
    fillers: frozenset[str]
    joins: frozenset[str]
    seat_prefixes: frozenset[str]
    """Before the place: 中共|廣東省|委."""
    goes_on: frozenset[str]
    """Words after 農業, 科技 … that show it to be the field and no brand: 農業發展."""
    bureau: frozenset[str]
    """Last characters of the bodies that a post or a reporting word right after them names: 環保局長, 都發局回應."""
    before: frozenset[str]
    """Prepositions that a coined word is cut with: 从|某某科技."""
    key: frozenset[str]
    """A key laboratory has its field before 全國重點: 多模態人工智能系統全國重點實驗室."""
    heads: frozenset[str]
    """What says that a company's name follows: 巨頭|某某集團."""
    bilateral: frozenset[str]
    """Two countries, and no brand: 中非, 中歐."""
    branches: frozenset[str]
    """What a place alone is no name of: 美國|辦公室."""
    vague: frozenset[str]
    """Kinds of kinds: 有關, 當地. No society is known by one of them."""
    shared: frozenset[str]
    """Bodies that a place has many of: 辦公室, 管理局."""


@cache
def suffix_words(vocabulary: Vocabulary) -> SuffixWords:
    return SuffixWords(
        vocabulary.words("org_stop"),
        vocabulary.words("org_inner"),
        vocabulary.words("org_generic"),
        vocabulary.words("org_national"),
        frozenset(script.fold(r["role"]) for r in vocabulary.rows["roles"]),
        vocabulary.words("org_filler"),
        vocabulary.words("org_join"),
        vocabulary.words("seat_prefix"),
        vocabulary.words("brand_goes_on"),
        vocabulary.words("org_bureau"),
        vocabulary.words("org_preposition"),
        vocabulary.words("org_key"),
        vocabulary.words("org_head"),
        vocabulary.words("bilateral"),
        vocabulary.words("org_branch"),
        vocabulary.words("org_vague"),
        vocabulary.words("org_shared"),
    )


_NOUNS = ("n", "b", "j", "vn", "an", "eng", "l", "zg", "g", "s", "x", "f", "t")
_LONGEST = 30
_LONGEST_FIELD = 4
_MOST_WORDS = 10
_BRACKET = re.compile(r"[（(][^（）()]{1,8}[）)]$")
_BRACKET_MOST = 10
_ABROAD = re.compile(r"驻[\u3400-\u9fff]{2,7}$")
"""An embassy's seat that no table lists: 駐佛羅倫斯|總領事館."""
_ABROAD_MOST = 8
_JOINABLE = frozenset(("government", "office", "school", "association", "unit"))
_DATE = re.compile(r"[0-9０-９一二三四五六七八九十]+[年月日号]|.*[年月日]$")
_COINED = frozenset(("company", "firm", "legal"))
_VERBAL = frozenset(("school", "association"))
"""Kinds whose names hold verbs too, after a place: 台灣|長照|勞動者工會."""
_NEEDS_MORE = frozenset(("firm", "team"))
"""Kinds that a place alone does not make a name: 美國公司, 斗六市學校."""
_AT_A_LEVEL = frozenset(("government", "state", "office", "association", "court", "hospital", "school", "place"))
"""Kinds that a level of government makes a name of: 省|農業廳."""
_ENDED = _AT_A_LEVEL - {"office"} | {"legal", "company", "media", "party"}
"""Kinds whose last word surely ends a name: 某縣農會|與|某鄉農會."""
_HAS_UNITS = frozenset(("state", "government"))
"""Kinds whose own departments follow them: 市委|宣傳部."""
_COMPANIES = frozenset(("company", "legal", "firm", "brand", "brand_weak"))
_INSTITUTIONS = _HAS_UNITS | {"school", "research", "party", "international", "hospital", "legislature", "court"}
"""Kinds whose departments bear their name: 國家發展改革委|產業司, 政大|勞工所."""
_TELLING = frozenset(("association", "legal"))
"""Kinds whose last word makes a name of what is before it, unless that is a kind itself."""


class Spots:
    """The places, levels and known organisations of a text, findable by where they stand."""

    def __init__(self, spots: Mapping[tuple[int, int], str], ended: Container[int]) -> None:
        self.kinds = dict(spots)
        """What each is: ``place``, ``level`` or a kind of organisation."""
        self._spots = sorted(spots)
        self.starting = {s for s, _ in self._spots}
        self.ending: dict[int, int] = {}
        """Where one ends → where the longest that ends there begins."""
        for s, e in self._spots:
            self.ending.setdefault(e, s)
        self.covered = {at for s, e in self._spots for at in range(s, e)}
        self.ended = ended
        """Where bodies end by their last word: no conjunction behind one belongs to a name."""

    def add(self, start: int, end: int, kind: str) -> None:
        """A further one, just found."""
        self.kinds[start, end] = kind
        insort(self._spots, (start, end))
        self.starting.add(start)
        if kind in _HAS_UNITS:
            self.ending[end] = min(start, self.ending.get(end, start))
        self.covered.update(range(start, end))

    def within(self, start: int, end: int) -> list[tuple[int, int]]:
        """Those of ``folded[start:end]``, by place."""
        begun = self._spots[bisect_left(self._spots, (start,)) : bisect_left(self._spots, (end,))]
        return [(s, e) for s, e in begun if e <= end]


def suffixes(reading: Reading) -> dict[int, tuple[int, str]]:
    """Start of each word of the suffix table in a text → the end of the longest there and its kind."""
    table = "organization_suffixes"
    return {start: (end, term.of(table)[-1]["kind"]) for start, end, term in reading.hits(table)}


def named(
    reading: Reading, words: Tokens, spots: Mapping[tuple[int, int], str], vocabulary: Vocabulary
) -> Iterator[Body]:
    """Every organisation that ends in a word of the suffix table and is specific enough to be a name.

    ``spots`` are the places and known organisations of the text with their
    kinds: where one of them leads the chain of words before the suffix, the
    name begins there.
    """
    w, held, ends = suffix_words(vocabulary), posts.of(reading).starting, suffixes(reading)
    here = dict.fromkeys(levels.found(reading, words, ends, vocabulary), "level")
    near = Spots({**spots, **here}, frozenset(end for end, kind in ends.values() if kind in _ENDED))
    for suffix, (end, kind) in ends.items():
        if kind == "government" and _bare(reading, suffix, end, words, w):
            yield Body(suffix, end, kind)
        if end not in words.edges and end not in held and not _shares(reading, end, w):
            continue
        if kind.startswith("brand") or kind == "paper":
            continue
        if end - suffix > 1 and suffix in held and reading.folded[end : held[suffix].end] == "长":
            continue  # 某某公會|總會長
        if kind == "unit" and not (end in held or _shares(reading, end, w)):
            continue
        start = _left(reading.folded, words, suffix, end, kind, near, w)
        if start is None and kind == "association" and end in held:
            start = _society(_chain(reading.folded, words, suffix, kind, near, w), w)
        if start is None and kind in _HAS_UNITS and (suffix, suffix + 1) in here:
            start = suffix  # 市委: the level is part of the table's word
        if start is None or end - start > _LONGEST or (start == suffix and kind not in _HAS_UNITS):
            continue
        if start in held and "whole" in held[start].kinds and held[start].end > end:
            continue  # 市政協|委員
        if start < suffix and (start, start + 1) in here and not _is_own(reading.folded[start + 1 : end], kind, w):
            continue
        yield Body(start, end, kind)
        if kind in _INSTITUTIONS:
            near.add(start, end, kind)


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
    if _shares(reading, end, w) or end in posts.of(reading).starting:
        return True
    return any(h.start == end for h in reading.hits("cues"))


def _shares(reading: Reading, end: int, w: SuffixWords) -> bool:
    """Whether a post begins with the last character of the body: 環保局|長."""
    post = posts.of(reading).starting.get(end - 1)
    twice = reading.folded[end - 2] == reading.folded[end - 1]  # 科技廳|廳長
    head = post is not None and reading.folded[end : post.end] == "长"
    return head and not twice and reading.folded[end - 1] in w.bureau


def _left(folded: str, words: Tokens, suffix: int, end: int, kind: str, spots: Spots, w: SuffixWords) -> int | None:
    """Where the name that has its last word at ``suffix`` begins, or None where it is no name."""
    chain = _chain(folded, words, suffix, kind, spots, w)
    if not chain:
        return None
    left = chain[0].start
    leading = [(s, e) for s, e in spots.within(left, suffix) if folded[s - 1 : s] not in ("（", "(")]
    if kind == "state":
        return _seat(folded, suffix, spots, w)
    if kind in ("office", "unit"):
        within = {spots.kinds[spot] for spot in leading if spot[0] == leading[0][0]}
        if within & _COMPANIES or (kind == "unit" and not within & _INSTITUTIONS):
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
    return min(start - len(p) if folded.endswith(p, 0, start) else start for p in (*w.seat_prefixes, ""))


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
    named = all((len(t.word) >= least and t.tag in tags) or t.word in w.joins for t in field)
    return start if field and len(field) <= _LONGEST_FIELD and named else None


def _is_ordinary(words: Tokens, suffix: int) -> bool:
    """Whether the character is part of a longer word or a verb: 市场拐点|会."""
    n = words.at_start.get(suffix)
    return n is None or words.words[n].tag[0] in "vd"


def _is_common(t: Token, w: SuffixWords) -> bool:
    return t.word in w.generic or t.tag in ("m", "a", "t", "f")


def _chain(folded: str, words: Tokens, suffix: int, kind: str, spots: Spots, w: SuffixWords) -> list[Token]:
    """The words left of the suffix that may belong to the name, in reading order."""
    chain: list[Token] = []
    n = words.owner[suffix]
    if words.words[n].start < suffix:
        t = words.words[n]
        if folded[t.start : suffix] in w.stop:
            return []
        chain.append(Token(t.start, suffix, folded[t.start : suffix], "n"))
    n -= 1
    covered, covered_ends = spots.covered, spots.ending
    while n >= 0 and len(chain) < _MOST_WORDS:
        t = words.words[n]
        if chain and t.word in w.heads and kind in _COMPANIES:
            break
        if t.start in covered and t.end - 1 in covered:
            pass
        elif (
            t.word in "）)"
            and (b := _BRACKET.search(folded, max(0, t.end - _BRACKET_MOST), t.end))
            and _holds_place(b, covered, words)
        ):
            n = words.at_end[b.start()]
            t = Token(words.words[n].start, t.end, folded[words.words[n].start : t.end], words.words[n].tag)
        elif t.word in w.joins and chain and n and words.words[n - 1].word == "的":
            t = Token(t.start, chain[0].end, t.word + chain.pop(0).word, "nz")  # no "and" follows 的: 的|和某某集團
        elif t.word in w.joins:
            apart = t.start in covered_ends or t.start in spots.ended or t.end in spots.starting
            if apart or not (kind in _JOINABLE and chain and n and _joins(words.words[n - 1])):
                break
        elif t.word in "·•" and n and words.words[n - 1].word.isalnum():
            pass
        elif not _may_belong(t, suffix, kind, n, words, w) and not (
            t.tag == "v" and kind in _VERBAL and t.word not in w.stop and _led(t, n, covered_ends, words, w)
        ):
            break
        chain.insert(0, t)
        n -= 1
    while chain and (chain[0].word in w.joins or (len(chain[0].word) == 1 and chain[0].word in w.fillers)):
        chain.pop(0)
    return chain


def _led(t: Token, n: int, covered_ends: Container[int], words: Tokens, w: SuffixWords) -> bool:
    """Whether a place or a word like 中華 leads up to a verb within the name: 中華|居家|照護|機構聯合會."""
    if t.start in covered_ends:
        return True
    left = words.words[max(0, n - 2) : n]
    noun = all(u.tag[0] == "n" for u in left)
    return len(t.word) > 1 and noun and any(u.word in w.national for u in left)


def _holds_place(bracket: re.Match[str], covered: set[int], words: Tokens) -> bool:
    """（深圳）, （國家行政學院）: a bracket that belongs to the name of a body."""
    return bracket.start() in words.at_end and {bracket.start() + 1, bracket.end() - 2} <= covered


def _joins(left: Token) -> bool:
    return len(left.word) > 1 and left.tag.startswith(("n", "v", "j", "a", "b")) and left.tag not in ("ns", "nt", "nr")


def _may_belong(t: Token, suffix: int, kind: str, n: int, words: Tokens, w: SuffixWords) -> bool:
    if t.word in w.inner:
        return True
    members = kind == "association" and t.end == suffix  # 律師公會: a post may say whose society it is
    if t.word in w.stop or not t.word.isalnum() or (t.word in w.posts and not members):
        return False
    if t.word.isascii():
        return t.word.isalpha()
    if kind in _COINED and 1 < len(t.word) < 5 and (t.start, t.end) not in words.known and t.tag[0] in "qvdmi":
        left = words.words[n - 1] if n else None  # a coined word gets any tag; it begins its phrase
        return t.tag[0] in "qi" or left is None or not left.word.isalnum() or left.tag[0] in "pc"
    if t.word in w.fillers:
        return True
    if t.tag == "m":
        return len(t.word) > 1 or (n > 0 and words.words[n - 1].tag == "m")
    if t.tag == "t":
        return not _DATE.fullmatch(t.word)
    if t.tag.startswith(_NOUNS) or t.tag == "a":
        return True
    # A made-up name is cut at random: 奇|安信. At the very edge of its phrase one character may be anything.
    return kind in ("company", "firm") and len(t.word) == 1 and (n == 0 or not words.words[n - 1].word.isalnum())


def _is_proper(t: Token, words: Tokens, w: SuffixWords) -> bool:
    if t.word in w.generic:
        return False
    if t.tag.startswith(("ns", "nt", "nz", "nr", "eng")):
        return True
    return len(t.word) > 1 and (t.start, t.end) not in words.known and not t.word.isascii()
