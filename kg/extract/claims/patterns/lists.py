"""Lists that a sentence announces by their number: a unit in, an attribution whose words are the points that follow.

韓某提出三點倡議。一是……: the sentence itself says nothing, the points are what was said.
"""

from __future__ import annotations

import re

from kg.extract.claims import lexicon
from kg.extract.claims.parts import Attribution, Scene
from kg.extract.claims.sources import subject
from kg.vocabulary import Vocabulary

__all__ = ["RULE", "numbered", "opens_point"]

RULE = "claims.numbered_points"
_NUMERAL = "[一二三四五六七八九十]+"
_POINT = rf"第{_NUMERAL}|{_NUMERAL}是|其{_NUMERAL}|{_NUMERAL}(?=[）)、])"
_ENUMERATOR = re.compile(rf"[（(]?(?:{_POINT})[）)]?[，、：:,]?")
_NUMBER = re.compile(rf"(?:{_NUMERAL}|两|[0-9]{{1,2}})(?:[项点个条大方][^，。；：]{{0,14}})[。：]?$")
_ITEM_WORD = lexicon.expression("<item_word>")
_KINDS = ("Person", "Him", "Document", "Meeting", "Organization", "Post")


def opens_point(text: str, at: int, vocabulary: Vocabulary) -> bool:
    """Whether a sentence opens a point of a list: 一是, 第二, 其三, （四）, 首先.

    >>> from kg import vocabulary
    >>> opens_point("其二，要减税。", 0, vocabulary.load())
    True
    """
    return bool(_ENUMERATOR.match(text, at) or _ITEM_WORD(vocabulary).match(text, at))


def numbered(scene: Scene, number: int, vocabulary: Vocabulary) -> list[Attribution]:
    """Somebody and a number of points at a sentence's end, where the next sentence opens the first point."""
    unit = scene.units[number]
    text = scene.reading.folded
    last = number + 1 == len(scene.units)
    if not last and not opens_point(text, scene.units[number + 1].start, vocabulary):
        return []
    counted = _NUMBER.search(text, max(unit.start, text.rfind("，", unit.start, unit.end)), unit.end)
    if counted is None:
        return []
    cues = [c for c in scene.cues_in(unit.start, counted.start()) if c.kind != "according"]
    who = next((s for c in cues if (s := subject.find(scene, unit, c, vocabulary)).kind in _KINDS), None)
    who = who or subject.leading(scene, unit, unit.start, counted.start(), vocabulary, _KINDS)
    if who is None or (not cues and "《" not in who.name):
        return []
    why = ("a number of points, and the first of them behind it",)
    return [Attribution(scene.reading.index, who.start, who, None, (), RULE, why, True, True, True)]
