"""Several pages read in step: none goes on to its next step before all have taken this one.

A step's rules and tables are in the processor's cache while it is taken again
and again; all that one page needs has no room there, and would be fetched anew
for every page. No page knows of another: each comes out as it does alone.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable
from typing import TypeAlias, TypeVar

__all__ = ["Steps", "alone", "together"]

T = TypeVar("T")
Steps: TypeAlias = Generator[None, None, T]
"""Work on one page, which yields behind every step."""


def together(pages: Iterable[Steps[T]]) -> list[T]:
    """What the work on each page gives.

    >>> def work(name: str) -> Steps[str]:
    ...     print("read", name)
    ...     yield
    ...     print("told", name)
    ...     return name.upper()
    >>> together([work("a"), work("b")])
    read a
    read b
    told a
    told b
    ['A', 'B']
    """
    done: dict[int, T] = {}
    going = dict(enumerate(pages))
    while going:
        for number, steps in list(going.items()):
            try:
                next(steps)
            except StopIteration as end:
                done[number] = end.value
                del going[number]
    return [done[number] for number in sorted(done)]


def alone(page: Steps[T]) -> T:
    """What the work on one page gives."""
    return together([page])[0]
