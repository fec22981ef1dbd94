"""Columns: how wide the column is in which a line stands, and whether it is one.

Takes lines. Gives for each the width its neighbours reach, or nothing where
the text is not set in a column. Never looks further than a few lines, so that
text set around a picture, or in another column, gets its own width.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from kg.layout.blocks import BODY, Block, width
from kg.layout.endings import CLOSING, STOPS, ending

__all__ = ["Line", "measure"]

_HANGING = STOPS + CLOSING + "，、；："
_REACH = 5
"""Lines looked at before and after."""
_NEAR = 3.0
"""Columns a full line may stay short of the widest: punctuation that may not end or begin a line moves."""
_LEAST = 2
"""Lines that must break off inside a sentence before a column is believed."""


class Line:
    """What is measured of one line."""

    __slots__ = ("column", "end", "loose", "unfinished", "width")

    def __init__(self, width: float, end: str) -> None:
        self.width = width
        self.end = end
        """As ``endings.ending``."""
        self.unfinished = end in ("open", "broken")
        """Its sentence goes on in another line."""
        self.column = 0.0
        """Width of the column, 0 where there is none."""
        self.loose = False
        """Whether empty lines stand between the lines of a sentence here, so that they tell nothing."""


@lru_cache(maxsize=2)
def measure(blocks: tuple[Block, ...]) -> tuple[Line, ...]:
    """Measure every line against its neighbours; once for the steps that look at the same lines.

    A column shows in lines that end alike far to the right and yet in the
    middle of sentences; headings, lists and short paragraphs do neither.
    """
    lines = tuple([Line(_extent(b), ending(b.text)) for b in blocks])
    short = [i for i, b in enumerate(blocks) if lines[i].width <= BODY and b.kind in ("", "caption")]
    if not any(lines[i].unfinished for i in short):
        return lines
    commas = {i: _commas(blocks[i].text) for i in short}
    for k, i in enumerate(short):
        near = short[max(0, k - _REACH) : k + _REACH + 1]
        if near[-1] - near[0] > 2 * _REACH:
            near = [j for j in near if -2 * _REACH <= j - i <= 2 * _REACH]
        unfinished = [j for j in near if lines[j].unfinished]
        if len(unfinished) >= _LEAST:
            lines[i].column = _column(lines, near, commas)
        followed = [j for j in unfinished if j + 1 < len(blocks)]
        lines[i].loose = 2 * len([j for j in followed if blocks[j + 1].gap]) > len(followed)
    return lines


def _commas(text: str) -> int:
    return text.count("，") + text.count("。") + text.count("、") + text.count("；")


def _extent(b: Block) -> float:
    """How far a line reaches: its indent counts, marks that hang over the edge do not, but for one."""
    text = b.text
    if len(text) > BODY * 2:
        return float(len(text))
    columns = width(text)
    if text[-1] in _HANGING:
        columns = min(columns, width(text.rstrip(_HANGING)) + 1)
    return min(b.indent, 2.0) + columns


def _column(lines: Sequence[Line], near: Sequence[int], commas: Mapping[int, int]) -> float:
    widest = _usual([lines[j].width for j in near])
    full = [j for j in near if widest - _NEAR <= lines[j].width <= widest + 1]
    unfinished = len([j for j in full if lines[j].unfinished])
    if unfinished < _LEAST or 2 * unfinished < len(full) or 5 * len(full) < 2 * len(near):
        return 0.0
    return widest if 40 * sum([commas[j] for j in full]) >= sum([lines[j].width for j in full]) else 0.0


def _usual(widths: Sequence[float]) -> float:
    """The width that most lines come near to from below; of equals the widest.

    >>> _usual([12.0, 24.5, 25.0, 23.0, 40.0])
    25.0
    """
    ordered = sorted(widths)
    usual, most, first = 0.0, 0, 0
    for last, one in enumerate(ordered):
        while ordered[first] < one - _NEAR:
            first += 1
        if last + 1 - first >= most:
            usual, most = one, last + 1 - first
    return usual
