"""Regions named in the text."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.records import Found, Reading
from kg.vocabulary import Vocabulary

__all__ = ["find"]


def find(readings: Sequence[Reading], vocabulary: Vocabulary) -> tuple[Found, ...]:
    """Every mention, in reading order."""
    return ()
