"""A build after which one page of many is changed, one added, one removed: what the second build costs of the first."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from benchmarks import child
from benchmarks.corpus import FORMS, page, pages
from benchmarks.corpus.files import encoded
from benchmarks.figures import Figure, Sizes

__all__ = ["run"]


def run(sizes: Sizes, work: Path) -> Iterator[Figure]:
    """Shares of the full build's processor time, files and all."""
    folder = FORMS["folder"](islice(pages(10**12, sizes.seed), sizes.pages), work / "in")
    build = ("build", folder, "--out", work / "out", "--cache", work / "cache", "--quiet")
    full = child.kg(*build)
    yield Figure(f"build of {sizes.pages:,} pages", full.processor, "s")
    yield Figure("the same again, nothing changed / full build", child.kg(*build).processor / full.processor, "share")
    files = sorted(folder.rglob("*.txt"))
    files[0].write_bytes(encoded(page(sizes.pages + 1, sizes.seed)))
    wanted = "<= 0.05" if sizes.pages >= 10_000 else ""
    yield Figure("one page changed / full build", child.kg(*build).processor / full.processor, "share", wanted)
    files[-1].unlink()
    yield Figure("one page removed / full build", child.kg(*build).processor / full.processor, "share", wanted)
    (folder / "new.txt").write_bytes(encoded(page(sizes.pages + 2, sizes.seed)))
    yield Figure("one page added / full build", child.kg(*build).processor / full.processor, "share", wanted)
    shutil.rmtree(work / "out")
