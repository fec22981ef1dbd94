"""The graph as a ladybug database: one file, queried with Cypher, no server.

A graph in; ``graph.lbug`` out, a table for each kind of node and each relation.
Only the fixed questions of ``ontology/cypher`` are ever run on it: Cypher of a
stranger could read and write files, even in a database opened read-only.
The file belongs to one version of ladybug: rebuild it, never archive it.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, closing
from functools import partial
from itertools import chain
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NamedTuple

from kg.errors import ExportError, UsageError
from kg.export.lines import Lines
from kg.export.quoted import SEPARATOR, csv
from kg.export.rows import EDGE_COLUMNS, ENDS, NODE_COLUMNS, Edge, Ends, Fields, Graph, edges, nodes
from kg.graph.schema import EDGES, NODES, Field

if TYPE_CHECKING:
    from ladybug import Connection

__all__ = ["FILE", "README", "TYPES", "ask", "write", "write_rows"]

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
    write_rows(partial(nodes, graph), partial(edges, graph), path)


Nodes = Callable[[], Iterable[tuple[str, Fields]]]
Edges = Callable[[], Iterable[Edge]]
Tables = dict[str | Ends, list[Path]]
"""Kind or relation between two kinds → the files of its rows."""

PIECE = 32_000_000
"""Bytes of rows that are loaded before all is on disk: ladybug holds them several times over."""
_POOL = 1 << 29
"""Bytes of ladybug's buffers, or a third of the database's; by itself it takes four fifths of the machine."""


class Load(NamedTuple):
    """A statement, and the bytes of the rows it loads."""

    statement: str
    size: int = 0


def write_rows(nodes: Nodes, edges: Edges, path: Path) -> None:
    """The same from rows, in any order and never held: ``nodes`` and ``edges`` give all of them anew at each call."""
    with tempfile.TemporaryDirectory(prefix=".kg-ladybug-", dir=path.parent) as scratch:
        tables, between = spread(nodes, edges, Path(scratch))
        for batch in _batches(chain(_declarations(), loads(tables, between))):
            _execute(path, batch)


def _batches(loads: Iterable[Load]) -> Iterator[list[Load]]:
    batch: list[Load] = []
    for load in loads:
        if sum(one.size for one in batch) + load.size > PIECE:
            yield batch
            batch = []
        batch.append(load)
    yield batch


def _execute(path: Path, loads: Iterable[Load]) -> None:
    """All of them or none, by a database opened for them: what it has gathered in memory it gives back when closed."""
    with closing(opened(path)) as connection:
        connection.execute("BEGIN TRANSACTION")
        for load in loads:
            connection.execute(load.statement)
        connection.execute("COMMIT")
        connection.execute("CHECKPOINT")


def spread(nodes: Nodes, edges: Edges, scratch: Path) -> tuple[Tables, str]:
    """The rows in files for each table, and what stands between the items of a list."""
    scratch.mkdir(exist_ok=True)
    try:
        return _spread(nodes(), edges(), scratch, SEPARATOR), SEPARATOR
    except _Taken:
        used = {c for rows in (nodes(), edges()) for *_, fields in rows for c in _listed(fields)}
        between = next(c for c in map(chr, range(1, 0x110000)) if c not in used | set('",\r\n'))
        return _spread(nodes(), edges(), scratch, between), between


def loads(tables: Tables, between: str) -> Iterator[Load]:
    """How the files of ``spread`` are loaded, nodes first."""
    for kind in NODES:
        for file in tables.get(kind, ()):
            yield _load(file, f"`{kind}`", ("id",), NODE_COLUMNS[kind], between)
    for ends in ENDS:
        pair = f" (from='{ends.source}', to='{ends.target}')"
        for file in tables.get(ends, ()):
            yield _load(file, f"`{ends.relation}`", ("from_id", "to_id"), EDGE_COLUMNS[ends.relation], between, pair)


class _Taken(Exception):
    """An item of a list holds the separator."""


def _listed(fields: Fields) -> str:
    return "".join("".join(value) for value in fields.values() if isinstance(value, list))


def _spread(nodes: Iterable[tuple[str, Fields]], edges: Iterable[Edge], scratch: Path, between: str) -> Tables:
    """The rows in files for each table; Raises _Taken where ``between`` cannot stand between the items of a list."""

    def joined(items: list[str]) -> str:
        text = between.join(items)
        if text.count(between) >= max(1, len(items)):
            raise _Taken
        return text

    with ExitStack() as stack:
        writers: dict[str | Ends, _Files] = {}

        def files(table: str | Ends, ids: int, columns: Sequence[Field]) -> _Files:
            if (found := writers.get(table)) is None:
                name = scratch / str(len(writers))
                found = writers[table] = stack.enter_context(closing(_Files(name, csv(ids, columns, joined))))
            return found

        for node, fields in nodes:
            files(fields["kind"], 1, NODE_COLUMNS[fields["kind"]]).add((node,), fields)
        for source, target, fields in edges:
            ends = ends_of(source, target, fields)
            files(ends, 2, EDGE_COLUMNS[ends.relation]).add((source, target), fields)
    return {table: its.paths for table, its in writers.items()}


class _Files:
    """The files of one table, a new one where the last has grown to a piece."""

    def __init__(self, name: Path, line: Lines) -> None:
        self._name, self._line = name, line
        self._file: IO[bytes] | None = None
        self._room = 0
        self.paths: list[Path] = []

    def add(self, ids: tuple[str, ...], fields: Fields) -> None:
        if self._file is None or self._room <= 0:
            self.close()
            self.paths.append(self._name.with_name(f"{self._name.name}-{len(self.paths)}.csv"))
            self._file, self._room = self.paths[-1].open("wb"), PIECE
        self._room -= self._file.write(self._line(ids, fields).encode())

    def close(self) -> None:
        if self._file is not None:
            self._file.close()


_KINDS = {kind.prefix: kind.kind for kind in NODES.values()}


def ends_of(source: str, target: str, fields: Fields) -> Ends:
    """The table an edge stands in."""
    return Ends(fields["relation"], *(_KINDS[end.partition("/")[0]] for end in (source, target)))


def ask(path: Path, question: str, parameters: dict[str, Any] | None = None) -> tuple[list[str], list[list[Any]]]:
    """Column names and rows of one of kg's own questions; never of Cypher from anywhere else."""
    if not path.exists():
        raise UsageError(f"{path} is missing; build again, or write one with: kg export --to ladybug")
    with closing(opened(path, read_only=True)) as connection:
        result = connection.execute(question, parameters or {})
        assert not isinstance(result, list), "a question is one statement"
        return list(result.get_column_names()), [list(row) for row in result]


