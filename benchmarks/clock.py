"""Processor time, and ratios that hold on a busy machine: subjects take turns on the same slices.

Wall clock on a shared machine measures the neighbours. Every figure here is
processor time of this process; a ratio is of sums over slices that alternate,
so that what disturbs one disturbs the other.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

__all__ = ["best", "turns"]

T = TypeVar("T")


def best(work: Callable[[], object], repeat: int = 3) -> float:
    """Seconds of processor time, the least of ``repeat`` runs."""
    times = []
    for _ in range(repeat):
        since = time.process_time()
        work()
        times.append(time.process_time() - since)
    return min(times)


def turns(slices: Iterable[T], subjects: Mapping[str, Callable[[T], object]]) -> dict[str, float]:
    """Seconds of processor time each subject takes for all slices, one slice after another."""
    spent = dict.fromkeys(subjects, 0.0)
    for one in slices:
        for name, work in subjects.items():
            gc.collect()
            since = time.process_time()
            work(one)
            spent[name] += time.process_time() - since
    return spent
