"""Documents read by several processes, each of which may die or hang without harm to the others."""

from __future__ import annotations

import multiprocessing
import signal
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from kg.engine.attempt import Read, attempt, late
from kg.engine.orphan import end_with_parent
from kg.engine.shelf import Shelf
from kg.model import Document, Unreadable

__all__ = ["in_processes"]


@dataclass(frozen=True, slots=True)
class _Orders:
    read: Read
    seconds: float
    shelf: Path | None


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    pipe: Connection
    number: int = -1
    document: Document | None = None
    deadline: float = 0.0


def _serve(pipe: Connection, orders: _Orders) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with_parent()
    shelf = Shelf(orders.shelf) if orders.shelf else None
    while (document := pipe.recv()) is not None:
        result = attempt(document, orders.read, orders.seconds)
        pipe.send(result if shelf is None or isinstance(result, Unreadable) else shelf.put(result))


def _start(orders: _Orders) -> _Worker:
    context: Any = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs, orders), daemon=True)
    process.start()
    theirs.close()
    return _Worker(process, ours)


def in_processes(documents: Iterable[Any], read: Read, jobs: int, seconds: float, shelf: Path | None) -> Iterator[Any]:
    """Hand documents to processes; results wait for their turn, at most a few for each process."""
    orders = _Orders(read, seconds, shelf)
    source = enumerate(documents)
    workers = [_start(orders) for _ in range(jobs)]
    done: dict[int, Any] = {}
    turn = given = 0
    exhausted = False
    try:
        while True:
            for worker in workers:
                while worker.document is None and not exhausted and given - turn < jobs * 8:
                    number, document = next(source, (-1, None))
                    if document is None:
                        exhausted = True
                    elif not isinstance(document, Document):
                        done[number] = document
                        given = number + 1
                    else:
                        worker.number, worker.document = number, document
                        # the process's own alarm rings first; this one is for a process that cannot hear it
                        worker.deadline = time.monotonic() + seconds + 5
                        worker.pipe.send(document)
                        given = number + 1
            while turn in done:
                yield done.pop(turn)
                turn += 1
            busy = [w for w in workers if w.document is not None]
            if not busy:
                if exhausted and turn == given:
                    return
                continue
            left = max(0.0, min(w.deadline for w in busy) - time.monotonic())
            ready = wait([w.pipe for w in busy], left)
            for worker in busy:
                assert worker.document is not None
                if worker.pipe in ready:
                    try:
                        done[worker.number] = worker.pipe.recv()
                    except (EOFError, OSError):
                        reason = "its process was killed (out of memory?); read it alone with --jobs 1 to see why"
                        done[worker.number] = Unreadable(worker.document.path, reason)
                        _replace(worker, orders)
                elif time.monotonic() >= worker.deadline:
                    done[worker.number] = late(worker.document, seconds)
                    _replace(worker, orders)
                else:
                    continue
                worker.document = None
    finally:
        for worker in workers:
            worker.process.kill()
            worker.process.join()


def _replace(worker: _Worker, orders: _Orders) -> None:
    worker.process.kill()
    worker.process.join()
    worker.pipe.close()
    fresh = _start(orders)
    worker.process, worker.pipe = fresh.process, fresh.pipe