def opened(path: Path, read_only: bool = False) -> Connection:
    """A connection to a database, made where there is none."""
    import ladybug

    try:
        pool = max(_POOL, path.stat().st_size // 3 if path.exists() else 0)
        how: dict[str, Any] = {} if read_only else {"buffer_pool_size": pool, "max_num_threads": 1}
        return ladybug.Connection(ladybug.Database(str(path), read_only=read_only, **how))
    except RuntimeError as fault:
        raise ExportError(
            f"{path} cannot be opened with ladybug {ladybug.__version__}: {fault}; export again"
        ) from None


def _declarations() -> Iterable[Load]:
    for kind in NODES:
        columns = ", ".join(_typed(NODE_COLUMNS[kind]))
        yield Load(f"CREATE NODE TABLE `{kind}`(`id` STRING PRIMARY KEY, {columns})")
    for relation in EDGES:
        pairs = ", ".join(f"FROM `{e.source}` TO `{e.target}`" for e in ENDS if e.relation == relation)
        yield Load(f"CREATE REL TABLE `{relation}`({pairs}, {', '.join(_typed(EDGE_COLUMNS[relation]))})")


def _typed(columns: Iterable[Field]) -> list[str]:
    return [f"`{column.name}` {TYPES[column.type]}" for column in columns]


def _load(file: Path, table: str, first: Sequence[str], columns: Sequence[Field], between: str, pair: str = "") -> Load:
    """Rows through a file. Lists travel as text and are split on the way in: as lists their quotes would stay."""
    source = f"{loaded(file, first, columns)} RETURN {', '.join(cells(first, columns, between))}"
    return Load(f"COPY {table} FROM ({source}){pair}", file.stat().st_size)


def loaded(file: Path, first: Sequence[str], columns: Sequence[Field]) -> str:
    """The beginning of a statement that reads a file of ``spread``."""
    read = [f"`{name}` STRING" for name in first]
    read += [f"`{c.name}` {'STRING' if c.type == 'list' else TYPES[c.type]}" for c in columns]
    return f"LOAD WITH HEADERS ({', '.join(read)}) FROM {_literal(file.as_posix())} ({_OPTIONS})"


def cells(first: Sequence[str], columns: Sequence[Field], between: str) -> list[str]:
    """What is taken of each of its rows."""
    found = [f"`{name}`" for name in first]
    return found + [
        f"CASE WHEN `{c.name}` = '' THEN NULL ELSE string_split(`{c.name}`, {_literal(between)}) END"
        if c.type == "list"
        else f"`{c.name}`"
        for c in columns
    ]


def _literal(text: str) -> str:
    r"""A string of ours as Cypher reads it.

    >>> print(_literal("it's"))
    'it\'s'
    """
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
