"""Candidates for names of persons in one text, each with what speaks for and against it.

Takes a Scene, gives Candidates with a weight. Never accepts one: that is
``people``. Only the places are looked at where something speaks for a name, and
the evidence that costs most is asked last, where all that it can add may be enough.
"""

from __future__ import annotations

import math
import re
from collections.abc import Container, Iterator, Sequence
from typing import NamedTuple

from kg.extract.people import further_shapes, likely, objections, surroundings
from kg.extract.people.objections import CUT_MOST, EDGES_MOST
from kg.extract.people.scenes import Scene
from kg.extract.people.shapes import LONGEST, Shape
from kg.extract.people.surroundings import LEFT_BARE, RIGHT_BARE, RIGHT_MOST
from kg.vocabulary import Vocabulary

__all__ = ["Candidate", "Candidates", "best"]


class Candidate(NamedTuple):
    """A possible name: ``folded[start:end]``."""

    start: int
    end: int
    weight: float
    rule: str
    """The strongest evidence for it."""
    foreign: bool = False


class _Least(NamedTuple):
    """What a name must weigh."""

    presented: float
    """One that a post, a title or a reporting word presents."""
    own: float
    """One that nothing but its own characters speak for."""
    foreign: float
    """The same for a transliterated name: places are transliterated too."""


_FOUND = _Least(4.0, 6.0, 8.5)
_LISTED = _Least(2.5, 2.5, 2.5)
"""In a list with another name."""
_ANY = _Least(-math.inf, -math.inf, -math.inf)
_PRESENTED = 2.5
"""What a post or a calling before a name weighs at least."""
_HOPELESS = -6.0
_ROUNDING = 0.01
_ALONE = -LEFT_BARE - RIGHT_BARE - EDGES_MOST - _ROUNDING
"""What a mark on both sides spares a name that nothing presents."""
_BY_ITSELF = _FOUND.own + _ALONE
"""What the characters of a name must weigh that nothing presents …"""
_BEFORE = _FOUND.presented - RIGHT_MOST + RIGHT_BARE + _ALONE
"""… and of one that what follows presents."""
_BETWEEN = r"(?:（[^（）]{1,8}）)?[\s　]*[、和与及][\s　]*"
"""What stands between two names of a list …"""
_BLANKS = "[ 　]+"
"""… and what may stand there instead."""
_BEHIND_NAME = re.compile(_BETWEEN), re.compile(_BLANKS)
_BEFORE_NAME = re.compile(f"{_BETWEEN}$"), re.compile(f"{_BLANKS}$")
_LAST = re.compile(r"[\s　、和与及]$")
"""What either ends with."""
_REACH = 64
"""Characters: no neighbour in a list begins further away, name, brackets and blanks counted."""


