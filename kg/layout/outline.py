"""Outline: blocks numbered as passages, each under its heading.

Takes blocks that all have a kind. Gives Passages; the second copy of an
overprinted line comes out behind the first as a ``duplicate``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.layout.blocks import Block, Sheet, block, offsets
from kg.model import Passage

__all__ = ["number"]

_LABEL = re.compile(r"[\u3400-\u9fff]{2,6}[：:].")


@dataclass(slots=True)
class _Open:
    """The headings open at a place of the page, as passage indexes; -1 for none."""

    section: int = -1
    """Of the running text."""
    outer: int = -1
    """Of the text before a list of lists, which goes on behind it."""
    lists: int = -1
    """Of a list of lists (各省：), whose own headings are labels (北京：…)."""
    label: int = -1
    """Of the list being read."""


def number(document: str, sheet: Sheet, blocks: Sequence[Block]) -> tuple[Passage, ...]:
    """The passages in reading order.

    A heading stands under the heading right before it; one that is a label
    (北京：……) with a list behind it stands under the heading of the whole list.
    Where a list ends, what follows belongs to the heading before the list.
    """
    out: list[Passage] = []
    at = _Open()
    for k, b in enumerate(blocks):
        parent = _under(at, b, blocks, k, out)
        out.append(Passage(document, len(out), b.kind, b.text, offsets(b.pieces), b.steps, parent))
        if b.twin:
            twin = block(sheet, b.twin)
            out.append(Passage(document, len(out), "duplicate", twin.text, offsets(b.twin), b.steps, len(out) - 1))
    return tuple(out)


def _under(at: _Open, b: Block, blocks: Sequence[Block], k: int, out: Sequence[Passage]) -> int:
    index = len(out)
    if b.kind == "duplicate":
        return index - 1
    if b.kind in ("item", "table"):
        return at.label if at.label >= 0 else at.section
    if b.kind == "heading":
        after = [c.kind for c in blocks[k + 1 : k + 3]]
        stacked = index - 1 if out and out[-1].kind == "heading" else -1
        if after[:1] == ["item"] and _LABEL.match(b.text):
            if at.lists < 0:
                at.lists = stacked
            at.label = index
            return at.lists
        if after[:1] != ["heading"] or len(after) < 2 or after[1] != "item":
            at.outer = index
            at.lists = -1
        else:
            at.lists = index
        at.section, at.label = index, -1
        return stacked
    if b.kind == "paragraph" and at.label >= 0:
        at.section, at.lists, at.label = at.outer, -1, -1
    return at.section
