"""Rows in the order of their keys, more of them than fit into memory: an external merge sort.

Takes ``(key, data)`` in any order. Gives them sorted; rows of one key in the order
of their data. Never holds more than a buffer of rows, plus a batch of each run.
"""

from __future__ import annotations

import pickle
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from tempfile import mkstemp
from typing import IO, TypeAlias

__all__ = ["BUFFER", "Row", "Runs", "Sorter", "merged"]

Row: TypeAlias = tuple[str, bytes]
"""Key and data."""

Runs: TypeAlias = dict[str, list[Path]]
"""File → its sorted runs."""

BUFFER = 48_000_000
"""Bytes of data held before they are put aside; keys and objects about double it."""
_BATCH = 256_000
"""Bytes of data of one batch of a run."""
_RUNS = 64
"""Runs merged at once."""


class Sorter:
    """Gathers rows for one file or several, whose runs lie in ``folder`` until they are given back.

    >>> sorter = Sorter(Path("nowhere"))
    >>> for word in ("乙", "甲", "丙"):
    ...     sorter.add(word, b"")
    >>> [key for key, _ in sorter.rows()]
    ['丙', '乙', '甲']
    """

    def __init__(self, folder: Path, buffer: int = BUFFER) -> None:
        self._folder, self._buffer = folder, buffer
        self._rows: dict[str, list[Row]] = {}
        self._held = 0
        self.runs: Runs = {}

    def add(self, key: str, data: bytes, file: str = "") -> None:
        """One more row."""
        self._rows.setdefault(file, []).append((key, data))
        self._held += len(data) + 100
        if self._held > self._buffer:
            self.put_aside()

    def extend(self, file: str, rows: list[Row]) -> None:
        """More rows of one file."""
        self._rows.setdefault(file, []).extend(rows)
        self._held += sum([len(data) for _, data in rows]) + 100 * len(rows)
        if self._held > self._buffer:
            self.put_aside()

    def put_aside(self) -> Runs:
        """Write what is held as sorted runs; all that were written: what another process may hand over."""
        for file, rows in self._rows.items():
            rows.sort()
            self.runs.setdefault(file, []).append(_run(rows, self._folder))
        self._rows, self._held = {}, 0
        return self.runs

    def take(self, runs: Runs) -> None:
        """Runs that another sorter wrote."""
        for file, paths in runs.items():
            self.runs.setdefault(file, []).extend(paths)

    def rows(self, file: str = "") -> Iterator[Row]:
        """The rows of one file, once: the runs are gone afterwards."""
        if file not in self.runs:
            rows = self._rows.pop(file, [])
            rows.sort()
            yield from rows
            return
        self.put_aside()
        yield from merged(self.runs.pop(file), self._folder)


def _run(rows: Iterable[Row], folder: Path) -> Path:
    number, name = mkstemp(prefix="run-", dir=folder)
    with open(number, "wb") as file:  # noqa: PTH123 -- it is open already
        batch: list[Row] = []
        held = 0
        for row in rows:
            batch.append(row)
            held += len(row[1]) + 40
            if held > _BATCH:
                pickle.dump(batch, file, 5)
                batch, held = [], 0
        if batch:
            pickle.dump(batch, file, 5)
    return Path(name)


def merged(runs: Sequence[Path], folder: Path) -> Iterator[Row]:
    """The rows of sorted runs as one; the runs are gone afterwards."""
    runs = list(runs)
    while len(runs) > _RUNS:
        some, runs = runs[:_RUNS], runs[_RUNS:]
        runs.append(_run(_together(some), folder))
        for path in some:
            path.unlink()
    yield from _together(runs)
    for path in runs:
        path.unlink()


def _together(runs: Iterable[Path]) -> Iterator[Row]:
    """The rows of sorted runs: batches are cut where all runs agree and sorted as lists, which is fast."""
    files = [path.open("rb") for path in runs]
    try:
        heads = {file: batch for file in files if (batch := _batch(file))}
        while heads:
            least = min(batch[-1] for batch in heads.values())
            ready: list[Row] = []
            for file, batch in list(heads.items()):
                cut = bisect_right(batch, least)
                ready += batch[:cut]
                rest = batch[cut:] or _batch(file)
                if rest:
                    heads[file] = rest
                else:
                    del heads[file]
            ready.sort()
            yield from ready
    finally:
        for file in files:
            file.close()


def _batch(file: IO[bytes]) -> list[Row]:
    try:
        batch: list[Row] = pickle.load(file)
    except EOFError:
        return []
    return batch
