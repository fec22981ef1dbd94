"""Where the clause begins that holds a place, outside quotation marks and behind a byline."""

from __future__ import annotations

from bisect import bisect_right

from kg.extract.claims import adverbials
from kg.extract.claims.begins import EDGE
from kg.extract.claims.parts import Scene, Unit
from kg.vocabulary import Vocabulary

__all__ = ["first_letter", "only_adverbials", "start"]


def start(scene: Scene, unit: Unit, at: int) -> int:
    """Where the clause that holds a place begins: behind the last comma or quotation outside quotation marks."""
    told, edges = unit.start, scene.clauses
    if told == scene.units[0].start and scene.telling <= at:
        told = scene.telling
    return max(told, edges[bisect_right(edges, at) - 1])


def first_letter(scene: Scene, unit: Unit, at: int) -> int:
    """Where the words of the clause that holds a place begin: behind its blanks."""
    first = start(scene, unit, at)
    while first < at and scene.reading.folded[first].isspace():
        first += 1
    return first


def only_adverbials(scene: Scene, unit: Unit, at: int, vocabulary: Vocabulary) -> bool:
    """Whether nothing but adverbial clauses stands between a unit's begin and a place (在談到合作時，強調……)."""
    clauses = EDGE.split(scene.reading.folded[unit.start : start(scene, unit, at)])
    return all(len(c.strip()) < 3 or adverbials.ends_adverbial(c, vocabulary) for c in clauses)
