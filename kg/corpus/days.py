"""Days as people and spreadsheets write them."""

from __future__ import annotations

import re
from datetime import date

__all__ = ["iso"]

_WRITTEN = re.compile(r"\s*(?:(\d{4})\D{1,3}(\d{1,2})\D{1,3}(\d{1,2})|(\d{4})(\d\d)(\d\d))(?!\d)")


def iso(written: str) -> str:
    """The ISO date at the beginning of what was written, year first; nothing where there is no such day.

    >>> iso("2024年 3月 9日"), iso("2024/3/9 08:30"), iso("20240309"), iso("2024.02.30"), iso("1709942400")
    ('2024-03-09', '2024-03-09', '2024-03-09', '', '')
    """
    if not (m := _WRITTEN.match(written)):
        return ""
    try:
        return date(*(int(n) for n in m.groups() if n)).isoformat()
    except ValueError:
        return ""
