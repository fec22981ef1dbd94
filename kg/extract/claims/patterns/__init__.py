"""The ways a sentence attributes words, as an ordered table: a unit of a passage in, its attributions out.

Each pattern is a function that looks at one unit (and the unit before it) and
never at another passage. They run in the order of ``PATTERNS``; a later one
is asked only where the earlier found nothing.
"""

from __future__ import annotations

from collections.abc import Callable

from kg.extract.claims.parts import Attribution, Scene
from kg.extract.claims.patterns import beside, issued, learned, lines, lists, reported, voices
from kg.vocabulary import Vocabulary

__all__ = ["PATTERNS", "attributions"]


def attributions(scene: Scene, number: int, vocabulary: Vocabulary) -> list[Attribution]:
    """What the first pattern that fires sees in a unit, in the order of the text.

    Behind a name and a colon somebody else may speak in the same line, where a
    headline has run into the text.
    """
    for pattern in PATTERNS:
        if seen := pattern(scene, number, vocabulary):
            if pattern is lines.colon:
                others = (a for a in reported.find(scene, number, vocabulary) if a.set_off and a.source)
                seen += [a for a in others if a.source and a.source.kind in ("Person", "Organization")]
            return sorted(seen, key=lambda a: a.at)
    return []


PATTERNS: tuple[Callable[[Scene, int, Vocabulary], list[Attribution]], ...] = (
    lines.colon,
    voices.summed_up,
    learned.find,
    reported.find,
    voices.view_is,
    beside.person_then_quotation,
    beside.person_then_colon,
    beside.quotation_then_person,
    issued.paper,
    lists.numbered,
    lines.heading_name,
)
"""In this order: a name and a colon open the whole line; reporting words say more than what stands beside them."""
