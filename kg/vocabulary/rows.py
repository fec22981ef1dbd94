"""The lines of the tables, read and checked.

Takes CSV files. Gives Rows; every fault is told as file:line, all of them at once.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.vocabulary.columns import TABLES

__all__ = ["Row", "check_references", "read"]


@cache
def _split(cell: str) -> tuple[str, ...]:
    """A cell's values: asked for again and again wherever a name of many is judged."""
    return tuple(v for v in cell.split("|") if v)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table."""

    table: str
    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def values(self, column: str) -> tuple[str, ...]:
        """The cell's values, split at the bars."""
        return _split(self.cells[column])


def read(path: Path, table: str, faults: list[str]) -> Iterator[Row]:
    """The lines of one table; what is wrong with them is added to ``faults``."""
    columns = TABLES[table]
    known = {c.name: (c, re.compile(c.pattern)) for c in columns}
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        header = next(reader, [])
        if header != [c.name for c in columns]:
            faults.append(f"{path}:1: the columns must be {','.join(known)}, not {','.join(header)}")
            return
        for cells in reader:
            line = reader.line_num
            if not cells or cells[0].startswith("#"):
                continue
            if len(cells) != len(columns):
                faults.append(f"{path}:{line}: {len(cells)} cells, the header has {len(columns)}")
                continue
            row = Row(table, line, dict(zip(header, (c.strip() for c in cells), strict=True)))
            for name, (column, pattern) in known.items():
                if column.required and not row[name]:
                    faults.append(f"{path}:{line}: {name} is empty; it must be given")
                for value in row.values(name):
                    if not pattern.fullmatch(value):
                        faults.append(f"{path}:{line}: {name} {value!r} does not match {column.pattern}")
            yield row


def check_references(rows: Mapping[str, Sequence[Row]], folder: Path, faults: list[str]) -> None:
    """An id stands once, a parent is an id, and nothing is above itself; what is wrong is added to ``faults``."""
    for table, parent in (("industries", "broader"), ("regions", "part_of")):
        lines: dict[str, int] = {}
        up: dict[str, tuple[str, ...]] = {}
        for row in rows[table]:
            if row["id"] in lines:
                first = lines[row["id"]]
                faults.append(f"{folder / table}.csv:{row.line}: id {row['id']} stands already in line {first}")
            lines.setdefault(row["id"], row.line)
            up[row["id"]] = row.values(parent)
        for row in rows[table]:
            for target in row.values(parent):
                if target not in lines:
                    faults.append(f"{folder / table}.csv:{row.line}: {parent} {target} is no id of this table")
            seen, todo = set(), list(up[row["id"]])
            while todo:
                if (here := todo.pop()) not in seen:
                    seen.add(here)
                    todo += up.get(here, ())
            if row["id"] in seen:
                faults.append(f"{folder / table}.csv:{row.line}: {row['id']} is above itself by {parent}")
