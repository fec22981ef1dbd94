"""How stages 2 and 3 run over many documents: in this process or in several, each with its time.

Takes documents and a function. Gives its results in the order of the
documents, whatever the number of processes. A document that crashes its
process or runs out of time costs itself only.
"""

from __future__ import annotations

import multiprocessing
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from types import FrameType
from typing import Any

from kg.model import Document, Extraction, Unreadable

__all__ = ["Read", "Result", "run"]

Read = Callable[[Document], Extraction]
Result = Extraction | Unreadable


def run(documents: Iterable[Document | Result], read: Read, jobs: int = 1, seconds: float = 60.0) -> Iterator[Result]:
    """Read every document with ``jobs`` processes, at most ``seconds`` each.

    What is a result already passes through in its place. ``read`` must be
    importable by name, so that a process can be handed it.
    """
    if jobs <= 1:
        for document in documents:
            yield _attempt(document, read, seconds) if isinstance(document, Document) else document
        return
    yield from _in_processes(documents, read, jobs, seconds)


def _attempt(document: Document, read: Read, seconds: float) -> Result:
    try:
        with _alarm(seconds):
            return read(document)
    except TimeoutError:
        return _late(document, seconds)
    except Exception as fault:  # a page nobody foresaw must not cost the others
        place = fault.__traceback__
        while place and place.tb_next:
            place = place.tb_next
        at = f"{place.tb_frame.f_globals.get('__name__')}:{place.tb_lineno}" if place else "?"
        return Unreadable(document.path, f"{type(fault).__name__} at {at}: {fault}; please report it with the page")


def _late(document: Document, seconds: float) -> Unreadable:
    return Unreadable(document.path, f"took longer than {seconds:g} seconds and was given up; see --seconds")


@contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    """Raise TimeoutError in the block after that time, where the system has alarms and this is the main thread."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def ring(number: int, frame: FrameType | None) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    pipe: Connection
    number: int = -1
    document: Document | None = None
    deadline: float = 0.0


def _serve(pipe: Connection, read: Read, seconds: float) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while (document := pipe.recv()) is not None:
        pipe.send(_attempt(document, read, seconds))


def _start(read: Read, seconds: float) -> _Worker:
    context: Any = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs, read, seconds), daemon=True)
    process.start()
    theirs.close()
    return _Worker(process, ours)


def _in_processes(documents: Iterable[Document | Result], read: Read, jobs: int, seconds: float) -> Iterator[Result]:
    """Hand documents to processes; results wait for their turn, at most a few for each process."""
    source = enumerate(documents)
    workers = [_start(read, seconds) for _ in range(jobs)]
    done: dict[int, Result] = {}
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
                        _replace(worker, read, seconds)
                elif time.monotonic() >= worker.deadline:
                    done[worker.number] = _late(worker.document, seconds)
                    _replace(worker, read, seconds)
                else:
                    continue
                worker.document = None
    finally:
        for worker in workers:
            worker.process.kill()
            worker.process.join()


def _replace(worker: _Worker, read: Read, seconds: float) -> None:
    worker.process.kill()
    worker.process.join()
    worker.pipe.close()
    fresh = _start(read, seconds)
    worker.process, worker.pipe = fresh.process, fresh.pipe
