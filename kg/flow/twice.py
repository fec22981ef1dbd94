"""Things printed twice, as they were and as they are: the rows that differ are what a build made anew must set.

Takes what Printers print. Gives the changes of each file, and those of the graph.
"""

from __future__ import annotations

import json
from typing import Any, Generic, NamedTuple, TypeVar

from kg.export.ladybug_anew import Changed
from kg.flow.prints import JSON, Printed, Printer

__all__ = ["Both", "Side", "changed_graph", "changes"]

T = TypeVar("T")
Rows = dict[str, bytes]


class Both(NamedTuple, Generic[T]):
    """Something as it was and as it is."""

    was: T
    now: T


class Side:
    """One of two builds: its printer, and what was printed for it."""

    def __init__(self, base: str, run: str) -> None:
        self.printer = Printer(base, run)
        self.rows: dict[str, Rows] = {}
        """File → key → row."""

    def add(self, printed: Printed) -> None:
        """Something printed."""
        for file, rows in printed:
            self.rows.setdefault(file, {}).update(rows)

    def of(self, file: str) -> Rows:
        """The rows of one file."""
        return self.rows.setdefault(file, {})


def changes(sides: Both[Side], file: str) -> dict[str, bytes | None]:
    """The rows of one file that are not what they were, None for those that are gone."""
    was, now = sides.was.of(file), sides.now.of(file)
    gone: dict[str, bytes | None] = dict.fromkeys(key for key in was if key not in now)
    return gone | {key: data for key, data in now.items() if was.get(key) != data}


def changed_graph(sides: Both[Side]) -> Changed:
    """The nodes and edges of the graph that are not what they were."""
    was, now = sides.was.of(JSON), sides.now.of(JSON)
    old = {key: _read(data) for key, data in was.items() if key[0] in "13" and data != now.get(key)}
    new = {key: _read(data) for key, data in now.items() if key[0] in "13" and data != was.get(key)}
    nodes = {key for key in old.keys() | new.keys() if key[0] == "1"}
    return Changed(
        [old[key] for key in sorted(nodes - new.keys())],
        [new[key] for key in sorted(nodes & old.keys() & new.keys())],
        [new[key] for key in sorted(nodes - old.keys())],
        [old[key] for key in sorted(old.keys() - nodes)],
        [new[key] for key in sorted(new.keys() - nodes)],
    )


def _read(row: bytes) -> Any:
    return json.loads(row.lstrip(b",").decode("utf-8", "surrogatepass"))
