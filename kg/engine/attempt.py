"""One document read: its result, or a sentence on why there is none."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from types import FrameType
from typing import Any

from kg.model import Document, Unreadable

__all__ = ["Read", "Several", "attempt", "late", "together"]

Read = Callable[[Document], Any]
Several = Callable[[Sequence[Document]], list[Any]]
"""Reads documents as ``Read`` does one by one, in less time."""


def attempt(document: Document, read: Read, seconds: float) -> Any:
    """What ``read`` gives, or an Unreadable that says why it gave nothing."""
    try:
        with _alarm(seconds):
            return read(document)
    except TimeoutError:
        return late(document, seconds)
    except Exception as fault:  # a page nobody foresaw must not cost the others
        place = fault.__traceback__
        while place and place.tb_next:
            place = place.tb_next
        at = f"{place.tb_frame.f_globals.get('__name__')}:{place.tb_lineno}" if place else "?"
        return Unreadable(document.path, f"{type(fault).__name__} at {at}: {fault}; please report it with the page")


def together(documents: Sequence[Document], several: Several, seconds: float) -> list[Any] | None:
    """What ``several`` gives; None where one of them fails, or all take longer than one may: read each by itself."""
    try:
        with _alarm(seconds):
            return several(documents)
    except Exception:  # which of them it was, and why, is told where it is read alone
        return None


def late(document: Document, seconds: float) -> Unreadable:
    """The document took its time and more."""
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
