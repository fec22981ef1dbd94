"""Words given out: a body and its announcement, a paper that comes out, a text printed in full.

Each takes a unit of a passage and gives its attributions; what stands in the
paragraphs behind 「全文如下：」 the walk takes up.
"""

from __future__ import annotations

from dataclasses import replace

from kg.extract.claims import clauses, lexicon
from kg.extract.claims.parts import Attribution, Piece, Scene, Source, Unit
from kg.vocabulary import Vocabulary

__all__ = ["GIVEN_OUT", "IN_FULL", "announced", "given_out", "paper"]

GIVEN_OUT = "claims.issued"
IN_FULL = "claims.in_full"
_OUT = "<gives_out>了?[^，。；：《》]{0,14}?<measure>"
_SOON = lexicon.expression(_OUT + "[，：]")
_GIVES_OUT = lexicon.expression("(?:（[^（）]{2,14}）)?[^，。；：（）]{0,16}?" + _OUT + "([，：])")
_AS_FOLLOWS = lexicon.expression("[，：]?[^，。；：]{0,6}<as_follows>[：:]")
"""，全文如下："""
_OF_IT = lexicon.expression("<told_of_paper>")
"""發布年報，引發關注: what became of it."""
_COMES_OUT = lexicon.expression("[^，。；]{0,6}<issued>，(?=<paper_says>)")
_WANTS = lexicon.expression("[^，。；：]{0,6}的[^，。；：]{0,4}<paper_noun>(?:就?是|为)[，：]?")
"""的總體目標是，……"""
_LEAST = 4
"""Letters of a clause that can be something said."""


def given_out(scene: Scene, unit: Unit, vocabulary: Vocabulary) -> list[Attribution]:
    """某市昨晚發布限購政策，暫停向……; 某公安局發布通報：……: who gives something out, and behind the mark what it is."""
    text = scene.reading.folded
    if not _SOON(vocabulary).search(text, unit.start, unit.end):
        return []
    gives = _GIVES_OUT(vocabulary)
    seen = []
    for s in scene.sources_in(unit.start, unit.end):
        m = gives.match(text, s.end, unit.end) if s.kind in ("Organization", "Region") else None
        if m is None or unit.inside_quote(s.start) or text[clauses.start(scene, unit, s.start) : s.start].strip():
            continue
        a = _in_full(scene, unit, s, m.start(1), vocabulary) or _behind(scene, unit, s, m.end(), vocabulary)
        seen += [a] if a else []
    return seen


def _behind(scene: Scene, unit: Unit, s: Source, at: int, vocabulary: Vocabulary) -> Attribution | None:
    """What stands behind the mark, unless a reporting word opens it or it tells what became of the paper."""
    index = scene.reading.index
    if unit.end - at <= _LEAST or scene.cues_in(at, at + 4) or _OF_IT(vocabulary).match(scene.reading.folded, at):
        return None
    why = ("something is given out and its sentence goes on",)
    goes_on = s.kind == "Organization"  # a place is one of several
    words = (Piece(index, at, unit.end, False),)
    return Attribution(index, s.start, s, None, words, GIVEN_OUT, why, goes_on, True)


def _in_full(scene: Scene, unit: Unit, s: Source, at: int, vocabulary: Vocabulary) -> Attribution | None:
    """，全文如下： behind who gave it out: the rest of the line is its text, or the lines that follow are."""
    m = _AS_FOLLOWS(vocabulary).match(scene.reading.folded, at, unit.end)
    if m is None:
        return None
    index, why = scene.reading.index, ("its text is printed in full",)
    left = unit.end - m.end() > _LEAST
    pieces = (Piece(index, m.end(), unit.end, False),) if left else ()
    return Attribution(index, s.start, s, None, pieces, IN_FULL, why, True, True, not left)


def announced(scene: Scene, a: Attribution, vocabulary: Vocabulary) -> Attribution | None:
    """The attribution; where 「具體如下：」 is all that is said, of the lines that follow.

    None for 發布公告，引發關注: what became of the paper is not what it says.
    """
    words = a.pieces[0] if len(a.pieces) == 1 and not a.pieces[0].direct else None
    if words is None:
        return a
    paper = a.cue is not None and scene.reading.folded[a.cue.start : a.cue.end] in vocabulary.words("measure")
    if paper and _OF_IT(vocabulary).match(scene.reading.folded, words.start):
        return None
    if not _AS_FOLLOWS(vocabulary).fullmatch(scene.reading.folded, words.start, words.end):
        return a
    return replace(a, pieces=(), rule=IN_FULL, announces=True)


def paper(scene: Scene, number: int, vocabulary: Vocabulary) -> list[Attribution]:
    """《……行動計劃》同時發布，將實施……; 《……規劃》的總體目標是，……: a titled paper, and what it will do or wants."""
    unit, index, text = scene.units[number], scene.reading.index, scene.reading.folded
    if text.find("《", unit.start, unit.end) < 0:
        return []
    for s in scene.sources_in(unit.start, unit.end):
        if "《" not in s.name:
            continue
        if a := _in_full(scene, unit, s, s.end, vocabulary):
            return [a]
        m = _COMES_OUT(vocabulary).match(text, s.end, unit.end) or _WANTS(vocabulary).match(text, s.end, unit.end)
        if m and unit.end - m.end() > _LEAST:
            why = ("a paper comes out and its sentence goes on",)
            piece = Piece(index, m.end(), unit.end, False)
            return [Attribution(index, s.start, s, None, (piece,), "claims.paper_issued", why, False)]
    return []
