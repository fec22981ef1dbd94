"""What a bad extraction makes of a page: wrapped lines, blank lines, doubled headlines, captions, columns."""

from __future__ import annotations

import random
from collections.abc import Sequence

__all__ = ["damaged"]


def damaged(title: str, blocks: Sequence[str], caption: str, choices: random.Random) -> str:
    """The page as a text extraction leaves it.

    >>> damaged("標題", ["一二三四。"], "▲圖", random.Random(4)).count("標")
    2
    """
    width = choices.randrange(14, 46)
    torn = choices.choice((0.0, 0.05, 0.15, 1.0))
    lines = [_doubled(title, choices) if choices.random() < 0.5 else title, ""]
    wrapped = [[line for part in block.split("\n") for line in _wrap(part, width)] for block in blocks]
    if choices.random() < 0.2 and len(wrapped) > 3:
        cut = len(wrapped) // 2
        left, right = ([line for block in half for line in block] for half in (wrapped[:cut], wrapped[cut:]))
        wrapped = [_alternating(left, right, choices)]
    place = choices.randrange(len(wrapped)) if choices.random() < 0.5 else -1
    for number, block in enumerate(wrapped):
        inside = choices.randrange(len(block)) if number == place else -1
        for at, line in enumerate(block):
            lines.append(line)
            if at == inside:
                lines += [caption, ""]
            if choices.random() < torn:
                lines.append("")
        lines.append("")
    return "\n".join(lines)


def _wrap(text: str, width: int) -> list[str]:
    """Lines of a column; none begins with a mark that closes."""
    lines = []
    while len(text) > width:
        cut = width
        while cut > 2 and text[cut] in "，。、；：！？」』”’）》…":
            cut -= 1
        lines.append(text[:cut])
        text = text[cut:]
    return [*lines, text]


def _doubled(title: str, choices: random.Random) -> str:
    """Printed twice over itself, whole or in pieces."""
    cut = choices.randrange(len(title) + 1)
    return title[:cut] * 2 + title[cut:] * 2


def _alternating(left: list[str], right: list[str], choices: random.Random) -> list[str]:
    """Two columns as blocks of lines in turn."""
    lines: list[str] = []
    while left or right:
        for column in (left, right):
            step = choices.randrange(4, 12)
            lines += column[:step]
            del column[:step]
    return lines
