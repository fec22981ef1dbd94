"""Departments of a body named right before them: 某某大学|机械与航天工程系, 某某署|驻海州办事处, 某某银行|滨江支行.

Takes a Reading and the bodies in it, gives the spans of body and department as one
name. Never takes a company's department for a part of its name, only its branches.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from functools import cache

from kg.extract.affixes import Affixes
from kg.extract.organizations.body_words import COMPANIES, INSTITUTIONS, SuffixWords, suffix_words
from kg.extract.records import Reading
from kg.extract.tokens import Token, Tokens
from kg.vocabulary import Vocabulary

__all__ = ["named"]

_LONGEST = 18
"""Characters of a department's name."""
_FIELD = ("n", "vn", "v", "b", "j", "l", "s", "a", "x", "nr", "zg", "g", "eng")
_GOES_ON = ("n", "b", "j", "vn", "ns", "nz", "s", "l")
"""Tags of words that a longer name goes on with."""
_OWN_NAME = 3
"""Characters of a department's name that needs no field: 行政院|新聞局."""
_STATIONED = "驻"
_BODIES = INSTITUTIONS | {"association", "sports", "place"}


def named(
    reading: Reading, words: Tokens, kinds: Mapping[tuple[int, int], str], vocabulary: Vocabulary
) -> Iterator[tuple[int, int]]:
    """Every body with its department; ``kinds`` tells the kind of each body found.

    >>> from kg.extract.reading import read
    >>> from kg.model import Passage
    >>> from kg.vocabulary import load
    >>> text = "海州大学声学与光学研究所所长发言，海州大学学生研究所得问题。"
    >>> [one] = read([Passage("article/x", 0, "paragraph", text, range(len(text)))], load())
    >>> [text[s:e] for s, e in named(one, one.words, {(0, 4): "school", (17, 21): "school"}, load())]
    ['海州大学声学与光学研究所']
    """
    w, units, branches = (
        suffix_words(vocabulary),
        _affixes("org_unit", vocabulary),
        _affixes("org_unit_branch", vocabulary),
    )
    for (start, end), kind in kinds.items():
        ends = units if kind in _BODIES else branches if kind in COMPANIES else None
        if ends is None or end not in words.edges or any(s < end < e for s, e in kinds):
            continue
        if (stop := _department(reading, words, end, ends, kinds, w)) is not None:
            yield start, stop


@cache
def _affixes(kind: str, vocabulary: Vocabulary) -> Affixes:
    return Affixes(vocabulary.words(kind))


def _department(
    reading: Reading,
    words: Tokens,
    at: int,
    units: Affixes,
    kinds: Mapping[tuple[int, int], str],
    w: SuffixWords,
) -> int | None:
    """Where the department's name ends that begins at a place; the longest."""
    text, held, found, field = reading.folded, reading.posts.starting, None, 0
    others = {s for s, _ in kinds if s > at}
    for n in range(words.at_start.get(at, len(words.words)), len(words.words)):
        t = words.words[n]
        if t.end - at > _LONGEST or t.start in held or t.start in others or not _belongs(t, field, w, at):
            break
        field += t.word not in w.joins
        size = t.end - unit if (unit := units.before(text, t.end, at)) >= 0 else 0
        bare = t.end - at == size < _OWN_NAME
        if size and not bare and _stands(size, t.end, words) and not _goes_on(words, n + 1, held, w):
            found = t.end
    return found


def _stands(size: int, end: int, words: Tokens) -> bool:
    """Whether a single character is a word's last by itself: 教育|司, 派出所, but not 决策|部署 or 实|处."""
    start, stop = words.known_over(end - 1)
    return size > 1 or (stop == end and end - start in (1, _OWN_NAME))


def _belongs(t: Token, field: int, w: SuffixWords, at: int) -> bool:
    """Whether a word may be part of a department's name."""
    if t.word in w.joins:
        return field > 0
    if t.start == at and t.word == _STATIONED:
        return True
    if t.word in w.stop or t.word in w.vague or not t.word.isalnum():
        return False
    return t.tag.startswith(_FIELD) and (len(t.word) > 1 or t.tag[0] in "nj") and (field > 0 or t.tag != "v")


def _goes_on(words: Tokens, n: int, held: Container[int], w: SuffixWords) -> bool:
    """Whether the next word is one more noun, so that the name is another's: 研究所|得, 中心|城市."""
    if n >= len(words.words):
        return False
    t = words.words[n]
    return t.start not in held and t.word not in w.posts and t.tag.startswith(_GOES_ON)
