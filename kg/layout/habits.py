"""Habits: how this page sets its paragraphs, seen where one has surely ended.

Takes measured lines. Gives what parts paragraphs here: an empty line, an
indented first line, or one that a lost indent left short. Never a rule for all
pages: each has its own habits.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.layout.blocks import Block
from kg.layout.columns import Line

__all__ = ["Habits", "observe"]

_ENOUGH = 3
"""First lines measured before their shortness is believed; an empty line or an indent is set on purpose."""


@dataclass(frozen=True, slots=True)
class Habits:
    """What sets paragraphs apart on one page."""

    porous: bool = False
    """Empty lines fall into sentences, too: they prove nothing."""
    parted: bool = False
    """Empty lines stand between paragraphs, always."""
    indented: bool = False
    """First lines are indented."""
    lead: tuple[float, float] | None = None
    """By how much a first line stays short of its column, at least and at most; None if not known."""


def observe(blocks: Sequence[Block], lines: Sequence[Line]) -> Habits:
    """The habits of a page.

    A paragraph has surely ended where a sentence ends far from the column's
    edge; a sentence surely goes on where a line has commas and ends unfinished.
    """
    if not any(line.column for line in lines):
        return Habits()
    inside: list[bool] = []
    gaps: list[bool] = []
    indents: list[bool] = []
    leads: list[float] = []
    for k in range(len(blocks) - 1):
        here, after = lines[k], lines[k + 1]
        if not here.column or blocks[k + 1].kind:
            continue
        if here.unfinished and any(c in "，。；" for c in blocks[k].text):
            inside.append(blocks[k + 1].gap > 0)
        elif here.end == "stop" and here.width < here.column - 2 and after.column:
            gaps.append(blocks[k + 1].gap > 0)
            indents.append(blocks[k + 1].indent >= 2)
            if after.unfinished and "，" in blocks[k + 1].text:
                leads.append(after.column - after.width)
    porous = sum(inside) >= 2 and sum(inside) * 20 >= len(inside)
    return Habits(
        porous,
        not porous and _usual(gaps),
        _usual(indents),
        _range(leads) if len(leads) >= _ENOUGH else None,
    )


def _usual(seen: Sequence[bool]) -> bool:
    return bool(seen) and sum(seen) * 5 >= len(seen) * 4


def _range(leads: list[float]) -> tuple[float, float]:
    middle = sorted(leads)[len(leads) // 2]
    return middle - 1.0, middle + 1.5
