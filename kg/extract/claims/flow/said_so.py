"""他在國會回答提問時如是指出。「……」: words pointed at and not given; a unit in, who goes on to speak out.

The quotations in the paragraphs behind are his, as the Chinese press of Malaysia and Singapore prints them.
"""

from __future__ import annotations

from kg.extract.claims import lexicon
from kg.extract.claims.parts import Scene, Source, Unit
from kg.extract.claims.sources import identity, subject
from kg.extract.claims.sources.identity import Memory, Who
from kg.vocabulary import Vocabulary

__all__ = ["RULE", "find"]

RULE = "claims.said_so"
_SAID_SO = lexicon.expression("<said_so>")


def find(scene: Scene, unit: Unit, memory: Memory, vocabulary: Vocabulary) -> tuple[Source, Who] | None:
    """The person the sentence is about, if it only says that he said so."""
    if not _SAID_SO(vocabulary).search(scene.reading.folded, unit.start, unit.end):
        return None
    source = subject.leading(scene, unit, unit.start, unit.end, vocabulary, ("Person", "Him"))
    who = identity.resolve(source, scene, memory) if source else None
    return (source, who) if source and who else None
