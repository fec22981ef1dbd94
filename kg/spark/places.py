"""Files where Spark has them: on a disk, in HDFS, in an object store, by Hadoop's own means.

Takes paths and URIs as Spark does. Never moves a file's content through the driver.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

from kg.errors import UsageError
from kg.folder import MARK

__all__ = ["Place", "replacing"]

_THREADS = 16
"""Renames under way at once: an object store copies, and takes its time."""


class Place:
    """A file or folder that may be there."""

    def __init__(self, spark: Any, path: str) -> None:
        self._spark = spark
        self._path = spark._jvm.org.apache.hadoop.fs.Path(path)
        self._files = self._path.getFileSystem(spark._jsc.hadoopConfiguration())
        self._path = self._files.makeQualified(self._path)
        if self._path.toUri().getScheme() == "file":
            self._files = self._files.getRawFileSystem()  # without a checksum file beside each

    def __str__(self) -> str:
        return str(self._path.toString())

    def __truediv__(self, name: str) -> Place:
        return Place(self._spark, f"{self}/{name}")

    @property
    def uri(self) -> str:
        """The place as Spark names the file a row came from: percent signs and blanks are encoded."""
        return str(self._path.toUri().toString()).replace(":///", ":/", 1)

    def exists(self) -> bool:
        """Whether it is there."""
        return bool(self._files.exists(self._path))

    def is_folder(self) -> bool:
        """Whether it is there and a folder."""
        return self.exists() and bool(self._files.getFileStatus(self._path).isDirectory())

    def beside(self, name: str) -> Place:
        """Another place in the same folder."""
        return Place(self._spark, f"{self._path.getParent().toString()}/{name}")

    @property
    def name(self) -> str:
        """The last part of the path."""
        return str(self._path.getName())

    def names(self) -> list[str]:
        """What stands in the folder, sorted; nothing where there is none."""
        if not self.exists():
            return []
        return sorted(str(status.getPath().getName()) for status in self._files.listStatus(self._path))

    def matching(self) -> list[Place]:
        """The place itself, or what it matches as a pattern of Hadoop's."""
        if self.exists():
            return [self]
        found = self._files.globStatus(self._path)
        return sorted((Place(self._spark, s.getPath().toString()) for s in found or ()), key=str)

    def make(self) -> None:
        """Make the folder and those above it."""
        self._files.mkdirs(self._path)

    def delete(self) -> None:
        """Take it away with all that is in it, if it is there."""
        self._files.delete(self._path, True)

    def write(self, text: str) -> None:
        """Make it a file that holds the text."""
        stream = self._files.create(self._path, True)
        try:
            stream.write(bytearray(text.encode("utf-8", "surrogatepass")))
        finally:
            stream.close()

    def move(self, to: Place) -> None:
        """Rename. Raises UsageError where the file system refuses."""
        if not self._files.rename(self._path, to._path):
            raise UsageError(f"{self} cannot be renamed to {to}: is the folder yours to write?")

    def gather(self, to: Place, ending: str) -> int:
        """Move the parts that Spark wrote here to ``to``, numbered, with an ending of their own; how many."""
        parts = [name for name in self.names() if name.startswith("part-")]
        if parts:
            to.make()
        with ThreadPoolExecutor(_THREADS) as threads:
            moves = [threads.submit((self / name).move, to / f"part-{n:05}{ending}") for n, name in enumerate(parts)]
            for move in moves:
                move.result()
        return len(parts)


@contextmanager
def replacing(out: Place) -> Iterator[Place]:
    """As ``kg.folder.replacing``: a new folder that takes the place of ``out`` when the block ends without an error.

    Raises UsageError where ``out`` is none of kg's. What a killed run left beside it is taken away by the next.
    """
    if out.exists() and not (out / MARK).exists() and (not out.is_folder() or out.names()):
        raise UsageError(f"{out} exists and is no build of kg (it has no {MARK}); name another folder with --out")
    new = out.beside(f".{out.name}.unfinished")
    new.delete()
    new.make()
    try:
        yield new
        out.delete()
        new.move(out)
    finally:
        new.delete()
