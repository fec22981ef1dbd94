"""Columns: how wide the column is in which a line stands, and whether it is one.

Takes lines. Gives for each the width its neighbours reach, or nothing where
the text is not set in a column. Never looks further than a few lines, so that
text set around a picture, or in another column, gets its own width.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.layout.blocks import BODY, Block, width
from kg.layout.endings import CLOSING, STOPS, ending

__all__ = ["Line", "measure"]

_HANGING = STOPS + CLOSING + "，、；："
_REACH = 5
"""Lines looked at before and after."""
_NEAR = 3.0
"""Columns a full line may stay short of the widest: punctuation that may not end or begin a line moves."""


@dataclass(slots=True)
class Line:
    """What is measured of one line."""

    width: float
    end: str
    """As ``endings.ending``."""
    column: float = 0.0
    """Width of the column, 0 where there is none."""
    loose: bool = False
    """Whether empty lines stand between the lines of a sentence here, so that they tell nothing."""

    @property
    def unfinished(self) -> bool:
        """Its sentence goes on in another line."""
        return self.end in ("open", "broken")


def measure(blocks: Sequence[Block]) -> list[Line]:
    """Measure every line against its neighbours.

    A column shows in lines that end alike far to the right and yet in the
    middle of sentences; headings, lists and short paragraphs do neither.
    """
    lines = [Line(_extent(b), ending(b.text)) for b in blocks]
    short = [i for i, b in enumerate(blocks) if lines[i].width <= BODY and b.kind in ("", "caption")]
    for k, i in enumerate(short):
        near = [j for j in short[max(0, k - _REACH) : k + _REACH + 1] if abs(j - i) <= 2 * _REACH]
        lines[i].column = _column([lines[j] for j in near], [blocks[j] for j in near])
        full = [j for j in near if lines[j].unfinished and j + 1 < len(blocks)]
        lines[i].loose = 2 * sum(blocks[j + 1].gap > 0 for j in full) > len(full)
    return lines


def _extent(b: Block) -> float:
    """How far a line reaches: its indent counts, marks that hang over the edge do not, but for one."""
    if len(b.text) > BODY * 2:
        return float(len(b.text))
    return min(b.indent, 2.0) + min(width(b.text), width(b.text.rstrip(_HANGING)) + 1)


def _column(near: list[Line], blocks: list[Block]) -> float:
    widths = [line.width for line in near]
    widest = max(widths, key=lambda w: (sum(w - _NEAR <= other <= w for other in widths), w))
    full = [(line, b) for line, b in zip(near, blocks, strict=True) if widest - _NEAR <= line.width <= widest + 1]
    unfinished = sum(line.unfinished for line, _ in full)
    commas = sum(c in "，。、；" for _, b in full for c in b.text)
    text = sum(line.width for line, _ in full)
    if unfinished >= 2 and 2 * unfinished >= len(full) and 5 * len(full) >= 2 * len(near) and commas * 40 >= text:
        return widest
    return 0.0
