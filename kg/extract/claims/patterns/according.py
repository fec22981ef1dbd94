"""Sources that stand behind 根據 and before the first comma; and credits that only say where a text comes from."""

from __future__ import annotations

import re

from kg.extract.claims import lexicon
from kg.extract.claims.parts import Attribution, Cue, Piece, Scene, Source, Unit
from kg.extract.claims.sources import noun_phrases
from kg.vocabulary import Vocabulary

__all__ = ["find", "is_agency_credit"]

_STATISTIC = lexicon.expression("<statistic>+")
_STATISTIC_COMMA = lexicon.expression("<statistic>+，")
_PROVIDES = lexicon.expression("<provides>")
_PUBLISHED = lexicon.expression("[^，。]{0,12}<published_by>")
_LATELY = lexicon.expression("<newest>|<earlier>")
_GIVEN = lexicon.expression(
    "[^，,。；：“「]{0,12}<published>的[^，,。；：“「]{0,12}<document_head|figure_head>(?:<provides>)?[，,：:]"
)
"""在會上發布的相關研究報告，: a paper and who gave it out."""
_ACCOUNT = lexicon.expression("的<own_account>[，,]")
"""按照某某的說法，……; not 按照某某的要求，……."""
_COMMA = re.compile(r"[^，,。；：:“「]{0,6}[，,：:]\s*")


def find(scene: Scene, unit: Unit, cue: Cue, vocabulary: Vocabulary) -> Attribution | None:
    """根據X的統計，……: the source stands right behind the word and before the first comma.

    Refuses rules and plans nobody names (按照計劃，……) and agency credits.
    """
    text = scene.reading.folded
    lately = _LATELY(vocabulary).match(text, cue.end)
    at = lately.end() if lately else cue.end
    source = next((s for s in scene.sources_in(at, at + 2) if s.end <= unit.end), None)
    if source is None:
        figures = _STATISTIC_COMMA(vocabulary).search(text, cue.end + 3, cue.end + 20)
        source = noun_phrases.body(scene, cue.end, figures.start(), vocabulary) if figures else None
    if source is None or source.kind in ("Region", "Pronoun", "Him", "Post", "Group", "Paper"):
        return None
    if is_agency_credit(scene, unit, source, vocabulary):
        return None
    figures = _STATISTIC(vocabulary).match(text, source.end, unit.end)
    end = figures.end() if figures else source.end
    comma = _COMMA.match(text, end, unit.end)
    given = _GIVEN(vocabulary).match(text, source.end, unit.end) if source.kind == "Organization" else None
    if given:
        comma, end = given, given.end()
    if comma is None or any(c.kind != "weak" or c.start >= end for c in scene.cues_in(cue.end, comma.end())):
        return None
    plain = source.kind in ("Person", "Organization", "Meeting") and end == source.end and source.rule != "figures"
    if plain and not _is_press(scene, source):
        return None
    if source.kind == "Document" and "《" not in source.name and text[source.start - 1] == "不":
        return None
    provides = "《" in source.name or _PROVIDES(vocabulary).match(text, source.end)
    told = source.kind == "Person" and _ACCOUNT(vocabulary).match(text, source.end)
    if text[cue.start : cue.end] not in vocabulary.words("quoted_from") and not provides and not told:
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


def _is_press(scene: Scene, source: Source) -> bool:
    """據某報，……: of a newspaper or an agency no word for its report need follow."""
    named = any(source.start <= h.start and h.end <= source.end for h in scene.reading.hits("publishers"))
    return named and scene.reading.folded[source.end : source.end + 1] == "，"


def is_agency_credit(scene: Scene, unit: Unit, who: Source, vocabulary: Vocabulary) -> bool:
    """據新華社報道，…… at the head of a text says where the text comes from."""
    before = scene.reading.folded[unit.start : max(who.start, unit.start)]
    credited = before.endswith("据") and (scene.reading.index < 3 or before[:-1].strip()[-1:] in ("讯", "电"))
    hits = scene.reading.hits("publishers") if credited and len(before) < 40 else ()
    tells = _PUBLISHED(vocabulary).match(scene.reading.folded, who.end)
    return tells is not None and any(h.start == who.start for h in hits)
