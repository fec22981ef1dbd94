"""What a person waits for: ``kg --help``, and the build of one short text with everything in the disk's cache."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

from benchmarks import child
from benchmarks.child import Spent
from benchmarks.figures import Figure, Sizes

__all__ = ["run"]

SHORT = "某市工業局局長李大同表示，今年將加快發展新能源汽車產業。\n"


def run(sizes: Sizes, work: Path) -> Iterator[Figure]:
    """Medians on the wall's clock; Python's own start is what no program goes below."""
    text = work / "short.txt"
    text.write_text(SHORT, encoding="utf-8")
    times = 2 * sizes.repeat - 1
    yield Figure("python -c pass", _middle(lambda: child.run([sys.executable, "-c", "pass"]), times).wall * 1000, "ms")
    helped = _middle(lambda: child.kg("--help"), times)
    yield Figure("kg --help", helped.wall * 1000, "ms", "<= 300")
    built = _middle(lambda: child.kg("build", text, "--out", work / "out", "--fresh", "--quiet"), times)
    yield Figure("kg build of one short text, warm", built.wall * 1000, "ms", "<= 1000")
    yield Figure("kg build of one short text, processor time", built.processor * 1000, "ms")
    yield Figure("kg build of one short text, memory", built.memory, "MB")


def _middle(work: Callable[[], Spent], times: int) -> Spent:
    work()
    found = [work() for _ in range(times)]
    return Spent(*(median(getattr(one, name) for one in found) for name in ("wall", "processor", "memory")))
