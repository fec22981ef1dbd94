"""Parsers of PDF, Word and web pages run in a process of their own, held to memory and time.

A page of two megabytes can ask a parser for ten gigabytes, and no parser takes
a limit. Takes bytes and the name of a parser, gives the Page the parser gives. The
process is started when first needed and stays; one that was killed costs the
document it was at.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import asdict
from typing import IO

from kg.corpus.page import Page
from kg.errors import SourceError

__all__ = ["MEMORY", "read", "serve"]

MEMORY = 2 * 1024**3
"""Bytes of address space the process may have (where the system can limit it)."""

_HEAD = struct.Struct("<Q")
_running: dict[int, subprocess.Popen[bytes]] = {}
"""By the id of the process that started it: a fork must not share it."""


def read(parser: str, data: bytes, seconds: float = 60.0) -> Page:
    """What a parser of ``kg.corpus.formats`` makes of ``data``.

    Raises SourceError where the parser does, or where it takes more memory or time than it may.
    """
    process = _running.get(os.getpid())
    if process is not None and process.poll() is None:
        try:
            return _asked(process, parser, data, seconds)
        except _Memory:  # what it read before may still lie there: once more, with nothing before it
            _stop(process)
    process = _running[os.getpid()] = _start()
    try:
        return _asked(process, parser, data, seconds)
    except _Memory as fault:
        _stop(process)
        raise SourceError(f"{_MUCH}: save its text as .txt") from fault


_MUCH = "takes too much memory to open"


class _Memory(Exception):
    """The process has no memory left, or was killed."""


def _asked(process: subprocess.Popen[bytes], parser: str, data: bytes, seconds: float) -> Page:
    assert process.stdin and process.stdout
    since = time.monotonic()
    late = threading.Timer(seconds, process.kill)
    late.start()
    try:
        for part in (parser.encode(), data):
            process.stdin.write(_HEAD.pack(len(part)) + part)
        process.stdin.flush()
        answer = json.loads(_frame(process.stdout))
    except (OSError, EOFError) as fault:
        if time.monotonic() - since < seconds:
            raise _Memory from fault
        _stop(process)
        raise SourceError(f"takes longer than {seconds:g} seconds to open: save its text as .txt") from fault
    finally:
        late.cancel()
    if answer.get("fault") == _MUCH:
        raise _Memory
    if "fault" in answer:
        raise SourceError(answer["fault"])
    return Page(**{**answer, "byline": tuple(answer["byline"])})


_SERVE = "import sys; sys.path[:] = sys.argv[1:]; from kg.corpus import apart, formats; apart.serve(formats.PARSERS)"


def _start() -> subprocess.Popen[bytes]:
    pipe = subprocess.PIPE
    process = subprocess.Popen(
        [sys.executable, "-c", _SERVE, *sys.path], stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL
    )
    atexit.register(_stop, process)
    return process


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        with contextlib.suppress(OSError):
            assert pipe
            pipe.close()


def _frame(file: IO[bytes]) -> bytes:
    head = file.read(_HEAD.size)
    if len(head) < _HEAD.size:
        raise EOFError
    return file.read(_HEAD.unpack(head)[0])


def serve(parsers: dict[str, Callable[[bytes], Page]]) -> None:
    """Answer until standard input ends: what the started process runs."""
    _limit()
    given, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not stand among the answers
    with contextlib.suppress(EOFError):
        while True:
            parser, data = _frame(given).decode(), _frame(given)
            try:
                answer = asdict(parsers[parser](data))
            except SourceError as fault:
                answer = {"fault": str(fault)}
            except MemoryError:
                answer = {"fault": _MUCH}
            except Exception as fault:  # what a library makes of a broken file is its own
                answer = {"fault": f"cannot be read as a {parser}: {type(fault).__name__}: {fault}"}
            told = json.dumps(answer).encode()
            answers.write(_HEAD.pack(len(told)) + told)
            answers.flush()


def _limit() -> None:
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    except (ImportError, ValueError, OSError):
        return  # Windows has no such limit, macOS does not keep it: the time limit holds there
