"""What a build remembers of itself, in a folder inside it, so that the next one need only do what changed.

``told`` lists its pages, ``things`` and ``words`` hold what several pages tell, each
a sorted file; beside them stand the indexes of the build's files and the counts.
"""

from __future__ import annotations

import json
import pickle
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from kg import fingerprint
from kg.flow.files import NAMES, index_of
from kg.flow.memory import Entry, entry_of, plain
from kg.flow.prints import JSON
from kg.flow.sections import Sections
from kg.flow.things import How, unpacked
from kg.report import Row

__all__ = ["FOLDER", "Gist", "State", "Work", "entry_in", "gist_of", "row_of", "told_row"]

FOLDER = ".memory"
_FILE = "state"


@dataclass(slots=True)
class State:
    """Counts of a build, and what its concepts are called."""

    how: How
    run: str
    tally: Counter[str] = field(default_factory=Counter)
    attested: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Concept of the tables → its names on the pages."""
    heads: Counter[str] = field(default_factory=Counter)
    """Concept → how many proposed industries stand under it."""
    code: str = ""
    sizes: dict[str, int] = field(default_factory=dict)
    """Of the files, lest someone changed them."""

    def save(self, folder: Path) -> None:
        """Write it beside the files it is about."""
        self.code = fingerprint.everything()
        self.sizes = {name: (folder / name).stat().st_size for name in NAMES}
        (folder / FOLDER / _FILE).write_bytes(pickle.dumps(self, 5))

    @classmethod
    def load(cls, folder: Path) -> State | None:
        """That of a build as it was left, by the same code; None for any other."""
        try:
            state = pickle.loads((folder / FOLDER / _FILE).read_bytes())
            sizes = {name: (folder / name).stat().st_size for name in NAMES}
            if isinstance(state, cls) and state.code == fingerprint.everything() and state.sizes == sizes:
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


class Gist(NamedTuple):
    """What is asked of a page before anything else is."""

    sha256: str
    published: str
    claims: int


def told_row(entry: Entry, piece: bytes) -> bytes:
    """A page as ``told`` keeps it: which it is, its Gist, and the row it adds to the report, as it was packed."""
    row: Row = unpacked(piece)
    gist = Gist(row.input["sha256"], row.input["published"], row.counts["claims"])
    return pickle.dumps((plain(entry), tuple(gist), piece), 5)


def entry_in(data: bytes) -> Entry:
    """Which page it is."""
    return entry_of(pickle.loads(data)[0])


def gist_of(data: bytes) -> Gist:
    """What it comes to."""
    return Gist(*pickle.loads(data)[1])


def row_of(data: bytes) -> Row:
    """What it adds to the report."""
    row: Row = unpacked(pickle.loads(data)[2])
    return row
