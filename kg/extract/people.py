"""Persons named in the text, and the posts and affiliations it gives them."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.records import Found, Introduction, Reading
from kg.vocabulary import Vocabulary

__all__ = ["find"]


def find(
    readings: Sequence[Reading], organizations: Sequence[Found], vocabulary: Vocabulary
) -> tuple[tuple[Found, ...], tuple[Introduction, ...]]:
    """Every mention of a person in reading order, and the phrases that introduce them."""
    return (), ()
