"""What a ``sources.csv`` tells of the files beside it: title, publisher, date, script.

Takes a folder. Gives its rows by file name, and every fault as file:line. Never
overrules what a page shows of itself.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.corpus import days, encodings
from kg.errors import SourceError
from kg.model import Unreadable

__all__ = ["COLUMNS", "NAME", "Row", "load", "read"]

NAME = "sources.csv"
COLUMNS = ("file", "title", "publisher", "published", "script")
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
        return {}, [Unreadable(NAME, f"cannot be opened: {fault.strerror or fault}")]


def read(data: bytes) -> tuple[dict[str, Row], list[Unreadable]]:
    """The same out of the bytes of such a file."""
    rows: dict[str, Row] = {}
    faults: list[Unreadable] = []
    try:
        text, _ = encodings.decode(data)  # a spreadsheet writes in the encoding of its desktop
        reader = csv.reader(io.StringIO(text, newline=""))
        lines = [(reader.line_num, cells) for cells in reader]
    except (SourceError, csv.Error) as fault:
        return rows, [Unreadable(NAME, f"cannot be read as CSV: {fault}")]
    header = [name.strip().lower() for name in lines[0][1]] if lines else []
    if "file" not in header or len(set(header)) < len(header) or not {*header} <= {*COLUMNS}:
        return rows, [Unreadable(NAME, f"{NAME}:1: the columns must be file and any of {', '.join(COLUMNS[1:])}")]
    for number, cells in lines[1:]:
        if not any(cells) or cells[0].startswith("#"):
            continue
        if len(cells) != len(header):
            faults.append(Unreadable(NAME, f"{NAME}:{number}: {len(cells)} cells, the header has {len(header)}"))
            continue
        said = dict(zip(header, map(str.strip, cells), strict=True))
        if problem := _problem(said, rows):
            faults.append(Unreadable(NAME, f"{NAME}:{number}: {problem}"))
            continue
        said["published"] = days.iso(said.get("published", ""))
        file = said.pop("file")
        rows[file] = Row(**said)
    return rows, faults


def _problem(said: Mapping[str, str], rows: Mapping[str, Row]) -> str:
    if not said["file"] or said["file"] in rows:
        return f"file {said['file']!r} is empty or stands there already"
    if (written := said.get("published")) and not days.iso(written):
        return f"published {written!r} must be a day, as YYYY-MM-DD, or empty"
    script = said.get("script", "")
    return "" if script in _SCRIPTS else f"script {script!r} must be one of {', '.join(s for s in _SCRIPTS if s)}"
