"""Whole builds of growing corpora: whether cost and memory grow as the text does, and what a second process brings.

Every build is ``kg build`` in a process of its own, all files written.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from benchmarks import child
from benchmarks.corpus import FORMS, pages
from benchmarks.figures import Figure, Sizes

__all__ = ["run"]


def run(sizes: Sizes, work: Path) -> Iterator[Figure]:
    """Seconds for each megabyte and memory by size, then one process beside two on the largest but one."""
    costs: list[float] = []
    further: list[float] = []
    for before, size in zip((0, *sizes.growing), sizes.growing, strict=False):
        corpus = _corpus(size, sizes.seed, work)
        spent = child.kg("build", corpus, "--out", work / "out", "--fresh", "--quiet")
        costs.append(spent.processor)
        yield Figure(f"build of {_told(size)}, processor time", spent.processor / (size / 1e6), "s/MB")
        yield Figure(f"build of {_told(size)}, memory", spent.memory, "MB", "<= 1000")
        if before:  # without the start, a second or two, which weighs on the smallest
            further.append((costs[-1] - costs[-2]) / ((size - before) / 1e6))
            yield Figure(f"build of {_told(size)}, each megabyte beyond {_told(before)}", further[-1], "s/MB")
    if len(further) > 1:
        yield Figure(
            "cost of a further megabyte, the dearest / the cheapest", max(further) / min(further), "times", "<= 1.15"
        )
    if not sizes.repeat:
        return
    size = sizes.growing[-2:][0]
    corpus = work / _told(size)
    alone, together = [], []
    for _ in range(sizes.repeat):
        alone.append(child.kg("build", corpus, "--out", work / "out", "--fresh", "--quiet").wall)
        together.append(child.kg("build", corpus, "--out", work / "out", "--fresh", "--quiet", "--jobs", "2").wall)
    yield Figure(f"build of {_told(size)}, one process, wall clock", min(alone), "s")
    yield Figure(f"build of {_told(size)}, two processes, wall clock", min(together), "s")
    yield Figure("one process / two, whole build", min(alone) / min(together), "times", ">= 1.7")


def _corpus(size: int, seed: int, work: Path) -> Path:
    """One file of JSON Lines: a hundred thousand small files would measure the file system."""
    folder = work / _told(size)
    folder.mkdir(parents=True)
    FORMS["jsonl"](pages(size, seed), folder)
    return folder


def _told(size: int) -> str:
    return f"{size / 1e6:g}MB"
