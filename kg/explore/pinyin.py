"""pypinyin's readings, kept as one table: the one place that knows it.

Takes names. Gives their syllables, the same as the library's own ``lazy_pinyin``
does, without what makes it slow to start and to ask: two large JSON files, every
style and every hook. Never a reading that is not the library's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

from kg import compiled

__all__ = ["syllables"]


class _Table(NamedTuple):
    """What is kept of the library."""

    phrases: dict[str, list[str] | None]
    """Phrase → its syllables; None for the beginning of one that is none itself."""
    signs: dict[str, str]
    """Character → its first reading."""
    chinese: str
    """Pattern of a run of characters that may have one."""


def syllables(name: str) -> Iterator[str]:
    """The syllables of a name in Simplified characters, without tones; what has none is left out.

    >>> list(syllables("银行行长"))
    ['yin', 'hang', 'hang', 'zhang']
    """
    table = _table()
    for run in re.findall(table.chinese, name):
        for word in _words(run, table):
            yield from table.phrases.get(word) or [table.signs[c] for c in word if c in table.signs]


def _words(run: str, table: _Table) -> Iterator[str]:
    """A run cut into the longest phrases from its beginning, and single characters."""
    phrases = table.phrases
    while run:
        longest = 0
        for end in range(1, len(run) + 1):
            if run[:end] not in phrases:
                break
            if phrases[run[:end]]:
                longest = end
        else:
            if not longest:  # as the library has it, which looks for no phrase within what begins one
                yield from run
                return
        yield run[: longest or 1]
        run = run[longest or 1 :]


@cache
def _table() -> _Table:
    spec = find_spec("pypinyin")
    assert spec is not None and spec.origin is not None
    name = f"pinyin-{compiled.key([Path(__file__), *sorted(Path(spec.origin).parent.glob('*_dict.*'))])}"
    if (told := compiled.kept(name)) is None:
        told = _told()
        compiled.keep(name, told)
    return _Table(*told)


def _told() -> tuple[Any, ...]:
    """The library's tables, read out."""
    from pypinyin.constants import PHRASES_DICT, PINYIN_DICT, RE_HANS, Style
    from pypinyin.style import convert

    plain = cache(lambda syllable: str(convert(syllable, Style.NORMAL, strict=True)))
    phrases: dict[str, list[str] | None] = {word[:end]: None for word in PHRASES_DICT for end in range(1, len(word))}
    phrases |= {word: [plain(readings[0]) for readings in its] for word, its in PHRASES_DICT.items()}
    signs = {chr(code): plain(readings.partition(",")[0]) for code, readings in PINYIN_DICT.items()}
    return phrases, signs, RE_HANS.pattern.strip("^$")
