"""Hashes of the code and the tables that results depend on: with another fingerprint nothing old holds."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from kg import resources

__all__ = ["everything", "reading", "readings"]

_PACKAGE = Path(__file__).parent
_READING = ("vocabulary", "layout", "extract")
_KEPT = (*_READING, "resolve", "graph", "flow", "export/jsonl.py", "export/rdf/mapping.py")


def reading(tables: Path) -> str:
    """Of the code that reads pages and of the tables it reads them by."""
    return _hashed([*_code(_READING), *tables.glob("*.csv")])


@cache
def readings() -> str:
    """Of all that a page's kept pieces depend on."""
    return _hashed([*_code(_KEPT), *resources.ontology().glob("*.csv")])


@cache
def everything() -> str:
    """Of all that a build's files depend on."""
    return _hashed(f for folder in (_PACKAGE, resources.ontology()) for f in folder.rglob("*") if f.suffix != ".pyc")


def _code(parts: Iterable[str]) -> list[Path]:
    found = list(_PACKAGE.glob("*.py"))
    for part in parts:
        found += [_PACKAGE / part] if part.endswith(".py") else (_PACKAGE / part).rglob("*.py")
    return found


def _hashed(files: Iterable[Path]) -> str:
    whole = hashlib.sha256()
    for file in sorted({f for f in files if f.is_file()}, key=lambda f: (f.name, f.as_posix())):
        whole.update(file.name.encode() + hashlib.sha256(file.read_bytes()).digest())
    return whole.hexdigest()
