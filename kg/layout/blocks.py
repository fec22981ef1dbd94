"""What the steps of this stage hand to one another: blocks of lines, and the sheet they stand on.

Takes ranges of the page. Gives text that is exactly those ranges in order, so
that the place of every character is known. Never holds a line end: where two
Latin words meet at one, it is kept as a blank.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from kg.layout.signs import Signs

__all__ = ["BODY", "Block", "Piece", "Sheet", "block", "fits", "join", "offsets", "width", "without"]

Piece = tuple[int, int]
"""A half-open range of the page."""

BODY = 60
"""No column of a newspaper is wider: a longer line is a whole paragraph or a piece of one (characters)."""

_LINE_ENDS = str.maketrans(dict.fromkeys("\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029", " "))


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page and what is known of it before any step."""

    page: str
    folded: str
    """The page in Simplified, the same length."""
    signs: Signs


class Block(NamedTuple):
    """A line, or several that belong together. A plain tuple: there is one for every line of a page."""

    text: str
    pieces: tuple[Piece, ...]
    """Where on the page the text's characters stand."""
    kind: str = ""
    """As Passage.kind; empty while undecided."""
    gap: int = 0
    """Empty lines before it."""
    indent: float = 0.0
    """Columns left empty before its first character."""
    steps: tuple[str, ...] = ()
    twin: tuple[Piece, ...] = ()
    """The second copy of what was printed twice."""
    lines: int = 1

    def of_kind(self, kind: str) -> Block:
        """The same block, known for what it is."""
        return Block(self.text, self.pieces, kind, self.gap, self.indent, self.steps, self.twin, self.lines)


def block(sheet: Sheet, pieces: Sequence[Piece]) -> Block:
    """The block of the given ranges."""
    return Block("".join([sheet.page[s:e] for s, e in pieces]).translate(_LINE_ENDS), tuple(pieces))


def join(sheet: Sheet, parts: Sequence[Block], step: str) -> Block:
    """One block of several, in the given order; the first one's kind and surroundings hold.

    Between two Latin words the line end becomes a blank; Chinese is joined without one.
    """
    first = parts[0]
    if len(parts) == 1:
        return first
    pieces = list(_bridged(sheet.page, (p.pieces for p in parts)))
    twin = tuple(_bridged(sheet.page, (p.twin for p in parts if p.twin)))
    steps = tuple(dict.fromkeys([*chain.from_iterable(p.steps for p in parts), step]))
    whole = block(sheet, pieces)
    lines = sum(p.lines for p in parts)
    return first._replace(text=whole.text, pieces=whole.pieces, twin=twin, steps=steps, lines=lines)


def without(sheet: Sheet, b: Block, drop: Set[int], step: str) -> Block:
    """The block less some characters, given by their places in its text; the very block where there are none."""
    if not drop:
        return b
    pieces = []
    at = 0
    for s, e in b.pieces:
        start = s
        for place in range(s, e):
            if at in drop:
                if start < place:
                    pieces.append((start, place))
                start = place + 1
            at += 1
        if start < e:
            pieces.append((start, e))
    whole = block(sheet, pieces)
    return b._replace(text=whole.text, pieces=whole.pieces, steps=(*b.steps, step))


def _bridged(page: str, parts: Iterable[Sequence[Piece]]) -> Iterable[Piece]:
    end = -1
    for pieces in parts:
        start = pieces[0][0]
        if 0 <= end < start and _words(page[end - 1], page[start]):
            blank = next((at for at in range(end, start) if page[at].isspace()), start)
            if blank < start:
                yield blank, blank + 1
        yield from pieces
        end = pieces[-1][1]


def _words(before: str, after: str) -> bool:
    """Whether the line end parts two Latin words, and not the digits of a number."""
    if not (before.isascii() and after.isascii() and after.isalnum()):
        return False
    return before.isalpha() or (after.isalpha() and (before.isalnum() or before in ".,;:!?)%"))


def offsets(pieces: Sequence[Piece]) -> Sequence[int]:
    """The place of each character: a range where they stand together.

    >>> offsets([(3, 6)]), offsets([(3, 5), (9, 10)])
    (range(3, 6), (3, 4, 9))
    """
    if len(pieces) == 1:
        return range(*pieces[0])
    return tuple(chain.from_iterable(range(s, e) for s, e in pieces))


def width(text: str) -> float:
    """Columns a line takes, a Chinese character counting one and a Latin one half.

    >>> width("增长 29.9%")
    5.0
    """
    return (len(text) + len(text.encode("utf-8", "surrogatepass"))) / 4  # three bytes are one column, one is half


def fits(text: str, columns: int) -> bool:
    """Whether a line takes no more than so many columns.

    >>> fits("增长 29.9%", 5), fits("增长 29.9%", 4)
    (True, False)
    """
    return len(text) <= 2 * columns and width(text) <= columns  # a letter takes half a column at least
