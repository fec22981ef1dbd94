"""Words that a page prints twice: who says them in one place says them in the other; statements in, more out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.claims.parts import Piece, Scene
from kg.extract.claims.statement import Statement

__all__ = ["find"]

_LONG = 20
_SENTENCE = re.compile(r"[^。！？]+[。！？]?")


def find(scenes: Sequence[Scene], said: Sequence[Statement]) -> list[Statement]:
    """Sentences printed twice: who says them in one place says them in the other.

    Only whole sentences of some length, and headlines printed twice over one another.
    """
    covered = {p.passage for s in said for p in s.pieces}
    first: dict[str, Statement] = {}
    for s in said:
        for p in s.pieces:
            text = scenes[p.passage].reading.folded[p.start : p.end]
            for sentence in _SENTENCE.findall(text):
                if len(sentence) >= _LONG:
                    first.setdefault(sentence, s)
    again = []
    for scene in scenes:
        index, text = scene.reading.index, scene.reading.folded
        if index in covered:
            continue
        if scene.reading.passage.kind == "duplicate":
            again += _printed_over(scene, said, scenes)
            continue
        for unit in scene.units:
            if same := first.get(text[unit.start : unit.end]):
                # what follows in the paragraph is the same speech, given more fully
                piece = Piece(index, unit.start, scene.units[-1].end, False)
                why = ["the same words stand elsewhere on the page"]
                again.append(Statement(same.who, same.source, same.cue, "claims.repeated", why, [piece]))
                break
    return again


def _printed_over(scene: Scene, said: Sequence[Statement], scenes: Sequence[Scene]) -> list[Statement]:
    for s in said:
        for p in s.pieces:
            words = scenes[p.passage].reading.folded[p.start : p.end]
            if p.passage == scene.reading.passage.parent and (at := scene.reading.folded.find(words)) >= 0:
                piece = Piece(scene.reading.index, at, at + len(words), False)
                why = ["the headline is printed twice"]
                return [Statement(s.who, s.source, s.cue, "claims.repeated", why, [piece])]
    return []
