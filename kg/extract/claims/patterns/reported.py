"""A reporting word with its subject: X表示，……; a unit in, its attributions out.

What the word's own clause says comes first, then what only its shape tells; a source nobody can name is none.
"""

from __future__ import annotations

import re

from kg import segment
from kg.extract.claims import clauses, lexicon
from kg.extract.claims.parts import Attribution, Cue, Piece, Scene, Source, Unit
from kg.extract.claims.patterns import according, contents, issued, plain, quotations, voices
from kg.extract.claims.sources import mend, nicknames, strangers, subject
from kg.vocabulary import Vocabulary

__all__ = ["find"]


def find(scene: Scene, number: int, vocabulary: Vocabulary) -> list[Attribution]:
    """X表示，……; 「……」X說; 「……」，X說，「……」; 在X看來，……: a reporting word with its subject."""
    unit = scene.units[number]
    seen: list[Attribution] = []
    for cue in scene.cues_in(unit.start, unit.end):
        if cue.kind == "view" and seen and _is_told_of(scene, seen[-1], cue):
            continue
        a = _reported(scene, number, unit, cue, vocabulary)
        if a is not None and (a := issued.announced(scene, a, vocabulary)):
            seen.append(a)
    return seen + issued.given_out(scene, unit, vocabulary)


def _is_told_of(scene: Scene, said: Attribution, cue: Cue) -> bool:
    """他說，不知道在部門眼裡，……: how somebody sees it is a part of what is said."""
    named = said.source is not None and said.set_off and said.cue is not None
    return bool(named and said.cue) and not _ENDS.search(scene.reading.folded, said.at, cue.start)


_ENDS = re.compile("[；。！？]")


def _reported(scene: Scene, number: int, unit: Unit, cue: Cue, vocabulary: Vocabulary) -> Attribution | None:
    if scene.reading.folded[cue.start : cue.end] in vocabulary.words("shows") and _is_persons(
        scene, unit, cue, vocabulary
    ):
        cue = cue._replace(kind="speech")  # 某某見記者，表明……
    if cue.kind == "according":
        return according.find(scene, unit, cue, vocabulary)
    if voices.is_passive(scene, cue) or _is_noun(scene, unit, cue, vocabulary):
        return None
    if held := voices.passive(scene, unit, cue, vocabulary):
        return held
    who = (
        plain.find(scene, unit, cue, vocabulary)
        or nicknames.find(scene, unit, cue, vocabulary)
        or subject.find(scene, unit, cue, vocabulary)
    )
    right = contents.right(scene, unit, cue, vocabulary)
    if not right.pieces and not right.announces:
        right = _provided(scene, unit, cue, who, vocabulary) or right
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
    who = mend.mend(scene, who, cue, vocabulary) if known else who
    nothing = cue.kind == "weak" and not known and not right.pieces and not right.announces
    if nothing and subject.before(scene, unit, unit.start, cue.start, vocabulary) is None:
        return None  # 「……」說起收成，某某……
    shows = scene.reading.folded[cue.start : cue.end] in vocabulary.words("shows")
    if who is subject.OMITTED and shows and not _is_persons(scene, unit, cue, vocabulary):
        return None  # ……，顯示市場回暖: the newspaper concludes
    if cue.kind == "view" and not (known and right.set_off and _in_view(scene, unit, who)):
        return None
    planned = scene.reading.folded[cue.start : cue.end] not in vocabulary.words("foresees")
    if known and (
        according.is_agency_credit(scene, unit, who, vocabulary) or (planned and _is_plan(cue, who, right.set_off))
    ):
        return None
    first = who.start if known else clauses.start(scene, unit, cue.start)
    parted = known and right.set_off and bool(right.pieces) and right.pieces[0].direct
    left, _ = quotations.left(scene, number, first, vocabulary, parted=parted)
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
_VIEW_OPENS = re.compile("[在依][^，。；]{0,40}$")
"""在受訪的某地學者|看來: what the newspaper says of them may stand between."""
_PASSED_ON = lexicon.expression("<passed_on>$")


def _is_noun(scene: Scene, unit: Unit, cue: Cue, vocabulary: Vocabulary) -> bool:
    """聽取群眾|訴求, 各地要落實規劃|要求: what is done, or is to be done, to a thing the word is the noun for."""
    text = scene.reading.folded
    if text[cue.start : cue.end] not in vocabulary.words("noun_too"):
        return False
    start = clauses.start(scene, unit, cue.start)
    words = segment.tags(text[start : cue.start])
    named = any(s.start == start and s.kind in _NAMED for s in scene.sources_in(start, cue.start))
    if not words or named or words[-1][1][0] not in "nj":
        return False
    first = next(((word, tag) for word, tag in words if tag[0] not in "acd"), ("", ""))
    planned = next((n for n, (word, _) in enumerate(words) if word in vocabulary.words("must")), len(words))
    acts = first[1] in ("v", "i", "l") and first[0] not in vocabulary.words("np_modifier", "brings_in")
    return acts or any(tag == "v" for _, tag in words[planned + 1 :])


_NAMED = ("Person", "Organization", "Meeting")


def _in_view(scene: Scene, unit: Unit, who: Source) -> bool:
    """Whether 在 opens the phrase: 在某某看來."""
    return _VIEW_OPENS.search(scene.reading.folded, unit.start, who.start) is not None


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


def _provided(scene: Scene, unit: Unit, cue: Cue, who: Source, vocabulary: Vocabulary) -> contents.Right | None:
    """《條例》規定了申請人的資格，……: of a paper with a title even a thing it lays down is its content."""
    text, start = scene.reading.folded, cue.end + 1
    lays_down = text[cue.start : cue.end] in vocabulary.words("lays_down") and text[cue.end : start] == "了"
    if not lays_down or who.kind != "Document" or "《" not in who.name or unit.end - start < _PROVISION:
        return None
    return contents.Right((Piece(scene.reading.index, start, unit.end, False),))


_PROVISION = 10
"""Letters of what a paper lays down; fewer only name it."""


def _passed_on(scene: Scene, who: Source, vocabulary: Vocabulary) -> tuple[str, ...]:
    """甲引述乙稱: 甲 only passes on what 乙 says."""
    if not _PASSED_ON(vocabulary).search(scene.reading.folded, max(0, who.start - 4), who.start):
        return ()
    return tuple(s.name for s in scene.sources_in(who.start - 40, who.start) if s.end < who.start)[-1:]
