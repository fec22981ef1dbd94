"""Where any of a page's own names stand in a text: of two at one place the longer, none across another.

For names that a table has there is the vocabulary's automaton; a page has a
few dozen of its own, and to make an automaton or a pattern of them costs more
than to look for each.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

__all__ = ["find", "on_page"]


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


def on_page(
    texts: Sequence[str], names: Iterable[str], barred_after: tuple[str, ...] = ()
) -> Iterator[tuple[int, int, int]]:
    """As ``find``, in all texts of a page at once: which text, and where in it. No name holds a line's end.

    >>> list(on_page(["王明到会", "会上王明说"], ["王明"]))
    [(0, 0, 2), (1, 2, 4)]
    """
    starts = list(accumulate((len(text) + 1 for text in texts), initial=0))
    for start, end in find("\n".join(texts), names, barred_after):
        n = bisect_right(starts, start) - 1
        yield n, start - starts[n], end - starts[n]
