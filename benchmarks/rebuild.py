"""Builds after which one article of many is changed, removed, added: what each costs, and whether it is a full one's.

The articles are short, so that ten thousand of them are soon built.
"""

from __future__ import annotations

import filecmp
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from benchmarks import child
from benchmarks.corpus import FORMS, short
from benchmarks.corpus.files import encoded
from benchmarks.figures import Figure, Sizes
from kg.export import ladybug
from kg.report import RUN

__all__ = ["run"]

CHARACTERS = 200
"""Of an article."""
_OTHER = {RUN, ladybug.FILE}
"""What two builds of the same pages need not have in common: places and times, a database's own numbers."""


def run(sizes: Sizes, work: Path) -> Iterator[Figure]:
    """Shares of the full build's processor time, files and all; after each change all is built anew beside it."""
    articles = short(CHARACTERS, sizes.seed)
    folder = FORMS["folder"](islice(articles, sizes.pages), work / "in")
    build = ("build", folder, "--out", work / "out", "--quiet")
    full = child.kg(*build)
    yield Figure(f"build of {sizes.pages:,} articles", full.processor, "s")
    yield Figure(f"build of {sizes.pages:,} articles, memory", full.memory, "MB")
    yield Figure("the same again, nothing changed / full build", child.kg(*build).processor / full.processor, "share")
    files = sorted(folder.rglob("*.txt"))
    spare = (encoded(article) for article in articles)
    changes = {
        "changed": lambda: files[0].write_bytes(next(spare)),
        "removed": lambda: files[-1].unlink(),
        "added": lambda: (folder / "new.txt").write_bytes(next(spare)),
    }
    wanted = "<= 0.05" if sizes.pages >= 10_000 else ""
    for what, change in changes.items():
        change()
        spent = child.kg(*build)
        yield Figure(f"one article {what} / full build", spent.processor / full.processor, "share", wanted)
        yield Figure(f"one article {what}: memory", spent.memory, "MB")
        child.kg("build", folder, "--out", work / "whole", "--fresh", "--quiet")
        yield Figure(f"one article {what}: files other than a full build's", _differing(work), "", "<= 0")


def _differing(work: Path) -> int:
    names = {file.name for out in ("out", "whole") for file in (work / out).iterdir() if file.is_file()} - _OTHER
    same, *others = filecmp.cmpfiles(work / "out", work / "whole", names, shallow=False)
    assert len(same) + sum(map(len, others)) >= 10, names
    return sum(map(len, others))
