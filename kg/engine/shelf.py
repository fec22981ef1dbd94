"""Where results stay until they are needed: files that only grow, one for each process that writes."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import IO, NamedTuple

__all__ = ["Place", "Shelf", "Shelves"]


class Place(NamedTuple):
    """Where a result lies."""

    file: str
    at: int
    lengths: tuple[int, ...]
    """Of its pieces, which follow each other."""


class Shelf:
    """A new file in ``folder``, made when first needed; what stands in it is never changed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file: IO[bytes] | None = None
        self._name = ""
        self._at = 0

    def put(self, pieces: Sequence[bytes]) -> Place:
        """Keep a result; when this returns it outlives the process."""
        if self._file is None:
            self._file = self._opened()
        self._file.write(b"".join(pieces))
        self._file.flush()
        place = Place(self._name, self._at, tuple(map(len, pieces)))
        self._at += sum(place.lengths)
        return place

    def _opened(self) -> IO[bytes]:
        number = sum(1 for _ in self._folder.glob("*.shard"))
        while True:
            self._name = f"{number:06}-{os.getpid()}.shard"
            try:
                return (self._folder / self._name).open("xb")
            except FileExistsError:
                number += 1


_OPEN = 64
"""Files held open."""


class Shelves:
    """All files of a folder, to take results from."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files: dict[str, IO[bytes]] = {}

    def taken(self, place: Place, piece: int) -> bytes:
        """One piece of a result."""
        if (file := self._files.get(place.file)) is None:
            if len(self._files) >= _OPEN:
                self._files.pop(next(iter(self._files))).close()
            file = self._files[place.file] = (self._folder / place.file).open("rb")
        file.seek(place.at + sum(place.lengths[:piece]))
        return file.read(place.lengths[piece])

    def close(self) -> None:
        """Let go of the files."""
        while self._files:
            self._files.popitem()[1].close()
