"""Documents that are rows of a file: JSON Lines and Parquet.

Takes a Source. Gives a Leaf for each row, by the names of its columns; a row
that is none costs itself only.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import IO, Any, cast

from kg.corpus.limits import Budget, Limits, Metered, unpacked
from kg.corpus.page import MOST_TEXT, Leaf, Page
from kg.corpus.sources import Source
from kg.errors import SourceError
from kg.model import Unreadable

__all__ = ["COLUMNS", "from_lines", "from_parquet", "of_line", "of_record"]

COLUMNS = {
    "text": ("text", "content", "body", "article"),
    "name": ("id", "doc", "name"),
    "title": ("title", "headline"),
    "publisher": ("publisher", "source", "site"),
    "published": ("published", "date"),
}
"""Where a row keeps what: the first of these columns that holds something."""

_LONGEST_NAME = 200


def from_lines(source: Source, limits: Limits, budget: Budget) -> Iterator[Leaf | Unreadable]:
    """JSON Lines: a document for each line."""
    with source.open() as raw, unpacked(raw) as file:
        for number, line in _lines(cast(IO[bytes], Metered(file, budget)), limits.member):
            if line is None:
                yield Unreadable(f"{source.path}!{number}", f"is longer than {limits.member} bytes: cut it into pieces")
            elif line.strip():
                yield of_line(source, line, number)


def of_line(source: Source, line: bytes, number: int) -> Leaf | Unreadable:
    """The document in one line of JSON, not an empty one."""
    path = f"{source.path}!{number}"
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as fault:
        return Unreadable(path, f"is no JSON: {fault}")
    if isinstance(record, dict):
        return of_record(source, record, number, "json")
    return Unreadable(path, 'is no JSON object: each line must read {"text": "…"}')


def _lines(file: IO[bytes], most: int) -> Iterator[tuple[int, bytes | None]]:
    """Numbered lines; None for one that is too long, which is passed over without being held."""
    number = 0
    while line := file.readline(most + 1):
        number += 1
        if len(line) <= most:
            yield number, line
            continue
        while line and not line.endswith(b"\n"):
            line = file.readline(most)
        yield number, None


def from_parquet(source: Source, limits: Limits, budget: Budget) -> Iterator[Leaf | Unreadable]:
    """Parquet: a document for each row, a few at a time."""
    try:
        import pyarrow.parquet as parquet
    except ImportError as fault:
        raise SourceError("needs pyarrow: install kg[archives]") from fault

    wanted = [key for keys in COLUMNS.values() for key in keys]
    with source.open() as file:
        columns = [c for c in parquet.ParquetFile(file).schema_arrow.names if c in wanted]
        if not (texts := [c for c in columns if c in COLUMNS["text"]]):
            raise SourceError(f"has no column of texts: one must be called {', '.join(COLUMNS['text'])}")
        # a text that repeats is stored once, and held so: it is unpacked when its row's turn comes
        table = parquet.ParquetFile(file, read_dictionary=texts, pre_buffer=False, buffer_size=1024 * 1024)
        number = 0
        for batch in table.iter_batches(batch_size=_BATCH, columns=columns):
            for row in range(batch.num_rows):
                number += 1
                record = {name: batch.column(at)[row].as_py() for at, name in enumerate(columns)}
                text = next((record[k] for k in COLUMNS["text"] if record.get(k)), "")
                budget.spend(len(text) if isinstance(text, str) else 0)
                yield of_record(source, record, number, "parquet")


_BATCH = 64


def of_record(source: Source, record: Mapping[str, Any], number: int, encoding: str) -> Leaf | Unreadable:
    """The document in one row, given by its columns."""
    path = f"{source.path}!{number}"
    values = {
        field: next((record[key] for key in keys if record.get(key) not in (None, "")), "")
        for field, keys in COLUMNS.items()
    }
    text = values.pop("text")
    if not isinstance(text, str) or not text.strip():
        return Unreadable(path, f"has no text: one of the columns {', '.join(COLUMNS['text'])} must hold it")
    if len(text) > MOST_TEXT:
        return Unreadable(path, f"is longer than {MOST_TEXT} characters: cut it into pieces")
    told = {field: "" if isinstance(value, (list, dict)) else str(value) for field, value in values.items()}
    name = told["name"] if len(told["name"]) <= _LONGEST_NAME else ""
    page = Page(text, encoding, told["title"], told["publisher"], told["published"][:10])
    return Leaf(f"{source.name}/{name or number}", path, page)
