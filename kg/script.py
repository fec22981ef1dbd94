"""Traditional and Simplified: the one place that knows OpenCC.

``fold`` is for comparing and keeps one character for one character, so that
offsets survive; ``simplified`` and ``traditional`` are for showing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from operator import ne
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opencc import OpenCC

__all__ = ["fold", "folds", "script_of", "simplified", "traditional"]


_HAN = re.compile("[\u3400-\u9fff]")
_SENTENCE = re.compile("[^。\n]*[。\n]|[^。\n]+")
"""No word that is converted as one goes on beyond its end."""


@cache
def _converter(profile: str) -> OpenCC:
    from opencc import OpenCC

    return OpenCC(profile)


def fold(text: str) -> str:
    """Simplified spelling with the length of the input: the key for comparing names.

    >>> fold("習近平總書記") == fold("习近平总书记")
    True
    """
    return _known(text) if len(text) <= _NAME else _folded(text)


def folds(words: Iterable[str]) -> dict[str, str]:
    """Each of many words, none with a line end in it, and its folded form: in one call, which costs more than a word.

    >>> folds(["廣東", "广东"])
    {'廣東': '广东', '广东': '广东'}
    """
    listed = list(dict.fromkeys(words))
    return dict(zip(listed, _folded("\n".join(listed)).split("\n"), strict=True)) if listed else {}


_NAME = 24
"""Characters of what is folded again and again: names, of which a corpus has few and says them often."""


def _folded(text: str) -> str:
    text = text.replace("衞", "卫")  # Hong Kong's letter, which the profile lacks
    folded: str = _converter("t2s").convert(text)
    if len(folded) != len(text):  # a phrase rule of the profile changed the length: go by character
        folded = "".join(one if len(one := _converter("t2s").convert(c)) == 1 else c for c in text)
    return folded


_known = lru_cache(maxsize=1 << 16)(_folded)


def simplified(text: str) -> str:
    """Simplified spelling for showing.

    >>> simplified("廣東")
    '广东'
    """
    return str(_converter("t2s").convert(text))


def traditional(text: str) -> str:
    """Traditional spelling for showing and for search, never for offsets: of two letters the one in use (峰, 群).

    >>> traditional("广东")
    '廣東'
    """
    return str(_converter("s2tw").convert(text))


def script_of(text: str) -> str:
    """Which script a text is written in: ``zh-Hans``, ``zh-Hant``, ``zh`` or ``en``.

    Counts the characters that one script writes and the other does not; below
    one in ten for the weaker script the text is of the stronger.

    >>> script_of("發展經濟"), script_of("发展经济"), script_of("GDP")
    ('zh-Hant', 'zh-Hans', 'en')
    """
    if not _HAN.search(text):
        return "en"
    only_traditional = sum(map(ne, text, fold(text)))
    only_simplified = 0
    for sentence in _SENTENCE.findall(text):
        other = _converter("s2t").convert(sentence)
        only_simplified += sum(map(ne, sentence, other)) if len(other) == len(sentence) else 0
        if only_simplified and only_simplified >= 10 * only_traditional:  # whatever follows
            return "zh-Hans"
    if not only_traditional and not only_simplified:
        return "zh"
    return "zh-Hant" if only_simplified <= only_traditional / 10 else "zh"
