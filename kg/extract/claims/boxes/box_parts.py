"""What belongs to a box or a list: the passages under its heading, whole."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.claims.parts import Piece, Scene

__all__ = ["children", "whole"]

_BULLET = re.compile(r"\s*[-–•·◆●■▪]+\s*")


def children(scenes: Sequence[Scene], index: int, *kinds: str) -> list[Scene]:
    """The passages of the given kinds right under a heading."""
    return [s for s in scenes if s.reading.passage.parent == index and s.reading.passage.kind in kinds]


def whole(scene: Scene) -> Piece | None:
    """All words of a passage behind its bullet; None where there are hardly any."""
    text = scene.reading.passage.text
    m = _BULLET.match(text)
    start = m.end() if m else 0
    return Piece(scene.reading.index, start, len(text), False) if len(text) - start > 3 else None
