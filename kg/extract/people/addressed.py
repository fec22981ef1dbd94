"""Persons called by surname and title: 王部長, 賴院長, 陳女士.

Takes the persons and introductions of a page, gives further mentions with the
fullest name the page has for them. Never guesses between two of one surname.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set

from kg import script
from kg.extract.people import shapes
from kg.extract.people.shapes import Shapes
from kg.extract.posts import Post
from kg.extract.records import Found, Introduction, Reading
from kg.vocabulary import Vocabulary

__all__ = ["find"]

_COMMON_ENOUGH = 0.0
"""Least weight of a surname that stands for a whole name; 常委員, 時任 are words."""
_RARE_ENOUGH = -1.0
"""The same where the page gives the one person of that surname a post: 習主席."""
_POLITE_ENOUGH = -1.0
"""The same before 先生 or 女士, which nothing else comes before."""


def find(
    readings: Sequence[Reading],
    persons: Sequence[Found],
    introductions: Sequence[Introduction],
    vocabulary: Vocabulary,
) -> Iterator[tuple[Found, Post]]:
    """Each mention by surname and title with the title itself, in reading order."""
    shape, courtesy = shapes.of(vocabulary), vocabulary.words("courtesy_title")
    taken = {(f.passage, n) for f in persons for n in range(f.start, f.end)}
    holders = _holders(persons, introductions)
    for reading in readings:
        words = reading.words
        for at, post in sorted(reading.posts.starting.items()):
            if "title" not in post.kinds:
                continue
            polite = reading.folded[at : post.end] in courtesy
            start = _surname(reading.folded, at, shape, _POLITE_ENOUGH if polite else _RARE_ENOUGH)
            if start is None or start not in words.edges:
                continue
            if any((reading.index, n) in taken for n in range(start, post.end)):
                continue
            surname, title = reading.folded[start:at], reading.folded[at : post.end]
            name = _who(surname, title, holders)
            if name and not polite and shape.surnames[surname][1] < _COMMON_ENOUGH and not holders[name]:
                continue
            if name or polite:
                text = reading.passage.text[start : post.end]
                yield Found(reading.index, start, post.end, "Person", name or text, "", "person.addressed"), post


def _surname(text: str, at: int, shape: Shapes, least: float) -> int | None:
    """Where the surname right before a title begins, if it is likely enough."""
    for size in (2, 1):
        kind, weight = shape.surnames.get(text[max(0, at - size) : at], ("", 0.0))
        if kind in ("single", "compound") and weight >= least and len(text[max(0, at - size) : at]) == size:
            return at - size
    return None


def _holders(persons: Sequence[Found], introductions: Sequence[Introduction]) -> dict[str, set[str]]:
    """Every person of the page by full name, with the posts the page gives him."""
    holders: dict[str, set[str]] = {f.name: set() for f in persons}
    for i in introductions:
        holders.setdefault(i.name, set()).update(script.fold(t.role) for t in i.tenures)
    return holders


def _who(surname: str, title: str, holders: Mapping[str, Set[str]]) -> str:
    """The one person of the surname, or of several the one who holds the post; empty where that is not clear."""
    same = [name for name in sorted(holders) if script.fold(name).startswith(surname) and len(name) > len(surname)]
    holding = [name for name in same if any(role.endswith(title) for role in holders[name])]
    if len(holding) == 1:
        return holding[0]
    return same[0] if len(same) == 1 else ""
