"""What a build remembers of itself, in a folder inside it, so that the next one need only do what changed.

``told`` lists its pages, ``things`` and ``words`` hold what several pages tell, each
a sorted file; beside them stand the indexes of the build's files and the counts.
"""

from __future__ import annotations

import json
import pickle
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from kg import fingerprint
from kg.flow.files import index_of
from kg.flow.memory import Entry, entry_of, plain
from kg.flow.prints import JSON
from kg.flow.sections import Sections
from kg.flow.things import How, unpacked
from kg.folder import taken
from kg.report import RUN, Report, Row

__all__ = ["FOLDER", "TOLD", "Old", "Page", "State", "Work", "page_in", "told_row"]

FOLDER = ".memory"
TOLD = "told"
"""The list of the pages that were read."""
_FILE = "state"
_OWN = {RUN, f"{FOLDER}/{_FILE}"}
"""Files of no other build, whatever stays the same."""


@dataclass(slots=True)
class State:
    """Counts of a build, and what its concepts are called."""

    how: How
    run: str
    asked: str = ""
    """All settings that its files depend on."""
    tally: Counter[str] = field(default_factory=Counter)
    attested: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Concept of the tables → its names on the pages."""
    heads: Counter[str] = field(default_factory=Counter)
    """Concept → how many proposed industries stand under it."""
    report: Report | None = None
    prints: dict[str, str] = field(default_factory=dict)
    """File → what it was made from, by a hash; only of files that need not be made where that is the same."""
    code: str = ""
    files: dict[str, tuple[int, int]] = field(default_factory=dict)
    """Size and time of each, lest someone changed them."""

    def save(self, folder: Path) -> None:
        """Write it beside the files it is about, which all stand."""
        self.code = fingerprint.everything()
        paths = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
        self.files = {name: _mark(path) for name, path in sorted(paths.items()) if name not in _OWN}
        (folder / FOLDER / _FILE).write_bytes(pickle.dumps(self, 5))

    @classmethod
    def load(cls, folder: Path) -> State | None:
        """That of a build by the same code; None for any other."""
        try:
            state = pickle.loads((folder / FOLDER / _FILE).read_bytes())
            if isinstance(state, cls) and state.code == fingerprint.everything():
                return state
        except (OSError, EOFError, pickle.UnpicklingError, AttributeError, TypeError, ImportError):
            pass
        return None

    def counts(self, of: str) -> dict[str, int]:
        """Of nodes by kind ("node"), edges by relation ("edge"), pairs of nodes by predicate ("pair")."""
        return {key.removeprefix(f"{of} "): n for key, n in self.tally.items() if key.startswith(f"{of} ")}

    def concepts(self) -> dict[str, tuple[str, ...]]:
        """What must be in the graph with all that is above it."""
        return {**dict.fromkeys((head for head, n in self.heads.items() if n), ()), **self.attested}


class Old(NamedTuple):
    """A build that is replaced."""

    folder: Path
    state: State

    @classmethod
    def opened(cls, folder: Path) -> Old | None:
        """What stands there, if the same code made it."""
        return cls(folder, state) if (state := State.load(folder)) else None

    def within(self, *names: str) -> list[str]:
        """Files so called, and those in folders so called."""
        return [file for file in self.state.files if file in names or file.partition("/")[0] in names]

    def stands(self, names: Iterable[str]) -> bool:
        """Whether such files are as it left them."""
        try:
            return all(self.state.files.get(name) == _mark(self.folder / name) for name in names)
        except OSError:
            return False

    def take(self, names: Iterable[str], folder: Path) -> None:
        """Have such files in the new build."""
        for name in names:
            taken(self.folder / name, folder / name)


def _mark(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_size, found.st_mtime_ns


@dataclass(frozen=True, slots=True)
class Work:
    """Where a build is being made."""

    folder: Path
    scratch: Path
    """For runs of rows; gone when the build is done."""

    @classmethod
    def new(cls, folder: Path) -> Work:
        """A build about to be made in an empty folder."""
        work = cls(folder, folder / FOLDER / "scratch")
        work.scratch.mkdir(parents=True)
        return work

    @property
    def memory(self) -> Path:
        """What the build remembers."""
        return self.folder / FOLDER

    def sorted(self, name: str) -> Sections:
        """One of the sorted files the build remembers."""
        return Sections.opened(self.memory / name, index_of(self.memory, name))

    def pages(self) -> Iterator[Page]:
        """Its pages, by name."""
        return (page_in(data) for _, data in self.sorted(TOLD))

    def nodes(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """All nodes of the graph, by id."""
        return ((one, fields) for one, fields in self._graph("1"))

    def edges(self) -> Iterator[tuple[str, str, dict[str, Any]]]:
        """All its edges, by id: source, target and fields."""
        return ((source, target, fields) for source, target, fields in self._graph("3"))

    def _graph(self, group: str) -> Iterator[Any]:
        for _, data in self.file(JSON).between(group, group + "~"):
            yield json.loads(data.lstrip(b",").decode("utf-8", "surrogatepass"))

    def file(self, name: str) -> Sections:
        """One of the sorted files of the build."""
        return Sections.opened(self.folder / name, index_of(self.memory, name))


class Page(NamedTuple):
    """A page as ``told`` lists it."""

    entry: Entry
    piece: bytes
    """The row it adds to the report, as it was packed."""

    @property
    def row(self) -> Row:
        """The same unpacked."""
        row: Row = unpacked(self.piece)
        return row


def told_row(entry: Entry, piece: bytes) -> bytes:
    """A page as ``told`` keeps it."""
    return pickle.dumps((plain(entry), piece), 5)


def page_in(data: bytes) -> Page:
    """A page from such bytes."""
    entry, piece = pickle.loads(data)
    return Page(entry_of(entry), piece)
