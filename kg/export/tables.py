"""Tables: a file for each kind of node and each relation, as Parquet and as two families of CSV.

A graph in, files out; Parquet also back. The CSV for machines alters nothing.
The CSV for people opens in a spreadsheet as it is: with a BOM, and no cell that
could be a formula. One file cannot be both, since the guard changes quoted words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from kg.errors import ExportError, not_installed
from kg.export.lines import json_list, save
from kg.export.quoted import csv
from kg.export.rows import EDGE_COLUMNS, NODE_COLUMNS, Fields, Graph, graph_of, native, restored, tables
from kg.graph.schema import Field

if TYPE_CHECKING:
    import pyarrow

__all__ = [
    "README_CSV",
    "README_PARQUET",
    "README_SHEETS",
    "guarded",
    "read",
    "write_csv",
    "write_parquet",
    "write_sheets",
]

README_PARQUET = """\
In Python:  import pandas; claims = pandas.read_parquet("Claim.parquet")   (or polars.read_parquet, or duckdb)
A file for each kind of node (column "id") and each relation ("from_id", "to_id"); join them on ids.
stated = pandas.read_parquet("STATED.parquet").merge(claims, left_on="to_id", right_on="id", suffixes=("", "_claim"))
"""
README_CSV = """\
UTF-8, RFC 4180, nothing altered; lists are JSON arrays; a missing value is empty, an empty text is "".
In Python:  import pandas; claims = pandas.read_csv("Claim.csv")   In SQL:  SELECT * FROM 'Claim.csv'  (DuckDB)
For spreadsheets take the export "sheets" instead: here a quotation that begins with = would run as a formula.
"""
README_SHEETS = """\
Double-click claims.csv: a row for each claim, with who said it, where, and what about; the other files hold the rest.
Cells a spreadsheet would take for a formula (=, +, -, @, also full-width) or would shorten (0111) begin with '.
Because of that ' these files are for reading; take the export "csv" or "parquet" for programs.
"""

_FIRST_NODE = ("id",)
_FIRST_EDGE = ("from_id", "to_id")


class Table(NamedTuple):
    """One file."""

    name: str
    first: tuple[str, ...]
    """Columns of ids that stand before the fields."""
    columns: Sequence[Field]
    rows: list[tuple[tuple[str, ...], Fields]]


def _tables(graph: Graph) -> Iterator[Table]:
    found = tables(graph)
    for kind, nodes in found.nodes.items():
        yield Table(kind, _FIRST_NODE, NODE_COLUMNS[kind], [((node,), fields) for node, fields in nodes])
    relations: dict[str, list[tuple[tuple[str, ...], Fields]]] = {}
    for ends, edges in found.edges.items():
        relations.setdefault(ends.relation, []).extend(((source, target), fields) for source, target, fields in edges)
    for relation, rows in relations.items():
        yield Table(relation, _FIRST_EDGE, EDGE_COLUMNS[relation], rows)


def write_parquet(graph: Graph, folder: Path) -> None:
    """Typed columns, zstd; the namespace stands in each file's metadata as ``kg.base``."""
    pa = _pyarrow()
    import pyarrow.parquet as pq

    for table in _tables(graph):
        names = [*table.first, *(c.name for c in table.columns)]
        arrays = [pa.array([ids[i] for ids, _ in table.rows], pa.string()) for i in range(len(table.first))]
        arrays += [_array(column, (fields for _, fields in table.rows)) for column in table.columns]
        held = pa.table(dict(zip(names, arrays, strict=True)))
        held = held.replace_schema_metadata({"kg.base": str(graph.graph.get("base", ""))})
        pq.write_table(held, folder / f"{table.name}.parquet", compression="zstd", version="2.6")


def _array(column: Field, rows: Iterable[Fields]) -> pyarrow.Array:
    import pyarrow as pa

    types = {
        "str": pa.string(), "int": pa.int64(), "decimal": pa.float64(), "date": pa.date32(), "bool": pa.bool_(),
        "list": pa.list_(pa.string()),
    }  # fmt: skip
    name, type_ = column.name, column.type
    values = (None if (value := fields.get(name)) is None else native(type_, value) for fields in rows)
    return pa.array(values, types[type_])


