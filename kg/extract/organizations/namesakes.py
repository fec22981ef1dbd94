"""Persons who share a company's name: 國務卿沙利文稱; a known name and its surroundings in, whose it is out."""

from __future__ import annotations

import re

from kg.extract.records import Reading
from kg.vocabulary import Vocabulary

__all__ = ["is_person"]

_DATE = re.compile(r"(?:[0-9]{1,2}月)?[0-9]{1,2}日")
_LATIN = re.compile(r"[\u3400-\u9fff]{0,3}[（(][A-Z][a-z]+ [A-Z]")
"""總裁阿里|阿末（Ali Ahmad）: the rest of his name, and how it is written."""
_COURTESY = frozenset(("title",))
"""What is no post: 博士, 先生; 公司|總裁 is the company's."""
_HEAD = 2
"""Letters of a person's name that may stand before the company's: 主席克|韋爾."""


def is_person(reading: Reading, start: int, end: int, vocabulary: Vocabulary) -> bool:
    """Whether a post stands before the name, and a reporting word, a title or its Latin spelling behind.

    Of a company it is the other way round.
    What stands between them is no word: 會長企業|騰訊 is a company.
    """
    text = reading.folded
    title = reading.posts.starting.get(end)
    if (title and title.kinds == _COURTESY) or _LATIN.match(text, end):
        return _behind_post(reading, start, vocabulary)
    dated = _DATE.match(text, end)
    behind = dated.end() if dated else end
    n = reading.words.at_start.get(behind)
    if n is not None and reading.words.words[n].tag[0] in "dt":
        behind = reading.words.words[n].end
    return any(h.start == behind for h in reading.hits("cues")) and _behind_post(reading, start, vocabulary)


def _behind_post(reading: Reading, start: int, vocabulary: Vocabulary) -> bool:
    """Whether a post stands before a name, or before letters of it that are no word."""
    text = reading.folded
    for at in range(start, max(0, start - _HEAD) - 1, -1):
        post = reading.posts.ending.get(at)
        if post and "post" in post.kinds and text[post.start : at] not in vocabulary.words("speaks_for"):
            return not reading.words.knows_within(at, start) and "的" not in text[at:start]
    return False
