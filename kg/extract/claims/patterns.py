"""The ways a sentence attributes words, as an ordered table: a unit of a passage in, its attributions out.

Each pattern is a function that looks at one unit (and the unit before it) and
never at another passage. They run in the order of ``PATTERNS``; a later one
is asked only where the earlier found nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from kg import segment
from kg.extract.claims import contents, lexicon, lists, nicknames, strangers, subject, voices
from kg.extract.claims.parts import Attribution, Cue, Piece, Scene, Source, Unit
from kg.vocabulary import Vocabulary

__all__ = ["PATTERNS", "attributions"]

_COLON = re.compile(r"\s*[：:︰]\s*")
_NEXT_COLON = re.compile(rf"(?<!\s){_COLON.pattern}")
"""Looks at a run of blanks once, not once for each blank."""
_PARTED = " \u3000\t\n｜|丨/／】〉"
_GAP = re.compile(r"[ \u3000]+")
_COMMA = re.compile(r"[^，,。；：:“「]{0,6}[，,]\s*")
_CLAUSE_SAID = 8
"""Letters behind a colon that can be something said."""
_PEOPLE = ("Person", "Post", "Him")
_NAMED = ("Person", "Post", "Him", "Meeting")
"""Kinds that the patterns without a reporting word trust."""


def attributions(scene: Scene, number: int, vocabulary: Vocabulary) -> list[Attribution]:
    """What the first pattern that fires sees in a unit, in the order of the text.

    Behind a name and a colon somebody else may speak in the same line, where a
    headline has run into the text.
    """
    for pattern in PATTERNS:
        if seen := pattern(scene, number, vocabulary):
            if pattern is colon:
                others = (a for a in reported(scene, number, vocabulary) if a.set_off and a.source)
                seen += [a for a in others if a.source and a.source.kind in ("Person", "Organization")]
            return sorted(seen, key=lambda a: a.at)
    return []


def reported(scene: Scene, number: int, vocabulary: Vocabulary) -> list[Attribution]:
    """X表示，……; 「……」X說; 「……」，X說，「……」; 在X看來，……: a reporting word with its subject."""
    unit = scene.units[number]
    seen = []
    for cue in scene.cues_in(unit.start, unit.end):
        if a := _reported(scene, number, unit, cue, vocabulary):
            seen.append(a)
    return seen + voices.issued(scene, unit, vocabulary)


def _reported(scene: Scene, number: int, unit: Unit, cue: Cue, vocabulary: Vocabulary) -> Attribution | None:
    if scene.reading.folded[cue.start : cue.end] in vocabulary.words("shows") and _is_persons(
        scene, unit, cue, vocabulary
    ):
        cue = replace(cue, kind="speech")  # 某某見記者，表明……
    if cue.kind == "according":
        return _according(scene, unit, cue, vocabulary)
    if voices.is_passive(scene, cue):
        return None
    if held := voices.passive(scene, unit, cue, vocabulary):
        return held
    who = (
        strangers.plain(scene, unit, cue, vocabulary)
        or nicknames.find(scene, unit, cue, vocabulary)
        or subject.find(scene, unit, cue, vocabulary)
    )
    right = contents.right(scene, unit, cue, vocabulary)
    unnamed = who in (subject.OMITTED, subject.UNKNOWN)
    if unnamed and cue.kind in _STRANGERS and (right.set_off or cue.kind != "document"):
        who = strangers.find(scene, unit, cue, vocabulary) or who
    elif who is subject.UNKNOWN:
        who = strangers.surname(scene, unit, cue, vocabulary) or who
    if who is subject.UNKNOWN and (right.set_off or not right.pieces) and cue.kind in _STRANGERS:
        who = subject.unlisted(scene, unit, cue, vocabulary) or who
    if who in (subject.OMITTED, subject.UNKNOWN) and (right.set_off or not right.pieces):
        who = strangers.behind_adverbials(scene, unit, cue, vocabulary) or who
    known = who not in (subject.OMITTED, subject.UNKNOWN)
    who = strangers.mend(scene, who, cue, vocabulary) if known else who
    nothing = cue.kind == "weak" and not known and not right.pieces and not right.announces
    if nothing and subject.before(scene, unit, unit.start, cue.start, vocabulary) is None:
        return None  # 「……」說起收成，某某……
    shows = scene.reading.folded[cue.start : cue.end] in vocabulary.words("shows")
    if who is subject.OMITTED and shows and not _is_persons(scene, unit, cue, vocabulary):
        return None  # ……，顯示市場回暖: the newspaper concludes
    if cue.kind == "view" and not (known and right.set_off and scene.reading.folded[who.start - 1] in _VIEW_OPENERS):
        return None
    if known and (_is_agency_credit(scene, unit, who, vocabulary) or _is_plan(cue, who, right.set_off)):
        return None
    first = who.start if known else subject.clause_start(scene, unit, cue.start)
    left, _ = contents.left(scene, number, first, vocabulary)
    if (not left and not right.pieces and not right.announces) or (left and who is subject.UNKNOWN):
        return None
    rule = _RULES[bool(left), bool(right.pieces)]
    if not known:
        rule = "claims.omitted_subject" if who is subject.OMITTED else "claims.unknown_subject"
    elif cue.kind == "view" or who.rule == "unlisted":
        rule = "claims.in_view" if cue.kind == "view" else "claims.unlisted_body"
    at = min([first, *(p.start for p in left if p.start >= unit.start)])
    word = scene.reading.passage.text[cue.start : cue.end]
    return Attribution(
        scene.reading.index,
        at,
        None if who is subject.OMITTED else who,
        cue,
        (*left, *right.pieces),
        rule,
        (f"reporting word {word}",),
        right.carries and not _is_provision(scene, who, right.pieces) and not _is_demand(cue, who, right.set_off),
        right.set_off,
        right.announces and not left,
        _passed_on(scene, who, vocabulary) if known else (),
    )


_RULES = {
    (True, True): "claims.verb_inside",
    (True, False): "claims.quote_then_name",
    (False, True): "claims.verb_before",
    (False, False): "claims.verb_before",
}
_PARTIES = ("Person", "Group", "Post", "Him")
_STRANGERS = ("speech", "opinion", "forecast", "directive", "announce", "weak", "address", "document")
_VIEW_OPENERS = ("在", "依")


def _is_persons(scene: Scene, unit: Unit, cue: Cue, vocabulary: Vocabulary) -> bool:
    """某某會後見報界，表明……: the subject left out is a person."""
    who = subject.before(scene, unit, unit.start, cue.start, vocabulary)
    return who is not None and who.kind == "Person"


def _is_plan(cue: Cue, who: Source, set_off: bool) -> bool:
    """某公司預計於年底推出: what a body plans is told; what it expects is set off by a comma."""
    return cue.kind == "forecast" and not set_off and who.kind not in _PARTIES


def _is_demand(cue: Cue, who: Source, set_off: bool) -> bool:
    """農民要求政府補償: what many demand ends with its sentence."""
    return cue.kind == "directive" and not set_off and who.kind not in ("Person", "Him", "Organization")


def _is_provision(scene: Scene, who: Source, pieces: tuple[Piece, ...]) -> bool:
    """A rule's provision is one sentence, or the list it opens; what follows explains it."""
    words = scene.reading.folded[pieces[-1].start : pieces[-1].end] if pieces else ""
    return who.rule == "rule" and not words.rstrip().endswith(("：", ":"))


