"""Which files there are, and what their documents are called: the same names as on a single machine.

Takes what the user names, in Spark's file systems. Gives Files on the driver,
where Spark lists files, too: about a kilobyte each, so that millions of
documents belong into archives or JSON Lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePosixPath
from typing import Any, NamedTuple
from urllib.parse import unquote, urlparse

from kg.corpus import catalogue, sources
from kg.errors import UsageError
from kg.model import Unreadable
from kg.spark.places import Place

__all__ = ["MOST", "Listed", "find", "literal"]

MOST = 2**31 - 1
"""Bytes of a file that Spark hands over whole."""


class Listed(NamedTuple):
    """A file and what is known of it before it is opened."""

    uri: str
    """As Spark names the file a row came from."""
    name: str
    shown: str
    length: int
    told: catalogue.Row


def find(spark: Any, inputs: Iterable[str]) -> tuple[list[str], list[Listed], list[Unreadable]]:
    """What Spark is to load, the files to read of it in the order of their paths, and what is not there."""
    roots: dict[str, tuple[int, bool]] = {}
    faults: list[Unreadable] = []
    given = list(map(str, inputs))
    for number, one in enumerate(given):
        if one == "-":
            raise UsageError("the Spark engine has no standard input: name files or folders")
        place = Place(spark, one)
        exact = place.exists()
        for found in place.matching():
            if exact or not (found.is_folder() or sources.aside(found.name)):
                roots.setdefault(found.uri, (number, found.is_folder()))
    loaded = [literal(uri) for uri in roots]
    lengths = _lengths(spark, loaded)
    files, beside, seen = [], set(), set()
    for uri in sorted(lengths):
        root, below = _below(uri, roots)
        number, folder = roots[root]
        seen.add(number)
        if not folder or not _passed_over(below):
            files.append(sources.File(_path(uri), below, uri))
            table = f"{uri.rpartition('/')[0]}/{catalogue.NAME}"
            if table not in beside and (table in lengths or (not folder and Place(spark, unquote(table)).exists())):
                beside.add(table)
    for number in sorted(set(range(len(given))) - seen):
        its = Place(spark, given[number])
        there = "holds no file Spark can see" if its.is_folder() else "there is no such file or folder"
        if its.exists() and not its.is_folder():
            there = "is a file Spark passes over, as its name begins with _ or a dot: rename it"
        faults.append(Unreadable(sources.shown(given[number]), there))
    rows = dict(_catalogues(spark, sorted(beside), faults))
    listed = []
    for file, name in sources.named(files):
        row = rows.get((file.real.rpartition("/")[0], PurePosixPath(file.shown).name), catalogue.Row())
        listed.append(Listed(file.real, name, file.shown, lengths[file.real], row))
    return loaded, listed, faults


def literal(uri: str) -> str:
    """The path of a URI as a pattern of Hadoop's that matches nothing else."""
    scheme, _, rest = unquote(uri).partition(":")
    return scheme + ":" + "".join(f"\\{c}" if c in "[]{}*?\\" else c for c in rest)


def _lengths(spark: Any, loaded: Sequence[str]) -> dict[str, int]:
    """Every file below the roots and its length; nothing is opened."""
    if not loaded:
        return {}
    files = spark.read.format("binaryFile").option("recursiveFileLookup", "true").load(list(loaded))
    every = (uri.replace(":///", ":/", 1) for uri in files.inputFiles())
    lengths = dict.fromkeys(every, 0)  # Spark's scan passes over the empty ones
    lengths.update((row[0], row[1]) for row in files.select("_metadata.file_path", "length").collect())
    return lengths


def _path(uri: str) -> str:
    return unquote(urlparse(uri).path)


def _below(uri: str, roots: dict[str, tuple[int, bool]]) -> tuple[str, str]:
    """The root named first that a file stands in, and its path below it; its name where it was named itself."""
    own = [uri] if uri in roots else []
    parts = uri.split("/")
    own += [root for n in range(1, len(parts)) if (root := "/".join(parts[:n])) in roots and roots[root][1]]
    root = min(own, key=lambda r: (roots[r][0], r))
    return root, unquote(parts[-1] if root == uri else uri[len(root) + 1 :])


def _passed_over(below: str) -> bool:
    *folders, name = below.split("/")
    return sources.aside(name) or any(folder.startswith(".") for folder in folders)


def _catalogues(
    spark: Any, uris: Sequence[str], faults: list[Unreadable]
) -> Iterator[tuple[tuple[str, str], catalogue.Row]]:
    if not uris:
        return
    found = spark.read.format("binaryFile").load([literal(uri) for uri in uris])
    for uri, content in sorted(found.select("_metadata.file_path", "content").collect()):
        rows, wrong = catalogue.read(bytes(content))
        faults += wrong
        yield from (((uri.rpartition("/")[0], file), row) for file, row in rows.items())
