"""Names in bylines and credits: after 記者, 編輯, 攝影 … a list of nothing but names.

Takes a Reading, gives spans. Reads 「胡  健」 as one name; never reads on after the list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg import script
from kg.extract.people import shapes
from kg.extract.records import Reading
from kg.vocabulary import Vocabulary, alternation

__all__ = ["names"]

_HAN = r"[\u3400-\u9fff]"
_BREAK = r"[、，,/／｜|\s　 ]"
_END = r"(?=$|[）)】〕\]《〈「（(／/、，,。：:；;｜|\s　 0-9－—-])"


@cache
def _pattern(vocabulary: Vocabulary) -> tuple[re.Pattern[str], re.Pattern[str]]:
    posts, marked = vocabulary.words("byline_post"), vocabulary.words("byline_mark")
    surnames = {script.fold(r["surname"]) for r in vocabulary.rows["surnames"]}
    name = f"(?:{alternation(surnames)}(?:{_HAN}{{1,2}}|[  　]{{1,2}}{_HAN})|{_HAN}{{2,4}}){_END}"
    label = f"(?:{alternation(posts)}[：:／/\\s　 ]*|(?<!{_HAN}){alternation(marked)}[：:／/\\s　 ]+)"
    listed = f"{label}((?:{name})(?:{_BREAK}*{name})*)"
    return re.compile(listed), re.compile(name)


def names(reading: Reading, vocabulary: Vocabulary) -> Iterator[tuple[int, int]]:
    """The names of every byline in a text.

    The list ends where something stands that cannot be a name; a title or a
    place (記者胡健北京報道) is none.
    """
    listed, name = _pattern(vocabulary)
    shape = shapes.of(vocabulary)
    for byline in listed.finditer(reading.folded):
        for m in name.finditer(reading.folded, byline.start(1), byline.end(1)):
            squeezed = "".join(m[0].split())
            weights = [r.weight for r in shape.readings(squeezed, 0) if r.end == len(squeezed)]
            if weights and max(weights) > -4 and not _is_word(reading, m.start(), m.end(), vocabulary):
                yield m.start(), m.end()


def _is_word(reading: Reading, start: int, end: int, vocabulary: Vocabulary) -> bool:
    tables = {r.table for r in vocabulary.names.get(reading.folded[start:end], ())}
    return bool(tables & {"regions", "words", "roles", "organizations"})
