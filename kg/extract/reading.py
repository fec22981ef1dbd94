"""Passages made ready for the rules: fold once, look up once, pair quotation marks, split sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg import script
from kg.extract.records import Quote, Reading
from kg.model import Passage
from kg.vocabulary import Vocabulary

__all__ = ["read"]

OPENING = {"「": "」", "『": "』", "“": "”", "‘": "’", "﹁": "﹂", "﹃": "﹄", "〝": "〞"}
_CLOSING = frozenset(OPENING.values())
_SENTENCE = re.compile(r"[^。！？!?；;…]*(?:[。！？!?；;]+|…{1,2})[」』”’）)]*|[^。！？!?；;…]+$")


def pair(text: str) -> tuple[Quote, ...]:
    """The quotation marks of a text, paired; a lone mark runs to the text's edge.

    >>> [(q.start, q.end, q.closed) for q in pair("他說：「好」。")]
    [(4, 5, True)]
    """
    quotes: list[Quote] = []
    open_marks: list[tuple[int, str]] = []
    for at, c in enumerate(text):
        if c in OPENING:
            open_marks.append((at, OPENING[c]))
        elif c in _CLOSING:
            matching = [k for k, (_, mark) in enumerate(open_marks) if mark == c]
            if matching:
                k = matching[-1]
                quotes.append(Quote(open_marks[k][0] + 1, at, k, True))
                del open_marks[k:]
            elif not open_marks and not quotes:
                quotes.append(Quote(0, at, 0, False))
    quotes += [Quote(at + 1, len(text), k, False) for k, (at, _) in enumerate(open_marks)]
    return tuple(sorted(quotes, key=lambda q: (q.start, -q.end)))


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Sentence ranges of a text.

    >>> sentences("一。「二。」三")
    ((0, 2), (2, 6), (6, 7))
    """
    return tuple((m.start(), m.end()) for m in _SENTENCE.finditer(text) if m.group().strip())


def read(passages: Iterable[Passage], vocabulary: Vocabulary) -> tuple[Reading, ...]:
    """Every passage with its folded text, table hits, quotations and sentences."""
    readings = []
    for passage in passages:
        folded = script.fold(passage.text)
        readings.append(Reading(passage, folded, tuple(vocabulary.find(folded)), pair(passage.text), sentences(passage.text)))
    return tuple(readings)
