"""The word classes of ``words.csv`` as patterns: an expression that names classes in; compiled patterns out.

The one place of this folder where patterns are made from tables. What each
class holds and why stands beside its words in the table.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from kg.vocabulary import Vocabulary

__all__ = ["ends", "expression"]

_CLASSES = re.compile(r"(?<!\?P)<([a-z_|]+)>")


def expression(spelled: str) -> Callable[[Vocabulary], re.Pattern[str]]:
    """A regular expression in which ``<issued>`` or ``<people_end|group_head>`` is any word of the classes.

    Compiled once for a vocabulary, where it is first used.

    >>> from kg import vocabulary
    >>> expression("<issued>了?")(vocabulary.load()).search("昨日印发了").group()
    '印发了'
    """

    @cache
    def compiled(vocabulary: Vocabulary) -> re.Pattern[str]:
        return re.compile(_CLASSES.sub(lambda m: vocabulary.pattern(*m[1].split("|")), spelled))

    return compiled


def ends(*classes: str) -> Callable[[str, Vocabulary], bool]:
    """Whether a text ends in a word of the classes.

    >>> from kg import vocabulary
    >>> ends("cue_denied")("至今没有", vocabulary.load())
    True
    """

    @cache
    def listed(vocabulary: Vocabulary) -> tuple[frozenset[str], tuple[int, ...]]:
        words = vocabulary.words(*classes)
        return words, tuple(sorted({len(w) for w in words}))

    def ends_so(text: str, vocabulary: Vocabulary) -> bool:
        words, sizes = listed(vocabulary)
        for size in sizes:  # noqa: SIM110 a generator costs more than the test
            if text[-size:] in words:
                return True
        return False

    return ends_so
