"""A document as it comes out of any kind of source."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kg.corpus.readers import Page

__all__ = ["Leaf"]


@dataclass(frozen=True, slots=True)
class Leaf:
    """One document, read."""

    name: str
    path: str
    page: Page
    folder: Path | None = None
