"""What a sentence's attributions come to: candidates and the state of the reading in; speakers and their words out.

Every stretch gets one speaker: an attribution inside somebody's reported words
either breaks in, and the words before it end there, or it is part of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg import segment
from kg.extract.claims import clauses, lexicon
from kg.extract.claims.flow import owner
from kg.extract.claims.parts import Attribution, Piece, Scene, Unit
from kg.extract.claims.patterns import issued
from kg.extract.claims.sources import subject
from kg.extract.claims.sources.identity import Memory, Who
from kg.extract.claims.statement import Statement
from kg.vocabulary import Vocabulary

__all__ = ["CITED", "Settled", "is_strong", "speakers"]

CITED = ("Meeting", "Document")
"""Kinds of source that people cite in their own words."""
_NEW_CLAUSE = re.compile(r"；[^，。；]{0,8}，?$")
_IN_TURN = ("Person", "Post", "Region", "Organization", "Group")
"""Kinds that take their turns behind a semicolon."""
_NAMED = ("Person", "Him", "Post", "Organization")
_PEOPLE = ("Person", "Him", "Post", "Group", "Surname")
_TURNS = lexicon.expression("<turns_to|link_adverb>")
_REPORTS = lexicon.expression("<reports>")
_OTHERS_TOO = lexicon.expression("[，；][但而]?<others_too>.?$")
_OPENS = 16
"""Letters of a time or a post before the one whose words are reported."""
_TIME = 6
"""Letters of a time before a subject."""
_LEAD = re.compile(r"[但而；\s]+")


@dataclass(frozen=True, slots=True)
class Settled:
    """One attribution with its speaker found."""

    statement: Statement
    carries: bool
    nested: bool
    """It stands inside somebody else's words, who goes on after it."""


def is_strong(scene: Scene, unit: Unit, a: Attribution) -> bool:
    """Whether an attribution stops whoever was speaking.

    某廠估計於年底量產 inside a manager's reported words is part of them;
    X表示， never is.
    """
    if a.cue is None or any(p.direct for p in a.pieces):
        return True
    kind = a.cue.kind
    if a.source is None:
        titled = any(s.kind == "Document" and "《" in s.name for s in scene.sources_in(unit.start, a.at))
        return kind == "speech" or titled
    if a.source is subject.UNKNOWN:
        return kind == "speech" and a.set_off
    if kind in ("view", "according") or kind == "speech" or a.source.kind in CITED:
        return True
    first = _leads(scene.reading.folded[unit.start : a.source.start])
    if a.set_off:
        return kind != "document" or first
    if kind in ("directive", "announce"):
        return first and a.cue.start - a.source.end <= 2
    return a.source.kind == "Person" and first


def _leads(text: str) -> bool:
    """Whether nothing but a conjunction or a time stands before a subject: 早前，|某黨主席某某.

    >>> _leads("但"), _leads("早前，"), _leads("公司")
    (True, True, False)
    """
    rest = _LEAD.sub("", text).rstrip("，")
    return not rest or (len(rest) <= _TIME and all(tag[0] in "tdcf" for _, tag in segment.tags(rest)))


def speakers(
    scene: Scene, unit: Unit, row: Sequence[Attribution], memory: Memory, last: Who | None, vocabulary: Vocabulary
) -> list[Settled]:
    """The attributions of a sentence that hold, each cut off where the next begins.

    ``last`` is whoever was speaking in the sentence before, in the same passage.
    """
    if not row:
        return []
    kept: list[tuple[Attribution, Who]] = []
    ends: list[int] = []
    for a in row:
        if a.source is subject.UNKNOWN:
            continue
        outer = kept[-1][0] if kept and any(p.start <= a.at < p.end for p in kept[-1][0].pieces) else None
        if outer is not None and a.source is None:
            a = _in_turn(scene, unit, a, outer, vocabulary)
        if outer is not None and a.source is not None and a.source == outer.source:
            continue  # one subject of two verbs says one thing
        opens = outer is not None and a.source is None and a.at - outer.pieces[-1].start < 2
        if opens and a.cue is not None and a.cue.kind != "speech":
            continue  # 他指出，促消費要辦實事: his words open with it
        if outer is not None and not (
            _breaks_in(scene, unit, a, vocabulary, outer) or _is_reported(scene, outer, a, vocabulary)
        ):
            continue
        who = owner.find(scene, unit, a, kept, memory, last, vocabulary)
        if kept and who is not None and who.name == kept[-1][1].name and _within(a, kept[-1][0]):
            continue  # 某局統計顯示，……; 某方表示對方指控，……: two verbs and the same words
        if who is not None:
            kept.append((a, who))
        if who is not None or is_strong(scene, unit, a):  # whoever speaks here, the one before has ended
            ends.append(a.at)
    settled = []
    for k, (a, who) in enumerate(kept):
        following = [at for at in ends if at > a.at]
        limit = clauses.start(scene, unit, following[0]) if following else unit.end
        limit = min(limit, _turn(scene, unit, a, vocabulary))
        pieces = [p._replace(end=min(p.end, limit)) for p in a.pieces if p.start < limit]
        pieces = [p for p in pieces if p.end > p.start]
        if pieces or a.announces:
            settled.append(Settled(_statement(scene, a, who, pieces), a.carries, _is_nested(a, who, kept[:k])))
    return settled


