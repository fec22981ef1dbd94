"""Many documents out of one file, one after another: ZIP and TAR here, rows and web archives beside.

Takes a Source. Gives a Leaf for each document. Never unpacks to disk, and holds
every archive to limits, whatever it claims of itself. A member that cannot be
read costs itself only; a bomb costs the file it came in.
"""

from __future__ import annotations

import io
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from typing import cast

from kg.corpus import encodings, readers, rows, warc
from kg.corpus.limits import Broken, Budget, Limits, Metered, Spent, size_of, unpacked
from kg.corpus.page import Leaf
from kg.corpus.sources import Source, aside, content, suffix
from kg.errors import SourceError
from kg.model import Unreadable

__all__ = ["ARCHIVES", "leaves"]


def leaves(source: Source, limits: Limits, budget: Budget | None = None) -> Iterator[Leaf | Unreadable]:
    """Every document of a source; what cannot be read is named, and the rest goes on.

    ``budget`` is that of the file the source stands in; a file on disk gets its own.
    """
    ending = suffix(source.path.rpartition("!")[2]) if source.path != "-" else ""
    try:
        if (archive := ARCHIVES.get(ending)) is None:
            page = readers.read(ending, content(source, readers.most(ending)))
            yield Leaf(source.name, source.path, page, source.folder)
            return
        if source.depth >= limits.depth:
            raise SourceError(f"stands in {source.depth} archives already: unpack it first")
        if budget is None:
            with source.open() as file:
                budget = Budget(size_of(file), limits)
        for item in archive(source, limits, budget):
            if isinstance(item, Source):
                yield from leaves(item, limits, budget)
            else:
                yield item
    except Spent as fault:
        if source.depth:
            raise Spent(str(fault) if " (" in str(fault) else f"{fault} ({source.path})") from fault
        yield Unreadable(source.path, str(fault))
    except SourceError as fault:
        yield Unreadable(source.path, str(fault))
    except Exception as fault:  # what a library makes of a broken file is its own: the others must not suffer
        yield Unreadable(source.path, f"cannot be read as {ending or 'text'}: {type(fault).__name__}: {fault}")


_SMALL = 1024 * 1024
"""Bytes a member may unpack to, however small it is packed."""


def from_zip(source: Source, limits: Limits, budget: Budget) -> Iterator[Source | Leaf | Unreadable]:
    """The files of a ZIP archive in the order of their names."""
    with source.open() as file, zipfile.ZipFile(file) as archive:
        infos = archive.infolist()
        if len(infos) > limits.directory:
            raise SourceError(f"holds more than {limits.directory} files: cut it into pieces, or make it a TAR")
        named = sorted(zip(_zip_names(infos), infos, strict=True), key=lambda n: n[0])
        for name, info in named:
            if info.is_dir() or _aside(name):
                continue
            path = f"{source.path}!{name}"
            if info.flag_bits & 1:
                yield Unreadable(path, "is encrypted: unpack it first")
                continue
            try:
                with archive.open(info) as member:
                    data = member.read(limits.member + 1)
            except Exception as fault:  # a damaged or strangely packed member costs itself
                yield Unreadable(path, f"cannot be unpacked: {type(fault).__name__}: {fault}")
                continue
            budget.spend(len(data))
            if len(data) > _SMALL and len(data) > limits.ratio * info.compress_size:
                yield Unreadable(path, "unpacks without measure, as a bomb does: it is not read further")
            else:
                yield _inside(source, name, data, limits)


def _zip_names(infos: list[zipfile.ZipInfo]) -> list[str]:
    """Names as their packer meant them: without the UTF-8 flag they are in the packer's own encoding."""
    old = {n: i.filename.encode("cp437", "replace") for n, i in enumerate(infos) if not i.flag_bits & 0x800}
    names = [i.filename for i in infos]
    try:
        text, codec = encodings.decode(b"\n".join(old.values()))
    except SourceError:
        return names
    if codec in ("utf-8", *encodings.CODECS) and len(lines := text.split("\n")) == len(old):
        for number, name in zip(old, lines, strict=True):
            names[number] = name
    return names


