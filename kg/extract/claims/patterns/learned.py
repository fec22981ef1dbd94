"""What the newspaper has learned, and from whom: 記者從X獲悉，……; a unit of a passage in, its attribution out.

Whom it names by that is the source of the words as much as 據X介紹 is; where
nobody is named (記者獲悉, 據悉) it speaks itself.
"""

from __future__ import annotations

from kg.extract.claims import lexicon
from kg.extract.claims.parts import Attribution, Piece, Scene, Source
from kg.extract.claims.patterns import reported
from kg.vocabulary import Vocabulary

__all__ = ["LEARNED", "find"]

LEARNED = "claims.learned_from"
_FROM = lexicon.expression("<learned_from>")
_LEARNS = lexicon.expression("[^，。；：“「]{0,10}<learned>(?:了)?[，,：:]\\s*")
_LEAST = 4
"""Letters of what can be learned."""


def find(scene: Scene, number: int, vocabulary: Vocabulary) -> list[Attribution]:
    """The rest of the sentence, of the first who is named behind 從; unless somebody else is said to speak in it."""
    unit, index, text = scene.units[number], scene.reading.index, scene.reading.folded
    for m in _FROM(vocabulary).finditer(text, unit.start, unit.end):
        source = next((s for s in scene.sources_in(m.end(), m.end() + 1) if s.start == m.end()), None)
        learns = _LEARNS(vocabulary).match(text, source.end, unit.end) if source else None
        if source is None or learns is None or source.kind not in _TELL or unit.end - learns.end() <= _LEAST:
            continue
        if any(a.source and a.source.start >= 0 for a in reported.find(scene, number, vocabulary)):
            return []
        words = (Piece(index, learns.end(), unit.end, False),)
        why = ("the newspaper says from whom it has learned it",)
        return [Attribution(index, m.start(), _whole(scene, source), None, words, LEARNED, why, True, True)]
    return []


def _whole(scene: Scene, source: Source) -> Source:
    """With the person behind the body he speaks for: 從市教育局局長林某處獲悉."""
    person = next((s for s in scene.sources_in(source.end, source.end + 8) if s.kind == "Person"), None)
    return person if person and source.kind == "Organization" else source


_TELL = ("Organization", "Person", "Group", "Meeting")
