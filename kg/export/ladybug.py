"""The graph as a ladybug database: one file, queried with Cypher, no server.

A graph in; ``graph.lbug`` out, a table for each kind of node and each relation.
Only the fixed questions of ``ontology/cypher`` are ever run on it: Cypher of a
stranger could read and write files, even in a database opened read-only.
The file belongs to one version of ladybug: rebuild it, never archive it.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import ExportError, UsageError
from kg.export.lines import save
from kg.export.quoted import csv, separator
from kg.export.rows import EDGE_COLUMNS, ENDS, NODE_COLUMNS, Graph, tables
from kg.graph.schema import EDGES, NODES, Field

if TYPE_CHECKING:
    from ladybug import Connection

__all__ = ["FILE", "README", "TYPES", "ask", "write"]

FILE = "graph.lbug"
README = """\
In Python:  import ladybug; c = ladybug.Connection(ladybug.Database("graph.lbug", read_only=True))
Then:  c.execute("MATCH (s)-[:STATED]->(c:Claim)-[:ABOUT_INDUSTRY]->(i) RETURN s.label, i.label, c.text").get_as_df()
Fixed questions:  kg cypher --help.  Made by ladybug 0.22; another version may not open it: then export again.
"""

TYPES = {
    "str": "STRING", "int": "INT64", "decimal": "DOUBLE", "date": "DATE", "bool": "BOOLEAN", "list": "STRING[]",
}  # fmt: skip
"""Our types as ladybug names them."""
_OPTIONS = """HEADER=false, DELIM=',', QUOTE='"', ESCAPE='"', auto_detect=false, PARALLEL=false"""
"""All that matter, said: the defaults misread quoted newlines and guess at types."""


def write(graph: Graph, path: Path) -> None:
    """The whole database as a new file."""
    rows = tables(graph)
    between = separator(rows)
    with tempfile.TemporaryDirectory(prefix="kg-ladybug-") as scratch, closing(_opened(path, False)) as connection:
        file = Path(scratch) / "rows.csv"
        connection.execute("BEGIN TRANSACTION")
        for statement in _declarations():
            connection.execute(statement)
        for kind, nodes in rows.nodes.items():
            line = csv(1, NODE_COLUMNS[kind], between.join)
            _copy(
                connection, file, f"`{kind}`", ("id",), NODE_COLUMNS[kind], between,
                (line((node,), fields) for node, fields in nodes),
            )  # fmt: skip
        for ends, edges in rows.edges.items():
            columns = EDGE_COLUMNS[ends.relation]
            line = csv(2, columns, between.join)
            pair = f" (from='{ends.source}', to='{ends.target}')"
            _copy(
                connection, file, f"`{ends.relation}`", ("from_id", "to_id"), columns, between,
                (line((source, target), fields) for source, target, fields in edges), pair,
            )  # fmt: skip
        connection.execute("COMMIT")
        connection.execute("CHECKPOINT")


def ask(path: Path, question: str, parameters: dict[str, Any] | None = None) -> tuple[list[str], list[list[Any]]]:
    """Column names and rows of one of kg's own questions; never of Cypher from anywhere else."""
    if not path.exists():
        raise UsageError(f"{path} is missing; build again, or write one with: kg export --to ladybug")
    with closing(_opened(path, True)) as connection:
        result = connection.execute(question, parameters or {})
        assert not isinstance(result, list), "a question is one statement"
        return list(result.get_column_names()), [list(row) for row in result]


def _opened(path: Path, read_only: bool) -> Connection:
    import ladybug

    try:
        return ladybug.Connection(ladybug.Database(str(path), read_only=read_only))
    except RuntimeError as fault:
        raise ExportError(
            f"{path} cannot be opened with ladybug {ladybug.__version__}: {fault}; export again"
        ) from None


def _declarations() -> Iterable[str]:
    for kind in NODES:
        columns = ", ".join(_typed(NODE_COLUMNS[kind]))
        yield f"CREATE NODE TABLE `{kind}`(`id` STRING PRIMARY KEY, {columns})"
    for relation in EDGES:
        pairs = ", ".join(f"FROM `{e.source}` TO `{e.target}`" for e in ENDS if e.relation == relation)
        yield f"CREATE REL TABLE `{relation}`({pairs}, {', '.join(_typed(EDGE_COLUMNS[relation]))})"


def _typed(columns: Iterable[Field]) -> list[str]:
    return [f"`{column.name}` {TYPES[column.type]}" for column in columns]


def _copy(
    connection: Connection, file: Path, table: str, first: Sequence[str], columns: Sequence[Field], between: str,
    lines: Iterable[str], pair: str = "",
) -> None:  # fmt: skip
    """Load rows through a file. Lists travel as text and are split on the way in: as lists their quotes would stay."""
    save(file, lines)
    read = [f"`{name}` STRING" for name in first]
    read += [f"`{c.name}` {'STRING' if c.type == 'list' else TYPES[c.type]}" for c in columns]
    cells = [f"`{name}`" for name in first]
    cells += [
        f"CASE WHEN `{c.name}` = '' THEN NULL ELSE string_split(`{c.name}`, {_literal(between)}) END"
        if c.type == "list"
        else f"`{c.name}`"
        for c in columns
    ]
    source = (
        f"LOAD WITH HEADERS ({', '.join(read)}) FROM {_literal(file.as_posix())} ({_OPTIONS}) RETURN {', '.join(cells)}"
    )
    connection.execute(f"COPY {table} FROM ({source}){pair}")


def _literal(text: str) -> str:
    r"""A string of ours as Cypher reads it.

    >>> print(_literal("it's"))
    'it\'s'
    """
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
