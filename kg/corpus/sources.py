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
from typing import IO, NamedTuple

from kg.corpus.encodings import readable
from kg.errors import SourceError
from kg.model import Unreadable

__all__ = ["File", "Source", "aside", "content", "find", "named", "shown", "suffix"]

_ASIDE = ("sources.csv", "thumbs.db", "desktop.ini")
"""Stand beside the texts and are none; so does a README, what begins with a dot, and a lock of Word's (``~$``)."""


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
    place: Path | None = None
    """The file it is, where it is one."""


def suffix(path: str) -> str:
    """The ending that tells the format, in lower case; of compressed archives the double one.

    >>> suffix("a/B.TXT"), suffix("a.tar.gz"), suffix("README")
    ('.txt', '.tar.gz', '')
    """
    ends = [end.lower() for end in PurePosixPath(path.replace("\\", "/")).suffixes]
    if len(ends) > 1 and ends[-1] in (".gz", ".bz2", ".xz") and ends[-2] in (".tar", ".warc", ".wet", ".jsonl"):
        return "".join(ends[-2:])
    return ends[-1] if ends else ""


def find(inputs: Iterable[Path | str]) -> Iterator[Source | Unreadable]:
    """Every source under the inputs, each once, folders in the order of their paths.

    The name of a document is its file's without the ending. Where two files of
    one build would share it, both are called by their paths instead, as long as
    it takes to tell them apart.
    """
    found: dict[str, File] = {}
    faults: list[Unreadable] = []
    pipe = False
    for given in map(str, inputs):
        if given == "-":
            pipe = True
            continue
        files = 0
        for file in _files(given):
            files += 1
            if isinstance(file, Unreadable):
                faults.append(file)
            else:
                found.setdefault(file.real, file)
        if not files:
            there = "holds no file kg has a reader for" if Path(given).is_dir() else "there is no such file or folder"
            faults.append(Unreadable(shown(given), there))
    entries = named(found.values())
    found.clear()
    yield from faults
    if pipe:
        yield Source("stdin", "-", lambda: sys.stdin.buffer)
    for file, name in entries:
        place = Path(file.place)
        yield Source(name, file.shown, partial(_opened, place), place.parent, 0, place)


class File(NamedTuple):
    """A file found; a year of a newspaper has a hundred thousand, so it is kept small."""

    place: str
    shown: str
    real: str
    """Where it lies, links followed: what two ways to one file have in common."""


def named(files: Iterable[File]) -> list[tuple[File, str]]:
    """The files in the order of their paths, each with the name of its document."""
    entries = sorted(files, key=lambda f: (f.shown.split("/"), f.place))
    return list(zip(entries, _names(entries), strict=True))


def _names(files: Sequence[File]) -> list[str]:
    """A name for each file, as short as tells them apart: its stem, its path below the folder given, its path."""
    names = [_name(file, 0) for file in files]
    level = 0
    while len(seen := Counter(names)) < len(names):
        level += 1
        names = [name if seen[name] == 1 else _name(file, level) for name, file in zip(names, files, strict=True)]
    return names


def _name(file: File, level: int) -> str:
    if level == 0:
        return _bare(PurePosixPath(file.shown).name)
    if level == 1:
        return _bare(file.shown)
    return file.shown if level == 2 else "/".join(Path(file.place).absolute().parts[1 - level :])


def _files(given: str) -> Iterator[File | Unreadable]:
    if Path(given).is_dir():
        root = os.path.realpath(given)
        for below in _below(root, ""):
            if isinstance(below, Unreadable):
                yield below
                continue
            place = os.path.join(given, below)  # noqa: PTH118 -- a Path is ten times as large
            real = os.path.join(root, below)  # noqa: PTH118
            if Path(real).is_symlink():
                real = os.path.realpath(real)
            if real.startswith(root.rstrip(os.sep) + os.sep):
                yield File(place, readable(below), real)
            else:
                yield Unreadable(readable(below), "is a link that leads out of the folder: name the file it leads to")
    elif Path(given).exists():
        yield File(given, readable(Path(given).name), os.path.realpath(given))
    else:
        for match in sorted(glob.glob(given, recursive=True)):  # noqa: PTH207 -- Path.glob takes no absolute pattern
            if not Path(match).is_dir() and not aside(name := Path(match).name):
                yield File(match, readable(name), os.path.realpath(match))


def _below(root: str, folder: str) -> Iterator[str | Unreadable]:
    """Paths of the files under ``root``, sorted; linked folders are not entered, pipes and devices are no files."""
    try:
        with os.scandir(os.path.join(root, folder)) as entries:  # noqa: PTH118
            here = sorted((e.name, e.is_dir(follow_symlinks=False), _is_file(e)) for e in entries)
    except OSError as fault:
        yield Unreadable(readable(folder) or shown(root), f"cannot be opened: {fault.strerror or fault}")
        return
    for name, is_folder, is_file in here:
        path = f"{folder}/{name}" if folder else name
        if is_folder and not name.startswith("."):
            yield from _below(root, path)
        elif is_file is None and not aside(name):
            yield Unreadable(readable(path), "is a link that leads nowhere: mend it or take it away")
        elif is_file and not aside(name):
            yield path


def _is_file(entry: os.DirEntry[str]) -> bool | None:
    """None for a link to nothing, or to itself."""
    try:
        found = entry.is_file()
    except OSError:
        return None
    return found if found or not entry.is_symlink() or Path(entry.path).exists() else None


def _opened(file: Path) -> IO[bytes]:
    return file.open("rb")


def aside(name: str) -> bool:
    """Whether a file of a folder is passed over."""
    return name.startswith((".", "~$")) or name.lower() in _ASIDE or PurePosixPath(name).stem.upper() == "README"


def _bare(shown: str) -> str:
    return shown[: len(shown) - len(suffix(shown))] or shown


def shown(given: str) -> str:
    """What was asked for, without the way there: reports are the same on every machine."""
    return readable(PurePosixPath(given.replace("\\", "/")).name or given)


def content(source: Source, most: int) -> bytes:
    """The first bytes of a source, one more than ``most`` at most. Raises SourceError where it cannot be opened."""
    try:
        with source.open() as file:
            return file.read(most + 1)
    except OSError as fault:
        raise SourceError(f"cannot be opened: {fault.strerror or fault}") from fault
