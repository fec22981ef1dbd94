"""Many documents out of one file: ZIP, TAR, JSON Lines, Parquet, WARC, one after another.

Takes a Source. Gives the Sources in it, or Leaves where a record is a document
already. Never unpacks to disk, and holds every archive to limits, whatever it
claims of itself.
"""

from __future__ import annotations

import gzip
import io
import json
import tarfile
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO, Any

from kg.corpus import readers
from kg.corpus.readers import Page
from kg.corpus.sources import Source, content, suffix
from kg.errors import SourceError
from kg.model import Unreadable

__all__ = ["ARCHIVES", "Leaf", "Limits", "leaves"]


@dataclass(frozen=True, slots=True)
class Limits:
    """What an archive may hold before it counts as a bomb."""

    depth: int = 2
    """Archives within archives."""
    members: int = 2_000_000
    member: int = 64 * 1024 * 1024
    """Bytes of one member, unpacked."""
    total: int = 64 * 1024 * 1024 * 1024
    """Bytes of all members, unpacked."""
    ratio: int = 500
    """Unpacked to packed; Chinese text reaches 5, a file of zeros 1000."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """One document, read."""

    name: str
    path: str
    page: Page
    folder: Path | None = None


def leaves(source: Source, limits: Limits) -> Iterator[Leaf | Unreadable]:
    """Every document of a source; what cannot be read is named, and the rest goes on."""
    ending = suffix(source.path) if source.path != "-" else ""
    try:
        if (archive := ARCHIVES.get(ending)) is None:
            yield Leaf(source.name, source.path, readers.read(ending, content(source)), source.folder)
            return
        if source.depth >= limits.depth:
            raise SourceError(f"stands in {source.depth} archives already: unpack it first")
        for count, item in enumerate(archive(source, limits)):
            if count >= limits.members:
                raise SourceError(f"holds more than {limits.members} documents: cut it into pieces")
            if isinstance(item, Source):
                yield from leaves(item, limits)
            else:
                yield item
    except SourceError as fault:
        yield Unreadable(source.path, str(fault))
    except Exception as fault:  # what a library makes of a broken file is its own: the others must not suffer
        yield Unreadable(source.path, f"cannot be read as {ending or 'text'}: {type(fault).__name__}: {fault}")


def _inside(source: Source, member: str, data: bytes) -> Source:
    ending = suffix(member)
    name = f"{source.name}/{member[: len(member) - len(ending)]}"
    return Source(name, f"{source.path}!{member}", partial(io.BytesIO, data), None, source.depth + 1)


def _read(file: IO[bytes], member: str, packed: int, spent: int, limits: Limits) -> bytes:
    data = file.read(limits.member + 1)
    if len(data) > limits.member or (packed and len(data) > 1024 * 1024 and len(data) > packed * limits.ratio):
        raise SourceError(f"unpacks without measure ({member}): it is not read further")
    if spent + len(data) > limits.total:
        raise SourceError(f"unpacks to more than {limits.total} bytes: cut it into pieces")
    return data


def from_zip(source: Source, limits: Limits) -> Iterator[Source | Leaf | Unreadable]:
    """The files of a ZIP archive in the order of their names."""
    spent = 0
    with source.open() as file, zipfile.ZipFile(file) as archive:
        for info in sorted(archive.infolist(), key=lambda i: i.filename):
            if info.is_dir() or _hidden(info.filename):
                continue
            if info.flag_bits & 1:
                yield Unreadable(f"{source.path}!{info.filename}", "is encrypted: unpack it first")
                continue
            with archive.open(info) as member:
                data = _read(member, info.filename, info.compress_size, spent, limits)
            spent += len(data)
            yield _inside(source, info.filename, data)


def from_tar(source: Source, limits: Limits) -> Iterator[Source | Leaf | Unreadable]:
    """The files of a TAR archive, compressed or not, in the order they stand in."""
    spent = 0
    with source.open() as file, tarfile.open(fileobj=file, mode="r|*") as archive:
        for info in archive:
            if not info.isfile() or _hidden(info.name) or (member := archive.extractfile(info)) is None:
                continue
            data = _read(member, info.name, 0, spent, limits)
            spent += len(data)
            yield _inside(source, info.name, data)


def _hidden(name: str) -> bool:
    return any(part.startswith((".", "__MACOSX")) for part in name.split("/"))


_FIELDS = {
    "text": ("text", "content", "body", "article"),
    "name": ("id", "doc", "name"),
    "title": ("title", "headline"),
    "publisher": ("publisher", "source", "site"),
    "published": ("published", "date"),
}
"""Where a record keeps what: the first of these columns that holds something."""


def _leaf(source: Source, record: Mapping[str, Any], number: int, encoding: str) -> Leaf | Unreadable:
    values = {
        field: next((str(record[key]) for key in keys if record.get(key) not in (None, "")), "")
        for field, keys in _FIELDS.items()
    }
    path = f"{source.path}!{number}"
    if not values["text"].strip():
        return Unreadable(path, f"has no text: one of the columns {', '.join(_FIELDS['text'])} must hold it")
    page = Page(values["text"], encoding, values["title"], values["publisher"], values["published"][:10])
    return Leaf(f"{source.name}/{values['name'] or number}", path, page)


def from_lines(source: Source, limits: Limits) -> Iterator[Source | Leaf | Unreadable]:
    """JSON Lines: a document for each line."""
    spent = number = 0
    with source.open() as raw, gzip.open(raw) if suffix(source.path).endswith(".gz") else nullcontext(raw) as file:
        while line := file.readline(limits.member + 1):
            number += 1
            spent += len(line)
            if len(line) > limits.member or spent > limits.total:
                raise SourceError(f"is too long from line {number}: cut it into pieces")
            if not line.strip():
                continue
            try:
                record = json.loads(line)
            except ValueError as fault:
                yield Unreadable(f"{source.path}!{number}", f"is no JSON: {fault}")
                continue
            if isinstance(record, dict):
                yield _leaf(source, record, number, "json")
            else:
                yield Unreadable(f"{source.path}!{number}", "is no JSON object")


def from_parquet(source: Source, limits: Limits) -> Iterator[Source | Leaf | Unreadable]:
    """Parquet: a document for each row, read in batches."""
    import pyarrow.parquet as parquet

    wanted = {key for keys in _FIELDS.values() for key in keys}
    with source.open() as file:
        table = parquet.ParquetFile(file)
        columns = [c for c in table.schema_arrow.names if c in wanted]
        number = 0
        for batch in table.iter_batches(batch_size=256, columns=columns):
            for record in batch.to_pylist():
                number += 1
                yield _leaf(source, record, number, "parquet")


def from_warc(source: Source, limits: Limits) -> Iterator[Source | Leaf | Unreadable]:
    """WARC: the article of every web page that was answered."""
    from warcio.archiveiterator import ArchiveIterator

    spent = 0
    with source.open() as file:
        for number, record in enumerate(ArchiveIterator(file), 1):
            kind = record.http_headers.get_header("Content-Type", "") if record.http_headers else ""
            if record.rec_type != "response" or "html" not in kind:
                continue
            address = record.rec_headers.get_header("WARC-Target-URI", "")
            data = _read(record.content_stream(), address, 0, spent, limits)
            spent += len(data)
            path = f"{source.path}!{number}"
            try:
                yield Leaf(f"{source.name}/{number}", path, readers.html(data))
            except SourceError as fault:
                yield Unreadable(path, f"{address} {fault}")


ARCHIVES: dict[str, Callable[[Source, Limits], Iterator[Source | Leaf | Unreadable]]] = {
    ".zip": from_zip,
    ".tar": from_tar,
    ".tar.gz": from_tar,
    ".tgz": from_tar,
    ".tar.bz2": from_tar,
    ".tar.xz": from_tar,
    ".jsonl": from_lines,
    ".ndjson": from_lines,
    ".jsonl.gz": from_lines,
    ".parquet": from_parquet,
    ".warc": from_warc,
    ".warc.gz": from_warc,
}
"""By the ending of the file."""
