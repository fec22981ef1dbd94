"""A document as its source gives it: what stands between opening and ``Document``."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

__all__ = ["MOST_TEXT", "Leaf", "Page"]

MOST_TEXT = 10_000_000
"""Characters of one document: a year of a newspaper in one text is many documents that nobody cut."""


@dataclass(frozen=True, slots=True)
class Page:
    """A document's text and what its format tells besides."""

    text: str
    encoding: str
    title: str = ""
    publisher: str = ""
    published: str = ""
    byline: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Leaf:
    """One document of a source, read."""

    name: str
    path: str
    page: Page
    folder: Path | None = None
    """Where a ``sources.csv`` may tell more of it."""
