"""Whole extraction beside jieba: from bytes on disk to claims and mentions on disk, one process.

The peers read the same text already decoded, in memory and folded to
Simplified, and their result is thrown away: the comparison favours them.
(On Traditional text as printed jieba.posseg is about 60 times slower.)
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path

from benchmarks import clock
from benchmarks.corpus import FORMS, pages
from benchmarks.figures import Figure, Sizes
from kg import ids, pipeline, resolve, script
from kg.export import jsonl
from kg.model import Extraction

__all__ = ["extract", "run"]

SLICE = 100
"""Pages to a turn."""

Slice = tuple[int, list[str]]


def extract(folder: Path, out: Path) -> int:
    """Read every page under ``folder``, write claims and mentions; gives the number of claims."""
    read = [e for e in pipeline.read([folder], pipeline.Settings()) if isinstance(e, Extraction)]
    resolution = resolve.run(read)
    out.mkdir(parents=True, exist_ok=True)
    jsonl.write(out / "claims.jsonl", jsonl.claims(resolution, ids.BASE))
    jsonl.write(out / "mentions.jsonl", jsonl.mentions(resolution, ids.BASE))
    return sum(len(e.claims) for e in read)


def run(sizes: Sizes, work: Path) -> Iterator[Figure]:
    """MB/s of kg and its peers on the same pages, and the ratios."""
    import jieba
    import rjieba
    from jieba import posseg

    jieba.setLogLevel(60)
    rust = rjieba.Jieba()
    made = pages(sizes.text, sizes.seed)
    slices: list[Slice] = []
    total = 0.0
    while part := list(islice(made, SLICE)):
        FORMS["folder"](part, work / f"{len(slices)}")
        slices.append((len(slices), [script.fold(page.text) for page in part]))
        total += sum(len(page.text.encode()) for page in part) / 1e6
    extract(work / "0", work / "out")
    posseg.lcut(slices[0][1][0])  # tables are loaded before the clock starts, on both sides

    def texts(read: Callable[[str], Iterable[object]]) -> Callable[[Slice], None]:
        def through(part: Slice) -> None:
            for text in part[1]:
                deque(read(text), 0)

        return through

    spent = clock.turns(
        slices,
        {
            "kg": lambda part: extract(work / f"{part[0]}", work / "out"),
            "jieba.posseg": texts(posseg.cut),
            "jieba.cut": texts(jieba.cut),
            "rjieba.tag": texts(rust.tag),
        },
    )
    for name, seconds in spent.items():
        yield Figure(f"{name}", total / seconds, "MB/s")
    for name in ("jieba.posseg", "jieba.cut", "rjieba.tag"):
        wanted = ">= 12" if name == "jieba.posseg" else ""
        yield Figure(f"kg / {name}", spent[name] / spent["kg"], "times", wanted)
    yield Figure("corpus", total, "MB")
