"""Noun phrases that can speak: names found before and phrases of known shape in; sources out.

Never decides who speaks; that is for ``subject`` and ``identity``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import itemgetter

from kg.extract.claims import lexicon
from kg.extract.claims.parts import Cue, Source
from kg.extract.claims.sources import phrases, pointers
from kg.extract.records import Found, Introduction, Reading
from kg.vocabulary import POST_OF, Hit, Vocabulary

__all__ = ["find"]

_KINDS = ("Paper", "Person", "Document", "Meeting", "Organization", "Pronoun", "Group", "Post", "Him", "Region")
_PLACE = itemgetter(0, 1)
"""Where a source or a hit stands."""
_RANK = {kind: rank for rank, kind in enumerate(_KINDS)}
"""Of two readings of one stretch the first of these stays."""
_TITLE = re.compile(r"《[^《》]{2,60}》(?:（[^（）]{1,12}）)?(?:第[一二三四五六七八九十百0-9]+[条章款期号])?")
_JOURNAL = lexicon.expression("<journal>")
_SESSION = re.compile(r"[一二三四五六七八九十]大$")
"""A body that is a meeting: 中共十九大, 十九屆五中全會."""
_is_session = lexicon.ends("session_end")
_CONGRESS = lexicon.expression("<party>[一二三四五六七八九十]{2,3}大(<congress_report>)?")
_PLENARY = lexicon.expression("<party>?[一二三四五六七八九十]{1,4}届[一二三四五六七]<plenary>")
_PARTY = lexicon.expression("<party_suffix>")
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
    sources += _titles(reading, found, vocabulary)
    sources += _sessions(reading, vocabulary)
    floors = [c.end for c in cues] + [s.end for s in sources if s.kind == "Person"]
    ends = reading.words.borders  # 委員 in 委員會, 參謀 in 參謀部 are no words of their own
    ends |= {c.start for c in cues}  # 專家|建議, which the dictionary has as one word
    people = {f.end: f.start for f in found if f.kind == "Person"}
    grown = phrases.find(reading, ends, floors, found, vocabulary)
    grown = [s for s in grown if people.get(s.end, s.start) <= s.start]  # 負責人|李先生
    sources += [_with_names(s, reading, people) for s in grown]
    sources += _posts(reading, ends, found)
    sources += pointers.find(reading, ends, vocabulary)
    return _longest(_papers(reading, sources), cues, len(text))


def _titles(reading: Reading, found: Sequence[Found], vocabulary: Vocabulary) -> Iterator[Source]:
    """Papers by their titles; between the same marks a newspaper's name is that of a body: 《金融時報》."""
    text = reading.passage.text
    if "《" not in text:
        return
    bodies = {(f.start - 1, f.end + 1): f.name for f in found if f.kind == "Organization"}
    for m in _TITLE.finditer(text):
        body, journal = bodies.get(m.span()), _JOURNAL(vocabulary).match(reading.folded, m.end())
        if journal:
            yield Source(m.start(), journal.end(), "Organization", body or text[m.start() : journal.end()], "name")
        else:
            kind, name, rule = ("Organization", body, "name") if body else ("Document", m[0], "title")
            yield Source(*m.span(), kind, name, rule)


def _sessions(reading: Reading, vocabulary: Vocabulary) -> Iterator[Source]:
    """Congresses and plenary sessions by their number, and the report of one: 中共二十大報告, 十九屆五中全會."""
    text = reading.folded
    congresses = _CONGRESS(vocabulary).finditer(text) if "大" in text else ()
    plenaries = _PLENARY(vocabulary).finditer(text) if "届" in text else ()
    for m in (*congresses, *plenaries):
        kind = "Document" if m.lastindex else "Meeting"
        yield Source(m.start(), m.end(), kind, reading.passage.text[m.start() : m.end()], "session")


def _names(reading: Reading, found: Sequence[Found], vocabulary: Vocabulary) -> Iterator[Source]:
    """Persons, bodies and places, with what belongs to them: （WHO）, 方面, a country behind a company's name."""
    text, folded = reading.passage.text, reading.folded
    party = _PARTY(vocabulary)
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
            met = _SESSION.search(folded, f.start, f.end) or _is_session(folded[f.start : f.end], vocabulary)
            kind = "Meeting" if met else f.kind
            yield Source(f.start, _over(party, folded, end), kind, name, "name")


