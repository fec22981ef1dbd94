"""Stages 1 to 3 on every input: what is known is looked up, the rest is read, by one process or several.

Takes inputs. Gives an Entry for each document and an Unreadable for each that
failed, in the order of the inputs. Never opens a file that is as it was.
"""

from __future__ import annotations

import hashlib
import time
from collections import deque
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

from kg import corpus, engine, fingerprint
from kg.corpus.sources import Source
from kg.flow.memory import Entry, Gist, Item, Memory, item_of, key_of
from kg.flow.things import How, made, made_of, unpacked
from kg.model import Document, Unreadable
from kg.report import Row
from kg.vocabulary import load

__all__ = ["read"]

_SETTLED = 2_000_000_000
"""Nanoseconds after which a file's time of change tells its changes apart."""


def read(
    inputs: Iterable[Path | str], memory: Memory, how: How, jobs: int, seconds: float
) -> Iterator[Entry | Unreadable]:
    """Every document of the inputs, read now or before."""
    load()  # before processes are made: they share it, and a fault in a table is told once
    print_ = f"{fingerprint.readings()}\x1f{how}"
    told: deque[tuple[str, Document | None]] = deque()
    texts = corpus.Corpus()

    def wanted() -> Iterator[Document | Entry | Unreadable]:
        """What is known, and the documents that are not; ``told`` says of each where it comes from."""
        for source in texts.sources(inputs):
            mark = _mark(source, texts, print_) if isinstance(source, Source) else ""
            if isinstance(source, Unreadable):
                told.append(("", None))
                yield source
                continue
            known = memory.source(mark) if mark else None
            for item in texts.documents(source) if known is None else known:
                entry = memory.entry(key_of(item, print_)) if isinstance(item, Document) else item
                told.append(("" if known is not None else mark, item if isinstance(item, Document) else None))
                yield item if entry is None else entry

    batch = _Batch("")
    work, several = partial(made, how=how), partial(made_of, how=how)
    for result in engine.run(wanted(), work, jobs, seconds, memory.folder, several):
        mark, document = told.popleft()
        if mark != batch.mark:
            batch.remember(memory)
            batch = _Batch(mark)
        if isinstance(result, engine.Place):
            assert document is not None
            row: Row = unpacked(memory.piece(result, 0))
            gist = Gist(document.sha256, document.script, document.published, row.counts["claims"])
            result = Entry(key_of(document, print_), document.id, document.name, result, gist)
            memory.keep(result)
        batch.add(result, document)
        yield result
    batch.remember(memory)


class _Batch:
    """What one file held."""

    def __init__(self, mark: str) -> None:
        self.mark = mark
        self._items: list[Item] = []
        self._whole = bool(mark)

    def add(self, item: Entry | Unreadable, document: Document | None) -> None:
        if document is not None and isinstance(item, Unreadable):
            self._whole = False  # it may have been the clock or the machine's memory: try again next time
        if self._whole:
            self._items.append(item_of(item))

    def remember(self, memory: Memory) -> None:
        if self._whole:
            memory.keep_source(self.mark, self._items)


def _mark(source: Source, texts: corpus.Corpus, print_: str) -> str:
    """What changes whenever a file's documents may: nothing for what is no file, or was changed just now."""
    if source.place is None:
        return ""
    try:
        found = source.place.stat()
    except OSError:
        return ""
    if time.time_ns() - found.st_mtime_ns < _SETTLED:
        return ""
    state = found.st_ino, found.st_size, found.st_mtime_ns
    parts = print_, source.name, source.path, source.place.absolute(), texts.told(source), *state
    return hashlib.sha256("\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass")).hexdigest()
