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
from kg.engine.attempt import Read, Several, attempt, together
from kg.engine.crew import Crew
from kg.engine.processes import in_processes
from kg.engine.shelf import Place, Shelf, Shelves
from kg.model import Document, Unreadable

__all__ = ["Crew", "Place", "Read", "Result", "Several", "Shelf", "Shelves", "run"]

Result = Any
"""What ``read`` gave, its Place on the shelf, or an Unreadable."""


def run(
    documents: Iterable[Document | Result],
    read: Read,
    jobs: int = 1,
    seconds: float = 60.0,
    shelf: Path | None = None,
    several: Several | None = None,
) -> Iterator[Result]:
    """Read every document with ``jobs`` processes, at most ``seconds`` each.

    What is a result already passes through in its place. ``read`` must be
    importable by name, so that a process can be handed it; with a ``shelf`` it
    gives pieces of bytes. ``several`` does what ``read`` does, for some
    documents at once; where it fails each is read by itself.
    """
    with collector.settled():
        if jobs > 1:
            yield from in_processes(documents, read, jobs, seconds, shelf, several)
        else:
            yield from _here(documents, read, seconds, Shelf(shelf) if shelf else None, several)


def _here(
    documents: Iterable[Any], read: Read, seconds: float, shelf: Shelf | None, several: Several | None
) -> Iterator[Result]:
    for group in _groups(documents) if several else ([one] for one in documents):
        pages = [one for one in group if isinstance(one, Document)]
        read_together = together(pages, several, seconds) if several and len(pages) > 1 else None
        results = iter(read_together or (attempt(page, read, seconds) for page in pages))
        for one in group:
            result = next(results) if isinstance(one, Document) else one
            fresh = isinstance(one, Document) and not isinstance(result, Unreadable)
            yield shelf.put(result) if shelf and fresh else result


def _groups(documents: Iterable[Any]) -> Iterator[list[Any]]:
    """Documents that are read together, and the results between them."""
    group: list[Any] = []
    letters = 0
    for one in documents:
        group.append(one)
        letters += len(one.text) if isinstance(one, Document) else 0
        if len(group) == _MANY or letters >= _LONG:
            yield group
            group, letters = [], 0
    if group:
        yield group


_MANY = 96
"""Documents, and results between them, that are held at once …"""
_LONG = 200_000
"""… and letters: more would save little more, and cost memory."""
