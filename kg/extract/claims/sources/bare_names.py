"""Names that only their verbs of saying make known: 那木措介紹; a cue or a passage in, names out."""

from __future__ import annotations

from kg import segment
from kg.extract.claims import clauses, lexicon
from kg.extract.claims.parts import Cue, Scene, Source
from kg.extract.claims.sources import noun_phrases
from kg.vocabulary import Vocabulary

__all__ = ["alone", "find", "is_noun"]

_LINKS = lexicon.expression("<link_adverb|carry_opening>")
_LONGEST_NAME = 5


def alone(scene: Scene, start: int, cue: Cue, vocabulary: Vocabulary) -> Source | None:
    """那木措介紹，……: a word that segmentation does not know is all that stands before the verb."""
    text = scene.reading.folded
    if m := _LINKS(vocabulary).match(text, start, cue.start - 2):
        start = m.end()
    end = noun_phrases.phrase_end(text, start, cue.start, vocabulary)
    phrase = text[start:end]
    tags = [tag for _, tag in segment.tags(phrase)]
    if len(tags) != 1 or not 2 <= len(phrase) <= _LONGEST_NAME:
        return None
    guessed = len(phrase) > 2 and all(len(word) == 1 for word in segment.cut(phrase, guess=False))
    if not tags[0].startswith("nr") and not guessed:
        return None
    if is_noun(phrase, vocabulary):
        return None
    return Source(start, end, "Person", scene.reading.passage.text[start:end], "bare name")


def is_noun(phrase: str, vocabulary: Vocabulary) -> bool:
    """Whether what segmentation takes for a name is a word for a paper, people or a side: 白皮書, 巴方."""
    words = vocabulary.words("document_head", "group_head", "name_stop")
    return phrase in words or phrase[-1] in vocabulary.words("party_end")


def find(scene: Scene, vocabulary: Vocabulary) -> set[str]:
    """Names of a passage, as printed, that stand alone before verbs of saying and no rule for names has found."""
    names = set()
    for cue in scene.cues:
        if cue.kind not in ("speech", "weak", "address"):
            continue
        start = clauses.first_letter(scene, scene.unit_at(cue.start), cue.start)
        if start < cue.start and not scene.sources_in(start, cue.start):
            name = alone(scene, start, cue, vocabulary)
            names |= {name.name} if name else set()
    return names
