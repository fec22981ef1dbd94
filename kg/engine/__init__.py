"""How stages 2 and 3 run over many documents: in this process or in several, each with its time.

Takes documents and a function. Gives its results in the order of the documents,
whatever the number of processes. A document that crashes its process or runs
out of time costs itself only. With a shelf the results stay where they were
made, in files of the processes' own, and only their places travel.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from kg import collector
from kg.engine.attempt import Read, attempt
from kg.engine.crew import Crew
from kg.engine.processes import in_processes
from kg.engine.shelf import Place, Shelf, Shelves
from kg.model import Document, Unreadable

__all__ = ["Crew", "Place", "Read", "Result", "Shelf", "Shelves", "run"]

Result = Any
"""What ``read`` gave, its Place on the shelf, or an Unreadable."""


def run(
    documents: Iterable[Document | Result], read: Read, jobs: int = 1, seconds: float = 60.0, shelf: Path | None = None
) -> Iterator[Result]:
    """Read every document with ``jobs`` processes, at most ``seconds`` each.

    What is a result already passes through in its place. ``read`` must be
    importable by name, so that a process can be handed it; with a ``shelf`` it
    gives pieces of bytes.
    """
    with collector.settled():
        yield from _run(documents, read, jobs, seconds, shelf)


def _run(documents: Iterable[Any], read: Read, jobs: int, seconds: float, shelf: Path | None) -> Iterator[Result]:
    if jobs > 1:
        yield from in_processes(documents, read, jobs, seconds, shelf)
        return
    own = Shelf(shelf) if shelf else None
    for document in documents:
        if not isinstance(document, Document):
            yield document
            continue
        result = attempt(document, read, seconds)
        yield result if own is None or isinstance(result, Unreadable) else own.put(result)
