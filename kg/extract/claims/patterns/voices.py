"""Words given to somebody by the make of the clause: 被業內人士認為是……, 某某的觀點是：……, 綜合專家的看法，…….

Each takes a unit of a passage and gives its attributions; none looks at another passage.
"""

from __future__ import annotations

from kg.extract.claims import clauses, lexicon
from kg.extract.claims.parts import Attribution, Cue, Piece, Scene, Source, Unit
from kg.extract.claims.sources.noun_phrases import are_adverbs
from kg.vocabulary import Vocabulary

__all__ = ["is_passive", "passive", "summed_up", "view_is"]

_PARTIES = ("Person", "Organization", "Group", "Post", "Him", "Pronoun", "Body")
_BARE_BODY = lexicon.expression(r"\s*(<bare_body>)")
_WHAT_VIEW = "<view_noun>[则就也却都]?(?:[是为]|<plain_view>)[，,：:︰]?"
_VIEW = lexicon.expression(_WHAT_VIEW)
_VIEW_IS = lexicon.expression("<this_time>?<gives_view>?的[^，。；：的是]{0,6}" + _WHAT_VIEW)
_SUMS_UP = lexicon.expression("<sums_up>")
_CONCLUDES = lexicon.expression("的?<view_noun><concludes>?[，,]")
_LEAST = 4
"""Letters of a clause that can be something said."""


def is_passive(scene: Scene, cue: Cue) -> bool:
    """被認為是……: nobody is named who holds it."""
    return scene.reading.folded[cue.start - 1 : cue.start] in ("被", "获", "遭")


def passive(scene: Scene, unit: Unit, cue: Cue, vocabulary: Vocabulary) -> Attribution | None:
    """產量過剩，被業內人士認為是降價的主因: what stands before 被 and behind the verb is what they hold."""
    if cue.kind not in ("opinion", "speech"):
        return None
    text = scene.reading.folded
    who = next((s for s in scene.sources_in(unit.start, cue.start) if s.end == cue.start and s.kind in _PARTIES), None)
    if who is None or text[who.start - 1 : who.start] != "被" or unit.end - cue.end < _LEAST:
        return None
    index, start = scene.reading.index, _held(scene, unit, who.start - 1, vocabulary)
    before = text[start : who.start - 1].rstrip("，, ")
    pieces = [Piece(index, start, start + len(before), False)] if len(before) >= _LEAST else []
    pieces.append(Piece(index, cue.end, unit.end, False))
    return Attribution(
        index, start, who, cue, tuple(pieces), "claims.passive", ("held by whoever stands behind 被",), False, True
    )


def _held(scene: Scene, unit: Unit, at: int, vocabulary: Vocabulary) -> int:
    """Where what is held begins: at the clause of 被, or at the only one before it that 被 takes up itself."""
    begin = clauses.start(scene, unit, at)
    if not are_adverbs(scene.reading.folded[begin:at]):
        return begin
    first = clauses.start(scene, unit, begin - 1) if begin > unit.start else begin
    return first if first == unit.start else at  # ……，如今卻被法院認為: the story before it is the newspaper's


def view_is(scene: Scene, number: int, vocabulary: Vocabulary) -> list[Attribution]:
    """某某的觀點是，……; 某某給出的答案是：「……」: a view of somebody, the copula, and what it is."""
    unit = scene.units[number]
    if not _VIEW(vocabulary).search(scene.reading.folded, unit.start, unit.end):
        return []
    noun = _VIEW_IS(vocabulary)
    for s in (*_bare_body(scene, unit, vocabulary), *scene.sources_in(unit.start, unit.end)):
        if s.kind not in _PARTIES or unit.inside_quote(s.start):
            continue
        if (m := noun.match(scene.reading.folded, s.end, unit.end)) and unit.end - m.end() >= _LEAST:
            return [_behind(scene, unit, s, m.end(), "claims.view_is", "what somebody's view is")]
    return []


def _bare_body(scene: Scene, unit: Unit, vocabulary: Vocabulary) -> tuple[Source, ...]:
    """公司 that opens a sentence."""
    m = _BARE_BODY(vocabulary).match(scene.reading.folded, unit.start, unit.end)
    printed = scene.reading.passage.text
    return (Source(m.start(1), m.end(), "Body", printed[m.start(1) : m.end()], "bare body"),) if m else ()


def summed_up(scene: Scene, number: int, vocabulary: Vocabulary) -> list[Attribution]:
    """綜合多位分析師的看法，……: several views taken together, and a comma."""
    unit = scene.units[number]
    text = scene.reading.folded
    opened = _SUMS_UP(vocabulary).match(text, unit.start)
    if opened is None:
        return []
    closes = _CONCLUDES(vocabulary)
    for s in scene.sources_in(opened.end(), min(unit.end, opened.end() + 12)):
        m = closes.match(text, s.end, unit.end) or closes.search(text, s.start, s.end + 1)
        if s.kind in _PARTIES and m and unit.end - m.end() >= _LEAST:
            who = (
                s._replace(end=m.start(), name=scene.reading.passage.text[s.start : m.start()])
                if m.start() < s.end
                else s
            )
            return [_behind(scene, unit, who, m.end(), "claims.summed_up", "views taken together")]
    return []


def _behind(scene: Scene, unit: Unit, who: Source, at: int, rule: str, why: str) -> Attribution:
    """The rest of the unit as somebody's words; its quotation alone if it is one."""
    index = scene.reading.index
    quote = next((q for q in unit.quotes if q.start - 1 == at), None)
    if quote and not scene.reading.folded[quote.end + 1 : unit.end].strip("。 "):
        return Attribution(index, who.start, who, None, (Piece(index, quote.start, quote.end, True),), rule, (why,))
    return Attribution(index, who.start, who, None, (Piece(index, at, unit.end, False),), rule, (why,))
