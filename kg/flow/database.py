"""graph.lbug of a build: from all rows, or the one before with the rows that changed.

Never trusts a file that is not as the build before left it, nor lets one grow to
more than twice what it was when written at once.
"""

from __future__ import annotations

import json
import pickle
import shutil
from pathlib import Path

from kg.errors import ExportError
from kg.export import ladybug, ladybug_anew
from kg.export.ladybug_anew import Changed
from kg.flow.prints import JSON
from kg.flow.state import FOLDER, Old, Work

__all__ = ["MOST", "export", "note", "stands", "too_large", "write"]

MOST = 3_000_000_000
"""Bytes of graph.json up to which the database is written: some 370 MB of text, whose loading took 0.7 GB of memory.

ladybug holds all edges of a kind while it sorts them in: a larger one is made when it is asked for.
"""
_CHANGED = "database"
_MOST = 2
"""Times its size when written at once that a file may grow to by changes."""


def too_large(work: Work, most: int) -> bool:
    """Whether loading the rows would take more memory than all else a build does."""
    return (work.folder / JSON).stat().st_size > most


def stands(build: Path) -> bool:
    """Whether a build was made on one machine by this code, and its rows are as they were."""
    return bool((made := Old.opened(build)) and made.stands([JSON]))


def export(build: Path, path: Path) -> None:
    """The database of a build that stands, from its rows, which are never held."""
    work = Work(build, path.parent)
    ladybug.write_rows(work.nodes, work.edges, path)


def note(work: Work, changed: Changed) -> None:
    """Keep what changed until the database's turn comes."""
    (work.scratch / _CHANGED).write_bytes(pickle.dumps(changed, 5))


def write(work: Work, old: Path | None, path: Path) -> None:
    """The database of the build."""
    fresh = _fresh(old / path.name) if old else 0
    changed = work.scratch / _CHANGED
    if not (old and fresh and changed.exists() and _anew(old / path.name, path, changed)):
        ladybug.write_rows(work.nodes, work.edges, path)
        fresh = path.stat().st_size
    found = path.stat()
    _mark(path).write_text(json.dumps([fresh, found.st_size, found.st_mtime_ns]), encoding="utf-8")


def _mark(path: Path) -> Path:
    return path.parent / FOLDER / "database"


def _fresh(path: Path) -> int:
    """Bytes of an old database when it was written at once; 0 where it must be so again."""
    try:
        fresh, *left = json.loads(_mark(path).read_text(encoding="utf-8"))
        found = path.stat()
    except (OSError, ValueError):
        return 0
    return int(fresh) if left == [found.st_size, found.st_mtime_ns] and found.st_size <= _MOST * fresh else 0


def _anew(old: Path, path: Path, changed: Path) -> bool:
    shutil.copyfile(old, path)
    try:
        ladybug_anew.change(path, pickle.loads(changed.read_bytes()))
    except (RuntimeError, ExportError):
        for left in path.parent.glob(f"{path.name}*"):
            left.unlink()
        return False
    return True
