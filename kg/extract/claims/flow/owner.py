"""Whose words an attribution gives: it and what was read so far in; the speaker out, or None where nobody is named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.extract.claims import clauses, lexicon
from kg.extract.claims.parts import Attribution, Cue, Scene, Unit
from kg.extract.claims.sources import identity, subject
from kg.extract.claims.sources.identity import Memory, Who
from kg.vocabulary import Vocabulary

__all__ = ["find"]

_ASPECT = lexicon.expression("[^，。]{1,24}<aspect_end>，")


def find(
    scene: Scene,
    unit: Unit,
    a: Attribution,
    kept: Sequence[tuple[Attribution, Who]],
    memory: Memory,
    last: Who | None,
    vocabulary: Vocabulary,
) -> Who | None:
    """Who an attribution's source is; where the subject is omitted, whose it was before.

    Inside reported words a person the speaker tells of may be the subject
    (某某表示，習近平主席高度重視……，強調要……); a body is not.
    """
    if a.source is not None:
        if kept and a.source.kind == "Pronoun":  # the one it points at may speak in the same sentence
            memory = replace(memory, parties=[*memory.parties, *(w for _, w in kept)])
        return identity.resolve(a.source, scene, memory)
    if a.cue is None:
        return None
    start = kept[-1][0].pieces[-1].start if kept and kept[-1][0].pieces else unit.start
    source = subject.before(scene, unit, start, a.cue.start, vocabulary, places=a.cue.kind == "document")
    if kept:
        return identity.resolve(source, scene, memory) if source and source.kind == "Person" else kept[-1][1]
    if source is not None and (source.kind != "Document" or "《" in source.name or source.rule == "paper"):
        who = identity.resolve(source, scene, memory)
        return None if who and who.single and source.rule == "post" else who  # a mere 茶農 is told of
    opens = clauses.only_adverbials(scene, unit, a.at, vocabulary)
    if opens and last is not None:
        return last
    opens = opens or _ASPECT(vocabulary).fullmatch(scene.reading.folded, unit.start, a.at) is not None
    return _paper_at_hand(scene, a.cue, memory, vocabulary) if opens else None


def _paper_at_hand(scene: Scene, cue: Cue, memory: Memory, vocabulary: Vocabulary) -> Who | None:
    """在完善網絡方面，提出……: with no subject, the paper that spoke last or was given just before lays it down."""
    word = scene.reading.folded[cue.start : cue.end]
    if word not in vocabulary.words("lays_down") or not memory.titles:
        return None
    spoke = memory.parties[-1] if memory.parties else None
    if spoke is not None and spoke.kind == "Document":
        return spoke
    near = scene.reading.index - memory.titled <= 1
    return Who(memory.titles[-1], "Document", "the paper at hand") if near else None
