"""Graphs read back out of databases, by the schema."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, TypeAlias

import ladybug

from kg.export.rows import EDGE_COLUMNS, ENDS, NODE_COLUMNS, Graph, graph_of, restored

__all__ = ["Ask", "graph_in", "ladybug_asker"]

Ask: TypeAlias = Callable[[str], Iterable[list[Any]]]
"""A question in Cypher in, rows out."""


def graph_in(ask: Ask, base: str) -> Graph:
    """All nodes and edges of a property graph."""
    nodes, edges = [], []
    for kind, columns in NODE_COLUMNS.items():
        names = ", ".join(f"n.`{c.name}`" for c in columns)
        for row in ask(f"MATCH (n:`{kind}`) RETURN n.id, {names}"):
            nodes.append((row[0], restored(columns, dict(zip((c.name for c in columns), row[1:], strict=True)))))
    for ends in ENDS:
        columns = EDGE_COLUMNS[ends.relation]
        names = ", ".join(f"r.`{c.name}`" for c in columns)
        pattern = f"(s:`{ends.source}`)-[r:`{ends.relation}`]->(t:`{ends.target}`)"
        for row in ask(f"MATCH {pattern} RETURN s.id, t.id, {names}"):
            fields = restored(columns, dict(zip((c.name for c in columns), row[2:], strict=True)))
            edges.append((row[0], row[1], {"relation": ends.relation, **fields}))
    return graph_of(base, nodes, edges)


@contextmanager
def ladybug_asker(path: Path) -> Iterator[Ask]:
    """Asks the database in the file."""
    with closing(ladybug.Connection(ladybug.Database(str(path), read_only=True))) as connection:
        yield lambda question: [list(row) for row in connection.execute(question)]
