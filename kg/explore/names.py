"""What a name can be found by: both scripts, pinyin, codes.

Takes labels. Gives pinyin by syllable and the table by which the page's script
folds Traditional to Simplified. Never needs more than the characters in use.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from kg import script
from kg.explore.pinyin import syllables

__all__ = ["attested", "folding", "pinyin"]


def pinyin(name: str) -> str:
    """Syllables of a name, from its Simplified spelling; anything not Chinese is left out.

    >>> pinyin("重慶市"), pinyin("5G產業")
    ('chong qing shi', 'chan ye')
    """
    return " ".join(syllables(script.fold(name)))


def attested(names: Iterable[str], wanted: str) -> str:
    """Of the names read on the pages the first that is written in the wanted script, or nothing.

    >>> attested(["广东", "廣東", "廣東省"], "zh-Hant")
    '廣東'
    """
    return next((name for name in names if _script(name) == wanted), "")


_script = cache(script.script_of)
"""Of a name, which is asked for each script."""


@cache
def _traditional() -> dict[str, str]:
    """Each character that folding changes, and what it becomes (basic plane: others are not typed)."""
    characters = [chr(c) for c in (*range(0x3400, 0xA000), *range(0xF900, 0xFB00))]
    folded = script.fold("\n".join(characters)).split("\n")
    return {a: b for a, b in zip(characters, folded, strict=True) if a != b and b}


def folding(texts: Iterable[str]) -> list[str]:
    """Two strings, place by place: a character someone may type and its Simplified form.

    >>> folding(["广东"])
    ['廣東', '广东']
    """
    used = {c for text in texts for c in script.fold(text)}
    pairs = [(a, b) for a, b in _traditional().items() if b in used]
    return ["".join(a for a, _ in pairs), "".join(b for _, b in pairs)]
