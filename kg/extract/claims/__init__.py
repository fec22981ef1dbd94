"""Who said what: readings and mentions in, claims out."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.records import Found, Introduction, Reading
from kg.model import Claim, Document, Notice
from kg.vocabulary import Vocabulary

__all__ = ["find"]


def find(
    document: Document,
    readings: Sequence[Reading],
    found: Sequence[Found],
    introductions: Sequence[Introduction],
    vocabulary: Vocabulary,
) -> tuple[tuple[Claim, ...], tuple[tuple[str, int], ...], tuple[Notice, ...]]:
    """Claims in reading order, the coverage ledger, and what was odd."""
    return (), (), ()
