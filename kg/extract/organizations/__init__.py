"""Organizations named in the text.

Takes Readings, gives Found mentions of kind Organization. The steps of ``find``:
names the table knows, names by their last word, employers before a post, other
names the page gives them. Never takes a kind of organisation for a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from operator import itemgetter

from kg.extract.organizations import (
    aliases,
    bodies,
    brands,
    departments,
    employers,
    latin,
    listed_bodies,
    namesakes,
    quoted,
    short_names,
)
from kg.extract.organizations.body_words import suffixes
from kg.extract.records import Found, Reading
from kg.extract.tokens import Tokens
from kg.vocabulary import Hit, Vocabulary

__all__ = ["find"]

_PLACE = itemgetter(0, 1)
_NAMESAKES = frozenset(("company", "research", "media"))
_MEETING = "meeting"
"""Kind of the table's names that hold an organisation's but name its session: 國務院常務會議."""

_PLATE = re.compile(r"[（(]([\u3400-\u9fff]{3,12})[）)]")
_LATIN_WORD = re.compile(" [A-Z]")
_BEFORE_DOT = re.compile(r"[\u3400-\u9fff]{0,3}[·•‧・∙]")
"""What makes a short name the beginning of a person's: 阿里·…, 阿里木·…."""


def find(readings: Sequence[Reading], vocabulary: Vocabulary) -> tuple[Found, ...]:
    """Every mention, in reading order."""
    found: list[Found] = []
    meetings: set[tuple[int, int, int]] = set()
    short = short_names.named(readings, vocabulary)
    for reading in readings:
        known = dict(_known(reading, vocabulary))
        meetings.update((reading.index, *span) for span, kind in known.items() if kind == _MEETING)
        spans = _spans(reading, known, short.get(reading.index, ()), vocabulary)
        found += [
            Found(reading.index, s, e, "Organization", reading.passage.text[s:e], "", rule)
            for (s, e), rule in (_longest(spans).items() if spans else ())
            if known.get((s, e)) != _MEETING
        ]
    return tuple(sorted(aliases.link(readings, found, meetings, vocabulary), key=lambda f: (f.passage, f.start, f.end)))


def _spans(
    reading: Reading, known: Mapping[tuple[int, int], str], short: Iterable[tuple[int, int]], vocabulary: Vocabulary
) -> dict[tuple[int, int], str]:
    """The names of one text with their rules; a later rule has the last word, and is asked only where it may find."""
    words, text = reading.words, reading.folded
    places = _places(reading, words, vocabulary)
    spans = dict.fromkeys(short, "organization.short")
    spans |= dict.fromkeys(known, "organization.known")
    if ends := suffixes(reading):
        coined = dict.fromkeys(brands.named(reading, words, ends, vocabulary), "brand")
        spans |= dict.fromkeys(coined, "organization.brand")
        leading = {**dict.fromkeys(places, "place"), **coined, **known}
        for body in bodies.named(reading, words, ends, leading, vocabulary):
            spans[(body.start, body.end)] = f"organization.{body.kind}"
    for span, kind in known.items():
        if kind in ("company", "research") and (arm := _arm(reading, span, words, vocabulary)):
            spans[arm] = "organization.arm"
    if spans:
        spans |= dict.fromkeys(_units(known), "organization.unit")
        kinds = {span: known.get(span) or rule.partition(".")[2] for span, rule in spans.items()}
        spans |= dict.fromkeys(departments.named(reading, words, kinds, vocabulary), "organization.unit")
    for span in latin.named(reading, vocabulary):
        spans[span] = "organization.latin"
    for span in quoted.named(reading, vocabulary):
        spans[span] = "organization.setting"
    if "（" in text or "(" in text:
        spans |= dict.fromkeys(_branches(reading, spans, places), "organization.branch")
        spans |= dict.fromkeys(_second_plates(reading, spans, vocabulary), "organization.second_plate")
        spans |= dict.fromkeys(listed_bodies.coded(reading, words, vocabulary), "organization.coded")
    if spans:
        spans |= dict.fromkeys(listed_bodies.listed(reading, words, spans, vocabulary), "organization.listed")
    if reading.posts.starting:
        for span in list(employers.named(reading, words, spans, vocabulary)):
            spans[span] = "organization.before_post"
    return spans


