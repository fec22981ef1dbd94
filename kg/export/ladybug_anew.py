"""A ladybug database made anew from the one before, by the rows that changed.

Takes a copy of the old database and what is gone, different or new. Gives what
``ladybug.write`` would, in content, not in bytes: the file grows a little with each change.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kg.export import ladybug
from kg.export.rows import NODE_COLUMNS, Edge, Fields
from kg.graph.schema import NODES

if TYPE_CHECKING:
    from ladybug import Connection

__all__ = ["Changed", "change"]


class Changed(NamedTuple):
    """Rows of nodes and edges; an edge that changed is both gone and new."""

    gone_nodes: Sequence[tuple[str, Fields]]
    set_nodes: Sequence[tuple[str, Fields]]
    new_nodes: Sequence[tuple[str, Fields]]
    gone_edges: Sequence[Edge]
    new_edges: Sequence[Edge]


def change(path: Path, changed: Changed) -> None:
    """Change the database in place, all of it or nothing.

    Raises RuntimeError where ladybug cannot, ExportError where the file is none of its own.
    """
    with tempfile.TemporaryDirectory(prefix="kg-ladybug-") as name, closing(ladybug.opened(path)) as connection:
        scratch = Path(name)
        connection.execute("BEGIN TRANSACTION")
        for source, target, fields in changed.gone_edges:
            ends = ladybug.ends_of(source, target, fields)
            pattern = f"(a:`{ends.source}`)-[e:`{ends.relation}`]->(b:`{ends.target}`)"
            question = f"MATCH {pattern} WHERE a.id = $source AND b.id = $target AND e.id = $id DELETE e"
            connection.execute(question, {"source": source, "target": target, "id": fields["id"]})
        for kind, ids in _by_kind(changed.gone_nodes).items():
            connection.execute(f"MATCH (n:`{kind}`) WHERE n.id IN $ids DETACH DELETE n", {"ids": ids})
        _set(connection, changed.set_nodes, scratch / "set")
        _copy(connection, changed.new_nodes, changed.new_edges, scratch / "new")
        connection.execute("COMMIT")
        connection.execute("CHECKPOINT")


def _by_kind(nodes: Iterable[tuple[str, Fields]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for node, fields in nodes:
        found.setdefault(fields["kind"], []).append(node)
    return found


def _set(connection: Connection, nodes: Iterable[tuple[str, Fields]], scratch: Path) -> None:
    tables, between = ladybug.spread(lambda: nodes, tuple, scratch)
    for kind, file in ((k, file) for k in NODES for file in tables.get(k, ())):
        columns = NODE_COLUMNS[kind]
        source = ladybug.loaded(file, ("id",), columns)
        given = ", ".join(f"{cell} AS v{n}" for n, cell in enumerate(ladybug.cells(("id",), columns, between)))
        values = ", ".join(f"n.`{column.name}` = v{n}" for n, column in enumerate(columns, 1))
        connection.execute(f"{source} WITH {given} MATCH (n:`{kind}`) WHERE n.id = v0 SET {values}")


def _copy(connection: Connection, nodes: Iterable[tuple[str, Fields]], edges: Iterable[Edge], scratch: Path) -> None:
    tables, between = ladybug.spread(lambda: nodes, lambda: edges, scratch)
    for load in ladybug.loads(tables, between):
        connection.execute(load.statement)
