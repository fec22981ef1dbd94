"""Spaced: letters driven apart to fill a line, closed up again.

Takes blocks. Gives 「胡  健」 as 「胡健」. Never removes a blank between words of
two letters or more.
"""

from __future__ import annotations

import re

from kg.layout.blocks import Block, Sheet, without

__all__ = ["close"]

_HAN = r"[\u3400-\u9fff]"
_ALONE = re.compile(rf"(?<!{_HAN}){_HAN}([ \u3000]{{1,3}}){_HAN}(?!{_HAN}|[ \u3000]{{1,3}}{_HAN}(?!{_HAN}))")
_ROW = re.compile(rf"(?<!\S){_HAN}(?:[ \u3000]{{1,3}}{_HAN}){{2,}}(?!\S)")


def close(sheet: Sheet, blocks: list[Block]) -> list[Block]:
    """Close up two single letters, or a row of three and more: a name or a word set wide."""
    return [_closed(sheet, b) if len(b.text) <= 120 and (" " in b.text or "\u3000" in b.text) else b for b in blocks]


def _closed(sheet: Sheet, b: Block) -> Block:
    drop = {at for m in _ALONE.finditer(b.text) for at in range(*m.span(1))}
    for m in _ROW.finditer(b.text):
        drop.update(at for at in range(*m.span()) if b.text[at] in " \u3000")
    return without(sheet, b, drop, "spaced")
