"""Brands: a made-up word right before 科技, 生物, 汽車 …, as in 虹軟科技.

Takes a Reading with its words, gives spans. Never takes a word of the dictionary
for made up.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kg.extract.organizations.body_words import SuffixWords, suffix_words
from kg.extract.people import shapes
from kg.extract.records import Reading
from kg.extract.tokens import Token, Tokens
from kg.vocabulary import Vocabulary

__all__ = ["named"]

_GRAMMAR = frozenset("vdpcrumqy")
"""First letters of the tags of words that no made-up name is."""
_NAMES = frozenset(("ns", "nz", "nr", "nrt", "nt"))


def named(
    reading: Reading, words: Tokens, ends: Mapping[int, tuple[int, str]], vocabulary: Vocabulary
) -> Iterator[tuple[int, int]]:
    """Every made-up word with the suffix after it; ``ends`` are the words of the suffix table.

    The weak suffixes are everyday words too (插上科技的翅膀): there the whole must stand alone.
    """
    w, held = suffix_words(vocabulary), reading.posts.starting
    for suffix, (end, kind) in ends.items():
        if not kind.startswith("brand") or end not in words.edges:
            continue
        start = _made_up(words, suffix, w)
        if start is None and kind == "brand" and end in held and reading.folded[end] not in w.bureau:
            start = _placed(words, suffix, w)
        if start is not None:
            end, doubled = _further(ends, end, words)
            if kind == "brand" or doubled or _alone(start, end, words, w) or end in held:
                yield start, end


def _further(ends: Mapping[int, tuple[int, str]], end: int, words: Tokens) -> tuple[int, bool]:
    """Where the name ends when a second suffix follows the first: 航空|科技, 精密|股份."""
    further, kind = ends.get(end, (end, ""))
    if kind in ("brand", "brand_weak", "company") and further in words.edges:
        return further, True
    return end, False


def _placed(words: Tokens, suffix: int, w: SuffixWords) -> int | None:
    """Where up to two proper names before the suffix begin, when a post follows: 東吳|江南|證券|分析師."""
    n, start = words.at_end.get(suffix), None
    for _ in range(2):
        if n is None or n < 0 or words.words[n].tag not in _NAMES or len(words.words[n].word) < 2:
            break
        if words.words[n].word in w.stop or words.words[n].word in w.generic:
            break
        start, n = words.words[n].start, n - 1
    return start


def _alone(start: int, end: int, words: Tokens, w: SuffixWords) -> bool:
    before, after = words.at_end.get(start), words.at_start.get(end)
    left = before is None or not words.words[before].word.isalnum() or words.words[before].tag in ("p", "c")
    right = after is None or not words.words[after].word.isalnum() or words.words[after].word not in w.goes_on
    return left and right


def _made_up(words: Tokens, suffix: int, w: SuffixWords) -> int | None:
    """A made-up word of two to four characters right before 科技, 生物, 汽車 …: the dictionary does not know it."""
    n = words.at_end.get(suffix)
    if n is None:
        return None
    t = words.words[n]
    if n and len(t.word) == 1 and len(words.words[n - 1].word) == 1:
        left = words.words[n - 1]
        if {left.word, t.word} & w.stop or left.tag[0] in _GRAMMAR or t.tag[0] in _GRAMMAR:
            return None
        t = Token(left.start, t.end, left.word + t.word, "n")
    if len(t.word) not in (2, 3, 4) or t.word in w.stop or t.word in w.bilateral or not shapes.is_han(t.word):
        return None
    if words.knows_within(t.start, suffix) or (t.tag[0] in _GRAMMAR and t.tag != "vn"):
        return None
    return t.start + (len(t.word) > 2 and t.word[0] in w.before)
