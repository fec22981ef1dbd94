"""Lists that a sentence announces by their number: a unit in, an attribution whose words are the points that follow.

韓某提出三點倡議。一是……: the sentence itself says nothing, the points are what was said.
"""

from __future__ import annotations

import re

from kg.extract.claims import lexicon
from kg.extract.claims.parts import Attribution, Scene
from kg.extract.claims.sources import subject
from kg.vocabulary import Vocabulary

__all__ = ["RULE", "numbered", "opens_field", "opens_point"]

RULE = "claims.numbered_points"
_NUMERAL = "[一二三四五六七八九十]+"
_POINT = rf"第{_NUMERAL}|{_NUMERAL}是|其{_NUMERAL}|{_NUMERAL}(?=[）)、])"
_ENUMERATOR = re.compile(rf"[（(]?(?:{_POINT})[）)]?[，、：:,]?")
_NUMBER = re.compile(rf"(?:{_NUMERAL}|两|[0-9]{{1,2}})(?:[项点个条大方][^，。；：]{{0,14}})[。：]?$")
_ITEM_WORD = lexicon.expression("<item_word>")
_FIELD = lexicon.expression("[在从以就]?[^，。；：“「]{1,16}<aspect_end>，|<field_opening>[^，。；：“「]{2,18}，")
_BY_FIELD = ("Document", "Organization", "Meeting")
"""Whose measures are told field by field."""
_KINDS = ("Person", "Him", "Document", "Meeting", "Organization", "Post")


def opens_point(text: str, at: int, vocabulary: Vocabulary) -> bool:
    """Whether a sentence opens a point of a list: 一是, 第二, 其三, （四）, 首先.

    >>> from kg import vocabulary
    >>> opens_point("其二，要减税。", 0, vocabulary.load())
    True
    """
    return bool(_ENUMERATOR.match(text, at) or _ITEM_WORD(vocabulary).match(text, at))


def opens_field(text: str, at: int, vocabulary: Vocabulary) -> bool:
    """Whether a sentence opens with the field that measures are for, as those of a paper do.

    >>> from kg import vocabulary
    >>> opens_field("在要素保障方面，优先供地。", 0, vocabulary.load())
    True
    """
    return _FIELD(vocabulary).match(text, at) is not None


def numbered(scene: Scene, number: int, vocabulary: Vocabulary) -> list[Attribution]:
    """Somebody and a number of points at a sentence's end, where the next sentence opens the first point."""
    unit = scene.units[number]
    text = scene.reading.folded
    last = number + 1 == len(scene.units)
    after = 0 if last else scene.units[number + 1].start
    field = not last and opens_field(text, after, vocabulary)
    if not last and not field and not opens_point(text, after, vocabulary):
        return []
    counted = _NUMBER.search(text, max(unit.start, text.rfind("，", unit.start, unit.end)), unit.end)
    if counted is None:
        return []
    cues = [c for c in scene.cues_in(unit.start, counted.start()) if c.kind != "according"]
    who = next((s for c in cues if (s := subject.find(scene, unit, c, vocabulary)).kind in _KINDS), None)
    if who is None and cues:
        nearest = subject.before(scene, unit, unit.start, cues[-1].start, vocabulary)
        who = nearest if nearest and nearest.kind in _KINDS else None
    who = who or subject.leading(scene, unit, unit.start, counted.start(), vocabulary, _KINDS)
    if who is None or (not cues and "《" not in who.name) or (field and who.kind not in _BY_FIELD):
        return []
    why = ("a number of points, and the first of them behind it",)
    return [Attribution(scene.reading.index, who.start, who, None, (), RULE, why, True, True, True)]
