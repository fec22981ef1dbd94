"""Letters: signs a file stored for the letters they look like, read as those.

Takes a page. Gives one of the same length, with 「⼈⼯」 (two radicals, as the
fonts of some PDF files have them) as 「人工」, 「５Ｇ」 as 「5G」, and without markup.
The page itself stays as it is: places in the one are places in the other.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from kg import markup
from kg.vocabulary import Vocabulary

__all__ = ["plain"]

_SIGN = re.compile(r"[\u2e80-\u2fd5\uf900-\ufaff\uff05\uff0e\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]")
"""Radicals, compatibility forms of ideographs, digits and Latin letters as wide as ideographs.
Wide marks are left: Chinese is written with them."""


def plain(page: str, vocabulary: Vocabulary) -> str:
    """The page with letters for signs that only look like letters, and without markup.

    >>> from kg.vocabulary import load
    >>> plain("⻓三⻆：⼈⼯智能、５Ｇ", load())
    '长三角：人工智能、5G'
    """
    page = markup.without(page)
    if not _SIGN.search(page):
        return page
    known = _radicals(vocabulary)
    return _SIGN.sub(lambda m: known.get(m[0]) or unicodedata.normalize("NFKC", m[0]), page)


@cache
def _radicals(vocabulary: Vocabulary) -> dict[str, str]:
    return {row["radical"]: row["letter"] for row in vocabulary.rows["radicals"]}