def _passed_on(scene: Scene, who: Source, vocabulary: Vocabulary) -> tuple[str, ...]:
    """甲引述乙稱: 甲 only passes on what 乙 says."""
    if not lexicon.ends(vocabulary, "passed_on").search(scene.reading.folded, max(0, who.start - 4), who.start):
        return ()
    return tuple(s.name for s in scene.sources_in(who.start - 40, who.start) if s.end < who.start)[-1:]


def _is_agency_credit(scene: Scene, unit: Unit, who: Source, vocabulary: Vocabulary) -> bool:
    """據新華社報道，…… at the head of a text says where the text comes from."""
    before = scene.reading.folded[unit.start : max(who.start, unit.start)]
    credited = before.endswith("据") and (scene.reading.index < 3 or before[:-1].strip()[-1:] in ("讯", "电"))
    hits = scene.reading.hits("publishers") if credited and len(before) < 40 else ()
    tells = lexicon.within(vocabulary, "published_by", before="[^，。]{0,12}").match(scene.reading.folded, who.end)
    return tells is not None and any(h.start == who.start for h in hits)


def _according(scene: Scene, unit: Unit, cue: Cue, vocabulary: Vocabulary) -> Attribution | None:
    """根據X的統計，……: the source stands right behind the word and before the first comma.

    Refuses rules and plans nobody names (按照計劃，……) and agency credits.
    """
    text = scene.reading.folded
    source = next((s for s in scene.sources_in(cue.end, cue.end + 2) if s.end <= unit.end), None)
    if source is None:
        figures = lexicon.within(vocabulary, "statistic", after="+，").search(text, cue.end + 3, cue.end + 20)
        source = strangers.body(scene, cue.end, figures.start(), vocabulary) if figures else None
    if source is None or source.kind in ("Region", "Pronoun", "Him", "Post", "Group", "Paper"):
        return None
    if _is_agency_credit(scene, unit, source, vocabulary):
        return None
    figures = lexicon.within(vocabulary, "statistic", after="+").match(text, source.end, unit.end)
    end = figures.end() if figures else source.end
    comma = _COMMA.match(text, end, unit.end)
    if comma is None or any(c.kind != "weak" or c.start >= end for c in scene.cues_in(cue.end, comma.end())):
        return None
    if source.kind in ("Person", "Organization", "Meeting") and end == source.end and source.rule != "figures":
        return None
    if source.kind == "Document" and "《" not in source.name and text[source.start - 1] == "不":
        return None
    provides = lexicon.opens(vocabulary, "provides").match(text, source.end)
    if text[cue.start : cue.end] not in vocabulary.words("quoted_from") and not provides:
        return None
    index, word = scene.reading.index, scene.reading.passage.text[cue.start : cue.end]
    return Attribution(
        index,
        cue.start,
        source,
        cue,
        (Piece(index, comma.end(), unit.end, False),),
        "claims.according_to",
        (f"{word} opens the source",),
        source.rule != "rule",
        True,
    )


