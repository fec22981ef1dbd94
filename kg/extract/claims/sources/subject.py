"""Whose cue it is: a cue and the sources of its passage in; the noun phrase that is its subject out.

Looks to the left inside one unit only. Never guesses a name: what it cannot
see it calls omitted (the reader carries the subject on) or unknown (somebody
the tables and name rules do not know).
"""

from __future__ import annotations

import re

from kg import segment
from kg.extract.claims import adverbials, clauses, lexicon
from kg.extract.claims.parts import Cue, Scene, Source, Unit
from kg.extract.claims.sources import eligible
from kg.vocabulary import Vocabulary

__all__ = ["OMITTED", "UNKNOWN", "before", "find", "leading", "unlisted"]

OMITTED = Source(-1, -1, "Omitted", "")
"""The cue opens its clause: whoever was subject before still is."""
UNKNOWN = Source(-1, -1, "Unknown", "")
"""A noun phrase nobody knows stands before the cue."""
_is_company = lexicon.ends("company_field")
_DATED = re.compile(r"[0-9]{1,2}日[早晚上下午间]{0,2}$")
_SPOKEN_TO = re.compile(r"[对向给跟][^，。；：]{0,16}$")
"""Before 記者: who is spoken to."""
_PAUSE = re.compile("[，、；：对向在]|^[与和及同]|[与和及同]$")
_NEAR = 8
_ABOUT = lexicon.expression("<about>")
_ISSUED = lexicon.expression("<issued>了?[“「]?$")
_POST = 10
"""Letters of a post, or of the part of a body it belongs to, between the body and the name."""


def find(scene: Scene, unit: Unit, cue: Cue, vocabulary: Vocabulary) -> Source:
    """The subject of a cue, or OMITTED, or UNKNOWN.

    In the cue's own clause the nearest phrase wins if it stands close to the
    cue, else the first: in 他參加江蘇代表團審議時強調 the delegation is no subject.
    """
    start = clauses.start(scene, unit, cue.start)
    here = [
        s
        for s in scene.sources_in(unit.start, cue.start)
        if start < s.end <= cue.start
        and (s.start >= start or s.kind == "Person")
        and eligible.can_be_subject(scene, unit, start, s, cue, vocabulary)
    ]
    here = [s for s in here if s is here[0] or not eligible.led_in(scene, here[0], s, vocabulary)]
    here = [s for s in here if not eligible.is_aside(scene, s, cue)] or here
    here = [s for s in here if s.kind != "Paper" or not _SPOKEN_TO.search(scene.reading.folded, start, s.start)]
    if here:
        here = _from_head(scene, here)
        here[0] = _whose_head(scene, here[0])
        gap = scene.reading.folded[here[-1].end : cue.start]
        return here[-1] if len(gap) <= _NEAR and not adverbials.ends_adverbial(gap, vocabulary) else here[0]
    return OMITTED if adverbials.opens_clause(scene.reading.folded[start : cue.start], vocabulary) else UNKNOWN


def unlisted(scene: Scene, unit: Unit, cue: Cue, vocabulary: Vocabulary) -> Source | None:
    """A body no table knows, by its noun phrase alone: from the sentence's begin to 日稱 nothing but nouns.

    A clause that says what it is about (關於……，) may stand before. Refuses short
    phrases and those with a person's name in them.
    """
    start = clauses.start(scene, unit, cue.start)
    m = _DATED.search(scene.reading.folded, start, cue.start)
    end = m.start() if m else cue.start
    words = list(segment.tags(scene.reading.folded[start:end]))
    while words and (
        words[-1][1][0] in "td" or words[-1][0] in vocabulary.words("issued")
    ):  # 星河汽車|今日|發布|聲明稱
        end -= len(words.pop()[0])
    phrase, tags = scene.reading.folded[start:end], [tag for _, tag in words]
    named = all(tag[0] in "nbj" or tag in ("vn", "eng") for tag in tags) and not any(t.startswith("nr") for t in tags)
    opens = start == unit.start or _ABOUT(vocabulary).match(scene.reading.folded, unit.start)
    least = 4 if _is_company(phrase, vocabulary) and tags and tags[0] != "ns" else 5
    if not opens or not least <= len(phrase) <= 16 or not named or tags[-1] not in ("n", "nt", "nz", "j"):
        return None
    return Source(start, end, "Organization", scene.reading.passage.text[start:end], "unlisted")


def leading(
    scene: Scene, unit: Unit, start: int, end: int, vocabulary: Vocabulary, kinds: tuple[str, ...], owner: bool = False
) -> Source | None:
    """The first phrase of the given kinds between two places that can be a subject, or with ``owner`` its attribute."""
    for s in scene.sources_in(start, end):
        if s.end <= end and s.kind in kinds and not unit.inside_quote(s.start):
            owns = owner and scene.reading.folded[s.end : s.end + 1] == "的"
            if owns or eligible.stands_free(scene, clauses.start(scene, unit, s.start), s, vocabulary):
                return s
    return None


def before(
    scene: Scene, unit: Unit, start: int, end: int, vocabulary: Vocabulary, first: bool = False, places: bool = False
) -> Source | None:
    """The subject a cue at ``end`` has left out: that of the nearest clause before it that has one (or of the first).

    A place counts only with ``places``, at its clause's begin: 深圳敢挑重擔，明確要……
    """
    nearest: Source | None = None
    clause = -1
    text = scene.reading.folded
    for s in scene.sources_in(start, end):
        if s.end > end or unit.inside_quote(s.start):
            continue
        own = clauses.start(scene, unit, s.start)
        if s.kind == "Region" and (not places or text[own : s.start].strip()):
            continue
        if own == clause and "《" in s.name and _ISSUED(vocabulary).search(text, own, s.start):
            nearest = s  # 印發《……意見》，提出: the paper speaks, not who issued it
        opens = (
            "《" in s.name
            or adverbials.is_light(text[own : s.start])
            or (s.kind == "Person" and adverbials.is_title(text[own : s.start]))
        )
        if own != clause and opens and eligible.stands_free(scene, own, s, vocabulary):
            nearest, clause = _whose_head(scene, s), own
            if first:
                break
    return nearest


def _from_head(scene: Scene, here: list[Source]) -> list[Source]:
    """聯合國糧農組織駐某地辦事處代表某某在受訪時表示: a body whose officer stands behind it, far off, is his."""
    person = next((n for n, s in enumerate(here) if s.kind == "Person"), 0)
    if not person or here[0].kind not in ("Organization", "Region"):
        return here
    between = scene.reading.folded[here[0].end : here[person].start]
    titled = here[person].rule == "introduction" or any(
        h.end == here[person].start for h in scene.reading.hits("roles")
    )
    return here[person:] if titled and not _PAUSE.search(between) else here


def _whose_head(scene: Scene, body: Source) -> Source:
    """縣府環保局長李某: behind a body and a few letters stands the person who speaks for it."""
    if body.kind not in ("Organization", "Region", "Post"):
        return body
    person = next((s for s in scene.sources_in(body.end, body.end + _POST) if s.kind == "Person"), None)
    between = scene.reading.folded[body.end : person.start] if person else ""
    return person if person and not any(tag in ("v", "p", "c", "x") for _, tag in segment.tags(between)) else body
