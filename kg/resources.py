"""Where the shipped tables and pages are: inside an installed kg, or in the checkout."""

from __future__ import annotations

from pathlib import Path

__all__ = ["ontology", "seeds"]

_PACKAGE = Path(__file__).parent


def _shipped(name: str) -> Path:
    inside = _PACKAGE / "_shipped" / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


def ontology() -> Path:
    """The folder of the vocabulary tables, the ontology, the shapes and the queries."""
    return _shipped("ontology")


def seeds() -> Path:
    """The folder of the five newspaper pages."""
    return _shipped("seeds")
