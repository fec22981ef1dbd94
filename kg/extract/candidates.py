"""Candidates for names of persons in one text, each with what speaks for and against it.

Takes a Reading and the organisations in it, gives Candidates with a weight. Never
accepts one: that is ``people``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from kg import script
from kg.extract import posts, shapes, tokens
from kg.extract.posts import Posts
from kg.extract.records import Found, Reading
from kg.extract.shapes import Shape, Shapes
from kg.extract.tokens import Tokens
from kg.vocabulary import Term, Vocabulary, alternation

__all__ = ["Candidate", "best", "find"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible name: ``folded[start:end]``."""

    start: int
    end: int
    weight: float
    rule: str
    """The strongest evidence for it."""
    foreign: bool = False


@dataclass(frozen=True)
class _Scene:
    """One text with all that the evidence is taken from."""

    text: str
    words: Tokens
    held: Posts
    cues: set[int]
    places: dict[int, int]
    """Start of each place's name → its end."""
    never: frozenset[str]
    """Words that no name is or holds."""
    place_ends: frozenset[str]
    never_ends: frozenset[str]
    """劉姓男子: 姓 is no given name."""
    party_ends: frozenset[str]
    """韓方, 烏軍: a country's side, not someone named 韓."""
    shapes: Shapes

    def places_from(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The places whose names begin in a range."""
        return ((s, self.places[s]) for s in range(start, end) if s in self.places)


_PUNCTUATION = "，。、；：？！「」『』“”‘’（）()《》〈〉【】〔〕—…,.;:?!/／│｜| 　▲▼◆■●"
_SPOKEN = frozenset(("speech", "address", "opinion", "announce", "directive", "view", "weak"))
"""Kinds of cues whose subject may be a person."""
_HOPELESS = -6.0


def find(reading: Reading, bodies: Sequence[Found], vocabulary: Vocabulary) -> list[Candidate]:
    """Every reading of a name whose characters do not speak against it, with its weight."""
    scene = _scene(reading, vocabulary)
    barred = frozenset(n for f in bodies for n in range(f.start, f.end))
    spots = _spots(vocabulary)
    candidates = []
    for start in range(len(scene.text)):
        if start in barred or not shapes.is_han(scene.text[start]):
            continue
        for shape in _readings(scene, start):
            if shape.weight < _HOPELESS or shape.end - 1 in barred or scene.text[start : shape.end] in scene.never:
                continue
            weight = shape.weight + _against(scene, start, shape, spots) + _cut(scene, start, shape)
            left, rule = _left(scene, start)
            right, right_rule = _right(scene, start, shape.end)
            total = weight + left + right
            candidates.append(Candidate(start, shape.end, total, rule if left >= right else right_rule, shape.foreign))
    return candidates


def _readings(scene: _Scene, start: int) -> Iterator[Shape]:
    yield from scene.shapes.readings(scene.text, start)
    if start in scene.words.at_start:
        yield from _listed(scene, start)
        if not shapes.is_han(scene.text[start - 1 : start] or " "):
            yield from _set_apart(scene, start)


def _set_apart(scene: _Scene, start: int) -> Iterator[Shape]:
    """Four characters that stand alone right after a post: whatever their second is, they are one name."""
    text, end = scene.text, start + 4
    kind, weight = scene.shapes.surnames.get(text[start], ("", 0.0))
    if kind != "single" or weight <= 1 or len(text) < end or not shapes.is_han(text[start:end]):
        return
    if shapes.is_han(text[end : end + 1] or " "):
        return
    if posts.before(text, start) in scene.held.ending and not scene.words.known_at.keys() & range(start, end):
        yield Shape(end, weight + scene.shapes.given(text[end - 2 : end]) + 2.0)


def _listed(scene: _Scene, start: int) -> Iterator[Shape]:
    """A transliterated name that the segmentation's dictionary has."""
    word = scene.words.words[scene.words.at_start[start]]
    end, tag = word.end, word.tag
    if (start, end) not in scene.words.known:
        return
    if tag == "nrt" or (tag == "ns" and start not in scene.places and scene.shapes.mean(scene.text[start:end]) > 0):
        yield Shape(end, 1.5 if end - start > 2 else 0.0, True)


def best(candidates: Sequence[Candidate], least: float) -> Iterator[Candidate]:
    """Of candidates that overlap the weightiest, down to a least weight, in reading order."""
    taken: set[int] = set()
    kept: list[Candidate] = []
    for c in sorted(candidates, key=lambda c: (-c.weight, c.start - c.end, c.start)):
        if c.weight < least:
            break
        if taken.isdisjoint(range(c.start, c.end)):
            taken.update(range(c.start, c.end))
            kept.append(c)
    yield from sorted(kept, key=lambda c: c.start)


def _scene(reading: Reading, vocabulary: Vocabulary) -> _Scene:
    cues = {h.start for h in reading.hits("cues") if _speaks(h.term)}
    places = {h.start: h.end for h in reading.hits("regions") if h.end - h.start > 1}
    return _Scene(
        reading.folded,
        tokens.of(reading.folded),
        posts.of(reading),
        cues,
        places,
        _never(vocabulary),
        vocabulary.words("place_end"),
        vocabulary.words("never_end"),
        vocabulary.words("party_end"),
        shapes.of(vocabulary),
    )


@cache
def _speaks(term: Term) -> bool:
    return any(row["kind"] in _SPOKEN for row in term.of("cues"))


@cache
def _never(vocabulary: Vocabulary) -> frozenset[str]:
    return frozenset(script.fold(r["role"]) for r in vocabulary.rows["roles"]) | vocabulary.words("name_stop")


@cache
def _spots(vocabulary: Vocabulary) -> re.Pattern[str]:
    return re.compile(alternation(vocabulary.words("place_suffix")))


def _against(scene: _Scene, start: int, shape: Shape, spots: re.Pattern[str]) -> float:
    """What in the name itself and right after it says that it is something else: a place, a side, a longer name."""
    text, end, weight = scene.text, shape.end, 0.0
    for s, e in scene.places_from(start, end):
        if e <= end and (e - s > 2 or (s, e) == (start, end)):
            weight -= 12.0 if e - s > 2 else 6.0
        elif e <= end and shape.foreign:
            weight -= 6.0
    if spots.match(text, end):
        weight -= 4.0
    if text[end - 1] in scene.place_ends and end - start > 2:
        weight -= 2.5
    if text[end - 1] in scene.party_ends and end - start == 2 and start not in scene.held.ending:
        weight -= 5.0
    if text[end - 1] in scene.never_ends:
        weight -= 8.0
    if any(text[at : scene.words.known_at.get(at, at)] in scene.never for at in range(start, end)):
        weight -= 6.0
    if (
        end - start > 3
        and not shape.foreign
        and any(scene.words.known_at.get(at, end + 1) <= end for at in range(start, end))
    ):
        weight -= 3.0
    ordinary = end in scene.words.known_at and scene.shapes.mean(text[end : scene.words.known_at[end]]) < 0.9
    if scene.shapes.runs_on(text, start, end) and not ordinary and end not in scene.cues:
        weight -= 4.0
    if shape.foreign and start and scene.shapes.continues(text[start - 1]) and start not in scene.held.ending:
        before = scene.words.words[scene.words.owner[start - 1]]
        if (before.start, start) not in scene.words.known:
            weight -= 3.0
    return weight


def _cut(scene: _Scene, start: int, shape: Shape) -> float:
    """What the segmentation says: a name is a word of its own and crosses no word of the dictionary."""
    weight, end, words = 0.0, shape.end, scene.words
    n = words.at_start.get(start)
    if n is not None and words.words[n].end == end:
        tag = words.words[n].tag
        if (start, end) in words.known:
            known = 0.0 if shape.foreign and tag == "ns" and start not in scene.places else -9.0
            weight += (3.5 if end - start > 2 else 2.0) if tag.startswith("nr") else known
        else:
            rest = words.words[n + 1] if n + 1 < len(words.words) else None
            torn = rest and len(rest.word) == 1 and shapes.is_han(rest.word) and rest.tag[0] not in "vdpcu"
            torn = torn and end - start == 2 and rest and rest.word not in scene.shapes.after and end not in scene.cues
            weight += 1.0 if torn or not tag.startswith("nr") else 2.5
    else:
        weight += 0.5 if start in words.edges else -2.0
        weight += 0.5 if end in words.edges else -1.5
        holds = sum(words.known_at.get(at, end + 1) <= end for at in range(start, end))
        weight -= (1.5 if shape.foreign else 0.7) * holds
    return weight - 3.0 * (words.crosses(start) + words.crosses(end))


def _left(scene: _Scene, start: int) -> tuple[float, str]:
    at = posts.before(scene.text, start)
    colon = posts.before(scene.text, start, "：:")
    if scene.held.ending.get(at) or scene.held.ending.get(colon):
        return 4.0, "person.after_post"
    comma = posts.before(scene.text, start, "，,")
    if comma < at and (post := scene.held.ending.get(comma)) and "post" in post.kinds:
        return 2.0, "person.after_post"
    if at == 0 or scene.text[at - 1] in _PUNCTUATION:
        return 0.8, "person.shape"
    n = scene.words.at_end.get(at)
    if n is not None and scene.words.words[n].tag == "m":
        return -3.0, "person.shape"
    return 0.0, "person.shape"


def _right(scene: _Scene, start: int, end: int) -> tuple[float, str]:
    post = scene.held.starting.get(end)
    if post and "title" in post.kinds:
        return 3.0, "person.before_title"
    etc = scene.text.startswith("等", end) and scene.held.starting.get(end + 1)
    if etc and etc.kinds & {"person", "post"}:
        return 2.5, "person.before_title"
    if end in scene.cues:
        return 2.5, "person.before_cue"
    if start == 0 and scene.text[end : end + 1] in ("：", ":"):
        return 3.0, "person.before_cue"
    if end == len(scene.text) or scene.text[end] in _PUNCTUATION:
        return 0.6, "person.shape"
    n = scene.words.at_start.get(end)
    if n is not None:
        token = scene.words.words[n]
        if token.tag[0] in "dp" and n + 1 < len(scene.words.words) and scene.words.words[n + 1].start in scene.cues:
            return 2.0, "person.before_cue"
        if token.tag[0] in "vdp":
            return 0.6, "person.shape"
    return 0.0, "person.shape"
