"""One document's gold and findings side by side, in the form every measure takes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg.evaluate.page import Page, spelling

__all__ = ["Case", "Row", "Said", "case"]

Row = Mapping[str, Any]
"""A line of claims.jsonl or mentions.jsonl, or a part of a gold file."""


@dataclass(frozen=True, slots=True)
class Said:
    """A stretch of content characters and who is said to have said it."""

    names: frozenset[str]
    content: frozenset[int]
    row: Row


@dataclass(frozen=True, slots=True)
class Case:
    """A document to be scored."""

    name: str
    page: Page
    gold: tuple[Said, ...]
    found: tuple[Said, ...]
    gold_mentions: tuple[Row, ...]
    mentions: tuple[Row, ...]


def case(gold: Row, claims: Sequence[Row], mentions: Sequence[Row], raw: str) -> Case:
    """A document's rows made ready; narrated claims and claims without a speaker are left out."""
    page = Page(raw)
    taken: set[int] = set()
    wanted = []
    for statement in gold["statements"]:
        content: set[int] = set()
        for segment in statement["segments"]:
            here = page.place(segment, taken)
            taken |= here
            content |= {k for k in here if page.content[k]}
        names = frozenset(spelling(n) for n in (statement["speaker"], *statement.get("aliases", ())))
        wanted.append(Said(names, frozenset(content), statement))
    found = tuple(
        Said(frozenset([spelling(c["speaker"]["name"])]), frozenset(page.within(map(tuple, c["spans"]))), c)
        for c in claims
        if c.get("kind") != "narrated" and c.get("speaker")
    )
    return Case(gold["doc"], page, tuple(wanted), found, tuple(gold["mentions"]), tuple(mentions))
