"""Whose paper it is: a report, a study or figures in, the person or body that gave them out."""

from __future__ import annotations

import re
from collections.abc import Callable

from kg import segment
from kg.extract.claims import lexicon
from kg.extract.claims.memory import Who
from kg.extract.claims.parts import Scene, Source
from kg.vocabulary import Vocabulary

__all__ = ["announcer", "author", "giver", "publisher", "title"]

_REACH = 40
_EDGE = re.compile(r"[，。；：:！？、）)”」\s]")
_CLAUSE_EDGE = re.compile(r"[，。；：:！？）)\s]")
_GIVEN_OUT = lexicon.expression(
    "(?:[在于]|[0-9今昨当前本近最日月年天晚早上下午间]|<newest>)*(?:<published>[了的]?){0,2}"
    "的?(?:<one_paper>|<newest>)*[^，。：的]{0,6}"
)
_OWNED = lexicon.expression("[^，。：的]{0,8}的<one_paper>?")
_ONE = lexicon.expression("<one_paper>")
_ONE_BEFORE = lexicon.expression("的<one_paper>$")
_AFTER_TITLE = re.compile(r"(?<=》).*")
_PUBLISHED = lexicon.expression("(?:[0-9月日今昨天（）()近]|<newest>)*<published>?的?<newest>?[^，。：的]{0,4}")
_GAVE_OUT = lexicon.expression("[^，。；：]{0,8}<published>[^。；：]{2,40}，(?:<figure_attribute>)*")
_Ends = Callable[[str, Vocabulary], bool]
_OF = re.compile("的$")


def title(name: str) -> str:
    """A title as printed, without the article and the year behind it.

    >>> title("《行動綱領》第三條")
    '《行動綱領》'
    """
    return _AFTER_TITLE.sub("", name)


def author(source: Source, scene: Scene, vocabulary: Vocabulary) -> Source | None:
    """他發布的研究報告, 某某證券的一份報告: the person or body that stands before a paper and gave it out.

    Only for papers without a title; a body no table knows counts by its noun phrase before 的一份.
    """
    text = scene.reading.folded
    if source.rule != "paper" or "《" in source.name:
        return None
    near = scene.sources_in(source.start - _REACH, source.start)
    for s in reversed(near):
        if s.kind in ("Person", "Organization", "Him") and s.end <= source.start:
            between = (p(vocabulary).fullmatch(text, s.end, source.start) for p in (_GIVEN_OUT, _OWNED))
            return s if s.end == source.start or any(between) else None
    m = _ONE_BEFORE(vocabulary).search(text, max(0, source.start - 6), source.start)
    m = m or (_ONE(vocabulary).match(text, source.start) and _OF.search(text, 0, source.start))
    if m is None:
        return None
    start = max((e.end() for e in _EDGE.finditer(text, max(0, source.start - _REACH), m.start())), default=0)
    tags = [tag for _, tag in segment.tags(text[start : m.start()])]
    nominal = bool(tags) and all(t[0] in "nbjzxf" or t in ("vn", "eng") for t in tags)
    if not nominal or not 3 <= m.start() - start <= 16:
        return None
    return Source(start, m.start(), "Organization", scene.reading.passage.text[start : m.start()], "author")


def publisher(source: Source, scene: Scene, vocabulary: Vocabulary, is_theirs: _Ends) -> Who | None:
    """拼多多披露的數據, 國家中心發布的指標: figures speak for the body that gives them out."""
    text = scene.reading.folded
    if not is_theirs(text[source.start : source.end], vocabulary):
        return None
    between = _PUBLISHED(vocabulary)
    for s in scene.sources_in(source.start - 60, source.start):
        if s.kind == "Organization" and s.end <= source.start and between.fullmatch(text, s.end, source.start):
            return Who(s.name, "Organization", f"{source.name} of {s.name}")
    return None


def announcer(source: Source, scene: Scene, vocabulary: Vocabulary) -> Who | None:
    """某局昨日公布投資情況，數據顯示，……: the body that gave something out in the clauses before the figures."""
    text = scene.reading.folded
    unit = scene.unit_at(source.start)
    bodies = [s for s in scene.sources_in(unit.start, source.start) if s.kind == "Organization"]
    if len(bodies) != 1 or not _GAVE_OUT(vocabulary).fullmatch(text, bodies[0].end, source.start):
        return None
    return Who(bodies[0].name, "Organization", f"{source.name} of {bodies[0].name}")


def giver(source: Source, scene: Scene, vocabulary: Vocabulary) -> Who | None:
    """天眼查信息顯示: a noun no table knows stands right before its figures."""
    text = scene.reading.folded
    if text[source.start : source.end] not in vocabulary.words("figures_alone"):
        return None
    start = max((m.end() for m in _CLAUSE_EDGE.finditer(text, max(0, source.start - 20), source.start)), default=0)
    phrase = text[start : source.start]
    nominal = all(tag[0] in "nbj" or tag in ("vn", "eng", "zg", "x", "v") for _, tag in segment.tags(phrase))
    if not nominal or not 2 <= len(phrase) <= 10:
        return None
    return Who(scene.reading.passage.text[start : source.start], "Organization", f"{source.name} of a body")
