"""Rows put aside between the steps of a build: a folder for each table, so that a step reads only its own.

Takes DataFrames of Rows. Gives them back by table, from those that have any.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce
from typing import Any

from kg.spark.places import Place
from kg.spark.rows import ROWS, Row

__all__ = ["Staged"]


class Staged:
    """Rows by table, wherever they lie."""

    def __init__(self, spark: Any, parts: Sequence[tuple[Any, dict[str, int]]] = ()) -> None:
        self._spark = spark
        self._parts = list(parts)

    def put(self, rows: Any, place: Place) -> Staged:
        """Write a DataFrame of Rows; these and those before."""
        rows.write.partitionBy("table").parquet(str(place))
        held = self._spark.read.schema(ROWS).parquet(str(place))
        return Staged(self._spark, [*self._parts, (held, dict(held.groupBy("table").count().collect()))])

    def hold(self, rows: Iterable[Row]) -> Staged:
        """A few rows of the driver's own, and those before."""
        held = list(rows)
        told = [(r.key, r.extra, r.name, r.document, r.place, r.data, r.blob, r.table) for r in held]
        counts: dict[str, int] = {}
        for row in held:
            counts[row.table] = counts.get(row.table, 0) + 1
        return Staged(self._spark, [*self._parts, (self._spark.createDataFrame(told, ROWS).coalesce(1), counts)])

    @property
    def counts(self) -> dict[str, int]:
        """Table → its rows."""
        whole: dict[str, int] = {}
        for _, counts in self._parts:
            for table, count in counts.items():
                whole[table] = whole.get(table, 0) + count
        return whole

    def of(self, *tables: str) -> Any:
        """The rows of some tables."""
        from pyspark.sql import functions as F

        found = [
            frame.where(F.col("table").isin(*tables)) for frame, counts in self._parts if counts.keys() & set(tables)
        ]
        return reduce(lambda a, b: a.unionByName(b), found) if found else self._spark.createDataFrame([], ROWS)
