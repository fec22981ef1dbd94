"""Marks: lines that tell by their own looks what they are.

Takes lines. Gives those a kind that show one: an item's bullet, a caption's
arrow, a byline's 「記者」 and names, a credit's 「來源」, a table's columns. Never
judges a line by its neighbours, but for the second line of a byline and the
rows of a table.
"""

from __future__ import annotations

import re

from kg.layout.blocks import BODY, Block, Sheet

__all__ = ["name", "tabulate"]

_SENTENCE = re.compile("[，。]")
"""The line at the head of a page has neither."""
_APART = re.compile(r"\s\s|[\t|｜]")
"""What parts cells."""
_CELLS = re.compile(r"\t+|\s{2,}|\s*[|｜]\s*")
_NUMBER = re.compile(r"[\d,.%％+\-—/]+年?")


def name(sheet: Sheet, blocks: list[Block]) -> list[Block]:
    """Give items, captions, bylines and credits their kind."""
    out: list[Block] = []
    for b in blocks:
        kind = b.kind or _kind(sheet, b, out[-1].kind if out else "")
        out.append(b.of_kind(kind) if kind != b.kind else b)
    return out


def _kind(sheet: Sheet, b: Block, before: str) -> str:
    signs, imprint = sheet.signs, sheet.signs.imprint
    start, end = b.pieces[0][0], b.pieces[-1][1]
    folded = sheet.folded
    if end - start <= BODY * 2:
        if folded[end - 1] != "。" and imprint.signed(folded, start, end):
            return "byline"
        if imprint.credit.match(folded, start, end):
            return "credit"
        if not _SENTENCE.search(folded, start, end) and imprint.folio.match(folded, start, end):
            return "credit"
        if before == "byline" and imprint.told.match(folded, start, end):
            return "byline"
    if signs.caption.match(folded, start, end):
        return "caption"
    return "item" if signs.item.match(folded, start, end) else ""


def tabulate(sheet: Sheet, blocks: list[Block]) -> list[Block]:
    """Find tables: lines one after another with the same number of cells, numbers among them.

    Each row stays a block of its own; a single line with wide blanks is no table.
    """
    out = list(blocks)
    start = 0
    while start < len(blocks):
        count = _cells(blocks[start])
        end = start + 1
        while count and end < len(blocks) and _cells(blocks[end]) == count:
            end += 1
        rows = blocks[start:end] if count else []
        if len(rows) >= 2 and any(_NUMBER.fullmatch(c) for b in rows for c in _CELLS.split(b.text)):
            out[start:end] = [b.of_kind("table") for b in rows]
        start = end
    return out


def _cells(b: Block) -> int:
    if b.kind or len(b.text) > BODY or b.text[-1] in "。！？，、；：" or not _APART.search(b.text):
        return 0
    cells = [c for c in _CELLS.split(b.text) if c]
    return len(cells) if len(cells) > 1 else 0
