"""Whether what follows a cue without a comma is said, or only the object of an act: 呼籲應慎重評估, 表示歡迎."""

from __future__ import annotations

import re

from kg import segment
from kg.extract.claims import lexicon
from kg.extract.claims.parts import Cue, Scene, Unit
from kg.vocabulary import Vocabulary

__all__ = ["is_retold", "says_something"]

_CLAUSE = 5
"""Letters of a clause that says something, in running text."""
_COURTESY = lexicon.expression("<courtesy_adverb>?<courtesy>")
_is_time = lexicon.ends("clause_of_time")
_is_abstract = lexicon.ends("abstract_noun")
_POINT_OF_TIME = re.compile(r"[到至在从]?[^，]{0,4}[0-9]{2,4}年")
_IN_A_PLACE = re.compile(r"在[^，。]{2,16}[内上中下里]$")
_PARTIES = ("ns", "nr", "nt", "nz", "m", "t", "r", "j")
"""Tags of words that begin a clause about somebody or some time."""


def says_something(text: str, cue: Cue, vocabulary: Vocabulary, least: int = _CLAUSE) -> bool:
    """Whether what follows a cue without a comma is a clause, not the object of a plain action.

    表示歡迎, 提出新要求, 建議和意見 report nothing; 呼籲應慎重評估 does.
    """
    clause, *more = re.split(r"[，,。；;！？]", text.strip(), maxsplit=1)
    more = [m for m in more if m.strip()]
    placed = cue.kind == "document" and _IN_A_PLACE.match(clause)  # 規定在高新區範圍內，……
    if more and (placed or _POINT_OF_TIME.match(clause)):  # 提出到2030年，……
        clause = more[0]
    if cue.kind in ("weak", "address", "according"):
        return False
    if _COURTESY(vocabulary).match(text):
        return False
    timed = _is_time(clause, vocabulary)
    if len(clause) < least or (timed and not (cue.kind == "directive" and more)):  # 建議旅客上車前，先量體溫
        return False
    words = segment.tags(clause[:40])
    denies = words[0][0] in vocabulary.words("negated_verb")
    if (words[0][1][0] in "uc" and not denies) or words[0][0] in ("和", "与", "及", "的", "、"):
        return False
    verbs = [w for w, tag in words if (tag[0] == "v" and tag != "vn") or tag[0] in "dil"]
    if cue.kind in ("document", "weak") and not more and _is_abstract(clause, vocabulary):
        return False
    said = any(w in vocabulary.words("set_speech") for w, _ in words[:6])
    aims = any(w in vocabulary.words("states_aim") for w, _ in words[1:])
    thing = words[0][1][0] not in "vdpcz" and words[0][1] not in _PARTIES
    if cue.kind == "document" and thing and not aims and not said:
        return False  # a thing is put forward, nothing is said of it
    states = any(tag in ("a", "ad", "an", "z", "i") for _, tag in words)
    if _POINT_OF_TIME.match(clause) and verbs[1:]:  # 提出到2027年建成……
        return True
    if cue.kind in ("document", "announce", "directive"):
        clauses = cue.kind == "directive" or (cue.kind == "announce" and states)  # 要求用好平台，……
        clauses = clauses or (words[0][1] == "p" and len(words[0][0]) == 1)
        does = bool(verbs) or (clauses and bool(more))
        return (
            does
            and len(text.strip()) >= least + 2 * (least == _CLAUSE)
            and (words[0][1][0] not in "m" or (bool(more) and cue.kind == "announce"))
        )
    return bool(verbs) or states or bool(more) or len(clause) > 8


def is_retold(scene: Scene, unit: Unit, cue: Cue, start: int) -> bool:
    """某某則提到西班牙已立法，……: right behind a person, a clause with a verb of its own, or several clauses."""
    text = scene.reading.folded
    persons = [s for s in scene.sources_in(unit.start, cue.start) if s.kind in ("Person", "Him")]
    near = [s for s in persons if cue.start - s.end <= 2]
    clause, *more = re.split(r"[，；。]", text[start : unit.end].strip("。"))
    tags = [tag for _, tag in segment.tags(clause)]
    return bool(near) and len(clause) > 5 and (any(more) or "v" in tags[1:]) and tags[0][0] not in "uc"
