"""The place a line of a list opens with: 上海：……, 【上海】……, 一、上海：……, or a heading that is nothing else."""

from __future__ import annotations

import re

__all__ = ["behind"]

_MARKS = re.compile(r"[\s【】〔〕\[\]「」■◆●▲•·—-]*(?:[（(]?[一二三四五六七八九十\d]{1,2}[）)]?[、.．，])?")
_COLON = re.compile(r"\s*[:：︰]\s*")
_AFTER = re.compile(r"\s*[:：︰】〕]\s*|\s*[—－-]{1,2}\s*|\s+")
_AFTER_MARKS = re.compile(r"\s*[:：︰】〕。]\s*|\s*[—－-]{1,2}\s*")


def behind(text: str, start: int, end: int, heading: bool) -> int | None:
    """Where the words behind a place begin that opens a line; None where it opens none.

    A full stop closes a label only where marks or a number stand before it, a
    blank only outside headings; a heading that is only the place has no words behind it.

    >>> behind("一、石川市：发展动力电池", 2, 5, heading=False), behind("石川市发展动力电池", 0, 3, heading=False)
    (6, None)
    """
    if not _MARKS.fullmatch(text, 0, start):
        return None
    if heading and _MARKS.fullmatch(text, end):
        return len(text)
    after = _COLON if heading else _AFTER_MARKS if start else _AFTER
    match = after.match(text, end)
    return match.end() if match else None
