"""What the make-up of a line attributes: a name and a colon, a name that opens a heading."""

from __future__ import annotations

import re

from kg.extract.claims import lexicon
from kg.extract.claims.parts import Attribution, Piece, Scene, Source
from kg.vocabulary import Vocabulary

__all__ = ["colon", "heading_name"]

_MARK = re.compile("[：:︰]")
_COLON = re.compile(r"\s*[：:︰]\s*")
_PARTED = " \u3000\t\n｜|丨/／】〉"
_SIGNED = lexicon.expression("[（(〔【][^（(〔【]*<group_barred>")
_NARRATIVE = lexicon.expression("<narrative_verb>")
_GAP = re.compile(r"[ \u3000]+")


def colon(scene: Scene, number: int, vocabulary: Vocabulary) -> list[Attribution]:
    """專家：香港應緊抓機遇: a headline or a line that opens with who speaks, and a colon."""
    unit = scene.units[number]
    text = scene.reading.folded
    if not _MARK.search(text, unit.start, unit.end):
        return []
    kind = "Answer" if text[unit.start] in vocabulary.words("answer_label") else "Surname"
    answers = [Source(unit.start, unit.start + 1, kind, text[unit.start], "label")] if not unit.start else []
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
        aside = _SIGNED(vocabulary).search(text, m.end(), unit.end)
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
    end = unit.start + len(text[unit.start : unit.end].rstrip())
    if len(rest) < 4 or _NARRATIVE(vocabulary).search(rest) or end in scene.reading.posts.ending:
        return []  # 王建國　縣疾控中心主任: who he is
    piece = Piece(scene.reading.index, unit.end - len(rest), unit.end, False)
    why = ("a heading that opens with a name",)
    return [Attribution(scene.reading.index, s.start, s, None, (piece,), "claims.heading_name", why, False)]
