"""Reading alone, by the form the pages come in: speed, and memory that must not grow with the file.

Stage 1 in a process of its own: files in, Documents out and thrown away. And a
page that is one line without an end, which must cost no more than many lines.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks import child, clock
from benchmarks.corpus import FORMS, pages
from benchmarks.figures import Figure, Sizes
from kg import pipeline
from kg.model import Document
from kg.vocabulary import load

__all__ = ["run"]

_READ = "import sys; from kg import corpus; n = sum(1 for _ in corpus.run(sys.argv[1:])); assert n"
LINE = 1_000_000
"""Bytes of the line, at most."""


def run(sizes: Sizes, work: Path) -> Iterator[Figure]:
    """A row for each form, then the line."""
    small, large = sizes.growing[0], sizes.growing[-1]
    for form, write in FORMS.items():
        seconds, memory = [], []
        for size in (small, large):
            (folder := work / f"{form}{size}").mkdir()
            spent = child.run([sys.executable, "-c", _READ, write(pages(size, sizes.seed), folder)])
            seconds.append(spent.processor)
            memory.append(spent.memory)
        yield Figure(f"{form}: read", (large - small) / 1e6 / max(1e-3, seconds[1] - seconds[0]), "MB/s")
        yield Figure(f"{form}: memory for {large / small:g} times the text", memory[1] - memory[0], "MB more", "<= 100")
    yield from _one_line(min(LINE, sizes.text), sizes)


def _one_line(size: int, sizes: Sizes) -> Iterator[Figure]:
    texts = [page.text for page in pages(size, sizes.seed)]
    many, one = "\n".join(texts), "".join(line for text in texts for line in text.splitlines())
    spent = {
        name: clock.best(lambda text=text: pipeline.read_document(_document(text), load()), sizes.repeat)  # type: ignore[misc]
        for name, text in (("lines", many), ("one line", one))
    }
    yield Figure(
        f"a page of {size / 1e6:g} MB in one line / the same in many", spent["one line"] / spent["lines"], "times"
    )


def _document(text: str) -> Document:
    return Document("page", "page", "page.txt", text, "utf-8", "", "zh-Hant", "", "", "", ())
