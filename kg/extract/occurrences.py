"""Where any of a page's own names stand in a text: of two at one place the longer, none across another.

For names that a table has there is the vocabulary's automaton; a page has a
few dozen of its own, and to make an automaton or a pattern of them costs more
than to look for each.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

__all__ = ["find"]


def find(text: str, names: Iterable[str], barred_after: tuple[str, ...] = ()) -> Iterator[tuple[int, int]]:
    """The places of the names, from left to right; none right before one of the ``barred_after``.

    >>> list(find("王明和王明华到会，王明思想", ["王明", "王明华"], ("思想",)))
    [(0, 2), (3, 6)]
    """
    found: list[tuple[int, int]] = []
    for name in names:
        at = text.find(name)
        while at >= 0:
            end = at + len(name)
            if not barred_after or not text.startswith(barred_after, end):
                found.append((at, -end))
            at = text.find(name, at + 1)
    found.sort()
    reached = 0
    for start, end in found:
        if start >= reached:
            reached = -end
            yield start, reached
