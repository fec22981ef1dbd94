"""Where words begin and end in a folded text: evidence for the borders of a name.

Takes folded text. Gives offsets of word borders and the words with their tags.
Never decides anything: a name that crosses a border is for its rule to judge.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import accumulate

from kg import segment

__all__ = ["borders", "ending", "tagged", "word_over"]


@lru_cache(maxsize=512)
def borders(folded: str) -> frozenset[int]:
    """Every offset where a dictionary word begins or ends; unknown words fall into single letters.

    >>> sorted(borders("发展中国家经济"))
    [0, 5, 7]
    """
    return frozenset(accumulate(map(len, segment.cut(folded, guess=False)), initial=0))


def word_over(folded: str, at: int) -> tuple[int, int]:
    """The word that covers the letter at an offset.

    >>> word_over("发展中国家经济", 2)
    (0, 5)
    """
    known = borders(folded)
    start = next(i for i in range(at, -1, -1) if i in known)
    end = next(i for i in range(at + 1, len(folded) + 1) if i in known)
    return start, end


@lru_cache(maxsize=512)
def tagged(folded: str) -> tuple[tuple[str, str], ...]:
    """The words of a text with their tags, unknown words guessed.

    >>> tagged("广东发展制造业")
    (('广东', 'ns'), ('发展', 'vn'), ('制造业', 'n'))
    """
    return tuple(segment.tags(folded))


@lru_cache(maxsize=512)
def ending(folded: str) -> dict[int, tuple[int, str]]:
    """By the offset where a word ends: where it begins, and its tag.

    >>> ending("广东发展制造业")[4]
    (2, 'vn')
    """
    words, at = {}, 0
    for word, tag in tagged(folded):
        words[at + len(word)] = (at, tag)
        at += len(word)
    return words
