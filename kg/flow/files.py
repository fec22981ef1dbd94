"""The sorted files of a build: what each is written from, and how it is made anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.flow.prints import CLAIMS, GRAPHML, JSON, MENTIONS, PAGES, TRIG, TURTLE
from kg.flow.rows import Row
from kg.flow.sections import Sections, changed, written

__all__ = ["NAMES", "Changes", "anew", "index_of", "write"]

NAMES = (CLAIMS, MENTIONS, PAGES, JSON, TURTLE, TRIG, GRAPHML)
_RUN_IN = (TURTLE, TRIG)
"""Files in which every finding names the run."""

Changes = dict[str, dict[str, bytes | None]]
"""File → key → the row as it is now, None where it is gone."""


def index_of(folder: Path, name: str) -> Path:
    """The index that stands beside a file."""
    return folder / f"{name}.index"


def write(name: str, rows: Iterable[Row], folder: Path, memory: Path) -> None:
    """Write one file and its index from its sorted rows, whose keys come without the file's name."""
    written(_bare(rows) if name == JSON else rows, folder / name, index_of(memory, name))


def anew(
    name: str, old: Path, old_memory: Path, changes: dict[str, bytes | None], folder: Path, memory: Path,
    runs: tuple[str, str],
) -> None:  # fmt: skip
    """Write one file as the old one with changes; ``runs`` are the ids of the run then and now, equally long."""
    sections = Sections.opened(old / name, index_of(old_memory, name))
    if name == JSON:
        changes = _bared(sections, changes)
    before, now = (run.encode() for run in runs)
    turn = None
    if name in _RUN_IN and before != now:
        pairs = [(r[0], r[1]) for r in ((before, now), (before.replace(b"/", b":"), now.replace(b"/", b":")))]

        def turn(data: bytes) -> bytes:
            for was, is_ in pairs:
                data = data.replace(was, is_)
            return data

    changed(sections, changes, folder / name, index_of(memory, name), turn)


def _bare(rows: Iterable[Row]) -> Iterator[Row]:
    """The first row of nodes and the first of edges have no comma before them."""
    first = False
    for key, data in rows:
        yield key, data[1:] if first and key[0] in "13" else data
        first = key in ("0", "2")


def _bared(old: Sections, changes: dict[str, bytes | None]) -> dict[str, bytes | None]:
    """The changes, with the commas that come and go because another row is the first."""
    changes = dict(changes)
    for group in ("1", "3"):
        stay = (key for key, _ in old.between(group, group + "~") if key not in changes)
        was = next(old.between(group, group + "~"), None)
        now = min([key for key, data in changes.items() if key[0] == group and data is not None], default="")
        kept = next(stay, "")
        if now and (not kept or now < kept):
            changes[now] = (changes[now] or b"")[1:]
            if was and was[0] not in changes:
                changes[was[0]] = b"," + was[1]
        elif kept and was and was[0] != kept:
            changes[kept] = dict(old.between(kept, kept + "\0"))[kept][1:]
    return changes
