"""Word segmentation: the one place that knows jieba.

rjieba gives jieba's cuts and tags from the same dictionary about thirty times
faster; where it is not installed, jieba itself answers. Give both text folded
to Simplified: on Traditional text both cut wrongly.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

__all__ = ["Tagged", "cut", "tags"]


@cache
def _rust() -> Any:
    """The module itself, which holds one dictionary already; a ``Jieba`` of our own would be a second."""
    try:
        import rjieba
    except ImportError:
        return None
    return rjieba


def cut(text: str, guess: bool = True) -> list[str]:
    """The words of a folded text; without ``guess`` only words of the dictionary and single letters.

    >>> cut("广东发展制造业")
    ['广东', '发展', '制造业']
    >>> cut("创新高据拱北海关", guess=False)
    ['创新', '高', '据', '拱北', '海关']
    """
    if (rust := _rust()) is not None:
        return list(rust.cut(text, guess))
    import jieba

    jieba.setLogLevel(60)
    return list(jieba.cut(text, HMM=guess))


Tagged = tuple[tuple[str, str], ...]
"""Words with their tags."""


def tags(text: str) -> Tagged:
    """The words of a folded text with jieba's part-of-speech tags.

    >>> tags("习近平指出")
    (('习近平', 'nrfg'), ('指出', 'v'))
    """
    return _known(text) if len(text) <= _PHRASE else _tagged(text)


_PHRASE = 24
"""Letters of what several rules ask for: the words between a name and a verb."""


def _tagged(text: str) -> Tagged:
    if (rust := _rust()) is not None:
        return tuple(rust.tag(text))
    import jieba
    from jieba import posseg

    jieba.setLogLevel(60)
    return tuple((pair.word, pair.flag) for pair in posseg.cut(text))


_known = lru_cache(maxsize=1 << 14)(_tagged)
