"""The garbage collector, kept from looking where there is nothing to find."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["paused", "seldom"]


@contextmanager
def paused() -> Iterator[None]:
    """For work that makes very many objects and no cycles: looking for some takes a tenth of its time and more.

    >>> with paused():
    ...     gc.isenabled()
    False
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def seldom() -> None:
    """For a process that is kg's own: tables make a million objects that stay, and no cycles worth a search each time.

    The start of ``kg build`` took a quarter less.
    """
    gc.set_threshold(50_000, 20, 100)


@contextmanager
def settled() -> Iterator[None]:
    """For long work beside large tables, in pieces that are forgotten whole.

    What was there before is not looked through again and again, and what is new
    only once there is much more of it than a page makes.

    >>> with settled():
    ...     gc.get_freeze_count() > 0
    True
    """
    usual = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(_MUCH, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)
        gc.unfreeze()


_MUCH = 200_000
"""Objects, some 20 MB of them; a page of the press makes a tenth of that."""
