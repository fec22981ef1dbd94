"""One reading for each character: of names inside one another the longest, of names that cross the surer kind.

Takes what the rules found, gives what stays. Never changes a mention.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Sequence
from operator import attrgetter
from typing import Any, Protocol, TypeVar

from kg.extract.records import Found

__all__ = ["longest", "settle"]

_ORDER = ("Person", "Organization", "Region", "Industry")
"""Of names that cross, or are equal, the kind whose borders are the surest: an industry's are the least so."""
_PLACE = attrgetter("passage", "start")
_START = attrgetter("start")


class _Spanning(Protocol):
    """Whatever stands in a passage."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


_Kind = TypeVar("_Kind", bound=_Spanning)


def longest(found: Sequence[_Kind], rank: Callable[[_Kind], Any]) -> list[_Kind]:
    """What stays where none may stand inside or across another: the first by rank; in reading order."""
    ordered = sorted(found, key=_START)
    reached = 0
    for one in ordered:
        if one.start < reached:
            break
        reached = one.end
    else:  # nothing overlaps, as most often
        return ordered
    taken: set[int] = set()
    kept: list[_Kind] = []
    for one in sorted(found, key=rank):
        if taken.isdisjoint(range(one.start, one.end)):
            taken.update(range(one.start, one.end))
            kept.append(one)
    return sorted(kept, key=_START)


def settle(found: Iterable[Found]) -> tuple[Found, ...]:
    """Drop every mention that stands inside a longer one, or across one of a surer kind.

    >>> a, b, c = (
    ...     Found(0, s, e, k, "", "", "")
    ...     for s, e, k in [(0, 4, "Organization"), (0, 2, "Region"), (3, 9, "Industry")]
    ... )
    >>> settle([a, b, c]) == (a,)
    True
    """
    kept: list[Found] = []
    entangled: list[Found] = []
    passage, reached = -1, 0
    for f in sorted(found, key=_PLACE):
        if f.passage == passage and f.start < reached:
            entangled.append(f)
            reached = max(reached, f.end)
        else:
            kept += _kept(entangled)
            entangled = [f]
            passage, reached = f.passage, f.end
    kept += _kept(entangled)
    return tuple(kept)


def _kept(found: list[Found]) -> list[Found]:
    """What stays of mentions that overlap, directly or by others between them; most stand alone."""
    if len(found) < 2:
        return found
    surest = sorted(found, key=lambda f: (_ORDER.index(f.kind), f.start - f.end, f.start))
    reach = max(f.end - f.start for f in found)
    standing: list[Found] = []
    for f in surest:
        near = bisect_left(standing, f.start - reach, key=_START), bisect_left(standing, f.end, key=_START)
        if not any(_cross(f, s) for s in standing[slice(*near)]):
            insort(standing, f, key=_START)
    return longest(standing, lambda f: (f.start - f.end, _ORDER.index(f.kind), f.start))


def _cross(a: Found, b: Found) -> bool:
    return a.start < b.start < a.end < b.end or b.start < a.start < b.end < a.end
