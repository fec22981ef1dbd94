"""Persons named in the text, and the posts and affiliations it gives them.

Takes Readings and the organisations in them, gives Found mentions of kind Person
and Introductions. Knows no list of persons; never takes a title alone for a name.
"""

from __future__ import annotations

import operator
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from kg import in_step
from kg.extract.people import addressed, bylines, candidates, dotted, family_names, introductions, memory, scenes
from kg.extract.people.candidates import Candidate, Candidates
from kg.extract.people.scenes import Scene
from kg.extract.records import Found, Introduction, Reading
from kg.in_step import Steps
from kg.model import Document
from kg.vocabulary import Vocabulary

__all__ = ["find", "steps"]

_CREDITED = 12.0
"""In a byline a name stands between marks."""
_DOTTED = 30.0
"""A dot leaves no doubt."""


def find(
    document: Document, readings: Sequence[Reading], organizations: Sequence[Found], vocabulary: Vocabulary
) -> tuple[tuple[Found, ...], tuple[Introduction, ...]]:
    """Every mention of a person in reading order, and the phrases that introduce them."""
    return in_step.alone(steps(document, readings, organizations, vocabulary))


def steps(
    document: Document, readings: Sequence[Reading], organizations: Sequence[Found], vocabulary: Vocabulary
) -> Steps[tuple[tuple[Found, ...], tuple[Introduction, ...]]]:
    """The same, step by step."""
    bodies: dict[int, list[Found]] = defaultdict(list)
    for f in organizations:
        bodies[f.passage].append(f)
    by_index = {r.index: r for r in readings}
    seen = {r.index: scenes.scene(r, bodies[r.index], vocabulary) for r in readings}
    possible = {index: Candidates(scene, vocabulary) for index, scene in seen.items()}
    credits = {r.index: list(bylines.names(r, vocabulary)) for r in readings}
    yield
    accepted = {r.index: _accepted(r, possible[r.index], credits[r.index], vocabulary) for r in readings}
    yield
    names = memory.shortened(memory.settled(accepted, by_index), by_index, vocabulary)
    names |= memory.insisted(possible, names)
    barred = {index: scene.barred for index, scene in seen.items()}
    names |= memory.grown(names, by_index, vocabulary)
    persons = memory.everywhere(names, readings, barred, vocabulary)
    persons = family_names.link(readings, family_names.regnal(by_index, persons), barred, vocabulary)
    persons += _credited(readings, persons, barred, credits)
    persons += _latin(by_index, persons)
    persons += _alone(readings, persons, barred, vocabulary)
    persons.sort(key=lambda f: (f.passage, f.start, f.end))
    yield
    presented = introductions.find(document, readings, persons, organizations, vocabulary)
    for found, post in addressed.find(readings, persons, presented, vocabulary):
        persons.append(found)
        presented.append(introductions.addressed(document, by_index[found.passage], found, post, vocabulary))
    yield
    place = operator.attrgetter("passage", "start", "end")
    return tuple(sorted(persons, key=place)), tuple(sorted(presented, key=place))


def _accepted(
    reading: Reading, possible: Candidates, credits: Iterable[tuple[int, int]], vocabulary: Vocabulary
) -> list[Candidate]:
    found, scene = possible.found(), possible.scene
    for start, end in credits:
        if scene.barred.isdisjoint(range(start, end)) and _is_likely(scene, start, end):
            found.append(Candidate(start, end, _CREDITED, "person.byline"))
    for start, end in dotted.names(reading, vocabulary):
        if scene.barred.isdisjoint(range(start, end)):
            found.append(Candidate(start, end, _DOTTED, "person.dotted", True))
    return _listed(list(candidates.best(found)), possible)


def _is_likely(scene: Scene, start: int, end: int) -> bool:
    """Whether the characters of a byline's name speak for it, without blanks between them."""
    shapes = scene.shapes.own(scene.text, start)
    return any(s.end == end and s.weight > 0 for s in shapes)


def _listed(found: list[Candidate], possible: Candidates) -> list[Candidate]:
    """The found names and those that stand with them in one list (A、B和C): each name speaks for its neighbours."""
    todo = list(found)
    taken = {at for c in found for at in range(c.start, c.end)}
    while todo:
        name = todo.pop()
        beside = (c for c in possible.beside(name) if c.foreign <= name.foreign)
        for c in candidates.best([c for c in beside if taken.isdisjoint(range(c.start, c.end))]):
            found.append(c)
            todo.append(c)
            taken.update(range(c.start, c.end))
    return sorted(found, key=lambda c: c.start)


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
    given = dotted.given(readings, vocabulary)
    spans = {r.index: [*dotted.latin_alone(r, vocabulary), *dotted.given_alone(r, given)] for r in readings}
    free = _free(readings, persons, barred, lambda r: spans[r.index])
    return [
        Found(r.index, start, end, "Person", r.passage.text[start:end], "", "person.latin_alone")
        for r, start, end in free
    ]


def _credited(
    readings: Sequence[Reading],
    persons: Sequence[Found],
    barred: Mapping[int, set[int]],
    credits: Mapping[int, Sequence[tuple[int, int]]],
) -> list[Found]:
    """Whom a byline names and no other rule found; blanks between the letters are the printer's."""
    free = _free(readings, persons, barred, lambda r: credits[r.index])
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
