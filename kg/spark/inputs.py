"""Documents out of files, on the workers: the readers of ``kg.corpus`` on the bytes Spark hands over.

Takes the files found. Gives a DataFrame with a row for each Document, or for
each Unreadable. A file is opened by one task; only long JSON Lines are cut,
where Spark cuts them. Never holds more of a file's documents than a batch.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any

from kg import corpus
from kg.corpus import catalogue, rows
from kg.corpus.sources import Source, suffix
from kg.model import Document, Unreadable
from kg.spark.files import MOST, Listed, literal
from kg.spark.rows import unbatched
from kg.vocabulary import load

__all__ = ["DOCUMENTS", "documents", "record"]

_TEXTS = ("id", "name", "path", "text", "encoding", "sha256", "script", "title", "publisher", "published")
DOCUMENTS = ", ".join(f"{name} string" for name in _TEXTS) + ", byline array<string>, fault string"
"""Schema: the fields of a Document; of what could not be read the path and, in ``fault``, the reason."""

LONG = 64 * 1024 * 1024
"""Bytes from which on JSON Lines are cut into blocks."""
_BYTES = 16_000_000
_TOO_LONG = f"is longer than {MOST} bytes: cut it into pieces"
_NAMES = "uri string, name string, shown string, title string, publisher string, published string, script string"


def documents(spark: Any, loaded: Sequence[str], listed: Sequence[Listed], faults: Sequence[Unreadable]) -> Any:
    """All documents and all faults, each row once, in no order."""
    faults = [
        *faults,
        *(Unreadable(f.shown, f"is longer than {MOST} bytes: cut it") for f in listed if f.length > MOST),
    ]
    for f in listed:
        if not f.length:  # Spark's scan passes over it
            faults += [one for one in _in(f.name, f.shown, b"", f.told) if isinstance(one, Unreadable)]
    cut = [f for f in listed if f.length > LONG and suffix(f.shown) in (".jsonl", ".ndjson")]
    whole = [f for f in listed if 0 < f.length <= MOST and f not in cut]
    found = spark.createDataFrame([_fault(f) for f in faults], DOCUMENTS)
    if whole:
        found = found.unionByName(_opened(spark, loaded, whole))
    if cut:
        found = found.unionByName(_lines(spark, cut))
    return found


def _names(spark: Any, listed: Sequence[Listed]) -> Any:
    from pyspark.sql import functions as F

    told = [(f.uri, f.name, f.shown, *(getattr(f.told, c) for c in catalogue.COLUMNS[1:])) for f in listed]
    return F.broadcast(spark.createDataFrame(told, _NAMES))


def _opened(spark: Any, loaded: Sequence[str], listed: Sequence[Listed]) -> Any:
    reader = spark.read.format("binaryFile").option("recursiveFileLookup", "true")
    files = reader.load(list(loaded)).where(f"length <= {MOST}")
    held = files.selectExpr("_metadata.file_path as uri", "content").join(_names(spark, listed), "uri")
    return held.mapInArrow(_open, DOCUMENTS)


def _open(batches: Iterable[Any]) -> Iterator[Any]:
    yield from _batched(
        one
        for row in unbatched(batches)
        for one in _in(
            row["name"], row["shown"], row["content"], catalogue.Row(*(row[c] for c in catalogue.COLUMNS[1:]))
        )
    )


def _in(name: str, shown: str, content: bytes, told: catalogue.Row) -> Iterator[Document | Unreadable]:
    source = Source(name, shown, partial(io.BytesIO, content), Path())
    return corpus.documents(source, told, load(), corpus.Limits())


def _lines(spark: Any, listed: Sequence[Listed]) -> Any:
    """Long files of JSON Lines: Spark cuts them, and the lines before a block are counted first."""
    from pyspark.sql import Window
    from pyspark.sql import functions as F

    text = spark.read.option("lineSep", "\n").text([literal(f.uri) for f in listed])
    block = ("_metadata.file_path as uri", "_metadata.file_block_start as start")
    counts = text.selectExpr(*block).groupBy("uri", "start").count()
    before = Window.partitionBy("uri").orderBy("start").rowsBetween(Window.unboundedPreceding, -1)
    first = counts.select("uri", "start", F.coalesce(F.sum("count").over(before), F.lit(0)).alias("before"))
    lines = text.selectExpr("cast(value as binary) as line", *block)
    numbered = lines.join(F.broadcast(first), ["uri", "start"]).join(_names(spark, listed), "uri")
    return numbered.mapInArrow(_read_lines, DOCUMENTS)


def _read_lines(batches: Iterable[Any]) -> Iterator[Any]:
    def found() -> Iterator[Document | Unreadable]:
        # a task may hold several blocks, but each in one stretch
        for _, block in groupby(unbatched(batches), lambda r: (r["uri"], r["start"])):
            for number, row in enumerate(block, 1):
                if (line := row["line"]).strip():
                    source = Source(row["name"], row["shown"], io.BytesIO)
                    leaf = rows.of_line(source, line, row["before"] + number)
                    yield leaf if isinstance(leaf, Unreadable) else corpus.document(leaf, catalogue.Row(), load())

    yield from _batched(found())


def _batched(found: Iterable[Document | Unreadable]) -> Iterator[Any]:
    held: list[tuple[Any, ...]] = []
    size = 0
    for one in found:
        held.append(_fault(one) if isinstance(one, Unreadable) else _row(one))
        size += len(one.text) * 3 if isinstance(one, Document) else 0
        if size > _BYTES or len(held) >= 1000:
            yield _batch(held)
            held, size = [], 0
    if held:
        yield _batch(held)


def _batch(held: Sequence[tuple[Any, ...]]) -> Any:
    import pyarrow as pa

    types = [pa.string()] * len(_TEXTS) + [pa.list_(pa.string()), pa.string()]
    arrays = [pa.array(values, type_) for values, type_ in zip(zip(*held, strict=True), types, strict=True)]
    return pa.RecordBatch.from_arrays(arrays, names=[*_TEXTS, "byline", "fault"])


def _row(d: Document) -> tuple[Any, ...]:
    return (*(_whole(getattr(d, name)) for name in _TEXTS), [_whole(name) for name in d.byline], "")


def _fault(u: Unreadable) -> tuple[Any, ...]:
    return ("", "", _whole(u.path), *[""] * (len(_TEXTS) - 3), [], _whole(u.reason))


def _whole(text: str) -> str:
    """The text as columns can hold it: names of an archive's members may be broken where their texts are not."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def record(row: dict[str, Any]) -> Document | Unreadable:
    """What a row of ``DOCUMENTS`` stands for."""
    if row["fault"]:
        return Unreadable(row["path"], row["fault"])
    return Document(**{name: row[name] for name in _TEXTS}, byline=tuple(row["byline"]))
