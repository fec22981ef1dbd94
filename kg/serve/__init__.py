"""Stage 8, serve: a build folder in; SPARQL and the explorer on 127.0.0.1 out.

Read-only. Every query runs in a child process that is killed when it takes
more than its share, and no query can make a request or read a file.
"""

from __future__ import annotations

import socket
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from kg.errors import UsageError, not_installed
from kg.serve.limits import Limits

__all__ = ["Limits", "run"]


def run(
    build: Path,
    port: int = 8008,
    limits: Limits | None = None,
    cookbook: list[dict[str, str]] | None = None,
    ready: Callable[[str], None] = lambda _: None,
) -> None:
    """Serve a build until interrupted; binds to the loopback address only.

    ``cookbook`` are the questions the query page offers: name, en, zh, query;
    ``ready`` is told the address when nothing can go wrong any more. Raises
    UsageError for a folder without a build, a port that is taken, missing libraries.
    """
    try:
        import uvicorn

        from kg.serve.app import create
    except ImportError as fault:
        raise not_installed("kg serve", "server", "starlette uvicorn") from fault
    from kg.serve import index

    listening = _listening(port)
    config = uvicorn.Config(
        create(build, index.opened(build), limits or Limits(), cookbook),
        log_level="warning", timeout_keep_alive=5, limit_concurrency=512,
    )  # fmt: skip
    ready(f"http://127.0.0.1:{port}/")
    with suppress(KeyboardInterrupt):  # the way it ends
        uvicorn.Server(config).run(sockets=[listening])


def _listening(port: int) -> socket.socket:
    """A socket on the port, taken before anything is said of it."""
    taken = socket.socket()
    taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        taken.bind(("127.0.0.1", port))
        taken.listen(512)
    except OSError as fault:
        taken.close()
        raise UsageError(f"port {port} cannot be had ({fault.strerror}): name another with --port") from None
    return taken