_EXTENDED = (
    tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.SOLARIS_XHDTYPE, tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK,
)  # fmt: skip
_HEADER = 1024 * 1024
"""Bytes of an extended header, which ``tarfile`` holds in memory whole."""


class _Header(tarfile.TarInfo):
    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> _Header:
        header = super().frombuf(buf, encoding, errors)
        if header.type in _EXTENDED and header.size > _HEADER:
            raise SourceError(f"holds a header of {header.size} bytes, as a bomb does: it is not read further")
        return header


def from_tar(source: Source, limits: Limits, budget: Budget) -> Iterator[Source | Leaf | Unreadable]:
    """The files of a TAR archive, compressed or not, in the order they stand in."""
    with source.open() as file, unpacked(file) as whole:
        stream = cast(io.BufferedReader, Metered(whole, budget))
        last = ""
        try:
            with tarfile.open(fileobj=stream, mode="r|", tarinfo=_Header) as archive:
                while (info := archive.next()) is not None:
                    archive.members.clear()  # type: ignore[attr-defined]  # it remembers every header it has seen: a gigabyte for a million files
                    last = encodings.readable(info.name)
                    if not info.isfile() or _aside(last):
                        continue
                    path = f"{source.path}!{last}"
                    if info.issparse():
                        yield Unreadable(path, "is a sparse file: no text is one")
                    elif info.size > limits.member:
                        yield Unreadable(path, f"is longer than {limits.member} bytes: cut it into pieces")
                    elif (member := archive.extractfile(info)) is not None:
                        yield _inside(source, last, member.read(), limits)
        except Broken as fault:
            raise Broken(str(fault).replace("is broken", f"is broken{_after(last)}", 1)) from fault
        except (tarfile.TarError, EOFError, OSError) as fault:
            raise Broken(f"is broken{_after(last)}: {fault}; what stands before was read") from fault


def _after(member: str) -> str:
    return f" after {member}" if member else ""


def _inside(source: Source, member: str, data: bytes, limits: Limits) -> Source | Unreadable:
    path = f"{source.path}!{member}"
    if len(data) > limits.member:
        return Unreadable(path, f"is longer than {limits.member} bytes: cut it into pieces")
    name = f"{source.name}/{'/'.join(_parts(member))}"
    return Source(name[: len(name) - len(suffix(member))], path, partial(io.BytesIO, data), None, source.depth + 1)


def _parts(member: str) -> list[str]:
    """The folders and the name; the way there (``./``, ``../``, a drive) says nothing of a text.

    >>> _parts("./a/../b.txt"), _parts("C:\\\\texts\\\\a.txt")
    (['a', 'b.txt'], ['texts', 'a.txt'])
    """
    return [p for p in member.replace("\\", "/").split("/") if p not in ("", ".", "..") and not p.endswith(":")]


def _aside(member: str) -> bool:
    parts = _parts(member)
    return not parts or aside(parts[-1]) or any(part.startswith((".", "__MACOSX")) for part in parts)


ARCHIVES: dict[str, Callable[[Source, Limits, Budget], Iterator[Source | Leaf | Unreadable]]] = {
    ".zip": from_zip,
    **dict.fromkeys((".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz"), from_tar),
    **dict.fromkeys((".jsonl", ".ndjson", ".jsonl.gz", ".jsonl.bz2", ".jsonl.xz"), rows.from_lines),
    **dict.fromkeys((".csv", ".tsv"), rows.from_csv),
    ".json": rows.from_json,
    ".parquet": rows.from_parquet,
    **dict.fromkeys((".warc", ".warc.gz", ".wet", ".wet.gz"), warc.read),
}
"""By the ending of the file."""
