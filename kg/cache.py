"""What was read before, kept by what it depends on: the page, the code and the vocabulary.

One SQLite file, so that a build killed at any moment loses only the page it
was at. An entry is found only by the hash of everything it was made from, and
so is never stale; old ones are thrown away by age of use.
"""

from __future__ import annotations

import hashlib
import pickle
import sqlite3
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import astuple
from functools import cache
from pathlib import Path

from kg.engine import Read, Result, run
from kg.model import Document, Extraction, Unreadable

__all__ = ["fingerprint", "reading"]

_STAGES = ("layout", "extract")
_KEPT = 500_000
"""Entries kept at most; the least recently written go first."""


@cache
def fingerprint(tables: Path) -> str:
    """A hash of the code that reads pages and of the tables it reads them by."""
    package = Path(__file__).parent
    files = [*package.glob("*.py"), *(f for s in _STAGES for f in (package / s).rglob("*.py")), *tables.glob("*.csv")]
    whole = hashlib.sha256()
    for file in sorted(files, key=lambda f: f.name):
        whole.update(file.name.encode() + hashlib.sha256(file.read_bytes()).digest())
    return whole.hexdigest()


def _key(document: Document, print_: str) -> str:
    fields = "\x1f".join(map(str, astuple(document)))
    return hashlib.sha256(f"{print_}\x1f{fields}".encode("utf-8", "surrogatepass")).hexdigest()


def reading(
    documents: Iterable[Document | Unreadable], read: Read, place: Path, tables: Path, jobs: int, seconds: float
) -> Iterator[Result]:
    """As ``engine.run``, but a page read before with the same code and tables is not read again.

    The file at ``place`` is trusted as the code itself is: entries are pickles.
    """
    place.parent.mkdir(parents=True, exist_ok=True)
    print_ = fingerprint(tables)
    store = sqlite3.connect(place, isolation_level=None)
    store.execute("PRAGMA journal_mode=WAL")
    store.execute("PRAGMA synchronous=NORMAL")
    store.execute("CREATE TABLE IF NOT EXISTS reading (key TEXT PRIMARY KEY, value BLOB) ")
    keys: deque[str] = deque()

    def known() -> Iterator[Document | Result]:
        """Each document, or what was read of it before."""
        for document in documents:
            key = "" if isinstance(document, Unreadable) else _key(document, print_)
            row = store.execute("SELECT value FROM reading WHERE key = ?", (key,)).fetchone() if key else None
            keys.append("" if row else key)
            yield pickle.loads(row[0]) if row else document

    try:
        for result in run(known(), read, jobs, seconds):
            key = keys.popleft()
            if key and isinstance(result, Extraction):
                store.execute("INSERT OR REPLACE INTO reading VALUES (?, ?)", (key, pickle.dumps(result, 5)))
            yield result
        store.execute("DELETE FROM reading WHERE rowid <= (SELECT MAX(rowid) FROM reading) - ?", (_KEPT,))
    finally:
        store.close()
