"""Passages made ready for the rules: fold once, look up once, pair quotation marks, split sentences."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from kg import in_step, script
from kg.extract import tokens
from kg.extract.records import Quote, Reading
from kg.in_step import Steps
from kg.model import Passage
from kg.vocabulary import Vocabulary

__all__ = ["read", "steps"]

OPENING = {"「": "」", "『": "』", "“": "”", "‘": "’", "﹁": "﹂", "﹃": "﹄", "〝": "〞"}
_MARK = re.compile(f'[{"".join(OPENING)}{"".join(OPENING.values())}"]')
_SENTENCE = re.compile(r"[^。！？!?；;…]*(?:[。！？!?；;]+|…{1,2})[」』”’）)]*|[^。！？!?；;…]+$")


def pair(text: str) -> tuple[Quote, ...]:
    """The quotation marks of a text, paired; a lone mark runs to the text's edge.

    A mark that opens twice without closing was a slip where it opened first,
    and what follows it is paired as if it were not there. The straight mark
    opens and closes in turn.

    >>> [(q.start, q.end, q.closed) for q in pair("他說：「好」。")]
    [(4, 5, True)]
    >>> [(q.start, q.end, q.depth, q.closed) for q in pair("「一、「二」、「三」")]
    [(1, 10, 0, False), (4, 5, 0, True), (8, 9, 0, True)]
    """
    closed: list[tuple[int, int]] = []
    alone: list[tuple[int, int]] = []
    opened: list[tuple[int, str]] = []
    waiting: Counter[str] = Counter()
    for m in _MARK.finditer(text):
        at, mark = m.start(), m[0]
        if mark in OPENING or (mark == '"' and not waiting[mark]):
            opened.append((at, OPENING.get(mark, mark)))
            waiting[opened[-1][1]] += 1
        elif waiting[mark]:
            while (last := opened.pop())[1] != mark:
                waiting[last[1]] -= 1
                alone.append((last[0] + 1, len(text)))
            waiting[mark] -= 1
            closed.append((last[0] + 1, at))
        elif not opened and not alone and all(text[end] != mark for _, end in closed):
            alone.append((0, at))
    alone += [(start + 1, len(text)) for start, _ in opened]
    return _nested(closed, alone)


def _nested(closed: list[tuple[int, int]], alone: list[tuple[int, int]]) -> tuple[Quote, ...]:
    """Pairs with their depth; lone marks count for none."""
    quotes = [Quote(start, end, 0, False) for start, end in alone]
    around: list[int] = []
    for start, end in sorted(closed):
        while around and around[-1] <= start:
            around.pop()
        quotes.append(Quote(start, end, len(around), True))
        around.append(end)
    return tuple(sorted(quotes, key=lambda q: (q.start, -q.end)))


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Sentence ranges of a text.

    >>> sentences("一。「二。」三")
    ((0, 2), (2, 6), (6, 7))
    """
    return tuple((m.start(), m.end()) for m in _SENTENCE.finditer(text) if m.group().strip())


def _full_width(folded: str) -> str:
    """Commas, colons and semicolons of half width as Chinese text has them; those of numbers and Latin words stay.

    >>> _full_width("他说,产量达10,000吨:好")
    '他说，产量达10,000吨：好'
    """
    if "," in folded or ":" in folded or ";" in folded:  # three scans cost less than one of the pattern
        folded = _HALF.sub(lambda m: _WIDE[m[0]], folded)
    return folded


_WIDE = {",": "，", ":": "：", ";": "；"}
_HALF = re.compile(r"(?<=[\u3400-\u9fff」』”’）)》%])[,:;]|[,:;](?=[「『“\u3400-\u9fff])")


def read(passages: Iterable[Passage], vocabulary: Vocabulary) -> tuple[Reading, ...]:
    """Every passage with its folded text, table hits, words, quotations and sentences."""
    return in_step.alone(steps(tuple(passages), vocabulary))


def steps(passages: Sequence[Passage], vocabulary: Vocabulary) -> Steps[tuple[Reading, ...]]:
    """The same, one large table after the other."""
    folded = [_full_width(script.fold(p.text)) for p in passages]
    yield
    found = [vocabulary.find(text) for text in folded]
    yield
    words = yield from tokens.each(folded)
    yield
    quotes, parts = [pair(p.text) for p in passages], [sentences(p.text) for p in passages]
    return tuple(map(Reading, passages, folded, found, words, quotes, parts))
