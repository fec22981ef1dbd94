"""Interrupted: sentences that a caption, a box or another column fell into.

Takes blocks. Gives the sentence in one piece, and what interrupted it behind
it. Never jumps over a paragraph without a word that stands across the seam.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.layout.blocks import BODY, Block, Sheet, join, width
from kg.layout.endings import NEVER_FIRST, ending, runs_on

__all__ = ["mend"]

_REACH = 6
"""Blocks an interruption may have."""
_TAIL = 4.0
"""Columns: so short a line at the end of a sentence is no sentence of its own."""
_ASIDE = ("caption", "credit", "byline", "table", "heading")


def mend(sheet: Sheet, blocks: list[Block]) -> list[Block]:
    """Join an unfinished paragraph with its other half.

    Only asides in between: the next paragraph goes on. A heading or a
    paragraph in between: one goes on only if a word stands across the seam.
    """
    out: list[Block] = []
    taken: set[int] = set()
    for i, b in enumerate(blocks):
        if i in taken:
            continue
        parts = [b]
        at = i
        while (at := _other_half(sheet, blocks, at, parts[-1], taken)) >= 0:
            taken.add(at)
            parts.append(blocks[at])
        out.append(join(sheet, parts, "interrupted"))
    return out


def _other_half(sheet: Sheet, blocks: Sequence[Block], at: int, half: Block, taken: set[int]) -> int:
    if half.kind not in ("", "item") or ending(half.text) in ("stop", "pause"):
        return -1
    closed = not _unfinished(half)
    asides = 0
    for j in range(at + 1, min(at + 1 + _REACH, len(blocks))):
        b = blocks[j]
        if j in taken or b.kind in _ASIDE:
            asides += 1
        elif not b.kind:
            only_asides = asides == j - at - 1
            if closed:
                return j if asides and only_asides and b.text[0] in NEVER_FIRST else -1
            if (only_asides or _body(half)) and _runs_on(sheet, half, b):
                return j
            text = _body(b) or ("，" in half.text and "，" in b.text)
            if asides and only_asides and b.indent < 2 and text and (_goes_on(sheet, half) or _is_tail(b)):
                return j
    return -1


def _unfinished(b: Block) -> bool:
    end = ending(b.text)
    return end in ("open", "broken") or (end == "closed" and b.text[-1] in "》”」』）" and _body(b))


def _is_tail(b: Block) -> bool:
    return width(b.text) <= _TAIL and ending(b.text) == "stop"


def _goes_on(sheet: Sheet, b: Block) -> bool:
    """Not a heading: indented, opened by a dateline, with a comma or an open bracket, or more than one line."""
    if sheet.signs.imprint.dateline.match(sheet.folded, *b.pieces[0]):
        return True
    if any(b.text.count(a) > b.text.count(z) for a, z in ("（）", "「」", "“”", "《》")):
        return True
    return b.indent == 2 or _body(b) or ending(b.text) == "broken" or "，" in b.text


def _body(b: Block) -> bool:
    return b.lines > 1 or width(b.text) > BODY or "。" in b.text


def _runs_on(sheet: Sheet, a: Block, b: Block) -> bool:
    if b.text[0] in NEVER_FIRST:
        return True
    end, start = a.pieces[-1][1], b.pieces[0][0]
    return runs_on(sheet.folded[max(0, end - 8) : end], sheet.folded[start : start + 8], sheet.signs.never_first)
