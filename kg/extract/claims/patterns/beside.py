"""A quotation or a colon beside a sentence about a person, no verb of saying; a unit in, its attributions out."""

from __future__ import annotations

import re

from kg import segment
from kg.extract.claims import lexicon
from kg.extract.claims.parts import Attribution, Piece, Scene
from kg.extract.claims.patterns import quotations
from kg.extract.claims.sources import subject
from kg.vocabulary import Vocabulary

__all__ = ["person_then_colon", "person_then_quotation", "quotation_then_person"]

_MARK = re.compile("[：:︰]")
_NEXT_COLON = re.compile(r"(?<!\s)\s*[：:︰]\s*")
"""Looks at a run of blanks once, not once for each blank."""
_NARRATIVE = lexicon.expression("<narrative_verb>")
_CLAUSE_SAID = 8
"""Letters behind a colon that can be something said."""
_PEOPLE = ("Person", "Post", "Him")
_NAMED = ("Person", "Post", "Him", "Meeting")
"""Kinds that the patterns without a reporting word trust."""


_APART = re.compile(r"[\s，]")
_BESIDE = 3
"""Letters before a colon in which a name stands that opens its own half of a headline: 某某開罰 林某某酸：……."""


def person_then_colon(scene: Scene, number: int, vocabulary: Vocabulary) -> list[Attribution]:
    """某某算了一筆賬：……; 某某毫不避諱：……: one person, something he does, a colon, and a clause without marks."""
    unit, text = scene.units[number], scene.reading.folded
    if not _MARK.search(text, unit.start, unit.end):
        return []
    mark = next((m for m in _NEXT_COLON.finditer(text, unit.start, unit.end) if not unit.inside_quote(m.start())), None)
    if mark is None or unit.end - mark.end() < _CLAUSE_SAID or any(q.start <= mark.end() + 1 for q in unit.quotes):
        return []
    beside = (s for s in scene.sources_in(unit.start, mark.start()) if 0 <= mark.start() - s.end < _BESIDE)
    near = next((s for s in beside if s.kind == "Person" and _APART.match(text, s.start - 1)), None)
    who = near or subject.leading(scene, unit, unit.start, mark.start(), vocabulary, ("Person", "Him"))
    words = text[mark.end() : unit.end]
    if who is None or mark.start() - who.end > 24 or not any(t == "v" for _, t in segment.tags(words)):
        return []
    if _NARRATIVE(vocabulary).search(text, who.end, mark.start()):
        return []
    piece = Piece(scene.reading.index, mark.end(), unit.end, False)
    why = ("a person, what he does, and a colon",)
    return [Attribution(scene.reading.index, who.start, who, None, (piece,), "claims.person_then_colon", why)]


def quotation_then_person(scene: Scene, number: int, vocabulary: Vocabulary) -> list[Attribution]:
    """「……。」李克東是……負責人: a whole quotation, then a sentence about a person; no verb of saying.

    Only a person: after a slogan the sentence is often about a company.
    """
    unit = scene.units[number]
    pieces, before = quotations.left(scene, number, unit.start, vocabulary)
    if not pieces or not before:
        return []
    commas = [m.start() for m in re.finditer("[，,]", scene.reading.folded[unit.start : unit.end])]
    end = unit.start + commas[2] if len(commas) > 2 else unit.end
    people = subject.leading(scene, unit, unit.start, end, vocabulary, _PEOPLE, owner=True)
    who = people or subject.leading(scene, unit, unit.start, end, vocabulary, _NAMED, owner=True)
    if who is None:
        return []
    why = ("a whole quotation, then a sentence about a person",)
    return [Attribution(scene.reading.index, unit.start, who, None, pieces, "claims.quote_then_person", why, False)]


def person_then_quotation(scene: Scene, number: int, vocabulary: Vocabulary) -> list[Attribution]:
    """楊劍宇代表幹勁十足：「……。」: a sentence about a person that ends in a whole quotation."""
    unit = scene.units[number]
    quote = quotations.closing_quotation(scene, unit, unit.start, vocabulary)
    if quote is None:
        return []
    text = scene.reading.folded
    who = subject.leading(scene, unit, unit.start, quote.start, vocabulary, _NAMED)
    if who is None:
        return []
    said = quotations.says_in_first_person(text[quote.start : quote.end], vocabulary)
    if text[quote.end - 1] not in "。！？" and text[quote.start - 2] not in "：:" and not said:
        return []
    left, _ = quotations.left(scene, number, unit.start, vocabulary)
    if unit.quotes[0].start - 1 == unit.start and unit.quotes[0] != quote:
        left = (Piece(scene.reading.index, unit.quotes[0].start, unit.quotes[0].end, True),)
    pieces = (*left, Piece(scene.reading.index, quote.start, quote.end, True))
    why = ("a sentence about a person that ends in a whole quotation",)
    return [Attribution(scene.reading.index, who.start, who, None, pieces, "claims.person_then_quote", why)]
