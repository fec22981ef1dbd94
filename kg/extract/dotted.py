"""Names with a dot in them, and names in Latin letters: 約翰·史密斯, 喬治·W·布什, （Marsha Vanderford）.

Takes a Reading and what is taken in it already, gives spans. Never takes a place
or an organisation for one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from kg.extract import posts, shapes, tokens
from kg.extract.posts import Post
from kg.extract.records import Reading
from kg.extract.shapes import Shapes
from kg.extract.tokens import Tokens
from kg.vocabulary import Vocabulary, alternation

__all__ = ["latin", "names"]

_FOREIGN_ENOUGH = 0.3
_DOT = "·•‧・∙"
_HAN = r"[\u3400-\u9fff]"
_PART = rf"(?:{_HAN}{{1,8}}|[A-Z]\.?)"
_DOTTED = re.compile(rf"{_PART}(?:[{_DOT}]{_PART}|-{_HAN}{{2,8}}(?=[{_DOT}]))+(?:-{_HAN}{{2,8}})?")
_WORD = r"[A-Z][a-zA-Zà-öø-ÿ'’.\-]"
_LATIN = re.compile(rf"{_WORD}+(?:\s+(?:(?:de|van|von|bin|al|da|der|el)\s+){{0,2}}{_WORD}*){{1,4}}")
_BRACKETED = re.compile(rf"\s?[（(]\s*({_LATIN.pattern}|[A-Z][a-zà-öø-ÿ]+)\s*[）)]")


@cache
def _after(vocabulary: Vocabulary) -> re.Pattern[str]:
    return re.compile(alternation(vocabulary.words("place_suffix")))


def names(reading: Reading, vocabulary: Vocabulary) -> Iterator[tuple[int, int]]:
    """Every dotted name; its first and last part end where words or transliteration do."""
    words, shape = tokens.of(reading.folded), shapes.of(vocabulary)
    text, ending = reading.folded, posts.of(reading).ending
    for m in _DOTTED.finditer(text):
        dots = [at for at in range(m.start(), m.end()) if text[at] in _DOT]
        tail = max(dots[-1], text.rfind("-", dots[-1], m.end())) + 1
        starts = range(_barrier(text, m.start(), dots[0], ending, words, shape), dots[0])
        start = max(starts, key=lambda at: _fit(text, at, dots[0], at in ending, at, words, shape))
        stop = _stop(text, tail, m.end(), words, shape)
        end = max(range(tail + 1, stop + 1), key=lambda at: _fit(text, tail, at, False, at, words, shape))
        parts = text[start : dots[0]] + text[tail:end]
        if shape.mean(parts) > _FOREIGN_ENOUGH and not _after(vocabulary).match(text, end):
            yield start, end


def _barrier(text: str, start: int, dot: int, ending: Mapping[int, Post], words: Tokens, shape: Shapes) -> int:
    """The end of the last post or ordinary word before the dot: the name begins after it."""
    for at in range(dot - 1, start, -1):
        if at in ending:
            return at
        for word in (w for w in words.known if w[1] == at and w[0] >= start):
            if shape.mean(text[word[0] : at]) < 0.8:
                return at
    return start


def _stop(text: str, start: int, end: int, words: Tokens, shape: Shapes) -> int:
    """Where the first ordinary word after the last dot begins: the name ends before it."""
    for at in range(start + 1, end):
        if at in words.known_at and shape.mean(text[at : words.known_at[at]]) < 0.8:
            return at
    return end


def _fit(text: str, start: int, end: int, after_post: bool, cut: int, words: Tokens, shape: Shapes) -> float:
    """How well a part of a name fits between its dot and a place to cut."""
    weight = sum(max(min(shape.foreign.get(c, -3.0), 1.5), -3.0) for c in text[start:end])
    weight += 4.0 * after_post + 1.0 * (cut in words.edges) - 2.0 * words.crosses(cut)
    if end == cut and text[end - 1] in shape.after:
        weight -= 2.0
    return weight


def latin(reading: Reading, end: int) -> tuple[int, int] | None:
    """The name in Latin letters that stands in brackets right after a name ending at ``end``."""
    m = _BRACKETED.match(reading.passage.text, end)
    return m.span(1) if m else None
