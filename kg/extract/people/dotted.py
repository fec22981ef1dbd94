"""Names with a dot in them, and names in Latin letters: 約翰·史密斯, 喬治·W·布什, （Marsha Vanderford）.

Takes a Reading and what is taken in it already, gives spans. Never takes a place
or an organisation for one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import cache

from kg.extract import posts
from kg.extract.people import shapes
from kg.extract.people.shapes import Shapes
from kg.extract.posts import Post
from kg.extract.records import Reading
from kg.extract.tokens import Tokens
from kg.vocabulary import Vocabulary, alternation

__all__ = ["given", "given_alone", "latin", "latin_alone", "names"]

_FOREIGN_ENOUGH = 0.3
_NATIVE = -0.5
"""Below it a part is no transliteration: 田野上·三夏."""
_STOPPED = 4.0
"""What an ordinary word behind a place adds to a name that ends there."""
_UNSEEN = -3.0
_NEVER = -1.0
_DOT = "·•‧・∙"
_ANY_DOT = re.compile(f"[{_DOT}]")
_HAN = r"[\u3400-\u9fff]"
_PART = rf"(?:{_HAN}{{1,8}}|[A-Z]\.?)"
_DOTTED = re.compile(rf"{_PART}(?:[{_DOT}]{_PART}|-{_HAN}{{2,8}}(?=[{_DOT}]))+(?:-{_HAN}{{2,8}})?")
_JOINED = re.compile(rf"(?<=[{_DOT}]{_HAN}{_HAN})({_HAN}?(?:和|与|及))(?={_HAN}{{2,6}}[{_DOT}])")
_WORD = r"[A-Z][a-zA-Zà-öø-ÿ'’.\-]"
_LATIN = re.compile(rf"{_WORD}+(?:\s+(?:(?:de|van|von|bin|al|da|der|el)\s+){{0,2}}{_WORD}*){{1,4}}")
_GIVEN = re.compile(r"(?<![A-Za-z0-9\-'’.&] )(?<![A-Za-z0-9\-'’.&])[A-Z][a-z]{2,}(?![A-Za-z0-9\-'’.&]| [A-Za-z])")
"""A word in Latin letters that stands alone."""
_DECADE = re.compile(r"[0-9]0[后後]$")
_CAPITALS = re.compile(r"[A-Z][a-z]+\s+[A-Z]")
_BRACKETED = re.compile(rf"\s?[（(]\s*({_LATIN.pattern}|[A-Z][a-zà-öø-ÿ]+)\s*[）)]")


@cache
def _after(vocabulary: Vocabulary) -> re.Pattern[str]:
    return re.compile(alternation(vocabulary.words("place_suffix")))


def names(reading: Reading, vocabulary: Vocabulary) -> Iterator[tuple[int, int]]:
    """Every dotted name; its first and last part end where words or transliteration do."""
    text = reading.folded
    if not _ANY_DOT.search(text):
        return
    words, shape, ending = reading.words, shapes.of(vocabulary), reading.posts.ending
    cues = {h.start for h in reading.hits("cues")}
    parts = {h.start: h.end for h in reading.hits("name_part")}
    for m in _apart(text, shape):
        dots = [at for at in range(m.start(), m.end()) if text[at] in _DOT]
        tail = max(dots[-1], text.rfind("-", dots[-1], m.end())) + 1
        starts = range(_barrier(text, m.start(), dots[0], ending, words, shape), dots[0])
        start = max(starts, key=lambda at: _fit(text, at, dots[0], 4.0 * (at in ending), at, words, shape))
        stop = _stop(text, tail, m.end(), cues, words, shape)
        stopped = _STOPPED * (stop < m.end() and _may_end(text, stop, words, shape))
        least = parts.get(tail, tail + 1)  # 木亞賽爾·托乎提, however it is cut
        ends = range(least, max(stop, least) + 1)
        end = max(ends, key=lambda at: _fit(text, tail, at, stopped * (at == stop), at, words, shape))
        first, last = text[start : dots[0]], text[tail:end]
        if tail not in parts and min(shape.mean(first), shape.mean(last)) < _NATIVE:
            continue
        if tail in parts or (shape.mean(first + last) > _FOREIGN_ENOUGH and not _after(vocabulary).match(text, end)):
            yield start, end


def _apart(text: str, shape: Shapes) -> Iterator[re.Match[str]]:
    """The dotted stretches of a text; two names with a conjunction between them are two."""
    for m in _DOTTED.finditer(text):
        inner = _JOINED.search(text, m.start(), m.end())
        if inner is None or (text[inner.start(1)] in shape.foreign and shape.foreign[text[inner.start(1)]] > 0):
            yield m
            continue
        for start, end in ((m.start(), inner.start(1)), (inner.end(1), m.end())):
            if one := _DOTTED.match(text, start, end):
                yield one


def _barrier(text: str, start: int, dot: int, ending: Mapping[int, Post], words: Tokens, shape: Shapes) -> int:
    """The end of the last post or ordinary word before the dot: the name begins after it."""
    for at in range(dot - 1, start, -1):
        if at in ending:
            return at
        for word in (w for w in words.known if w[1] == at and w[0] >= start):
            if shape.mean(text[word[0] : at]) < 0.8:
                return at
    return start


def _stop(text: str, start: int, end: int, cues: Set[int], words: Tokens, shape: Shapes) -> int:
    """Where the first ordinary word after the last dot begins: the name ends before it."""
    for at in range(start + 1, end):
        if at in cues or (text[at] in shape.after and text[at] not in shape.foreign):
            return at
        if at in words.known_at and shape.mean(text[at : words.known_at[at]]) < 0.8:
            return at
    return end


def _may_end(text: str, end: int, words: Tokens, shape: Shapes) -> bool:
    """Whether a name may end before an ordinary word: not in a verb of one character (吐尔逊|开|了)."""
    n = words.at_start.get(end - 1)
    verb = n is not None and words.words[n].end == end and words.words[n].tag[0] in "vpdcu"
    return not verb and shape.foreign.get(text[end - 1], _UNSEEN) > _NEVER


def _fit(text: str, start: int, end: int, beside: float, cut: int, words: Tokens, shape: Shapes) -> float:
    """How well a part of a name fits between its dot and a place to cut."""
    weight = sum(max(min(shape.foreign.get(c, _UNSEEN), 1.5), _UNSEEN) for c in text[start:end])
    weight += beside + 1.0 * (cut in words.edges) - 2.0 * words.crosses(cut)
    if end == cut and text[end - 1] in shape.after:
        weight -= 2.0
    return weight


def latin_alone(reading: Reading, vocabulary: Vocabulary) -> Iterator[tuple[int, int]]:
    """Names of two words and more in Latin letters, between a post and a reporting word or beside one of them."""
    text = reading.passage.text
    if not _CAPITALS.search(text):
        return
    held, cues, never = reading.posts, {h.start for h in reading.hits("cues")}, vocabulary.words("latin_stop")
    for m in _LATIN.finditer(text):
        before, after = posts.before(text, m.start()), posts.after(text, m.end())
        post, title = held.ending.get(before), held.starting.get(after)
        presented = (post and post.kinds & {"post", "person", "whole"}) or (title and "title" in title.kinds)
        alone = not before or not text[before - 1].isalnum()
        if (presented or (alone and after in cues)) and never.isdisjoint((m[0], *m[0].split())):
            yield m.span()


def given(readings: Sequence[Reading], vocabulary: Vocabulary) -> frozenset[str]:
    """Given names in Latin letters that a page has behind a noun for people or a decade: 負責人|James, 80後|Daniel."""
    names, never, outlets = set(), vocabulary.words("latin_stop", "latin_body"), _outlet(vocabulary)
    for r in readings:
        held = {h.end for c in ("group_head", "people_end", "roles") for h in r.hits(c)}
        for m in _GIVEN.finditer(r.passage.text):
            behind = m.start() in held and not outlets.search(r.folded, max(0, m.start() - 4), m.start())
            if m[0] not in never and (behind or _DECADE.search(r.folded, max(0, m.start() - 4), m.start())):
                names.add(m[0])
    return frozenset(names)


def given_alone(reading: Reading, names: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Wherever a passage has them."""
    return (m.span() for m in _GIVEN.finditer(reading.passage.text) if m[0] in names)


@cache
def _outlet(vocabulary: Vocabulary) -> re.Pattern[str]:
    return re.compile(f"{vocabulary.pattern('outlet_end')}$")


def latin(reading: Reading, end: int) -> tuple[int, int] | None:
    """The name in Latin letters that stands in brackets right after a name ending at ``end``."""
    m = _BRACKETED.match(reading.passage.text, end)
    return m.span(1) if m else None
