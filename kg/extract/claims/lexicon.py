"""The word classes of ``words.csv`` as patterns: a vocabulary and class names in; compiled patterns out.

The one place of this folder where patterns are made from tables. What each
class holds and why stands beside its words in the table.
"""

from __future__ import annotations

import re
from functools import cache

from kg.vocabulary import Vocabulary

__all__ = ["ends", "opens", "within"]


@cache
def within(vocabulary: Vocabulary, *classes: str, before: str = "", after: str = "") -> re.Pattern[str]:
    """A word of the classes anywhere, between the given bits of pattern.

    >>> from kg import vocabulary
    >>> within(vocabulary.load(), "issued").search("昨日印发").group()
    '印发'
    """
    return re.compile(before + vocabulary.pattern(*classes) + after)


def opens(vocabulary: Vocabulary, *classes: str) -> re.Pattern[str]:
    """A word of the classes, for ``match`` at a place."""
    return within(vocabulary, *classes)


def ends(vocabulary: Vocabulary, *classes: str, before: str = "", after: str = "") -> re.Pattern[str]:
    """A word of the classes at the end of what is searched.

    >>> from kg import vocabulary
    >>> bool(ends(vocabulary.load(), "cue_denied").search("至今没有"))
    True
    """
    return within(vocabulary, *classes, before=before, after=after + "$")
