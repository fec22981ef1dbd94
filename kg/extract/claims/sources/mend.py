"""A person's name made whole: the source of a cue in; the same, or the name that it cut short or ran over, out."""

from __future__ import annotations

from kg import script, segment
from kg.extract.claims.parts import Cue, Scene, Source
from kg.extract.claims.sources import noun_phrases, surnames
from kg.vocabulary import Vocabulary

__all__ = ["mend"]


def mend(scene: Scene, who: Source, cue: Cue, vocabulary: Vocabulary) -> Source:
    """半導體分析師陸行知在臉書發文說, 趙某在會上說, 王勃華曾警告: the name that the phrase cuts short, or runs over."""
    text, printed = scene.reading.folded, scene.reading.passage.text
    gap = text[who.end : cue.start]
    if who.kind in ("Group", "Post") and gap:
        for end in surnames.name_at(scene.reading, who.end, cue.start, vocabulary):
            if noun_phrases.only_adverbials_follow(text[end : cue.start], vocabulary):
                return Source(who.end, end, "Person", printed[who.end : end], "behind a noun")
    if who.kind != "Person" or who.name != printed[who.end - len(who.name) : who.end]:
        return who
    turns = vocabulary.words("link_adverb", "turns_to")
    name, last = script.fold(who.name[:-1]), script.fold(who.name[-1])
    titled = last in turns and surnames.titled(vocabulary).fullmatch(name)  # 張男則
    if len(who.name) > 2 and (last in vocabulary.words("leads_in") or titled):
        return who._replace(end=who.end - 1, name=who.name[:-1])
    cut = len(who.name) == 2 and gap and "\u3400" <= gap[0] <= "\u9fff" and gap[0] not in turns
    if cut and gap[0] not in "[的和与及、]" and (not gap[1:] or gap[1:] in turns) and not _is_adverb(gap[0]):
        return who._replace(end=who.end + 1, name=printed[who.end - 2 : who.end + 1])
    return who


def _is_adverb(letter: str) -> bool:
    return segment.tags(letter)[0][1][0] in "dptcrf"
