"""Work that is no document's: functions over items, by several processes where there are several.

Takes functions and items that another process can be handed. Gives the results
in the order of the items, whatever the number of processes. What a process was
at when it was killed is done again by this one.
"""

from __future__ import annotations

import multiprocessing
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cache, partial
from itertools import islice
from types import TracebackType
from typing import Any, TypeVar

from kg import collector
from kg.engine.orphan import end_with_parent

__all__ = ["Crew"]

T = TypeVar("T")
R = TypeVar("R")


class Crew:
    """Processes that are made when first needed and work until the block ends; with one job there is only this one.

    >>> with Crew(1) as crew:
    ...     later = crew.begin(len, "甲乙丙")
    ...     list(crew.spread(len, ["甲", "乙丙"])), later()
    ([1, 2], 3)
    """

    def __init__(self, jobs: int = 1) -> None:
        self.jobs = max(1, jobs)
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Crew:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        if self._pool:
            self._pool.shutdown(cancel_futures=True)

    def begin(self, work: Callable[[T], R], item: T) -> Callable[[], R]:
        """``work`` of an item, begun if another process can; what is given back waits for the result, or makes it."""
        calm = partial(_calmly, work, item)
        if self.jobs == 1 or (future := self._submitted(calm)) is None:
            return cache(calm)
        return partial(_result, future, calm)

    def spread(self, work: Callable[[T], R], items: Iterable[T]) -> Iterator[R]:
        """``work`` of each item; no more are begun than the processes will soon come to."""
        waiting = iter(items)
        begun: deque[Callable[[], R]] = deque()
        while True:
            begun.extend(self.begin(work, item) for item in islice(waiting, 2 * self.jobs - len(begun)))
            if not begun:
                return
            yield begun.popleft()()

    def _submitted(self, work: Callable[[], R]) -> Future[R] | None:
        if self._pool is None:
            context: Any = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
            self._pool = ProcessPoolExecutor(self.jobs, context, end_with_parent)
        try:
            return self._pool.submit(work)
        except BrokenProcessPool:  # for good: the rest is this process's
            return None


def _calmly(work: Callable[[T], R], item: T) -> R:
    with collector.paused():
        return work(item)


def _result(future: Future[R], work: Callable[[], R]) -> R:
    try:
        return future.result()
    except BrokenProcessPool:
        return work()
