"""What a ``sources.csv`` tells of the files beside it: title, publisher, date, script.

Takes a folder. Gives its rows by file name, and every fault as file:line. Never
overrules what a page shows of itself.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from pathlib import Path

from kg.model import Unreadable

__all__ = ["COLUMNS", "NAME", "Row", "load", "read"]

NAME = "sources.csv"
COLUMNS = ("file", "title", "publisher", "published", "script")
_DATE = re.compile(r"\d{4}-\d\d-\d\d|")
_SCRIPTS = ("zh-Hans", "zh-Hant", "zh", "en", "")


@dataclass(frozen=True, slots=True)
class Row:
    """One file's line."""

    title: str = ""
    publisher: str = ""
    published: str = ""
    script: str = ""


def load(folder: Path) -> tuple[dict[str, Row], list[Unreadable]]:
    """The rows of a folder's ``sources.csv``; none where there is no such file.

    A faulty line is left out and named; the others hold.
    """
    path = folder / NAME
    if not path.is_file():
        return {}, []
    try:
        return read(path.read_bytes())
    except OSError as fault:
        return {}, [Unreadable(NAME, f"cannot be read as UTF-8 CSV: {fault}")]


def read(data: bytes) -> tuple[dict[str, Row], list[Unreadable]]:
    """The same out of the bytes of such a file."""
    rows: dict[str, Row] = {}
    faults: list[Unreadable] = []
    try:
        reader = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
        lines = [(reader.line_num, cells) for cells in reader]
    except (UnicodeDecodeError, csv.Error) as fault:
        return rows, [Unreadable(NAME, f"cannot be read as UTF-8 CSV: {fault}")]
    if not lines or tuple(lines[0][1]) != COLUMNS:
        return rows, [Unreadable(NAME, f"{NAME}:1: the columns must be {','.join(COLUMNS)}")]
    for number, cells in lines[1:]:
        if not cells or cells[0].startswith("#"):
            continue
        if problem := _problem(cells, rows):
            faults.append(Unreadable(NAME, f"{NAME}:{number}: {problem}"))
        else:
            rows[cells[0]] = Row(*cells[1:])
    return rows, faults


def _problem(cells: list[str], rows: dict[str, Row]) -> str:
    if len(cells) != len(COLUMNS):
        return f"{len(cells)} cells, the header has {len(COLUMNS)}"
    if not cells[0] or cells[0] in rows:
        return f"file {cells[0]!r} is empty or stands there already"
    if not _DATE.fullmatch(cells[3]):
        return f"published {cells[3]!r} must be a day as YYYY-MM-DD, or empty"
    return "" if cells[4] in _SCRIPTS else f"script {cells[4]!r} must be one of {', '.join(s for s in _SCRIPTS if s)}"
