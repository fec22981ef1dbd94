"""Stage 8, serve: a build folder in; SPARQL and the explorer on 127.0.0.1 out.

Read-only. Every query runs in a child process that is killed when it takes
more than its share, and no query can make a request or read a file.
"""

from __future__ import annotations

from pathlib import Path

from kg.serve.limits import Limits

__all__ = ["Limits", "run"]


def run(
    build: Path,
    port: int = 8008,
    limits: Limits | None = None,
    cookbook: list[dict[str, str]] | None = None,
) -> None:
    """Serve a build until interrupted; binds to the loopback address only.

    ``cookbook`` are the questions the query page offers: name, en, zh, query.
    Raises UsageError where the folder holds no build or uvicorn is not installed.
    """
    from kg.errors import UsageError

    try:
        import uvicorn
    except ImportError as fault:
        raise UsageError("kg serve needs the server extra: pip install 'kg[server]'") from fault
    from kg.serve import index
    from kg.serve.app import create

    uvicorn.run(
        create(build, index.opened(build), limits or Limits(), cookbook),
        host="127.0.0.1", port=port, log_level="warning", timeout_keep_alive=5, limit_concurrency=512,
    )  # fmt: skip
