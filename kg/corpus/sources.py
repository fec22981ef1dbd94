"""Where documents are: files, folders, globs and standard input, in a fixed order.

Takes what the user names. Gives Sources, or Unreadables for what is not there.
Never opens a file: a Source is opened when its turn comes.
"""

from __future__ import annotations

import glob
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from typing import IO

from kg.errors import SourceError
from kg.model import Unreadable

__all__ = ["LARGEST", "Source", "content", "find", "suffix"]

LARGEST = 512 * 1024 * 1024
"""Bytes of one document; more is refused rather than filling the memory."""

_ASIDE = ("sources.csv",)
"""Stand beside the texts and are none; so does a README, and what begins with a dot."""


@dataclass(frozen=True, slots=True)
class Source:
    """Something that holds one document or many, not yet read."""

    name: str
    """What its document is called: unique in the build."""
    path: str
    """For display: relative to what the user named, parts of an archive behind an exclamation mark."""
    open: Callable[[], IO[bytes]]
    """Raises OSError."""
    folder: Path | None = None
    """Where a ``sources.csv`` may tell more of it."""
    depth: int = 0
    """In how many archives it stands."""


def suffix(path: str) -> str:
    """The ending that tells the format, in lower case; of compressed archives the double one.

    >>> suffix("a/B.TXT"), suffix("a.tar.gz"), suffix("README")
    ('.txt', '.tar.gz', '')
    """
    ends = [end.lower() for end in PurePosixPath(path.replace("\\", "/")).suffixes]
    if len(ends) > 1 and ends[-1] in (".gz", ".bz2", ".xz") and ends[-2] in (".tar", ".warc", ".jsonl"):
        return "".join(ends[-2:])
    return ends[-1] if ends else ""


def find(inputs: Iterable[Path | str]) -> Iterator[Source | Unreadable]:
    """Every source under the inputs, each once, folders in the order of their paths.

    The name of a document is its file's without the ending. Where two files of
    one build would share it, both are called by their paths instead, as long as
    it takes to tell them apart.
    """
    found: dict[str, tuple[Path, str]] = {}
    missing: list[Unreadable] = []
    pipe = False
    for given in inputs:
        if str(given) == "-":
            pipe = True
            continue
        files = list(_files(str(given)))
        if not files:
            there = "holds no file kg has a reader for" if Path(given).is_dir() else "there is no such file or folder"
            missing.append(Unreadable(_shown(str(given)), there))
        for file, shown in files:
            found.setdefault(os.path.realpath(file), (file, shown))
    entries = sorted(found.values(), key=lambda e: (PurePosixPath(e[1]).parts, str(e[0])))
    yield from missing
    if pipe:
        yield Source("stdin", "-", lambda: sys.stdin.buffer)
    for (file, shown), name in zip(entries, _names(entries), strict=True):
        yield Source(name, shown, partial(_opened, file), file.parent)


def _names(entries: Sequence[tuple[Path, str]]) -> list[str]:
    """A name for each file, as short as tells them apart: its stem, its path below the folder given, its path."""
    names = [_name(file, shown, 0) for file, shown in entries]
    for level in range(1, 3 + max((len(file.absolute().parts) for file, _ in entries), default=0)):
        seen = Counter(names)
        if len(seen) == len(names):
            break
        names = [name if seen[name] == 1 else _name(*entry, level) for name, entry in zip(names, entries, strict=True)]
    return names


def _name(file: Path, shown: str, level: int) -> str:
    if level == 0:
        return _bare(PurePosixPath(shown).name)
    if level == 1:
        return _bare(shown)
    return shown if level == 2 else "/".join(file.absolute().parts[1 - level :])


def _files(given: str) -> Iterator[tuple[Path, str]]:
    path = Path(given)
    if path.is_dir():
        for folder, below, names in os.walk(path):
            below[:] = sorted(d for d in below if not d.startswith("."))
            for file in sorted(names):
                if not _aside(file) and (Path(folder) / file).is_file():
                    yield Path(folder) / file, (Path(folder) / file).relative_to(path).as_posix()
    elif path.exists():
        yield path, path.name
    else:
        for match in sorted(glob.glob(given, recursive=True)):  # noqa: PTH207 -- Path.glob takes no absolute pattern
            if not Path(match).is_dir() and not _aside(Path(match).name):
                yield Path(match), Path(match).name


def _opened(file: Path) -> IO[bytes]:
    return file.open("rb")


def _aside(name: str) -> bool:
    return name.startswith(".") or name.lower() in _ASIDE or PurePosixPath(name).stem.upper() == "README"


def _bare(shown: str) -> str:
    return shown[: len(shown) - len(suffix(shown))] or shown


def _shown(given: str) -> str:
    """What was asked for, without the way there: reports are the same on every machine."""
    return PurePosixPath(given.replace("\\", "/")).name or given


def content(source: Source) -> bytes:
    """All bytes of a source. Raises SourceError where it cannot be opened or is too long."""
    try:
        with source.open() as file:
            data = file.read(LARGEST + 1)
    except OSError as fault:
        raise SourceError(f"cannot be opened: {fault.strerror or fault}") from fault
    if len(data) > LARGEST:
        raise SourceError(f"is longer than {LARGEST} bytes: cut it into pieces")
    return data
