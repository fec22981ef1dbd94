"""How far a statement goes: one more sentence and the state of the reading in; whether it carries on, and why, out.

Each piece of evidence is a function with a weight; the sentence carries on
where the sum is above zero. Anyone can argue with the list.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from kg.extract.claims import lexicon
from kg.extract.claims.flow import spoken, told
from kg.extract.claims.flow.state import State
from kg.extract.claims.parts import Scene, Unit
from kg.vocabulary import Vocabulary

__all__ = ["EVIDENCE", "IN_FULL", "Verdict", "judge", "speaks_on"]

Evidence = Callable[[Scene, Unit, State, Vocabulary], tuple[int, str]]
_SPEAKS_ON = lexicon.expression("<speaks_on>")
_DOUBTFUL = -2


class Verdict(NamedTuple):
    """What the evidence for a sentence comes to."""

    goes_on: bool
    """It still belongs to the last speaker."""
    doubtful: bool
    """It may be his all the same: nothing weighty speaks against it."""
    reasons: tuple[str, ...]


IN_FULL = Verdict(True, False, ("a text printed in full +9",))


def judge(scene: Scene, unit: Unit, state: State, vocabulary: Vocabulary) -> Verdict:
    """Whether a sentence without an attribution of its own still belongs to the last speaker.

    Its single words are read only where they can decide, and reasons given only for what goes on.
    """
    same = scene.reading.index == state.passage and not state.direct
    found = {find: find(scene, unit, state, vocabulary) for find in _IN_SHAPE}
    so_far = sum(weight for weight, _ in found.values())
    most = so_far + sum(_IN_WORDS.values())
    if most <= 0 and not (same and most >= _DOUBTFUL):
        return Verdict(False, False, ())
    found |= {find: find(scene, unit, state, vocabulary) for find in _IN_WORDS}
    total = sum(weight for weight, _ in found.values())
    weighed = (found[find] for find in EVIDENCE)
    reasons = tuple(f"{why} {weight:+d}" for weight, why in weighed if weight)
    return Verdict(total > 0, same and total >= _DOUBTFUL, reasons)


def speaks_on(scene: Scene, unit: Unit, vocabulary: Vocabulary) -> bool:
    """Whether a sentence opens with what should be done or what his side will do: 要……, 中方願……."""
    return _SPEAKS_ON(vocabulary).match(scene.reading.folded, unit.start) is not None


def place(scene: Scene, unit: Unit, state: State, vocabulary: Vocabulary) -> tuple[int, str]:
    """Reported speech goes on inside its paragraph; a closed quotation and a paragraph's end close it."""
    if scene.reading.index != state.passage:
        return -3, "a new paragraph"
    if state.direct:
        return -2, "the quotation is closed"
    return 2, "the same paragraph"


EVIDENCE: tuple[Evidence, ...] = (
    place,
    told.narrator,
    told.credit,
    told.told_of,
    told.told_of_place,
    told.tells,
    told.background,
    told.asks,
    spoken.first_person,
    told.date,
    spoken.announced_list,
    spoken.announced,
    spoken.interview,
    spoken.enumeration,
    spoken.opening,
    spoken.deixis,
    spoken.topic,
    spoken.body_goes_on,
)
_IN_WORDS: dict[Evidence, int] = {spoken.deixis: 1, spoken.topic: 1}
"""What needs the words of a sentence, and the most each can weigh."""
_IN_SHAPE = tuple(find for find in EVIDENCE if find not in _IN_WORDS)
