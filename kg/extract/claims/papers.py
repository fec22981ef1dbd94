"""Whose paper it is: a report, a study or figures without a title in, the person or body that gave them out."""

from __future__ import annotations

import re

from kg import segment
from kg.extract.claims import lexicon
from kg.extract.claims.parts import Scene, Source
from kg.vocabulary import Vocabulary

__all__ = ["author"]

_REACH = 40
_EDGE = re.compile(r"[，。；：:！？、）)”」\s]")
_TIME = r"[0-9今昨当前本近最日月年天晚早上下午间]"


def author(source: Source, scene: Scene, vocabulary: Vocabulary) -> Source | None:
    """他發布的研究報告, 某某證券的一份報告: the person or body that stands before a paper and gave it out.

    Only for papers without a title; a body no table knows counts by its noun phrase before 的一份.
    """
    text = scene.reading.folded
    if source.rule != "paper" or "《" in source.name:
        return None
    one = vocabulary.pattern("one_paper")
    given = lexicon.within(
        vocabulary,
        "published",
        before=rf"(?:[在于]|{_TIME}|{vocabulary.pattern('newest')})*(?:",
        after=rf"[了的]?){{0,2}}的?(?:{one}|{vocabulary.pattern('newest')})*[^，。：的]{{0,6}}",
    )
    near = scene.sources_in(source.start - _REACH, source.start)
    for s in reversed(near):
        if s.kind in ("Person", "Organization", "Him") and s.end <= source.start:
            whose = s.end == source.start or given.fullmatch(text, s.end, source.start)
            return (
                s
                if whose or re.compile(rf"[^，。：的]{{0,8}}的(?:{one})?").fullmatch(text, s.end, source.start)
                else None
            )
    m = re.compile(rf"的{one}$").search(text, max(0, source.start - 6), source.start)
    m = m or (re.compile(one).match(text, source.start) and re.compile("的$").search(text, 0, source.start))
    if m is None:
        return None
    start = max((e.end() for e in _EDGE.finditer(text, max(0, source.start - _REACH), m.start())), default=0)
    tags = [tag for _, tag in segment.tags(text[start : m.start()])]
    nominal = bool(tags) and all(t[0] in "nbjzxf" or t in ("vn", "eng") for t in tags)
    if not nominal or not 3 <= m.start() - start <= 16:
        return None
    return Source(start, m.start(), "Organization", scene.reading.passage.text[start : m.start()], "author")
