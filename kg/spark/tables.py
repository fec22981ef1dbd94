"""Nodes and edges as Parquet, a folder for each kind and each relation, with the columns of ``kg export --to parquet``.

Takes Rows whose data is JSON; the columns are made in Spark itself, from the one
table of the schema. Rows stand by id within a part.
"""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from kg.export.rows import EDGE_COLUMNS, NODE_COLUMNS
from kg.graph.schema import Field
from kg.spark.places import Place
from kg.spark.staged import Staged

__all__ = ["write"]

_TYPES = {
    "str": "string", "int": "bigint", "decimal": "double", "date": "date", "bool": "boolean", "list": "array<string>",
}  # fmt: skip
_AS_JSON = {"decimal": "string", "date": "string"}
"""What the graph holds as text; Spark's parser would make nothing of it."""
_THREADS = 4
"""Tables written at once: small ones leave most of a cluster idle."""


def write(staged: Staged, scratch: Place, out: Place, parts: Mapping[str, int]) -> None:
    """All tables that have rows; ``parts`` says in how many files each is written."""

    def one(table: str) -> None:
        form, _, kind = table.partition("-")
        nodes = form == "node"
        first = ("id",) if nodes else ("from_id", "to_id")
        columns = NODE_COLUMNS[kind] if nodes else EDGE_COLUMNS[kind]
        frame = _typed(staged, table, first, columns, parts[table])
        frame.write.parquet(str(scratch / table))
        (scratch / table).gather(out / ("nodes" if nodes else "edges") / kind, ".parquet")

    tables = [t for t in sorted(parts) if t.startswith(("node-", "edge-"))]
    with ThreadPoolExecutor(_THREADS) as threads:
        for done in [threads.submit(one, table) for table in tables]:
            done.result()


def _typed(staged: Staged, table: str, first: tuple[str, ...], columns: tuple[Field, ...], parts: int) -> Any:
    from pyspark.sql import functions as F

    ids = [name for name in first if name not in {c.name for c in columns}]
    known = [(name, "string") for name in ids if table.startswith("edge-")]
    known += [(c.name, _AS_JSON.get(c.type, _TYPES[c.type])) for c in columns]
    schema = ", ".join(f"`{name}` {type_}" for name, type_ in known)
    held = staged.of(table)
    rows = (held.coalesce(1) if parts == 1 else held.repartition(parts, "key")).sortWithinPartitions("key")
    fields = rows.select("key", F.from_json("data", schema).alias("f"))
    chosen = [F.col("key").alias("id")] if table.startswith("node-") else [F.col(f"f.{name}") for name in ids]
    chosen += [F.col(f"f.`{c.name}`").cast(_TYPES[c.type]).alias(c.name) for c in columns]
    return fields.select(*chosen)
