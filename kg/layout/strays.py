"""Strays: a box's heading or a caption that fell between two lines of a sentence.

Takes lines with the kinds their own marks gave them. Gives a kind to those that
cannot belong where they stand. Never names a line at the end of a sentence, and
none where the text is not set in a column.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.layout.blocks import BODY, Block, Sheet, fits
from kg.layout.columns import Line, measure
from kg.layout.endings import NEVER_FIRST, NEVER_LAST, runs_on, spans

__all__ = ["name"]

_SHORT = 0.75
"""Of its column: a line that stays below, unfinished and between full lines, is not the column's."""
_MOST = 3
"""Lines a stray may have."""
_CAPTION = 8
"""Lines a narrow caption may have."""
_MARKS = "，。；、"


def name(sheet: Sheet, blocks: list[Block]) -> list[Block]:
    """Give headings and captions inside a sentence their kind.

    A column breaks its lines only at its edge: a short line without any mark
    of a sentence, between an unfinished line and a full one, was put there by
    the extraction. Lines that end in a sentence and have a photographer's name
    right behind them are his picture's caption.
    """
    lines = measure(tuple(blocks))
    if not any(line.column for line in lines):
        return blocks
    out = list(blocks)
    for i in range(1, len(blocks) - 1):
        if out[i].kind or not _unfinished(out, lines, i - 1):
            continue
        end = _end(out, i)
        if end < len(out) and out[end].kind in ("byline", "credit") and not out[end].gap:
            if out[i].gap and lines[end - 1].end in ("stop", "open") and _closes(sheet, blocks, end):
                out[i:end] = [b.of_kind("caption") for b in out[i:end]]
        elif _body(sheet, out, lines, i - 1) and _is_short(lines, out, i) and not _joined(sheet, out, i):
            out[i] = out[i].of_kind("heading")
    return out


def _end(blocks: Sequence[Block], i: int) -> int:
    end = i + 1
    while end < len(blocks) and end - i < _MOST and not blocks[end].kind and not blocks[end].gap:
        end += 1
    return end


def _unfinished(blocks: Sequence[Block], lines: Sequence[Line], i: int) -> bool:
    """Whether the line is one of a column, and its sentence is not over."""
    i = _before(blocks, i)
    return not blocks[i].kind and lines[i].column > 0 and lines[i].unfinished and not _captioned(blocks, lines, i)


def _body(sheet: Sheet, blocks: Sequence[Block], lines: Sequence[Line], i: int) -> bool:
    """Whether the line is a sentence's and no heading's first line: it or the one before has a mark or a dateline."""
    i = _before(blocks, i)
    dateline = sheet.signs.imprint.dateline
    if any(c in _MARKS for c in blocks[i].text) or dateline.match(sheet.folded, *blocks[i].pieces[0]):
        return True
    return i > 0 and not blocks[i - 1].kind and lines[i - 1].unfinished and any(c in _MARKS for c in blocks[i - 1].text)


def _before(blocks: Sequence[Block], i: int) -> int:
    while i > 0 and blocks[i].kind == "heading":
        i -= 1
    return i


def _captioned(blocks: Sequence[Block], lines: Sequence[Line], i: int) -> bool:
    """Whether a caption's own lines lead up to the line."""
    for k in range(i, max(-1, i - _CAPTION), -1):
        if blocks[k].kind or (k < i and not lines[k].unfinished):
            return blocks[k].kind == "caption" and lines[k].unfinished
    return False


def _is_short(lines: Sequence[Line], blocks: Sequence[Block], i: int) -> bool:
    here, after, b = lines[i], lines[i + 1], blocks[i + 1]
    if here.end not in ("open", "closed") or not here.column or here.width >= _SHORT * here.column:
        return False
    if any(c in _MARKS for c in blocks[i].text) or b.kind or b.text[0].isascii():
        return False
    return after.end == "stop" or after.width >= _SHORT * here.column


def _joined(sheet: Sheet, blocks: Sequence[Block], i: int) -> bool:
    """Whether the line cannot begin where it stands, or a word goes over to the next one."""
    before, here, after = (_text(sheet, blocks[k]) for k in (i - 1, i, i + 1))
    if before[-1] not in NEVER_LAST and runs_on(before[-8:], here[:8], sheet.signs.never_first):
        return True
    return spans(here[-8:], after[:8]) or here[0] in NEVER_FIRST


def _text(sheet: Sheet, b: Block) -> str:
    return "".join(sheet.folded[s:e] for s, e in b.pieces)


def _closes(sheet: Sheet, blocks: Sequence[Block], end: int) -> bool:
    return all(fits(b.text, BODY) for b in blocks[max(0, end - _MOST) : end])