def _within(inner: Attribution, outer: Attribution) -> bool:
    """Whether words stand inside those of the attribution before, by a second verb of the same clause."""
    if inner.pieces and inner.pieces == outer.pieces:  # 網民留言批評：「……」
        return True
    if not inner.pieces or not outer.pieces or inner.pieces[0].direct or outer.at < inner.at:
        return False
    last = outer.pieces[-1]
    return last.start <= inner.pieces[0].start < last.end


def _turn(scene: Scene, unit: Unit, a: Attribution, vocabulary: Vocabulary) -> int:
    """某市宣布……；另一市也……: where behind a semicolon another of the kind takes over, or the unit's end."""
    if a.source is None or not a.pieces:
        return unit.end
    for s in scene.sources_in(a.pieces[-1].start, unit.end):
        same = s.kind == a.source.kind and s.name != a.source.name and not unit.inside_quote(s.start)
        turns = _TURNS(vocabulary).match(scene.reading.folded, s.end)
        if same and turns and scene.reading.folded[clauses.start(scene, unit, s.start) - 1] == "；":
            return clauses.start(scene, unit, s.start)
    return unit.end


def _in_turn(scene: Scene, unit: Unit, a: Attribution, outer: Attribution, vocabulary: Vocabulary) -> Attribution:
    """甲市宣布……；乙市略有不同，規定……: behind a semicolon a second place has its turn, and the verb leaves it out."""
    if a.cue is None:
        return a
    source = subject.before(scene, unit, outer.pieces[-1].start, a.cue.start, vocabulary, places=True)
    turn = source is not None and outer.source is not None and source.kind == outer.source.kind == "Region"
    if source and turn and _NEW_CLAUSE.search(scene.reading.folded, unit.start, source.start):
        return replace(a, source=source, at=source.start)
    return a


def _statement(scene: Scene, a: Attribution, who: Who, pieces: list[Piece]) -> Statement:
    index = scene.reading.index
    source = (index, a.source) if a.source else None
    reasons = [*a.reasons, *([who.reason] if who.reason else [])]
    return Statement(who, source, (index, a.cue) if a.cue else None, a.rule, reasons, pieces, a.via)


def _is_nested(a: Attribution, who: Who, outer: Sequence[tuple[Attribution, Who]]) -> bool:
    for o, w in outer:
        inside = o.pieces and o.pieces[-1].start <= a.at
        if inside and w.name != who.name and (a.source is None or (who.kind in CITED and w.kind == "Person")):
            return True
    return False


def _is_reported(scene: Scene, outer: Attribution, inner: Attribution, vocabulary: Vocabulary) -> bool:
    """據某國媒體報道，某縣政府公布的結果顯示，……: what a paper reports opens with whose words they are."""
    if outer.cue is None or inner.source is None or inner.cue is None or not inner.pieces:
        return False
    reports = _REPORTS(vocabulary).match(scene.reading.folded, outer.cue.start, outer.cue.end)
    opens = inner.source.start - outer.pieces[-1].start < _OPENS
    return reports is not None and opens and inner.source.kind in (*_NAMED, "Group") and inner.set_off


def _breaks_in(scene: Scene, unit: Unit, inner: Attribution, vocabulary: Vocabulary, outer: Attribution) -> bool:
    """Whether an attribution inside somebody's reported words is one in its own right.

    Speech about speech belongs to the nearest speaker whose words are given;
    but 要求, 希望 and the like inside reported words are part of them.
    """
    if inner.rule == issued.GIVEN_OUT:
        return _NEW_CLAUSE.search(scene.reading.folded, unit.start, inner.at) is not None
    if inner.cue is None or not inner.pieces:
        return False
    kind = inner.cue.kind
    if kind == "according":
        return True
    if inner.source is None:
        between = scene.reading.folded[inner.at : inner.cue.start].strip()
        linked = not between or between in vocabulary.words("link_adverb")
        return kind == "speech" or (kind == "directive" and linked)
    if inner.source.kind in CITED:
        person = outer.source is not None and outer.source.kind in _PEOPLE
        if person and inner.source.kind == "Document" and inner.source.rule == "shape":
            return False  # 某某介紹，來自平台的監測數據顯示，……: figures are his evidence
        if _is_bare(inner, vocabulary):
            return False  # 某某表示，數據顯示，……: he cites figures
        word = scene.reading.folded[inner.cue.start : inner.cue.end]
        if inner.source.kind == "Meeting" and word in vocabulary.words("shows"):
            return False  # 這場會議顯示各方都有意願
        return kind in ("speech", "document", "opinion")
    if inner.source.kind in _IN_TURN and _NEW_CLAUSE.search(scene.reading.folded, unit.start, inner.at):
        return True
    if inner.source.kind == "Group" and _OTHERS_TOO(vocabulary).search(
        scene.reading.folded, unit.start, inner.source.start + 1
    ):
        return kind in ("speech", "opinion", "weak", "forecast")
    opens = clauses.start(scene, unit, inner.source.start) == inner.source.start
    if kind == "speech" and inner.source.kind in _NAMED and opens and inner.cue.start - inner.source.end <= 2:
        return True
    return inner.set_off and kind in ("speech", "opinion", "forecast", "view", "address", "weak", "announce")


def _is_bare(a: Attribution, vocabulary: Vocabulary) -> bool:
    """Whether a paper or figures stand without title and owner: 數據, 初步調查."""
    return a.source is not None and a.source.kind == "Document" and a.source.rule == "shape" and len(a.source.name) < 5