def person_then_colon(scene: Scene, number: int, vocabulary: Vocabulary) -> list[Attribution]:
    """某某算了一筆賬：……; 某某毫不避諱：……: one person, something he does, a colon, and a clause without marks."""
    unit, text = scene.units[number], scene.reading.folded
    mark = next((m for m in _NEXT_COLON.finditer(text, unit.start, unit.end) if not unit.inside_quote(m.start())), None)
    if mark is None or unit.end - mark.end() < _CLAUSE_SAID or any(q.start <= mark.end() + 1 for q in unit.quotes):
        return []
    who = subject.leading(scene, unit, unit.start, mark.start(), vocabulary, ("Person", "Him"))
    words = text[mark.end() : unit.end]
    if who is None or mark.start() - who.end > 24 or not any(t == "v" for _, t in segment.tags(words)):
        return []
    if lexicon.within(vocabulary, "narrative_verb").search(text, who.end, mark.start()):
        return []
    piece = Piece(scene.reading.index, mark.end(), unit.end, False)
    why = ("a person, what he does, and a colon",)
    return [Attribution(scene.reading.index, who.start, who, None, (piece,), "claims.person_then_colon", why)]


def quotation_then_person(scene: Scene, number: int, vocabulary: Vocabulary) -> list[Attribution]:
    """「……。」李克東是……負責人: a whole quotation, then a sentence about a person; no verb of saying.

    Only a person: after a slogan the sentence is often about a company.
    """
    unit = scene.units[number]
    commas = [m.start() for m in re.finditer("[，,]", scene.reading.folded[unit.start : unit.end])]
    end = unit.start + commas[2] if len(commas) > 2 else unit.end
    people = subject.leading(scene, unit, unit.start, end, vocabulary, _PEOPLE, owner=True)
    who = people or subject.leading(scene, unit, unit.start, end, vocabulary, _NAMED, owner=True)
    if who is None:
        return []
    pieces, before = contents.left(scene, number, unit.start, vocabulary)
    if not pieces or not before:
        return []
    why = ("a whole quotation, then a sentence about a person",)
    return [Attribution(scene.reading.index, unit.start, who, None, pieces, "claims.quote_then_person", why, False)]


def person_then_quotation(scene: Scene, number: int, vocabulary: Vocabulary) -> list[Attribution]:
    """楊劍宇代表幹勁十足：「……。」: a sentence about a person that ends in a whole quotation."""
    unit = scene.units[number]
    quote = contents.closing_quotation(scene, unit, unit.start, vocabulary)
    if quote is None:
        return []
    text = scene.reading.folded
    who = subject.leading(scene, unit, unit.start, quote.start, vocabulary, _NAMED)
    if who is None:
        return []
    said = contents.says_in_first_person(text[quote.start : quote.end], vocabulary)
    if text[quote.end - 1] not in "。！？" and text[quote.start - 2] not in "：:" and not said:
        return []
    left, _ = contents.left(scene, number, unit.start, vocabulary)
    if unit.quotes[0].start - 1 == unit.start and unit.quotes[0] != quote:
        left = (Piece(scene.reading.index, unit.quotes[0].start, unit.quotes[0].end, True),)
    pieces = (*left, Piece(scene.reading.index, quote.start, quote.end, True))
    why = ("a sentence about a person that ends in a whole quotation",)
    return [Attribution(scene.reading.index, who.start, who, None, pieces, "claims.person_then_quote", why)]


