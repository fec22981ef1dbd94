"""Blanks: those an extraction left inside words, taken out of lines and pages that are full of them.

Takes lines. Gives 「经 济 增 长」 as 「经济增长」, and closes the blank that a page
copied from columns has where each line ended. Never touches the blanks of a
page that has few, nor of a line without marks of prose: there they part the
clauses of a headline, names, or the cells of a table.
"""

from __future__ import annotations

import re

from kg.layout.blocks import Block, Sheet, without

__all__ = ["close"]

_BLANKS = "[ \u3000]{1,2}"
_HAN = r"[\u3400-\u9fff]"
_WIDE = r"[\u3400-\u9fff\u3001\u3002\u3008-\u3011，；：？！（）“”‘’]"
_MARK = re.compile("[，。；：、？！]")
_PAIR = re.compile(f"{_HAN}(?=(?:{_BLANKS})?{_HAN})")
_APART = re.compile(f"{_HAN}(?={_BLANKS}{_HAN})")
_LIST = re.compile(rf"(?<!{_HAN})(?:{_HAN}{{2,4}}{_BLANKS}){{5,}}{_HAN}{{2,4}}(?!{_HAN})")
"""Names: six words and more, none long."""
_INSIDE = re.compile(f"(?<={_WIDE}){_BLANKS}(?={_WIDE})")
_WIDE_SET = re.compile(rf"(?<={_WIDE}){_BLANKS}|{_BLANKS}(?={_WIDE})|(?<=\d) (?=[\d.%])|(?<=\.) (?=\d)")

WIDE = 0.6
"""Share of a line's letters that stand apart, above which the line was set wide."""
FULL = 0.03
"""The same of all running text of a page, above which its blanks mean nothing: a blank for each line end of a column
of 24 letters makes 0.04; of 4,000 clean news items the fullest had 0.027, nearly all less than 0.01."""
FEW = 5
"""Blanks that are too few to tell."""
PROSE = 30
"""Letters to a mark, at most, in running text: 12 to 15 are usual; a list of names has a mark now and then."""


def close(sheet: Sheet, blocks: list[Block]) -> list[Block]:
    """Close up lines set wide, and all running text of a page that is full of blanks."""
    if sum(b.text.count(" ") + b.text.count("\u3000") for b in blocks) < FEW:
        return blocks
    prose = [b for b in blocks if _is_prose(b.text)]
    apart = sum(_count(_APART, b.text) for b in prose)
    full = apart >= FEW and apart > FULL * sum(_count(_PAIR, b.text) for b in prose)
    return [_closed(sheet, b, full) if " " in b.text or "\u3000" in b.text else b for b in blocks]


def _is_prose(text: str) -> bool:
    return len(text) <= PROSE * _count(_MARK, text)


def _count(sign: re.Pattern[str], text: str) -> int:
    return len(sign.findall(text))


def _closed(sheet: Sheet, b: Block, full: bool) -> Block:
    apart = _count(_APART, b.text)
    wide = apart >= FEW and apart > WIDE * _count(_PAIR, b.text)
    if not (wide or (full and _is_prose(b.text))):
        return b
    drop = {at for m in (_WIDE_SET if wide else _INSIDE).finditer(b.text) for at in range(*m.span())}
    if not wide:
        drop -= {at for m in _LIST.finditer(b.text) for at in range(*m.span())}
    return without(sheet, b, drop, "blanks")