def _branches(
    reading: Reading, spans: Iterable[tuple[int, int]], places: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """A place in brackets right behind a name is part of it: 香港科技大學|（廣州）."""
    bracketed = {
        s - 1: e + 1
        for s, e in places
        if s and reading.folded[s - 1] in "（(" and reading.folded[e : e + 1] in ("）", ")")
    }
    return ((s, bracketed[e]) for s, e in spans if e in bracketed) if bracketed else iter(())


def _second_plates(
    reading: Reading, spans: Iterable[tuple[int, int]], vocabulary: Vocabulary
) -> Iterator[tuple[int, int]]:
    """A bureau with its second name in brackets: 商務局|（糧食局）; not its short form: 發展改革局（發改局）."""
    bureau = vocabulary.words("org_bureau")
    for s, e in spans:
        m = _PLATE.match(reading.folded, e) if reading.folded[e - 1] in bureau else None
        if m and m[1][-1] in bureau and not set(m[1]) <= set(reading.folded[s:e]):
            yield s, m.end()


def _places(reading: Reading, words: Tokens, vocabulary: Vocabulary) -> list[tuple[int, int]]:
    """Where places stand, and bodies the segmentation knows; of two that cross the longer (從|江蘇省, not 從江)."""
    hits = [(h.start, h.end) for h in reading.hits("regions")]
    near = (n for n in range(len(hits) - 1) if hits[n + 1][0] < hits[n][1])
    crossed = {hits[n] for n in near if _is_crossed(hits, n)}
    seats, stop = vocabulary.words("org_seat"), vocabulary.words("org_stop", "org_generic")
    tagged = [
        (start, end)
        for start, end, word, tag in words.proper
        if tag in ("ns", "nt") and end - start > 1 and word not in stop
    ]
    seated = [] if seats.isdisjoint(words.strings) else [(t[0], t[1]) for t in words.words if t[2] in seats]
    kept = [(s, e) for s, e in hits if (s, e) not in crossed and reading.folded[s:e] not in stop]
    return kept + tagged + seated


def _is_crossed(hits: Sequence[tuple[int, int]], n: int) -> bool:
    """Whether a longer one begins within a hit and ends behind it."""
    start, end = hits[n]
    for later in range(n + 1, len(hits)):
        begin, stop = hits[later]
        if begin >= end:
            return False
        if begin > start and stop > end and stop - begin > end - start:
            return True
    return False


def _known(reading: Reading, vocabulary: Vocabulary) -> Iterator[tuple[tuple[int, int], str]]:
    """Names of the table that begin and end where words do, with their kind."""
    named, papers = reading.hits("organizations"), reading.hits("publishers")
    starts, ends = {h.start for h in named if h.end - h.start > 2}, {h.end for h in named if h.end - h.start > 2}
    for hit in sorted({*named, *papers}, key=_PLACE) if papers else named:
        rows = [r for r in hit.term.rows if r.table in ("organizations", "publishers")]
        if len(hit.term.text.split()) > 1:
            continue  # a publisher's name with its sign, 中央社 CNA, is two mentions
        beside = hit.end - hit.start > 2 and (hit.end in starts or hit.start in ends)  # 衛福部|長照司
        if rows and (beside or _stands_alone(hit, reading, vocabulary)):
            kind = rows[0].cells.get("kind", "media")
            if kind not in _NAMESAKES or not namesakes.is_person(reading, hit.start, hit.end, vocabulary):
                yield (hit.start, hit.end), kind


def _arm(reading: Reading, span: tuple[int, int], words: Tokens, vocabulary: Vocabulary) -> tuple[int, int] | None:
    """A company's name with its form (某某公司) or its arm: 亞馬遜中國, 瑞銀證券.

    The arm is not taken where a further noun makes it another's (蘋果中國市場).
    """
    for form in _longest_first("company_form", vocabulary):
        if reading.folded.startswith(form, span[1]) and span[1] + len(form) in words.edges:
            return span[0], span[1] + len(form)
    for arm in _longest_first("company_arm", vocabulary):
        end = span[1] + len(arm)
        if reading.folded.startswith(arm, span[1]) and end in words.edges and not words.crosses(end):
            n = words.at_start.get(end)
            after = words.words[n] if n is not None else None
            tags = ("n", "nz", "b", "j", "v", "vn") if len(arm) == 1 else ("n", "nz", "b", "j")  # 云|计算
            if after and after.word in vocabulary.words("post_prefix"):
                continue  # 花旗银行|中国首席经济学家
            noun = after and after.tag in tags and after.word not in vocabulary.words("arm_party")
            if not noun or end in reading.posts.starting:
                return span[0], end
    return None


def _units(known: Mapping[tuple[int, int], str]) -> Iterator[tuple[int, int]]:
    """A ministry and the department named right behind it: one name."""
    begun: dict[int, int] = {}
    for s, e in known:
        begun[s] = max(e, begun.get(s, 0))
    departments = {s for (s, e), kind in known.items() if kind == "government" and e - s > 2}
    for (s, e), kind in known.items():
        if kind == "government" and e in departments:
            yield s, begun[e]


@cache
def _longest_first(kind: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    return tuple(sorted(vocabulary.words(kind), key=lambda word: (-len(word), word)))


def _stands_alone(hit: Hit, reading: Reading, vocabulary: Vocabulary) -> bool:
    """Whether a known name is a word here and not part of another (北大 in 東北大學)."""
    words = reading.words
    if reading.folded[hit.start : hit.end].isascii():
        before, after = reading.folded[hit.start - 1 : hit.start], reading.folded[hit.end : hit.end + 1]
        longer = _LATIN_WORD.match(reading.folded, hit.end)  # ENGIE| EPS
        return not (longer or (before.isascii() and before.isalpha()) or (after.isascii() and after.isalnum()))
    if hit.end - hit.start >= 3 and reading.folded.startswith("长", hit.end) and hit.end - 1 in reading.posts.starting:
        return not words.crosses(hit.start)  # 國防部|長: the body shares its last character with its head's post
    if hit.end - hit.start >= 5:
        return True
    if hit.end - hit.start == 2 and _BEFORE_DOT.match(reading.folded, hit.end):
        return False
    begins = not words.crosses(hit.start) or reading.folded[hit.start - 1] in vocabulary.words("org_preposition")
    crossed = not begins or words.crosses(hit.end)  # 從中|核集團
    if hit.end - hit.start >= 3:
        if not crossed or (hit.start, hit.end) in words.known:
            return True
        tails = _longest_first("org_tail_word", vocabulary)
        return begins and not reading.folded.startswith(tails, hit.end - 1)  # 經濟部|门
    if crossed or (hit.start not in words.edges and hit.end not in words.edges):
        return False
    return not aliases.is_given(reading, hit.start, vocabulary)


def _longest(spans: dict[tuple[int, int], str]) -> dict[tuple[int, int], str]:
    """Of spans inside one another the longest; of spans that cross, the longer."""
    kept: dict[tuple[int, int], str] = {}
    taken: set[int] = set()
    for (s, e), rule in sorted(spans.items(), key=lambda item: (item[0][0] - item[0][1], -item[0][1])):
        if taken.isdisjoint(range(s, e)):
            kept[s, e] = rule
            taken.update(range(s, e))
    return dict(sorted(kept.items()))
