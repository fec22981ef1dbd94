"""The files of a build that are made when its rows stand: the explorer, the concept schemes, the database.

Takes a Build. Each says what it needs, so that it can be begun as soon as that
stands, and what it is made from, so that it is kept where that is the same.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from kg import compiled, explore, fingerprint, flow, ids
from kg.export import rdf
from kg.flow import database, shown
from kg.settings import Settings
from kg.vocabulary import load

__all__ = ["FILES", "Build", "File", "finish"]


class Build(NamedTuple):
    """A build whose pages are read."""

    settings: Settings
    work: flow.Work
    readings: Path
    old: flow.Old | None
    """The build that is replaced."""


def finish(build: Build, name: str) -> tuple[str, str, float]:
    """One of FILES, that of the old build where it would be the same; what it is made from, and the seconds it took."""
    since = time.perf_counter()
    file, old = FILES[name], build.old
    print_ = file.of(build)
    same = old.within(name, file.beside) if old and print_ and old.state.prints.get(name) == print_ else []
    if old and same and old.stands(same):
        old.take(same, build.work.folder)
    else:
        file.write(build, build.work.folder / name)
    return name, print_, time.perf_counter() - since


def _latest(build: Build) -> str:
    """A hash of the pages the explorer shows, of how many there are, and of how it is asked for."""
    entries, left = shown.latest(build.work, build.settings.shown)
    return ids.digest(build.settings.asked, str(left), *(entry.key for entry in entries))


def _explorer(build: Build, path: Path) -> None:
    told = build.settings
    entries, left = shown.latest(build.work, told.shown)
    graph_ = shown.graph_of(entries, build.readings)
    for name, text in explore.bundle(*graph_, title=told.title, context=told.context, left=left).items():
        file = path.parent / name
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(text.encode("utf-8"))


def _schemes(build: Build, path: Path) -> None:
    """The same for every build of the same code and tables, whose bytes are kept."""
    base = build.settings.base
    name = f"schemes-{ids.digest(fingerprint.everything(), base)}"
    if (found := compiled.kept(name)) is None:
        rdf.write_schemes(load(), path, base)
        compiled.keep(name, path.read_bytes())
    else:
        path.write_bytes(found)


def _database(build: Build, path: Path) -> None:
    if not database.too_large(build.work, build.settings.database):
        database.write(build.work, build.old and build.old.folder, path)


class File(NamedTuple):
    """A file of a build."""

    needs: str
    """What must stand: the list of pages that were read, or the rows of the graph."""
    of: Callable[[Build], str]
    """A hash of all it is made from but the code; nothing where it is always written."""
    write: Callable[[Build, Path], None]
    beside: str = ""
    """A folder that may hold parts of it."""


FILES = {
    "graph.html": File(flow.TOLD, _latest, _explorer, explore.FOLDER),
    "schemes.ttl": File(flow.TOLD, lambda b: b.settings.base, _schemes),
    "graph.lbug": File(flow.JSON, lambda b: "", _database),
}
"""What a build folder holds beside ``kg.flow.files.NAMES`` and dataset.ttl, which describes them all."""
