"""Quotation marks that hold words said, and those that name a thing: a unit in; the words beside a source out."""

from __future__ import annotations

import re

from kg import segment
from kg.extract.claims import lexicon
from kg.extract.claims.parts import Piece, Scene, Unit
from kg.extract.records import Quote
from kg.vocabulary import Vocabulary

__all__ = ["closing_quotation", "is_quotation_only", "is_term", "left", "says_in_first_person"]

_is_title = lexicon.ends("title_end")
_SENTENCE_MARK = re.compile(r"[，。！？；,!?]")
_TERM = 12
"""A quotation up to this length without a sentence mark names a term."""
_POSTS = 60
"""Letters of a chain of posts and bodies, no comma in it, between a quotation and the name of who said it."""


def is_term(text: str, vocabulary: Vocabulary) -> bool:
    """Whether what stands between quotation marks names a thing rather than being said.

    >>> from kg import vocabulary
    >>> words = vocabulary.load()
    >>> is_term("新质生产力", words), is_term("必须继续努力，再上台阶", words), is_term("核心技术保护条例草案", words)
    (True, False, True)
    """
    if _SENTENCE_MARK.search(text):
        return False
    named = _is_title(text, vocabulary)
    return len(text) <= _TERM or (named and len(text) <= 2 * _TERM)


def is_quotation_only(scene: Scene, unit: Unit, vocabulary: Vocabulary) -> bool:
    """Whether a unit is one or more quotations and nothing else, and they are words said."""
    text = scene.reading.folded
    if not unit.quotes:
        return False
    at = unit.start
    for q in unit.quotes:
        if text[at : q.mark].strip(" ，,、\u3000"):
            return False
        at = q.end + 1
    said = any(not is_term(text[q.start : q.end], vocabulary) for q in unit.quotes)
    return said and not text[at : unit.end].strip("。，,！？!? \u3000")


def closing_quotation(scene: Scene, unit: Unit, at: int, vocabulary: Vocabulary) -> Quote | None:
    """A whole quotation that ends the unit behind a comma or colon (介紹來由，「……。」)."""
    text = scene.reading.folded
    if not unit.quotes:
        return None
    q = unit.quotes[-1]
    ends = not text[q.end + 1 : unit.end].strip("。 \u3000")
    opened = q.start >= 2 and q.start - 1 > at and text[q.start - 2] in "，,：:"
    return q if ends and opened and not is_term(text[q.start : q.end], vocabulary) else None


def says_in_first_person(text: str, vocabulary: Vocabulary) -> bool:
    """Whether words speak of their speaker: 「是我們沒做好，該罵」.

    >>> from kg import vocabulary
    >>> says_in_first_person("是我们没做好，该骂", vocabulary.load())
    True
    """
    return not vocabulary.words("first_person").isdisjoint(segment.cut(text))


def left(
    scene: Scene, number: int, before: int, vocabulary: Vocabulary, *, parted: bool = False
) -> tuple[tuple[Piece, ...], bool]:
    """The quotations right before a source: in its own unit, or the whole unit before it.

    ``parted``: a quotation follows the verb too, so that even a term is the first half of what is said.
    Gives the pieces, and whether they came from the unit before.
    """
    text, passage = scene.reading.folded, scene.reading.index
    unit = scene.units[number]
    quotes = [q for q in unit.quotes if q.end < before]
    if quotes and quotes[0].mark == unit.start:
        pieces, at = [], unit.start
        for q in quotes:
            if text[at : q.mark].strip(" ，,、"):
                break
            pieces.append(Piece(passage, q.start, q.end, True))
            at = q.end + 1
        between = text[at:before]
        near = len(between) <= 24 or (len(between) <= _POSTS and not _SENTENCE_MARK.search(between.lstrip("，,")))
        if near and (parted or any(_is_said(text[p.start : p.end], vocabulary) for p in pieces)):
            return tuple(pieces), False
        return (), False
    if number and not quotes and len(text[unit.start : before]) <= 24:
        previous = scene.units[number - 1]
        announced = text[: previous.start].rstrip().endswith(("：", ":"))  # 批評：「……！」亦有人……
        if not announced and is_quotation_only(scene, previous, vocabulary):
            return tuple(Piece(passage, q.start, q.end, True) for q in previous.quotes), True
    return (), False


def _is_said(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a quotation before 某某表示 is words said: a clause, however short."""
    return not is_term(text, vocabulary) or (len(text) > 4 and any(tag == "v" for _, tag in segment.tags(text)))