def _posts(reading: Reading, words: frozenset[int], found: Sequence[Found]) -> Iterator[Source]:
    """Posts that stand alone or behind a place or a body: 院長, 斗六市長, 總書記."""
    ends = {f.end: f.start for f in found if f.kind in ("Organization", "Region")}
    people = {f.end: f.start for f in found if f.kind == "Person"}
    posts, named = reading.hits("roles"), reading.hits(POST_OF)
    for hit in sorted({*posts, *named}, key=_PLACE) if named else posts:
        if hit.end in words and hit.end - hit.start > 1:  # 貼|文|表示
            if counted := _NUMBER.search(reading.folded, max(0, hit.start - 6), hit.start):
                start = _list_start(reading.folded, counted.start(), people)
                yield Source(start, hit.end, "Group", reading.passage.text[start : hit.end], "counted")
                continue
            start = ends.get(hit.start, hit.start)
            rule = "post of a body" if start < hit.start else "post"
            yield Source(start, hit.end, "Post", reading.passage.text[start : hit.end], rule, hit.end - hit.start)


def _with_names(group: Source, reading: Reading, people: Mapping[int, int]) -> Source:
    """何某、劉某等|專家: a noun for people with the names that are of them."""
    end = group.start - (reading.folded[group.start] != "等")
    if group.kind != "Group" or end not in people or reading.folded[end] != "等":
        return group
    start = _list_start(reading.folded, end, people)
    return group._replace(start=start, name=reading.passage.text[start : group.start] + group.name)


_NUMBER = re.compile("[0-9两二三四五六七八九十几多数]+[位名]$")


def _list_start(text: str, end: int, people: Mapping[int, int]) -> int:
    """Where the names begin that stand in a list right before a place: 何某、劉某|兩位教授."""
    start = end
    while start in people:
        start = people[start]
        if text[start - 1 : start] not in ("、", "和", "与", "及"):
            break
        start -= 1
    return start if start in people.values() else end


def _over(pattern: re.Pattern[str], text: str, end: int) -> int:
    m = pattern.match(text, end)
    return m.end() if m else end


def _papers(reading: Reading, sources: Sequence[Source]) -> Sequence[Source]:
    """The sources, of which these are the newspaper's own people, or a newspaper that is only named for them.

    Its reporters (group_barred) are many words and stand in few passages; and one that opens a line with a
    colon asks in an interview.
    """
    text = reading.folded
    ours = reading.hits("group_barred")
    asks = {h.start for h in reading.hits("publishers") if h.start < _OPENS}
    if asks:
        asked = (s.start in asks and text[s.end : s.end + 1] in ("：", ":") for s in sources)
        sources = [s._replace(kind="Paper") if one else s for s, one in zip(sources, asked, strict=True)]
    return [_paper(text, s, ours) for s in sources] if ours else sources


def _paper(text: str, s: Source, ours: Sequence[Hit]) -> Source:
    behind = s.end + (text[s.end : s.end + 1] in ("》", "”", "」"))
    if ends := [h.end for h in ours if h.start == behind]:
        return s._replace(end=max(ends), kind="Paper")
    low = max(0, s.start - _SIGNED)
    before = low + len(text[low : s.start].rstrip())
    for h in ours:
        within = s.start <= h.start and h.end <= s.end
        signed = within or (low <= h.start and h.end == before)
        if (signed and s.kind == "Person") or (within and h.end == s.end):
            return s._replace(kind="Paper")
    return s


_OPENS = 3
_SIGNED = 8
"""Letters before a person in which the newspaper calls him its own."""


def _longest(sources: Iterable[Source], cues: Sequence[Cue], length: int) -> tuple[Source, ...]:
    """Those that overlap no cue and no longer one, in a text of so many letters."""
    taken = bytearray(length)
    for c in cues:
        taken[c.start : c.end] = b"\1" * (c.end - c.start)
    longest: list[Source] = []
    for s in sorted(sources, key=lambda s: (s.start - s.end, _RANK[s.kind], s.start)):
        start, end = s.start, s.end
        if taken.find(1, start, end) < 0:
            taken[start:end] = b"\1" * (end - start)
            longest.append(s)
    return tuple(sorted(longest, key=_PLACE))
