"""One reading for each character: of names inside one another the longest, of names that cross the surer kind.

Takes what the rules found, gives what stays. Never changes a mention.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Sequence

from kg.extract.records import Found

__all__ = ["settle"]

_ORDER = ("Person", "Organization", "Region", "Industry")
"""Of names that cross, or are equal, the kind whose borders are the surest: an industry's are the least so."""


def settle(found: Iterable[Found]) -> tuple[Found, ...]:
    """Drop every mention that stands inside a longer one, or across one of a surer kind.

    >>> a, b, c = (
    ...     Found(0, s, e, k, "", "", "")
    ...     for s, e, k in [(0, 4, "Organization"), (0, 2, "Region"), (3, 9, "Industry")]
    ... )
    >>> settle([a, b, c]) == (a,)
    True
    """
    passages: dict[int, list[Found]] = defaultdict(list)
    for f in found:
        passages[f.passage].append(f)
    kept = [f for index in sorted(passages) for f in _passage(passages[index])]
    return tuple(sorted(kept, key=lambda f: (f.passage, f.start, f.end)))


def _passage(found: Sequence[Found]) -> list[Found]:
    surest = sorted(found, key=lambda f: (_ORDER.index(f.kind), f.start - f.end, f.start))
    longest = max((f.end - f.start for f in found), default=0)
    standing: list[Found] = []
    for f in surest:
        near = bisect_left(standing, f.start - longest, key=_start), bisect_left(standing, f.end, key=_start)
        if not any(_cross(f, s) for s in standing[slice(*near)]):
            insort(standing, f, key=_start)
    taken: set[int] = set()
    kept: list[Found] = []
    for f in sorted(standing, key=lambda f: (f.start - f.end, _ORDER.index(f.kind), f.start)):
        if taken.isdisjoint(range(f.start, f.end)):
            taken.update(range(f.start, f.end))
            kept.append(f)
    return kept


def _start(f: Found) -> int:
    return f.start


def _cross(a: Found, b: Found) -> bool:
    return a.start < b.start < a.end < b.end or b.start < a.start < b.end < a.end
