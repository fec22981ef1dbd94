"""Documents read by several processes, each of which may die or hang without harm to the others."""

from __future__ import annotations

import multiprocessing
import signal
import sys
import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from multiprocessing.reduction import ForkingPickler
from pathlib import Path
from typing import Any, NamedTuple

from kg.engine.attempt import Read, Several, attempt, late, together
from kg.engine.orphan import end_with_parent
from kg.engine.shelf import Shelf
from kg.model import Document, Unreadable

__all__ = ["in_processes"]


@dataclass(frozen=True, slots=True)
class _Orders:
    read: Read
    seconds: float
    shelf: Path | None
    several: Several | None


class _Task(NamedTuple):
    number: int
    """Of the first document."""
    documents: tuple[Document, ...]
    data: bytes
    """As it is sent."""


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    pipe: Connection
    tasks: deque[_Task] = field(default_factory=deque)
    """What it is at, and what it will come to next."""
    deadline: float = 0.0

    def give(self, task: _Task, seconds: float) -> None:
        """One more; that the process is gone will be seen when its answer is waited for."""
        with suppress(OSError):
            self.pipe.send_bytes(task.data)
        self.tasks.append(task)
        if len(self.tasks) == 1:
            self.begun(seconds)

    def begun(self, seconds: float) -> None:
        """From now on it is at its first task; its own alarm rings first, this one is for one that cannot hear it."""
        self.deadline = time.monotonic() + seconds + 5


def _serve(pipe: Connection, orders: _Orders) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    end_with_parent()
    shelf = Shelf(orders.shelf) if orders.shelf else None
    while (documents := pipe.recv()) is not None:
        if orders.several and len(documents) > 1:
            results = together(documents, orders.several, orders.seconds)
        else:
            results = [attempt(document, orders.read, orders.seconds) for document in documents]
        keep = shelf.put if shelf else None
        pipe.send(results and [keep(r) if keep and not isinstance(r, Unreadable) else r for r in results])


def _task(number: int, documents: Sequence[Document]) -> _Task:
    return _Task(number, tuple(documents), bytes(ForkingPickler.dumps(tuple(documents))))


def _start(orders: _Orders) -> _Worker:
    context: Any = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs, orders), daemon=True)
    process.start()
    theirs.close()
    return _Worker(process, ours)


_AHEAD = 2
"""Documents a process holds: it need not wait for the next one while this process is busy."""
_SMALL = 32_000
"""Bytes of a task that surely fit into a pipe whose other end is not looked at yet."""
_MANY, _LONG = 32, 60_000
"""Documents read together, and letters of theirs, at most."""
_SHARES = 4
"""Tasks that each process has had, of the size it is given: at the end none waits long for the last of another."""


def in_processes(
    documents: Iterable[Any], read: Read, jobs: int, seconds: float, shelf: Path | None, several: Several | None
) -> Iterator[Any]:
    """Hand documents to processes; results wait for their turn, at most a few for each process."""
    orders = _Orders(read, seconds, shelf, several)
    source = enumerate(documents)
    workers = [_start(orders) for _ in range(jobs)]
    done: dict[int, Any] = {}
    waiting: deque[_Task] = deque()
    turn = given = 0
    exhausted = False

    def waits() -> bool:
        """Whether there is a task for somebody; results that came instead are done."""
        nonlocal given, exhausted
        many = min(_MANY, 1 + given // (jobs * _SHARES)) if several else 1
        while not waiting and not exhausted and given - turn < jobs * (8 + 3 * many):
            group: list[Document] = []
            first = given
            while len(group) < many and sum(len(d.text) for d in group) < _LONG:
                number, document = next(source, (-1, None))
                if document is None:
                    exhausted = True
                    break
                given = number + 1
                if not isinstance(document, Document):
                    done[number] = document
                    break
                group.append(document)
            if group:
                waiting.append(_task(first, group))
        return bool(waiting)

    try:
        while True:
            for held in range(_AHEAD):
                for worker in workers:
                    if len(worker.tasks) <= held and waits() and (not worker.tasks or len(waiting[0].data) <= _SMALL):
                        worker.give(waiting.popleft(), seconds)
            while turn in done:
                yield done.pop(turn)
                turn += 1
            busy = [w for w in workers if w.tasks]
            if not busy:
                if exhausted and turn == given:
                    return
                continue
            left = max(0.0, min(w.deadline for w in busy) - time.monotonic())
            ready = wait([w.pipe for w in busy], left)
            for worker in busy:
                number, pages, _ = worker.tasks[0]
                results = None
                if worker.pipe in ready:
                    try:
                        results = worker.pipe.recv()
                    except (EOFError, OSError):
                        reason = "its process was killed (out of memory?); read it alone with --jobs 1 to see why"
                        results = [Unreadable(pages[0].path, reason)] if len(pages) == 1 else None
                        _replace(worker, orders)
                    else:
                        worker.tasks.popleft()
                        worker.begun(seconds)
                elif time.monotonic() >= worker.deadline:
                    results = [late(pages[0], seconds)] if len(pages) == 1 else None
                    _replace(worker, orders)
                else:
                    continue
                if results is None:  # one of them is bad: it will be seen which
                    waiting.extendleft(_task(number + n, [page]) for n, page in reversed([*enumerate(pages)]))
                else:
                    done.update(enumerate(results, number))
    finally:
        for worker in workers:
            worker.process.kill()
            worker.process.join()


def _replace(worker: _Worker, orders: _Orders) -> None:
    """Another process in its place, which goes on with what comes after the first task."""
    worker.process.kill()
    worker.process.join()
    worker.pipe.close()
    _, *rest = worker.tasks
    fresh = _start(orders)
    worker.process, worker.pipe = fresh.process, fresh.pipe
    worker.tasks.clear()
    for task in rest:
        worker.give(task, orders.seconds)
