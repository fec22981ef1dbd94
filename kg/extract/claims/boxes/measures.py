"""Points under a line that announces them: 調查組提出三點要求, then its items; scenes in, statements out.

Only items and numbered paragraphs; a paragraph that a break of the page cut off the last item belongs to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.extract.claims import lexicon
from kg.extract.claims.memory import Memory
from kg.extract.claims.parts import Piece, Scene, Source
from kg.extract.claims.sources import identity, subject
from kg.extract.claims.statement import Statement
from kg.vocabulary import Vocabulary

__all__ = ["find"]

_LINE = 40
"""Letters a line that announces may have."""
_POINT = re.compile(r"\s*(?:[●■◆•·▪○★☆▶►-]+|[（(]?[0-9一二三四五六七八九十]{1,2}[)）.．、])\s*")
_PUT = lexicon.expression(
    "<puts_points>了?(?:[一二两三四五六七八九十0-9几多数]+[大点项条个方类])[^，。：]{0,8}<point_noun>[：:]?$"
)
_SPEAKERS = ("Organization", "Group", "Person", "Meeting")


def find(scenes: Sequence[Scene], spoken: frozenset[int], vocabulary: Vocabulary) -> list[Statement]:
    """The statements of announced lists; passages in ``spoken`` have speakers of their own."""
    statements = []
    for scene in scenes:
        if not (who := _announces(scene, vocabulary)):
            continue
        pieces = list(_points(scenes, scene.reading.index, spoken))
        meant = identity.resolve(who, scene, Memory(vocabulary))
        if pieces and meant:
            why = ["points under a line that announces them"]
            statements.append(
                Statement(meant, (scene.reading.index, who), None, "claims.announced_points", why, pieces)
            )
    return statements


def _announces(scene: Scene, vocabulary: Vocabulary) -> Source | None:
    """Who gives points in a line without a full stop: 某某(對某某)提出三點要求."""
    text = scene.reading.folded.strip()
    if scene.reading.passage.kind not in ("heading", "paragraph") or len(text) > _LINE or text[-1:] in "。！？":
        return None
    m = _PUT(vocabulary).search(text)
    if m is None or not scene.units:
        return None
    unit = scene.units[0]
    return subject.leading(scene, unit, unit.start, unit.start + m.start(), vocabulary, _SPEAKERS)


def _points(scenes: Sequence[Scene], index: int, spoken: frozenset[int]) -> Iterator[Piece]:
    """The items behind a line, up to the first other passage; captions and credits between them are passed over."""
    left_open = False
    for scene in scenes[index + 1 :]:
        text, kind = scene.reading.passage.text, scene.reading.passage.kind
        if kind in ("caption", "credit", "duplicate"):
            continue
        m = _POINT.match(text)
        if scene.reading.index in spoken or not (m or kind == "item" or left_open):
            return
        start = m.end() if m else 0
        if len(text) - start > 3:
            yield Piece(scene.reading.index, start, len(text), False)
        left_open = text.rstrip()[-1:] not in "。！？；"
