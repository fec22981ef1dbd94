"""Documents that are rows of a file: CSV, JSON, JSON Lines and Parquet.

Takes a Source. Gives a Leaf for each row, by the names of its columns; a row
that is none costs itself only.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import IO, Any, cast

from kg.corpus import days, encodings
from kg.corpus.limits import Budget, Limits, Metered, unpacked
from kg.corpus.page import MOST_TEXT, Leaf, Page
from kg.corpus.sources import Source, content
from kg.errors import SourceError
from kg.model import Unreadable
from kg.vocabulary import load

__all__ = ["columns", "from_csv", "from_json", "from_lines", "from_parquet", "of_line", "of_record"]


@cache
def columns() -> Mapping[str, tuple[str, ...]]:
    """Where a row keeps what, by ``ontology/fields.csv``: the first of these columns that holds something.

    >>> columns()["text"][:3]
    ('text', 'content', 'body')
    """
    told = load().rows["fields"]
    return {
        field: tuple(r["name"] for r in told if r["field"] == field)
        for field in dict.fromkeys(r["field"] for r in told)
    }


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


def from_csv(source: Source, limits: Limits, budget: Budget) -> Iterator[Leaf | Unreadable]:
    """CSV with a header, in any encoding a spreadsheet writes; tabs between the cells where the file ends in .tsv."""
    text, _ = encodings.decode(_whole(source, limits))
    csv.field_size_limit(4 * MOST_TEXT)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter="\t" if source.path.lower().endswith(".tsv") else ",")
    header = next(reader, [])
    _texts(header)
    number = 0
    for number, cells in enumerate((cells for cells in reader if any(cells)), 1):
        if len(cells) == len(header):
            yield of_record(source, dict(zip(header, cells, strict=True)), number, "csv")
        else:
            yield Unreadable(f"{source.path}!{number}", f"has {len(cells)} cells, the header {len(header)}")
    if not number:
        raise SourceError("holds a header and no rows")


def from_json(source: Source, limits: Limits, budget: Budget) -> Iterator[Leaf | Unreadable]:
    """JSON: an object, a list of them, or an object one of whose values is that list."""
    try:
        told = json.loads(encodings.decode(_whole(source, limits))[0])
    except (ValueError, RecursionError) as fault:
        raise SourceError(f"is no JSON: {fault}") from fault
    if isinstance(told, dict) and not any(_plain(key) in columns()["text"] for key in told):
        told = next((v for v in told.values() if isinstance(v, list)), told)
    if told == []:
        raise SourceError("holds an empty list")
    for number, record in enumerate(told if isinstance(told, list) else [told], 1):
        if isinstance(record, dict):
            yield of_record(source, record, number, "json")
        else:
            yield Unreadable(f"{source.path}!{number}", 'is no JSON object: each must read {"text": "…"}')


def _whole(source: Source, limits: Limits) -> bytes:
    data = content(source, limits.member)
    if len(data) > limits.member:
        raise SourceError(f"is longer than {limits.member} bytes: cut it into pieces, or make it JSON Lines")
    return data


def _plain(name: object) -> str:
    return str(name).strip().lower()


_CALLED = "one of its columns must hold it and be called"


def _texts(named: Iterable[str]) -> list[str]:
    """The columns that may hold the text. Raises SourceError where there is none."""
    if not (texts := [name for name in named if _plain(name) in columns()["text"]]):
        raise SourceError(f"has no column of texts: {_CALLED} {', '.join(columns()['text'])}")
    return texts


def from_parquet(source: Source, limits: Limits, budget: Budget) -> Iterator[Leaf | Unreadable]:
    """Parquet: a document for each row, a few at a time."""
    try:
        import pyarrow.parquet as parquet
    except ImportError as fault:
        raise SourceError("needs pyarrow: install kg[archives]") from fault

    wanted = {key for keys in columns().values() for key in keys}
    with source.open() as file:
        named = [c for c in parquet.ParquetFile(file).schema_arrow.names if _plain(c) in wanted]
        texts = _texts(named)
        # a text that repeats is stored once, and held so: it is unpacked when its row's turn comes
        table = parquet.ParquetFile(file, read_dictionary=texts, pre_buffer=False, buffer_size=1024 * 1024)
        number = 0
        for batch in table.iter_batches(batch_size=_BATCH, columns=named):
            for row in range(batch.num_rows):
                number += 1
                record = {name: batch.column(at)[row].as_py() for at, name in enumerate(named)}
                text = next((record[k] for k in texts if record[k]), "")
                budget.spend(len(text) if isinstance(text, str) else 0)
                yield of_record(source, record, number, "parquet")


_BATCH = 64


def of_record(source: Source, record: Mapping[str, Any], number: int, encoding: str) -> Leaf | Unreadable:
    """The document in one row, given by its columns."""
    path = f"{source.path}!{number}"
    held = {_plain(key): value for key, value in record.items() if value not in (None, "")}
    values = {field: next((held[key] for key in keys if key in held), "") for field, keys in columns().items()}
    text = values.pop("text")
    if not isinstance(text, str) or not text.strip():
        return Unreadable(path, f"has no text: {_CALLED} {', '.join(columns()['text'])}")
    if len(text) > MOST_TEXT:
        return Unreadable(path, f"is longer than {MOST_TEXT} characters: cut it into pieces")
    told = {field: "" if isinstance(value, (list, dict)) else str(value) for field, value in values.items()}
    name = told["name"] if len(told["name"]) <= _LONGEST_NAME else ""
    page = Page(text, encoding, told["title"], told["publisher"], days.iso(told["published"]))
    return Leaf(f"{source.name}/{name or number}", path, page)
