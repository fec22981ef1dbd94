"""Speakers that no name inside them can outdo: 公司, 這位“創二代”, 市場傳言; a cue in, the phrase before it out."""

from __future__ import annotations

from kg.extract.claims import adverbials, clauses, lexicon
from kg.extract.claims.parts import Cue, Scene, Source, Unit
from kg.extract.claims.sources import noun_phrases
from kg.vocabulary import Vocabulary

__all__ = ["find"]

_BARE_BODY = lexicon.expression("<bare_body>")
_PAPER = lexicon.expression("<document_head|reports>")
_POINTS = lexicon.expression("<points_at_person>")
_QUOTED_FROM = lexicon.expression("<quoted_from>")
_SOME = lexicon.expression("<some>")
_SOME_VIEW = lexicon.expression("(?:<carry_opening>|<link_adverb>|[而但，])*<brings_in>(<view_word>)")
_PUBLIC = lexicon.expression("(?:<carry_opening>|而)?(<public_voice>)(?:[也则]?有[^，。]{0,6}<told_noun>)?")


def find(scene: Scene, unit: Unit, cue: Cue, vocabulary: Vocabulary) -> Source | None:
    """公司在接待某某調研時稱, 這位“創二代”認為, 一位基金經理告訴記者: phrases no name inside them can outdo."""
    start, text = clauses.first_letter(scene, unit, cue.start), scene.reading.folded
    printed = scene.reading.passage.text
    m = _BARE_BODY(vocabulary).match(text, start, cue.start)
    if m and any(s.kind == "Person" for s in scene.sources_in(m.end(), cue.start)):
        m = None  # 公司創始人某某
    if m and adverbials.is_adverbial(text[m.end() : cue.start], vocabulary):
        return Source(start, m.end(), "Body", printed[start : m.end()], "bare body")
    if voice := _public(scene, start, cue, vocabulary) or _some_view(scene, start, cue, vocabulary):
        return voice
    if text[start : cue.start] in vocabulary.words("personal_paper"):
        return Source(start, cue.start, "Him", printed[start : cue.start], "his paper")
    if start == cue.start and (m := _PAPER(vocabulary).match(text, start, cue.end)):
        kind = "Pronoun" if m.group() in vocabulary.words("reports") else "Document"
        return Source(start, m.end(), kind, printed[start : m.end()], "paper")  # 聲明指出，……
    if m := _POINTS(vocabulary).match(text, start, cue.start):
        end = noun_phrases.phrase_end(text, start, cue.start, vocabulary)
        called = next((q.end + 1 for q in unit.quotes if q.start - 1 == m.end()), 0)
        if called and noun_phrases.only_adverbials_follow(text[called : cue.start], vocabulary):
            return Source(start, called, "Him", printed[start:called], "pointed at")
        titled = any(h.end == end for h in scene.reading.hits("roles"))
        if end > m.end() and titled and not scene.sources_in(m.end() + 1, end):
            return Source(start, end, "Him", printed[start:end], "pointed at")
    if m := _QUOTED_FROM(vocabulary).match(text, start, cue.start):
        end = noun_phrases.phrase_end(text, m.end(), cue.start, vocabulary)
        named = [s for s in scene.sources_in(m.end(), end) if s.kind != "Region"]
        if (
            end == cue.start
            and end > m.end() + 1
            and not named
            and (kind := noun_phrases.kind(text[m.end() : end], vocabulary))
        ):
            return Source(m.end(), end, kind, printed[m.end() : end], "quoted from")
    if _SOME(vocabulary).match(text, start, cue.start):
        end = noun_phrases.phrase_end(text, start, cue.start, vocabulary)
        if end > start and not any(s.kind == "Person" for s in scene.sources_in(start, end)):
            return Source(start, end, "Group", printed[start:end], "counted")
    return None


def _some_view(scene: Scene, start: int, cue: Cue, vocabulary: Vocabulary) -> Source | None:
    """也有|分析指出: a view nobody is named for, which the verb behind it hides."""
    m = _SOME_VIEW(vocabulary).match(scene.reading.folded, start, cue.end)
    if m is None or m.start(1) != cue.start or m.end() >= cue.end:
        return None
    return Source(m.start(1), m.end(1), "Group", scene.reading.passage.text[m.start(1) : m.end(1)], "some view")


def _public(scene: Scene, start: int, cue: Cue, vocabulary: Vocabulary) -> Source | None:
    """市場傳言, 外界普遍認為, 坊間也有一種說法指: nobody in particular, right before a word for holding."""
    if cue.kind not in ("speech", "opinion", "forecast", "weak"):
        return None
    text = scene.reading.folded
    m = _PUBLIC(vocabulary).match(text, start, cue.start)
    if m is None or not noun_phrases.are_adverbs(text[m.end() : cue.start]):
        return None
    printed = scene.reading.passage.text[m.start(1) : m.end(1)]
    return Source(m.start(1), m.end(1), "Group", printed, "public voice")