class Candidates:
    """The possible names of one text."""

    def __init__(self, scene: Scene, vocabulary: Vocabulary) -> None:
        self.scene = scene
        self._likely = likely.of(vocabulary, _BY_ITSELF, _FOUND.foreign + _ALONE)
        self._further = further_shapes.find(scene)
        self._known: dict[int, list[Shape]] = {}

    def found(self) -> list[Candidate]:
        """Every reading of a name that weighs enough for one, in reading order."""
        text, shape = self.scene.text, self.scene.shapes
        ends = surroundings.presented_ends(self.scene)
        led = {0, *surroundings.presented_starts(self.scene), *self._cut_as_names(ends)}
        first = [(at, text[at : at + 1]) for at in led]
        own = {at for at, char in first if char in shape.begins}.union(self._likely.own_starts(text))
        foreign = {at for at, char in first if char in shape.opens}.union(self._likely.foreign_starts(text))
        for end in ends:
            foreign.update(shape.foreign_starts(text, end, _BEFORE))
            own.update(s for s in shape.own_starts(text, end) if s not in own and self._weighs(s, end, _BEFORE))
        found: list[Candidate] = []
        for start in sorted({*own, *foreign, *self._further}):
            names = [*self._own(start)] if start in own else []
            if start in foreign:
                names += shape.foreign_names(text, start)
            found += self._weighed(start, [*names, *self._further.get(start, ())], _FOUND)
        return found

    def _cut_as_names(self, ends: Container[int]) -> Iterator[int]:
        """Where a word begins that the segmentation takes for a person's name, and that may be one."""
        for start, end, word, tag in self.scene.words.proper:
            least = (_BEFORE if end in ends else _BY_ITSELF) + EDGES_MOST - CUT_MOST
            if tag[:2] == "nr" and self.scene.shapes.whole(word) >= least:
                yield start

    def _own(self, start: int) -> list[Shape]:
        """The readings with a surname at a place; asked again where a name beside it is found."""
        if start not in self._known:
            self._known[start] = self.scene.shapes.own(self.scene.text, start)
        return self._known[start]

    def _weighs(self, start: int, end: int, least: float) -> bool:
        return any(s.end == end and s.weight >= least for s in self._own(start))

    def beside(self, name: Candidate) -> Iterator[Candidate]:
        """The readings of names that stand next to a name in one list (A、B和C)."""
        text = self.scene.text
        for start in sorted({m.end() for p in _BEHIND_NAME if (m := p.match(text, name.end))}):
            yield from self._at(start, _LISTED)
        low = max(0, name.start - _REACH)
        if not _LAST.search(text, max(0, name.start - 1), name.start):
            return
        for end in sorted({m.start() for p in _BEFORE_NAME if (m := p.search(text, low, name.start))}):
            for start in sorted(self._ending(end)):
                yield from (c for c in self._at(start, _LISTED) if c.end == end and low <= start)

    def _ending(self, end: int) -> set[int]:
        """Where the readings begin that may end at a place."""
        text, shape = self.scene.text, self.scene.shapes
        further = (start for start in range(max(0, end - LONGEST), end - 1) if start in self._further)
        return {*shape.own_starts(text, end), *shape.foreign_starts(text, end, -math.inf), *further}

    def may_be(self, three: str) -> bool:
        """Whether three characters can be a name anywhere."""
        return any(s.end == 3 and s.weight >= _HOPELESS for s in self.scene.shapes.own(three, 0))

    def of_three(self, start: int) -> list[Candidate]:
        """The readings of three characters that begin at a place, however little they weigh."""
        return self._weighed(start, [s for s in self._own(start) if s.end == start + 3], _ANY)

    def _at(self, start: int, least: _Least) -> list[Candidate]:
        """The readings that begin at a place and weigh enough."""
        foreign = self.scene.shapes.foreign_names(self.scene.text, start)
        return self._weighed(start, [*self._own(start), *foreign, *self._further.get(start, ())], least)

    def _weighed(self, start: int, found: Sequence[Shape], least: _Least) -> list[Candidate]:
        scene, candidates = self.scene, []
        if start in scene.barred or not found:
            return []
        left, left_rule = surroundings.left(scene, start)
        n = scene.words.at_start.get(start, -1)
        word_end = scene.words.words[n].end if n >= 0 else -1
        for shape in found:
            end, weight, foreign = shape
            most = weight + left + (CUT_MOST if end == word_end else EDGES_MOST) + _ROUNDING
            if most + RIGHT_MOST < least.presented or weight < _HOPELESS:
                continue
            right, right_rule = surroundings.right(scene, start, end)
            rule = left_rule if left >= right else right_rule
            enough = least.presented if rule != "person.shape" else least.foreign if foreign else least.own
            if most + right < enough or end - 1 in scene.barred or scene.text[start:end] in scene.never:
                continue
            cut = objections.cut(scene, start, shape, left >= _PRESENTED)
            if weight + left + right + cut + _ROUNDING < enough:
                continue
            weight = weight + objections.against(scene, start, shape) + cut + left + right
            if weight >= enough:
                candidates.append(Candidate(start, end, weight, rule, foreign))
        return candidates


def best(candidates: Sequence[Candidate]) -> Iterator[Candidate]:
    """Of candidates that overlap the weightiest, in reading order."""
    taken: set[int] = set()
    kept: list[Candidate] = []
    for c in sorted(candidates, key=lambda c: (-c.weight, c.start - c.end, c.start)):
        if taken.isdisjoint(range(c.start, c.end)):
            taken.update(range(c.start, c.end))
            kept.append(c)
    yield from sorted(kept, key=lambda c: c.start)
