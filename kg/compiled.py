"""What took long to make out of files, kept in the user's cache folder under the hash of all it was made from.

Takes a key and a value of plain containers (``marshal``). Gives the value back,
or None for a key never kept. What cannot be read or written is made anew: a
cache is never a fault.
"""

from __future__ import annotations

import hashlib
import marshal
import os
import sys
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

__all__ = ["keep", "kept", "key"]

_HASH = 32


def key(files: Iterable[Path]) -> str:
    """A hash of the files' names and bytes and of this Python."""
    whole = hashlib.sha256(sys.version.encode())
    for file in files:
        with suppress(OSError):
            whole.update(f"{file.name}\0".encode() + hashlib.sha256(file.read_bytes()).digest())
    return whole.hexdigest()[:_HASH]


def kept(name: str) -> Any:
    """What was kept under a name, unless the file was damaged since."""
    try:
        data = (_folder() / name).read_bytes()
        whole, body = data[:_HASH], data[_HASH:]
        return marshal.loads(body) if hashlib.sha256(body).digest() == whole else None
    except (OSError, RuntimeError, ValueError, EOFError, TypeError):
        return None


def keep(name: str, value: Any) -> None:
    """Keep a value; whoever reads at the same moment sees the old file or the new one. Older ones of its kind go."""
    with suppress(OSError, RuntimeError):
        folder = _folder()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        body = marshal.dumps(value)
        with tempfile.NamedTemporaryFile(dir=folder, delete=False) as file:
            file.write(hashlib.sha256(body).digest() + body)
        Path(file.name).replace(folder / name)
        kind = name.partition("-")[0]
        for old in sorted(folder.glob(f"{kind}-*"), key=lambda f: f.stat().st_mtime)[:-_MOST]:
            old.unlink()


_MOST = 5
"""Of a kind: several installations may share the folder."""


def _folder() -> Path:
    """Raises RuntimeError where the user has no home."""
    given = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    return (Path(given) if given else Path.home() / ".cache") / "kg"
