"""Noun phrases that can speak: names found before and phrases of known shape in; sources out.

Never decides who speaks; that is for ``subject`` and ``identity``.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kg.extract import tokens
from kg.extract.claims import lexicon, phrases, pointers
from kg.extract.claims.parts import Cue, Source
from kg.extract.records import Found, Introduction, Reading
from kg.vocabulary import POST_OF, Vocabulary

__all__ = ["find"]

_ORDER = ("Paper", "Person", "Document", "Meeting", "Organization", "Pronoun", "Group", "Post", "Him", "Region")
"""Of two readings of one stretch the first of these stays."""
_TITLE = re.compile(r"《[^《》]{2,60}》(?:（[^（）]{1,12}）)?(?:第[一二三四五六七八九十百0-9]+[条章款期号])?")
_SESSION = re.compile(r"[一二三四五六七八九十]大$")
"""A body that is a meeting: 中共十九大, 十九屆五中全會."""
_LATIN = re.compile(r"\s*[（(][A-Za-z .\-·']{2,40}[）)]")
_PARENTHESIS = re.compile(r"\s*[（(][^（）()]{1,40}[）)]")


def find(
    reading: Reading,
    cues: Sequence[Cue],
    found: Iterable[Found],
    introductions: Iterable[Introduction],
    vocabulary: Vocabulary,
) -> tuple[Source, ...]:
    """The sources of a passage by place; of two that overlap the longer stays, and none lies across a cue.

    The given cues, names and introductions are those of this passage.
    """
    found = sorted(found, key=lambda f: f.start)
    text = reading.passage.text
    sources = [Source(i.start, _over(_LATIN, text, i.end), "Person", i.name, "introduction") for i in introductions]
    sources += _names(reading, found, vocabulary)
    sources += [Source(m.start(), m.end(), "Document", m.group(), "title") for m in _TITLE.finditer(text)]
    sources += _sessions(reading, vocabulary)
    floors = [c.end for c in cues] + [s.end for s in sources if s.kind == "Person"]
    ends = tokens.of(reading.folded).borders  # 委員 in 委員會, 參謀 in 參謀部 are no words of their own
    sources += phrases.find(reading, ends, floors, found, vocabulary)
    sources += _posts(reading, ends, found)
    sources += pointers.find(reading, ends, vocabulary)
    return _longest([_paper(reading, s, vocabulary) for s in sources], cues)


def _sessions(reading: Reading, vocabulary: Vocabulary) -> Iterator[Source]:
    """Congresses and plenary sessions by their number, and the report of one: 中共二十大報告, 十九屆五中全會."""
    party, report = vocabulary.pattern("party"), vocabulary.pattern("congress_report")
    congress = lexicon.within(vocabulary, "party", after=f"[一二三四五六七八九十]{{2,3}}大({report})?")
    plenary = lexicon.within(
        vocabulary, "plenary", before=f"(?:{party})?[一二三四五六七八九十]{{1,4}}届[一二三四五六七]"
    )
    for m in (*congress.finditer(reading.folded), *plenary.finditer(reading.folded)):
        kind = "Document" if m.lastindex else "Meeting"
        yield Source(m.start(), m.end(), kind, reading.passage.text[m.start() : m.end()], "session")


def _names(reading: Reading, found: Sequence[Found], vocabulary: Vocabulary) -> Iterator[Source]:
    """Persons, bodies and places, with what belongs to them: （WHO）, 方面, a country behind a company's name."""
    text, folded = reading.passage.text, reading.folded
    party = lexicon.opens(vocabulary, "party_suffix")
    session = lexicon.ends(vocabulary, "session_end")
    regions = {f.start: f.end for f in found if f.kind == "Region"}
    for f in found:
        name = f.name or text[f.start : f.end]
        if f.kind == "Person":
            yield Source(f.start, _over(_LATIN, text, f.end), f.kind, name, "name")
        elif f.kind in ("Organization", "Region"):
            end = _over(_PARENTHESIS, text, f.end)
            branch = regions.get(end, end)
            if f.kind == "Organization" and branch > end and party.match(folded, branch):
                end, name = branch, text[f.start : branch]
            met = _SESSION.search(folded, f.start, f.end) or session.search(folded, f.start, f.end)
            kind = "Meeting" if met else f.kind
            yield Source(f.start, _over(party, folded, end), kind, name, "name")


def _posts(reading: Reading, words: frozenset[int], found: Sequence[Found]) -> Iterator[Source]:
    """Posts that stand alone or behind a place or a body: 院長, 斗六市長, 總書記."""
    ends = {f.end: f.start for f in found if f.kind in ("Organization", "Region")}
    for hit in sorted({*reading.hits("roles"), *reading.hits(POST_OF)}, key=lambda h: (h.start, h.end)):
        if hit.end in words:
            start = ends.get(hit.start, hit.start)
            rule = "post of a body" if start < hit.start else "post"
            yield Source(start, hit.end, "Post", reading.passage.text[start : hit.end], rule, hit.end - hit.start)


def _over(pattern: re.Pattern[str], text: str, end: int) -> int:
    m = pattern.match(text, end)
    return m.end() if m else end


def _paper(reading: Reading, source: Source, vocabulary: Vocabulary) -> Source:
    """The newspaper's own people, a newspaper named only for its reporter, or one that asks in an interview."""
    text = reading.folded
    if m := lexicon.within(vocabulary, "group_barred", before="[》”」]?").match(text, source.end):
        return replace(source, end=m.end(), kind="Paper")
    ours = lexicon.ends(vocabulary, "group_barred")
    within = lexicon.within(vocabulary, "group_barred").search(text, source.start, source.end)
    signed = source.kind == "Person" and (within or ours.search(text[max(0, source.start - 8) : source.start].rstrip()))
    asks = source.start < 3 and text[source.end : source.end + 1] in ("：", ":")
    printed = asks and any(h.start == source.start for h in reading.hits("publishers"))
    if signed or printed or ours.search(text, source.start, source.end):
        return replace(source, kind="Paper")
    return source


def _longest(sources: Iterable[Source], cues: Sequence[Cue]) -> tuple[Source, ...]:
    kept = [(c.start, c.end) for c in cues]
    longest: list[Source] = []
    for s in sorted(sources, key=lambda s: (s.start - s.end, _ORDER.index(s.kind), s.start)):
        at = bisect_left(kept, (s.start, s.end))
        before, after = kept[at - 1 : at], kept[at : at + 1]
        if all(e <= s.start for _, e in before) and all(s.end <= b for b, _ in after):
            kept.insert(at, (s.start, s.end))
            longest.append(s)
    return tuple(sorted(longest, key=lambda s: s.start))
