"""How much a packed file may unpack to: a budget for the file the user named, whatever is packed in it.

Sizes a file tells of itself are not believed; what comes out is counted.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO, cast

from kg.errors import SourceError

__all__ = ["Broken", "Budget", "Limits", "Metered", "Spent", "size_of", "unpacked"]


@dataclass(frozen=True, slots=True)
class Limits:
    """What an archive may hold before it counts as a bomb."""

    depth: int = 2
    """Archives within archives."""
    directory: int = 1_000_000
    """Members of a ZIP, whose directory is held in memory (about 600 bytes each)."""
    member: int = 64 * 1024 * 1024
    """Bytes of one member, one line or one record, unpacked."""
    ratio: int = 100
    """Unpacked to packed, all in all; Chinese text reaches 5, a file of zeros 1000."""
    grace: int = 64 * 1024 * 1024
    """Bytes any file may unpack to, however small it is."""


class Spent(SourceError):
    """The budget of the outermost file is used up: nothing more of it is read."""


class Broken(SourceError):
    """What a file is packed in is damaged from here on, or ends too early: nothing more of it can be read."""


class Budget:
    """Bytes a file on disk may still unpack to, all archives within it together."""

    def __init__(self, packed: int, limits: Limits) -> None:
        self._left = limits.grace + limits.ratio * packed

    def spend(self, count: int) -> None:
        """Take ``count`` bytes away. Raises Spent where there are none left."""
        self._left -= count
        if self._left < 0:
            raise Spent("unpacks without measure, as a bomb does: it is not read further")


_LINE = 64


class Metered:
    """A stream whose bytes are paid for; enough of a file for ``tarfile`` and for reading lines."""

    def __init__(self, file: IO[bytes], budget: Budget) -> None:
        self._file, self._budget = file, budget

    def read(self, size: int = -1) -> bytes:
        """At most ``size`` bytes; what could be unpacked before a damage is given before Broken is raised."""
        data = _whole(self._file.read if size < 0 else getattr(self._file, "read1", self._file.read), size)
        self._budget.spend(len(data))
        return data

    def readline(self, size: int = -1) -> bytes:
        """A line, or its first ``size`` bytes. An empty one is paid as a short one: it takes as long."""
        data = _whole(self._file.readline, size)
        self._budget.spend(max(len(data), _LINE))
        return data


_DAMAGED = (EOFError, OSError, zlib.error, lzma.LZMAError)


def _whole(read: Callable[[int], bytes], size: int) -> bytes:
    try:
        return read(size)
    except _DAMAGED as fault:
        raise Broken(f"is broken: {fault}; what stands before was read") from fault


def unpacked(file: IO[bytes]) -> IO[bytes]:
    """The stream itself, or what is compressed in it, told by its first bytes and not by its name."""
    start = file.read(6)
    file.seek(0)
    if start.startswith(b"\x1f\x8b"):
        return cast(IO[bytes], gzip.open(file))
    if start.startswith(b"BZh"):
        return bz2.open(file)
    if start == b"\xfd7zXZ\x00":
        return lzma.open(file)
    return file


def size_of(file: IO[bytes]) -> int:
    """Bytes of an open file."""
    size = file.seek(0, io.SEEK_END)
    file.seek(0)
    return size