def paper_issued(scene: Scene, number: int, vocabulary: Vocabulary) -> list[Attribution]:
    """《……行動計劃》同時發布，將實施……: a titled paper comes out, and the sentence goes on with what it will do."""
    unit, index = scene.units[number], scene.reading.index
    says = f"，(?={vocabulary.pattern('paper_says')})"
    out = lexicon.within(vocabulary, "issued", before="[^，。；]{0,6}", after=says)
    for s in scene.sources_in(unit.start, unit.end):
        if "《" in s.name and (m := out.match(scene.reading.folded, s.end, unit.end)):
            why = ("a paper comes out and its sentence goes on",)
            piece = Piece(index, m.end(), unit.end, False)
            return [Attribution(index, s.start, s, None, (piece,), "claims.paper_issued", why, False)]
    return []


def colon(scene: Scene, number: int, vocabulary: Vocabulary) -> list[Attribution]:
    """專家：香港應緊抓機遇: a headline or a line that opens with who speaks, and a colon."""
    unit = scene.units[number]
    text = scene.reading.folded
    answers = [Source(unit.start, unit.start + 1, "Surname", text[unit.start], "surname")] if not unit.start else []
    for s in (*answers, *scene.sources_in(unit.start, unit.end)):
        if s.end > unit.end or unit.inside_quote(s.start):
            continue
        m = _COLON.match(text, s.end, unit.end)
        if m is None or s.kind in ("Region", "Document", "Meeting", "Pronoun", "Him"):
            continue
        if text[unit.start : s.start].strip() and text[s.start - 1] not in _PARTED:
            continue
        if s.kind == "Group" and scene.reading.passage.kind != "heading":
            continue
        quote = next((q for q in unit.quotes if q.start - 1 == m.end()), None)
        signed = lexicon.within(vocabulary, "group_barred", before="[（(〔【][^（(〔【]*")
        aside = signed.search(text, m.end(), unit.end)
        piece = Piece(scene.reading.index, m.end(), aside.start() if aside else unit.end, False)
        if quote and not text[quote.end + 1 : unit.end].strip("。 "):
            piece = Piece(scene.reading.index, quote.start, quote.end, True)
        if piece.end - piece.start < 4:
            continue
        goes_on = scene.reading.passage.kind != "heading"
        why = ("a name and a colon",)
        return [Attribution(scene.reading.index, s.start, s, None, (piece,), "claims.colon", why, goes_on)]
    return []


def heading_name(scene: Scene, number: int, vocabulary: Vocabulary) -> list[Attribution]:
    """李某某 用好河套: a heading that opens with a bare name and a gap; what follows are his words.

    Refuses headings that tell what the person did (會見, 主持, 考察 …).
    """
    unit = scene.units[number]
    text = scene.reading.folded
    if scene.reading.passage.kind != "heading" or number:
        return []
    s = next(iter(scene.sources_in(unit.start, unit.start + 1)), None)
    if s is None or s.kind != "Person":
        return []
    gap = _GAP.match(text, s.end, unit.end)
    rest = text[gap.end() : unit.end] if gap else ""
    if len(rest) < 4 or lexicon.within(vocabulary, "narrative_verb").search(rest):
        return []
    piece = Piece(scene.reading.index, unit.end - len(rest), unit.end, False)
    why = ("a heading that opens with a name",)
    return [Attribution(scene.reading.index, s.start, s, None, (piece,), "claims.heading_name", why, False)]


PATTERNS: tuple[Callable[[Scene, int, Vocabulary], list[Attribution]], ...] = (
    colon,
    voices.summed_up,
    reported,
    voices.view_is,
    person_then_quotation,
    person_then_colon,
    quotation_then_person,
    paper_issued,
    lists.numbered,
    heading_name,
)
"""In this order: a name and a colon open the whole line; reporting words say more than what stands beside them."""
