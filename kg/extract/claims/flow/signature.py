"""Where a text that is printed in full ends: at its signature, a line with its author's name or a date."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg import script
from kg.extract.claims.parts import Scene
from kg.extract.claims.statement import Statement

__all__ = ["after"]

_DATE = re.compile(
    r"\s*(?:二[〇○零一二三四五六七八九]{3}|\d{4})年[\d一二三四五六七八九十]{1,2}月[\d一二三四五六七八九十]{1,3}日\s*"
)
_LONGEST = 40
"""Letters of a line that is only a signature."""


def after(scenes: Sequence[Scene], index: int, statement: Statement) -> int:
    """The passage behind ``index`` that signs the statement, or 0 where none does."""
    name = script.fold(statement.who.name).strip("《》")
    for scene in scenes[index + 1 :]:
        line = scene.reading.folded
        if len(line) <= _LONGEST and (
            _DATE.fullmatch(line) or (line.strip().startswith(name) and line[-1] not in "。：")
        ):
            return scene.reading.index
    return 0
