"""Reporting words that can report: a reading in, its cues out; nouns, negations and compounds are left behind."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from operator import itemgetter

from kg import segment
from kg.extract.claims import lexicon
from kg.extract.claims.parts import Cue, Unit
from kg.extract.records import Reading
from kg.vocabulary import Hit, Term, Vocabulary

__all__ = ["find"]

_TITLE = re.compile(r"《[^《》]*》")
_LONGEST = 12
"""No word that hides a cue is longer."""
_CANDIDATE = "cue.candidate"
_NOUN = "cue.noun"
_WHOLE = ("cue_blocker", "group_head", "authority")
"""Classes of words that are not cut into a cue and a rest: 名稱, 分析師."""


def find(reading: Reading, units: tuple[Unit, ...], vocabulary: Vocabulary) -> tuple[tuple[Cue, ...], list[str]]:
    """The cues of a passage outside quotation marks, and what became of every other hit.

    Of two that start together the longer is the word (解釋說, not 解釋).
    """
    fates: list[str] = []
    hits = {h.start: h for h in reading.hits("cues")}  # by end: the longest stays
    if not hits or not units:
        return (), fates
    longer = sorted((h for c in _WHOLE for h in reading.hits(c)), key=_START)
    titles = [m.span() for m in _TITLE.finditer(reading.folded)] if "《" in reading.folded else []
    cues: list[Cue] = []
    reached = n = 0
    for start, hit in sorted(hits.items()):
        if start < reached:
            continue
        kind = _kind(hit.term)
        while n + 1 < len(units) and units[n + 1].start <= start:
            n += 1
        at = bisect_left(titles, (start, 0))
        if at and start < titles[at - 1][1]:
            fates.append("cue.title")
            continue
        low, high = (bisect_left(longer, at, key=_START) for at in (start - _LONGEST, hit.end))
        fate = _fate(reading, units[n], start, hit.end, kind, longer[low:high], vocabulary)
        if fate == _CANDIDATE:
            cues.append(Cue(start, hit.end, kind))
        else:
            fates.append(fate)
        if fate in (_CANDIDATE, _NOUN):  # nor is any part of a noun a verb: 深感担|忧
            reached = hit.end
    return tuple(cues), fates


_START = itemgetter(0)
_ADVERB = lexicon.expression("<link_adverb>")


@cache
def _kind(term: Term) -> str:
    return term.of("cues")[0]["kind"]


def _is_word(hit: Hit, borders: frozenset[int]) -> bool:
    """Whether a word that hides a cue is one here: in 要求高速公路 the word 要求高 is none."""
    return hit.end in borders or borders.isdisjoint(range(hit.start + 1, hit.end))


def _fate(
    reading: Reading, unit: Unit, start: int, end: int, kind: str, longer: Sequence[Hit], vocabulary: Vocabulary
) -> str:
    text = reading.folded
    borders = reading.words.borders
    across = [b for b in longer if start < b.end and b.end - b.start > end - start and _is_word(b, borders)]
    across = [
        b for b in across if b.start == start or not any(h.end == start for h in reading.hits("roles"))
    ]  # 發言人|稱
    why = bool(across) and _says_why(reading, start, across, vocabulary)
    if across and not why:
        return "cue.compound"
    if unit.inside_quote(start):
        return "cue.nested"
    if end - start == 1 and not why and not _stands_alone(reading, unit, start, vocabulary):
        return "cue.compound"
    before = text[unit.start : start]
    if before[-1:] in _OPEN and text[start:end] in vocabulary.words("document_head", "rule_head"):
        behind = _ADVERB(vocabulary).match(text, end)
        at = behind.end() if behind else end
        if any(h.start == at for h in reading.hits("cues")):
            return _NOUN  # 規定還明確，……; 聲明並強調，……: a paper, and what it does
    if _DENIED(vocabulary).search(before):
        return "cue.negated"
    if kind == "speech" and _REPORTED(vocabulary).search(before):
        return _NOUN
    if kind != "according" and _FRAME(vocabulary).search(before):
        return "cue.unreal"
    planned = _PLANNED(vocabulary).search(before) or _MUST.search(before)
    if kind not in ("speech", "opinion", "forecast", "view", "according") and planned:
        return "cue.unreal"
    if text[start:end] in vocabulary.words("whole_alone") and text[end : end + 1] in "，。；":
        return _NOUN  # 中方堅決反對，將……
    if text[start:end] in vocabulary.words("only_set_off") and text[end : end + 1] not in ("，", "："):
        return _NOUN
    if text[end : end + 1] == "的" and kind != "view":
        return _NOUN
    marked = _is_marked(before, vocabulary)
    named = any(start - 4 <= h.end < start - 1 for h in reading.hits("roles"))  # 教授王立德分析
    if marked and not named and kind in ("directive", "announce", "weak", "opinion", "forecast"):
        return _NOUN
    if (
        kind in ("forecast", "directive", "opinion")
        and text[end : end + 1] in ("为", "是")
        and before[-1:] not in _OPEN
        and text[start:end] not in vocabulary.words("holds_that")
    ):
        return _NOUN  # 臨時估計為
    if before.endswith(("的", "之", "所")) and (
        kind == "document" or text[start:end] in vocabulary.words("speech_noun")
    ):
        return _NOUN
    if kind in _NOUNS_TOO and (_ATTRIBUTED(vocabulary).search(before) or _COUNTED.search(before)):
        return _NOUN
    return _CANDIDATE


def _says_why(reading: Reading, start: int, across: Sequence[Hit], vocabulary: Vocabulary) -> bool:
    """教育局稱為確保安全，……: behind an office a verb of saying, and for what purpose; not 稱為 (is called)."""
    text = reading.folded
    why = all(b.start == start and text[b.end - 1] in "[为因]" for b in across)
    if not why or not _is_office(text[max(0, start - 8) : start], vocabulary):
        return False
    return next((tag[0] for _, tag in segment.tags(text[across[0].end : across[0].end + 8])), "") in ("v", "u")


def _stands_alone(reading: Reading, unit: Unit, start: int, vocabulary: Vocabulary) -> bool:
    """Whether one character is a word: a comma or a quotation follows, a body stands before it, or it is cut so."""
    text = reading.folded
    if any(h.end == start and h.start >= start - _LONGEST for h in reading.hits("authority")):
        return True
    if text[start - 1 : start + 1] in vocabulary.words("two_words"):
        return True
    if text[start + 1 : start + 2] in ("，", "：", ":", "︰", "「", "“", ","):
        return True
    left, right = max(unit.start, start - 12), min(unit.end, start + 12)
    at = left
    for word in segment.cut(text[left:right], guess=False):
        if at == start:
            return len(word) == 1
        at += len(word)
    return False


_OPEN = ("", "，", "。", "；", "：", "、", "」", "”")
_DENIED = lexicon.expression("<cue_denied>(?:[对就向][^，。；]{0,10}?)?<denial_adverb>?$")
"""未對此事作出回應."""
_REPORTED = lexicon.expression("<gets_report>[，,]?$")
"""警方接獲報案，|指……: whoever reported it is not named."""
_PLANNED = lexicon.expression("(?<![特分各个级类])<cue_unreal>$")
"""别 but not 特别, 分别."""
_MUST = re.compile(r"(?<![纲概摘主重必简])要$")
_NOUNS_TOO = ("directive", "weak", "opinion", "announce")
_ATTRIBUTED = lexicon.expression("的(?:<noun_attribute>){1,2}$")
"""黨中央對形勢的科學|判斷, 作出的莊嚴|承諾: what kind of, so a thing."""
_COUNTED = re.compile(r"(?<!第)[0-9一二三四五六七八九十两几多][项点份条个大]$")
"""三點建議, 兩項要求: counted things."""
_FRAME = lexicon.expression("(?:^|[，。；（(])[而但]?(?!<frame_not>)<frame>[^，。；]*$")
"""從首次提出，到……, 針對有媒體稱……一事，……: a point of time or a matter, not an act of saying."""
_is_marked = lexicon.ends("noun_marker")
_is_office = lexicon.ends("office_end", "authority")