def read(folder: Path) -> Graph:
    """The graph the Parquet files of ``write_parquet`` hold."""
    _pyarrow()
    import pyarrow.parquet as pq

    base, nodes, edges = "", [], []
    for path in sorted(folder.glob("*.parquet")):
        held = pq.read_table(path)
        base = (held.schema.metadata or {}).get(b"kg.base", b"").decode()
        if path.stem in NODE_COLUMNS:
            columns: Sequence[Field] = NODE_COLUMNS[path.stem]
            nodes += [(row["id"], restored(columns, row)) for row in held.to_pylist()]
        elif path.stem in EDGE_COLUMNS:
            columns = EDGE_COLUMNS[path.stem]
            edges += [
                (row["from_id"], row["to_id"], {"relation": path.stem, **restored(columns, row)})
                for row in held.to_pylist()
            ]
    if not nodes:
        raise ExportError(f"{folder} holds no tables that kg wrote")
    return graph_of(base, nodes, edges)


def _pyarrow() -> Any:
    try:
        import pyarrow
    except ImportError:
        raise not_installed("Parquet", "tables", "pyarrow") from None
    return pyarrow


def write_csv(graph: Graph, folder: Path) -> None:
    """The tables unaltered, for programs."""
    for table in _tables(graph):
        line = csv(len(table.first), table.columns, json_list)
        header = ",".join((*table.first, *(c.name for c in table.columns))) + "\n"
        save(folder / f"{table.name}.csv", chain([header], (line(ids, fields) for ids, fields in table.rows)))


_STORY = ("published", "publisher", "title", "speaker", "mode", "text", "industries", "regions", "confidence")
_GUARDED = re.compile(r"[=+\-@＝＋－＠\t\r\n]|0\d+$")


def guarded(text: str) -> str:
    """The text as a cell no spreadsheet runs as a formula or reads as a number that begins with 0.

    >>> guarded("＝SUM(A1)"), guarded("0111"), guarded("深圳")
    ("'＝SUM(A1)", "'0111", '深圳')
    """
    return "'" + text if _GUARDED.match(text) else text


def write_sheets(graph: Graph, folder: Path) -> None:
    """The tables for people, and ``claims.csv``, which puts a claim's whole story in one row."""
    save(folder / "claims.csv", _sheet(_STORY, _stories(graph)))
    for table in _tables(graph):
        header = (*table.first, *(c.name for c in table.columns))
        rows = ((*ids, *(_cell(fields.get(c.name, "")) for c in table.columns)) for ids, fields in table.rows)
        save(folder / f"{table.name}.csv", _sheet(header, rows))


def _sheet(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield "\ufeff"
    for row in (header, *rows):
        yield ",".join('"' + guarded(cell).replace('"', '""') + '"' for cell in row) + "\r\n"


def _cell(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(value)
    return ("true" if value else "false") if isinstance(value, bool) else str(value)


def _stories(graph: Graph) -> Iterator[Sequence[str]]:
    """A row for each claim, by date, article and place."""
    about: dict[str, dict[str, set[str]]] = {}
    for source, target, fields in graph.edges(data=True):
        relation = fields["relation"]
        if relation == "STATED":
            about.setdefault(target, {}).setdefault(relation, set()).add(source)
        elif relation in ("ABOUT_INDUSTRY", "ABOUT_REGION"):
            about.setdefault(source, {}).setdefault(relation, set()).add(target)
    claims = [(n, f) for n, f in graph.nodes(data=True) if f["kind"] == "Claim"]
    articles = {claim: graph.nodes[fields["article"]] for claim, fields in claims}
    claims.sort(key=lambda c: (articles[c[0]].get("published", ""), c[1]["article"], c[1]["start"], c[0]))
    for claim, fields in claims:
        article, named = articles[claim], about.get(claim, {})
        who, industries, regions = (
            "; ".join(sorted(graph.nodes[n]["label"] for n in named.get(relation, ())))
            for relation in ("STATED", "ABOUT_INDUSTRY", "ABOUT_REGION")
        )
        yield (
            article.get("published", ""), article.get("publisher", ""), article.get("title", ""), who, fields["mode"],
            fields["text"], industries, regions, fields["confidence"],
        )  # fmt: skip
