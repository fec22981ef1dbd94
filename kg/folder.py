"""A folder of kg's, a build or an export, that is there whole or not at all."""

from __future__ import annotations

import glob
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.errors import UsageError

__all__ = ["MARK", "replacing", "taken"]

MARK = "report.json"
"""The file, written last, by which a complete build is known."""


@contextmanager
def replacing(out: Path, mark: str = MARK, what: str = "build") -> Iterator[Path]:
    """A new folder to write into, which takes the place of ``out`` when the block ends without an error.

    Until then the old one stays as it was. Raises UsageError where ``out``
    holds something that is none of kg's, by its ``mark``: nobody's files are
    thrown away.
    """
    if out.exists() and not (out / mark).exists() and (not out.is_dir() or any(out.iterdir())):
        raise UsageError(f"{out} exists and is no {what} of kg (it has no {mark}); name another folder with --out")
    above = next(p for p in out.parents if p.exists())
    if not above.is_dir():
        raise UsageError(f"{above} is a file, so nothing can be written below it; name another folder with --out")
    out.parent.mkdir(parents=True, exist_ok=True)
    _sweep(out)
    new = out.with_name(f".{out.name}.new-{os.getpid()}")
    old = out.with_name(f".{out.name}.old-{os.getpid()}")
    for leftover in (new, old):
        shutil.rmtree(leftover, ignore_errors=True)
    new.mkdir()
    try:
        yield new
        if out.exists():
            out.rename(old)
        new.rename(out)
    except BaseException:
        if old.exists() and not out.exists():
            old.rename(out)
        raise
    finally:
        shutil.rmtree(new, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)


def taken(old: Path, new: Path) -> None:
    """Have a file of the folder that is replaced in the new one: the same file where the system can, else a copy."""
    new.parent.mkdir(parents=True, exist_ok=True)
    try:
        new.hardlink_to(old)
    except OSError:
        shutil.copy2(old, new)


def _sweep(out: Path) -> None:
    """Take away what a process left that was ended before it could: it may be gigabytes, and nobody sees it."""
    if sys.platform == "win32":  # asking whether a process lives would end it there
        return
    for left in out.parent.glob(f".{glob.escape(out.name)}.new-*"):
        number = left.name.rpartition("-")[2]
        if number.isdigit() and not _lives(int(number)):
            shutil.rmtree(left, ignore_errors=True)


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:  # somebody else's
        return True
    return True
