"""People named by less than a name: 「蝦餅婆婆」說, 小吳說, 教師老周說, 學生Jason說.

Takes a cue and gives the source before it, inside the cue's own clause; a known
name or body in the same place wins.
"""

from __future__ import annotations

import re
from functools import cache

from kg import script
from kg.extract.claims import adverbials, clauses, lexicon
from kg.extract.claims.parts import Cue, Scene, Source, Unit
from kg.vocabulary import Vocabulary, alternation

__all__ = ["find"]

_ASIDE = re.compile(r"[（(][^（）()]{1,12}[）)]")
_LATIN = re.compile(r"[A-Z][A-Za-z.'-]+(?: [A-Z][A-Za-z.'-]+)?")
_is_people = lexicon.ends("mere_person", "people_end", "person_noun")
_LONGEST = 8
"""Letters between quotation marks that can be what somebody is called."""
_COMMON = 0.0
"""Surnames less likely than this make no familiar name (小康, 老是)."""


def find(scene: Scene, unit: Unit, cue: Cue, vocabulary: Vocabulary) -> Source | None:
    """Whoever the clause before a cue calls by a nickname, a familiar name or a first name."""
    start = clauses.start(scene, unit, cue.start)
    return _quoted(scene, unit, start, cue, vocabulary) or _familiar(scene, start, cue, vocabulary)


def _quoted(scene: Scene, unit: Unit, start: int, cue: Cue, vocabulary: Vocabulary) -> Source | None:
    """擺攤三十年的「蝦餅婆婆」說, 網友「山野老農」留言說: quotation marks right behind a noun for people or 的."""
    text = scene.reading.folded
    q = next((q for q in reversed(unit.quotes) if start < q.start and q.end < cue.start), None)
    if q is None or not 1 < q.end - q.start <= _LONGEST or not text[q.start : q.end].isalnum():
        return None
    noun = text[q.start - 2] == "的" or _is_people(text[start : q.start - 1], vocabulary)
    if not noun or not _follows(text[q.end + 1 : cue.start], vocabulary):
        return None
    return Source(q.start, q.end, "Person", scene.reading.passage.text[q.start : q.end], "nickname")


def _familiar(scene: Scene, start: int, cue: Cue, vocabulary: Vocabulary) -> Source | None:
    """小吳說, 退休教師老周說, 學生Jason說: at the clause's begin or behind a noun for people."""
    text, printed = scene.reading.folded, scene.reading.passage.text
    groups = [s for s in scene.sources_in(start, cue.start) if s.kind == "Group"]
    if any(s.kind in ("Person", "Organization") for s in scene.sources_in(start, cue.start)):
        return None
    for at in {start, *(s.end for s in groups)}:
        m = _familiar_name(vocabulary).match(text, at, cue.start)
        if m and _follows(text[m.end() : cue.start], vocabulary):
            return Source(at, m.end(), "Person", printed[at : m.end()], "familiar name")
    for s in groups:  # a Latin word behind a noun for people was taken into the phrase
        m = next((m for m in _LATIN.finditer(printed, s.start, cue.start) if m.end() >= s.end), None)
        behind = m and _is_people(text[s.start : m.start()], vocabulary)
        if m and behind and _follows(text[m.end() : cue.start], vocabulary):
            return Source(m.start(), m.end(), "Person", m.group(), "first name")
    return None


def _follows(rest: str, vocabulary: Vocabulary) -> bool:
    rest = _ASIDE.sub("", rest, count=1)
    return not rest or adverbials.is_adverbial(rest, vocabulary)


@cache
def _familiar_name(vocabulary: Vocabulary) -> re.Pattern[str]:
    rows = vocabulary.rows["surnames"]
    surnames = alternation(script.fold(r["surname"]) for r in rows if float(r["weight"]) > _COMMON)
    return re.compile(f"[小老阿]{surnames}")
