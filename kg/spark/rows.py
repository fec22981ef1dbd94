"""The one shape in which everything travels between Spark's stages, and its way in and out of Arrow.

What a row's fields hold is told by its table:

| table | key | extra | place | data |
| --- | --- | --- | --- | --- |
| node-KIND, edge-RELATION | its id | | | fields as JSON, of an edge with from_id and to_id |
| sighting | entity | kind, tab, concept | how often | spelling |
| head | proposed industry | | | concept |
| tenure | its id | | | fields as JSON |
| words | speaker | day or 9999 | of the claim | claim's id; blob: shingles |
| claim, page, input, notice | document's or claim's id | | order | a line of JSON |
| mention | entity | what follows the label | order | what precedes it |
| triple, link | document or subject | | | lines of N-Triples |
| label, concept, proposed | entity | kind | | label; label and names; as JSON |
| count | what is counted | | how many | |
| control | a character | | | |
| fault | the input's path | | | reason |
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

__all__ = ["ROWS", "Row", "batched", "encode", "unbatched"]

ROWS = "key string, extra string, name string, document string, place bigint, data string, blob binary, `table` string"
"""Schema of a Row, for Spark; the table last, since it is a folder of the files."""
_BYTES = 16_000_000
_MOST = 5000

encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class Row(NamedTuple):
    """Something found in a document, or merged out of several."""

    table: str
    key: str
    data: str = ""
    extra: str = ""
    name: str = ""
    """Of the document."""
    document: str = ""
    place: int = 0
    blob: bytes = b""


def batched(rows: Iterable[Row]) -> Iterator[Any]:
    """Arrow batches of a bounded size."""
    held: list[Row] = []
    size = 0
    for row in rows:
        held.append(row)
        size += len(row.data) * 3 + len(row.blob)
        if size > _BYTES or len(held) >= _MOST:
            yield _batch(held)
            held, size = [], 0
    if held:
        yield _batch(held)


def _batch(rows: list[Row]) -> Any:
    import pyarrow as pa

    columns = {
        "key": [r.key for r in rows], "extra": [r.extra for r in rows], "name": [r.name for r in rows],
        "document": [r.document for r in rows], "place": [r.place for r in rows], "data": [r.data for r in rows],
        "blob": [r.blob for r in rows], "table": [r.table for r in rows],
    }  # fmt: skip
    types = {"place": pa.int64(), "blob": pa.binary()}
    arrays = [pa.array(values, types.get(name, pa.string())) for name, values in columns.items()]
    return pa.RecordBatch.from_arrays(arrays, names=list(columns))


def unbatched(batches: Iterable[Any]) -> Iterator[dict[str, Any]]:
    """The rows of Arrow batches, one after another."""
    for batch in batches:
        yield from batch.to_pylist()
