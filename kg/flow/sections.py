"""Files that are sorted rows: written once, looked up by key, and made anew by changing a few rows.

Beside each file stands an index that names the keys of its sections, stretches of
some ten thousand bytes. A changed file is the old one's untouched sections, copied
as they are, and the others written again. Never changes a file in place.
"""

from __future__ import annotations

import pickle
import zlib
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from kg.flow.rows import Row

__all__ = ["SIZE", "Sections", "changed", "written"]

SIZE = 64_000
"""Bytes of a section, about."""
_COPY = 4_000_000

Bytes = Callable[[bytes], bytes]


@dataclass(frozen=True, slots=True)
class Sections:
    """A sorted file and its index."""

    path: Path
    index: Path
    first: list[str]
    """First key of each section."""
    ends: list[int]
    """Where each ends in the file."""
    marks: list[int]
    """Where each one's keys end in the index."""

    @classmethod
    def opened(cls, path: Path, index: Path) -> Sections:
        """What ``written`` or ``changed`` left."""
        with index.open("rb") as file:
            file.seek(-8, 2)
            at = int.from_bytes(file.read(), "big")
            file.seek(at)
            return cls(path, index, *pickle.load(file))

    def rows(self, number: int) -> list[Row]:
        """The rows of one section."""
        with self.path.open("rb") as file, self.index.open("rb") as index:
            return self._rows(number, file, index)

    def _rows(self, number: int, file: IO[bytes], index: IO[bytes]) -> list[Row]:
        start, mark = (self.ends[number - 1], self.marks[number - 1]) if number else (0, 0)
        file.seek(start)
        index.seek(mark)
        data = file.read(self.ends[number] - start)
        keys, lengths = pickle.loads(zlib.decompress(index.read(self.marks[number] - mark)))
        found, at = [], 0
        for key, length in zip(keys, lengths, strict=True):
            found.append((key, data[at : at + length]))
            at += length
        return found

    def between(self, low: str, high: str) -> Iterator[Row]:
        """The rows whose keys are at least ``low`` and below ``high``."""
        with self.path.open("rb") as file, self.index.open("rb") as index:
            for number in range(max(0, bisect_left(self.first, low) - 1), bisect_left(self.first, high)):
                for row in self._rows(number, file, index):
                    if low <= row[0] < high:
                        yield row

    def __iter__(self) -> Iterator[Row]:
        with self.path.open("rb") as file, self.index.open("rb") as index:
            for number in range(len(self.first)):
                yield from self._rows(number, file, index)


class _Writer:
    def __init__(self, path: Path, index: Path) -> None:
        self._file, self._index = path.open("wb"), index.open("wb")
        self.first: list[str] = []
        self.ends: list[int] = []
        self.marks: list[int] = []
        self._keys: list[str] = []
        self._data: list[bytes] = []
        self._held = 0

    def add(self, key: str, data: bytes) -> None:
        self._keys.append(key)
        self._data.append(data)
        self._held += len(data)
        if self._held > SIZE:
            self.flush()

    def flush(self) -> None:
        if not self._keys:
            return
        self._file.writelines(self._data)
        told = zlib.compress(pickle.dumps((self._keys, array("I", map(len, self._data))), 5), 1)
        self._index.write(told)
        self.first.append(self._keys[0])
        self.ends.append((self.ends[-1] if self.ends else 0) + self._held)
        self.marks.append((self.marks[-1] if self.marks else 0) + len(told))
        self._keys, self._data, self._held = [], [], 0

    def copy(self, old: Sections, start: int, stop: int, turn: Bytes | None, file: IO[bytes], index: IO[bytes]) -> None:
        """Sections of another file, unread but for ``turn``, which keeps their length."""
        if start >= stop:
            return
        self.flush()
        at, mark = (old.ends[start - 1], old.marks[start - 1]) if start else (0, 0)
        _copy(file, self._file, at, old.ends[stop - 1] - at, turn)
        _copy(index, self._index, mark, old.marks[stop - 1] - mark, None)
        by, shift = (self.ends[-1] if self.ends else 0) - at, (self.marks[-1] if self.marks else 0) - mark
        self.first += old.first[start:stop]
        self.ends += [end + by for end in old.ends[start:stop]]
        self.marks += [end + shift for end in old.marks[start:stop]]

    def close(self) -> None:
        self.flush()
        at = self._index.tell()
        pickle.dump((self.first, self.ends, self.marks), self._index, 5)
        self._index.write(at.to_bytes(8, "big"))
        self._file.close()
        self._index.close()


def _copy(source: IO[bytes], target: IO[bytes], at: int, length: int, turn: Bytes | None) -> None:
    source.seek(at)
    kept = b""
    while length:
        chunk = source.read(min(_COPY, length))
        length -= len(chunk)
        if turn is None:
            target.write(chunk)
            continue
        held = kept + chunk
        cut = held.rfind(b"\n") + 1 if length else len(held)  # what is turned stands within one line
        target.write(turn(held[:cut]))
        kept = held[cut:]


def written(rows: Iterable[Row], path: Path, index: Path) -> None:
    """Write sorted rows, each key once."""
    writer = _Writer(path, index)
    for key, data in rows:
        writer.add(key, data)
    writer.close()


def changed(
    old: Sections, changes: Mapping[str, bytes | None], path: Path, index: Path, turn: Bytes | None = None
) -> None:
    """Write ``old`` with some rows set or, where None, left out; ``turn`` changes every other row, not its length."""
    writer = _Writer(path, index)
    touched: dict[int, list[str]] = {}
    for key in sorted(changes):
        touched.setdefault(max(0, bisect_right(old.first, key) - 1), []).append(key)
    with old.path.open("rb") as file, old.index.open("rb") as side:
        done = 0
        for number, keys in touched.items():
            writer.copy(old, done, min(number, len(old.first)), turn, file, side)
            rows = dict(old._rows(number, file, side)) if number < len(old.first) else {}
            if turn:
                rows = {key: turn(data) for key, data in rows.items()}
            for key in keys:
                if (data := changes[key]) is None:
                    rows.pop(key, None)
                else:
                    rows[key] = data
            for row in sorted(rows.items()):
                writer.add(*row)
            writer.flush()
            done = number + 1
        writer.copy(old, done, len(old.first), turn, file, side)
    writer.close()
