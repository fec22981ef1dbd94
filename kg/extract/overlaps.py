"""One reading for each character: the longest name wins, whatever its kind."""

from __future__ import annotations

from collections.abc import Iterable

from kg.extract.records import Found

__all__ = ["settle"]

_ORDER = ("Person", "Organization", "Region", "Industry")


def settle(found: Iterable[Found]) -> tuple[Found, ...]:
    """Drop every mention that stands inside or across a longer one; of equals keep the first kind.

    >>> a, b = (Found(0, s, e, k, "", "", "") for s, e, k in [(0, 4, "Organization"), (0, 2, "Region")])
    >>> settle([a, b]) == (a,)
    True
    """
    taken: dict[int, list[tuple[int, int]]] = {}
    kept = []
    for f in sorted(found, key=lambda f: (f.start - f.end, _ORDER.index(f.kind), f.passage, f.start)):
        ranges = taken.setdefault(f.passage, [])
        if all(f.end <= s or e <= f.start for s, e in ranges):
            ranges.append((f.start, f.end))
            kept.append(f)
    return tuple(sorted(kept, key=lambda f: (f.passage, f.start, f.end)))
