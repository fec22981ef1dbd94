"""What was read before, found by all that it depends on: the page, the code, the tables and the settings.

A folder beside the build: an index in SQLite, and shards that hold what was made
of each document. A build killed at any moment loses only the pages it was at.
An entry is named by a hash of everything it was made from, and so is never stale.
"""

from __future__ import annotations

import hashlib
import pickle
import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import astuple
from pathlib import Path
from typing import NamedTuple, TypeAlias

from kg.engine import Place, Shelves
from kg.errors import UsageError
from kg.model import Document, Unreadable

__all__ = ["Entry", "Gist", "Item", "Memory", "entry_of", "item_of", "key_of", "plain"]


class Gist(NamedTuple):
    """What is asked of a page before anything else is."""

    sha256: str = ""
    script: str = ""
    published: str = ""
    claims: int = 0


class Entry(NamedTuple):
    """A document that was read."""

    key: str
    document: str
    name: str
    place: Place
    gist: Gist = Gist()


Item: TypeAlias = bytes | tuple[str, str]
"""Of what a file held: a plain Entry, or path and reason of what could not be read."""


def key_of(document: Document, print_: str) -> str:
    """What a document's pieces are kept under; ``print_`` stands for code, tables and settings."""
    fields = "\x1f".join(map(str, astuple(document)))
    return hashlib.sha256(f"{print_}\x1f{fields}".encode("utf-8", "surrogatepass")).hexdigest()


class Memory:
    """The folder, open."""

    def __init__(self, folder: Path, fresh: bool = False) -> None:
        if folder.is_file():
            raise UsageError(f"{folder} is a file; name a folder for what was read before (--cache)")
        if fresh:
            shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self._shelves = Shelves(folder)
        self._store = sqlite3.connect(folder / "index.sqlite", isolation_level=None, timeout=60)
        self._store.execute("PRAGMA journal_mode=WAL")
        self._store.execute("PRAGMA synchronous=NORMAL")
        self._store.execute("CREATE TABLE IF NOT EXISTS reading (key TEXT PRIMARY KEY, entry BLOB) WITHOUT ROWID")
        self._store.execute("CREATE TABLE IF NOT EXISTS source (print TEXT PRIMARY KEY, items BLOB) WITHOUT ROWID")

    def entry(self, key: str) -> Entry | None:
        """What was read under a key."""
        row = self._store.execute("SELECT entry FROM reading WHERE key = ?", (key,)).fetchone()
        return None if row is None else entry_of(row[0])

    def keep(self, entry: Entry) -> None:
        """Know it from now on."""
        self._store.execute("INSERT OR REPLACE INTO reading VALUES (?, ?)", (entry.key, plain(entry)))

    def source(self, print_: str) -> Iterator[Entry | Unreadable] | None:
        """What an unchanged file held, if it is still known; with a reading that is let go all sources are."""
        row = self._store.execute("SELECT items FROM source WHERE print = ?", (print_,)).fetchone()
        if row is None:
            return None
        items: list[Item] = pickle.loads(row[0])
        return (entry_of(item) if isinstance(item, bytes) else Unreadable(*item) for item in items)

    def keep_source(self, print_: str, items: list[Item]) -> None:
        """Know what a file held."""
        self._store.execute("INSERT OR REPLACE INTO source VALUES (?, ?)", (print_, pickle.dumps(items, 5)))

    def piece(self, place: Place, number: int) -> bytes:
        """One piece of what was made of a document."""
        return self._shelves.taken(place, number)

    def only(self, keys: Iterable[str], count: int) -> None:
        """Forget all but these ``count``, once what would be forgotten is more than they are."""
        (known,) = self._store.execute("SELECT COUNT(*) FROM reading").fetchone()
        if known <= 2 * count + 100:
            return
        used = set(keys)
        self._store.execute("BEGIN")
        self._store.execute("DELETE FROM source")
        gone = [(key,) for (key,) in self._store.execute("SELECT key FROM reading") if key not in used]
        self._store.executemany("DELETE FROM reading WHERE key = ?", gone)
        self._store.execute("COMMIT")
        files = {entry_of(row[0]).place.file for row in self._store.execute("SELECT entry FROM reading")}
        for shard in self.folder.glob("*.shard"):
            if shard.name not in files:
                shard.unlink()

    def close(self) -> None:
        """Let go of the folder."""
        self._store.close()
        self._shelves.close()


def item_of(found: Entry | Unreadable) -> Item:
    """What is kept of one."""
    return plain(found) if isinstance(found, Entry) else (found.path, found.reason)


def plain(entry: Entry) -> bytes:
    """An entry as bytes."""
    return pickle.dumps((*entry[:3], *entry.place, *entry.gist), 5)


def entry_of(data: bytes) -> Entry:
    """An entry from such bytes."""
    key, document, name, file, at, lengths, *gist = pickle.loads(data)
    return Entry(key, document, name, Place(file, at, lengths), Gist(*gist))
