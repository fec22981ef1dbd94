"""Work that is no document's: functions over items, by several processes where there are several."""

from __future__ import annotations

import multiprocessing
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from typing import Any, TypeVar

from kg.engine.orphan import end_with_parent

__all__ = ["spread"]

T = TypeVar("T")
R = TypeVar("R")


def spread(work: Callable[[T], R], items: Iterable[T], jobs: int) -> Iterator[R]:
    """``work`` of each item, in the order of the items; both must be such as another process can be handed.

    What a process was at when it was killed is done again by this one.

    >>> list(spread(len, ["甲", "乙丙"], 1))
    [1, 2]
    """
    if jobs <= 1:
        yield from map(work, items)
        return
    context: Any = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    waiting = iter(items)
    with ProcessPoolExecutor(jobs, context, end_with_parent) as pool:
        given: deque[tuple[T, Future[R] | None]] = deque()
        while True:
            for item in islice(waiting, 2 * jobs - len(given)):
                given.append((item, _submitted(pool, work, item)))
            if not given:
                return
            item, future = given.popleft()
            try:
                yield work(item) if future is None else future.result()
            except BrokenProcessPool:
                yield work(item)


def _submitted(pool: ProcessPoolExecutor, work: Callable[[T], R], item: T) -> Future[R] | None:
    try:
        return pool.submit(work, item)
    except BrokenProcessPool:  # for good: the rest is this process's
        return None
