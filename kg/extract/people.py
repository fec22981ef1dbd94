"""Persons named in the text, and the posts and affiliations it gives them.

Takes Readings and the organisations in them, gives Found mentions of kind Person
and Introductions. Knows no list of persons; never takes a title alone for a name.
"""

from __future__ import annotations

import operator
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from kg.extract import addressed, bylines, candidates, dotted, introductions, memory, scenes
from kg.extract.candidates import Candidate
from kg.extract.records import Found, Introduction, Reading
from kg.extract.scenes import Scene
from kg.model import Document
from kg.vocabulary import Vocabulary

__all__ = ["find"]

_BY_CONTEXT = 4.0
"""Least weight of a name that a post, a title or a reporting word presents."""
_BY_SHAPE = 6.0
"""Least weight of a name that nothing but its own characters speak for."""
_BY_LIST = 2.5
"""Least weight of a name in a list with another."""
_REACH = 64
"""Characters: no neighbour in a list begins further away, name, brackets and blanks counted."""
_LIST = re.compile(r"(?:（[^（）]{1,8}）)?[\s　]*[、和与及][\s　]*|[ 　]+")
_CREDITED = 12.0
"""In a byline a name stands between marks."""
_DOTTED = 30.0
"""A dot leaves no doubt."""
_FOREIGN_BY_SHAPE = 8.5
"""The same for a transliterated name: places are transliterated too."""


def find(
    document: Document, readings: Sequence[Reading], organizations: Sequence[Found], vocabulary: Vocabulary
) -> tuple[tuple[Found, ...], tuple[Introduction, ...]]:
    """Every mention of a person in reading order, and the phrases that introduce them."""
    bodies: dict[int, list[Found]] = defaultdict(list)
    for f in organizations:
        bodies[f.passage].append(f)
    by_index = {r.index: r for r in readings}
    seen = {r.index: scenes.scene(r, bodies[r.index], vocabulary) for r in readings}
    possible = {index: candidates.find(scene) for index, scene in seen.items()}
    accepted = {r.index: _accepted(r, seen[r.index], possible[r.index], vocabulary) for r in readings}
    names = memory.settled(accepted, by_index)
    names |= memory.insisted(possible, seen, names)
    barred = {index: scene.barred for index, scene in seen.items()}
    persons = memory.everywhere(names, readings, barred, vocabulary)
    persons += _credited(readings, persons, barred, vocabulary)
    persons += _latin(by_index, persons)
    persons += _alone(readings, persons, barred, vocabulary)
    persons.sort(key=lambda f: (f.passage, f.start, f.end))
    presented = introductions.find(document, readings, persons, organizations, vocabulary)
    for found, post in addressed.find(readings, persons, presented, vocabulary):
        persons.append(found)
        presented.append(introductions.addressed(document, by_index[found.passage], found, post, vocabulary))
    place = operator.attrgetter("passage", "start", "end")
    return tuple(sorted(persons, key=place)), tuple(sorted(presented, key=place))


def _accepted(reading: Reading, scene: Scene, possible: Sequence[Candidate], vocabulary: Vocabulary) -> list[Candidate]:
    found = [c for c in possible if c.weight >= _least(c)]
    for start, end in bylines.names(reading, vocabulary):
        if scene.barred.isdisjoint(range(start, end)) and _is_likely(scene, start, end):
            found.append(Candidate(start, end, _CREDITED, "person.byline"))
    for start, end in dotted.names(reading, vocabulary):
        if scene.barred.isdisjoint(range(start, end)):
            found.append(Candidate(start, end, _DOTTED, "person.dotted", True))
    return _listed(reading.folded, list(candidates.best(found, _BY_CONTEXT)), possible)


def _is_likely(scene: Scene, start: int, end: int) -> bool:
    """Whether the characters of a byline's name speak for it, without blanks between them."""
    shapes = scene.shapes.own(scene.text, start)
    return any(s.end == end and s.weight > 0 for s in shapes)


def _listed(text: str, found: list[Candidate], possible: Sequence[Candidate]) -> list[Candidate]:
    """The found names and those that stand with them in one list (A、B和C): each name speaks for its neighbours."""
    likely = sorted((c for c in possible if c.weight >= _BY_LIST), key=lambda c: c.start)
    todo = list(found)
    taken = {at for c in found for at in range(c.start, c.end)}
    while todo:
        name = todo.pop()
        first = bisect_left(likely, name.start - _REACH, key=lambda c: c.start)
        last = bisect_left(likely, name.end + _REACH, first, key=lambda c: c.start)
        beside = [
            c
            for c in likely[first:last]
            if _LIST.fullmatch(text, c.end, name.start) or _LIST.fullmatch(text, name.end, c.start)
            if c.foreign <= name.foreign and taken.isdisjoint(range(c.start, c.end))
        ]
        for c in candidates.best(beside, _BY_LIST):
            found.append(c)
            todo.append(c)
            taken.update(range(c.start, c.end))
    return sorted(found, key=lambda c: c.start)


def _least(c: Candidate) -> float:
    if c.rule != "person.shape":
        return _BY_CONTEXT
    return _FOREIGN_BY_SHAPE if c.foreign else _BY_SHAPE


def _latin(readings: Mapping[int, Reading], persons: Sequence[Found]) -> list[Found]:
    found = []
    for f in persons:
        if span := dotted.latin(readings[f.passage], f.end):
            found.append(Found(f.passage, *span, "Person", f.name, "", "person.latin"))
    return found


def _alone(
    readings: Sequence[Reading], persons: Sequence[Found], barred: Mapping[int, set[int]], vocabulary: Vocabulary
) -> list[Found]:
    """Persons whom a page names in Latin letters only."""
    free = _free(readings, persons, barred, lambda r: dotted.latin_alone(r, vocabulary))
    return [
        Found(r.index, start, end, "Person", r.passage.text[start:end], "", "person.latin_alone")
        for r, start, end in free
    ]


def _credited(
    readings: Sequence[Reading], persons: Sequence[Found], barred: Mapping[int, set[int]], vocabulary: Vocabulary
) -> list[Found]:
    """Whom a byline names and no other rule found; blanks between the letters are the printer's."""
    free = _free(readings, persons, barred, lambda r: bylines.names(r, vocabulary))
    return [
        Found(r.index, start, end, "Person", "".join(r.passage.text[start:end].split()), "", "person.byline")
        for r, start, end in free
    ]


def _free(
    readings: Sequence[Reading],
    persons: Sequence[Found],
    barred: Mapping[int, set[int]],
    spans: Callable[[Reading], Iterable[tuple[int, int]]],
) -> Iterator[tuple[Reading, int, int]]:
    """The spans of every reading that touch neither a person found already nor an organisation."""
    taken = {(f.passage, n) for f in persons for n in range(f.start, f.end)}
    for r in readings:
        for start, end in spans(r):
            if not any((r.index, n) in taken or n in barred[r.index] for n in range(start, end)):
                yield r, start, end
