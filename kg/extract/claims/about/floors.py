"""Who has the floor in a sentence: the region all that follows is said of, or the industry.

Takes a sentence's shape and the patterns. Gives Floors. Never links anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from kg.extract.claims.about.shapes import BREAK, Pattern, Sentence
from kg.extract.records import Found

__all__ = ["Floor", "of_industries", "of_regions"]

_Patterns = Mapping[str, Sequence[Pattern]]
_BREAK = re.compile(BREAK)


class Floor(NamedTuple):
    """Names that ``shape[start:end]`` is about."""

    name: str
    start: int
    end: int
    holders: tuple[Found, ...]
    kind: str
    """``scope``, ``setting`` or ``clause``; ``again`` for what is left of a scope after somebody else's clause."""


def of_regions(sentence: Sentence, patterns: _Patterns) -> tuple[Floor, ...]:
    """A scope lasts until another region or somebody else takes the floor, a setting until another region does.

    A clause lasts to the clause's end, and then whoever it interrupted goes on.
    """
    opened: dict[int, Floor] = {}
    for kind in ("setting", "scope", "clause"):
        for pattern in patterns[kind]:
            for match in pattern.expression.finditer(sentence.shape):
                start, end = match.span("R")
                opened.setdefault(start, Floor(pattern.name, end, end, sentence.among("Region", (start, end)), kind))
    if not opened:
        return ()
    whole = len(sentence.shape)
    others = _stops(sentence, patterns)
    clauses = sorted(at for at, f in opened.items() if f.kind == "clause")
    lasting = [at for at, f in opened.items() if f.kind != "clause"]
    found: list[Floor] = []
    for _, floor in sorted(opened.items()):
        ends = [at for at in (*lasting, whole) if at >= floor.start]
        if floor.kind != "setting":
            ends += [at for at in others if at >= floor.start]
        if floor.kind == "clause":
            ends += [at for at in (*clauses, *_breaks(sentence, floor.start)) if at >= floor.start]
            found.append(floor._replace(end=min(ends)))
        else:
            end = min(ends)
            found += _pieces(floor, end, [at for at in clauses if floor.start <= at < end], sentence)
    return tuple(found)


def _pieces(floor: Floor, end: int, clauses: Sequence[int], sentence: Sentence) -> Iterator[Floor]:
    """The floor without the clauses of others in it."""
    start, kind = floor.start, floor.kind
    for at in clauses:
        yield floor._replace(start=start, end=max(start, at), kind=kind)
        start, kind = _next([*_breaks(sentence, at), end], at), "again"
    if start < end:
        yield floor._replace(start=start, end=end, kind=kind)


def of_industries(sentence: Sentence, patterns: _Patterns) -> Iterator[Floor]:
    """From where an industry is named to the next, or to somebody else."""
    named = {m.span("I"): p.name for p in patterns["topic"] for m in p.expression.finditer(sentence.shape)}
    takes = [*(start for start, _ in named), *_stops(sentence, patterns), len(sentence.shape)]
    for (start, end), name in sorted(named.items()):
        yield Floor(name, end, _next(takes, end), sentence.among("Industry", (start, end)), "scope")


def _stops(sentence: Sentence, patterns: _Patterns) -> list[int]:
    """Where somebody else begins to act."""
    return [m.start() for pattern in patterns["stop"] for m in pattern.expression.finditer(sentence.shape)]


def _breaks(sentence: Sentence, start: int) -> list[int]:
    return [m.start() for m in _BREAK.finditer(sentence.shape, start)]


def _next(places: Sequence[int], start: int) -> int:
    return min(at for at in places if at >= start)
