"""Noun phrases known by their head: 環保團體, 相關負責人, 白皮書, 常務會議; a reading in, sources out.

The head comes from the tables; how far the phrase reaches to its left is told
by segmentation and by the names found before.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from operator import attrgetter

from kg import segment
from kg.extract import sides
from kg.extract.claims import lexicon
from kg.extract.claims.parts import Source
from kg.extract.records import Found, Reading
from kg.vocabulary import Hit, Vocabulary

__all__ = ["find"]

_SHAPES = (
    # class of words.csv, kind of source, whether the phrase grows to its left over modifiers
    ("pronoun_person", "Him", False),
    ("pronoun_party", "Pronoun", False),
    ("group_barred", "Paper", True),
    ("group_head", "Group", True),
    ("authority", "Organization", False),
    ("document_head", "Document", True),
    ("rule_head", "Document", True),
    ("meeting_head", "Meeting", True),
)
_ARTICLE = re.compile(r"(?:[（(][^（）()]{1,24}[）)])?[」”]?第[一二三四五六七八九十百0-9]+[条章款期号]")
_ARTICLE_EDGE = re.compile(r"[，。；：:、\s「“)）依据按]")
_QUOTED = re.compile(r"[“「][^“”「」，。]{1,8}[”」][\u3400-\u9fff]{0,4}$")
_ASIDE = re.compile(r"[（(][A-Za-z0-9]{1,12}[）)]$")
_BRACKETS = "）", ")"
_EDGE = re.compile(r"[^\u3400-\u9fffA-Za-z0-9·]")
_CLAUSE_EDGE = re.compile(r"[^\u3400-\u9fffA-Za-z0-9·、]")
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9]+")
_PLURAL = re.compile(r"们|等")
_FIGURE_ATTRIBUTES = lexicon.expression("(?:<figure_attribute>)+$")
_MODIFIER = lexicon.expression("<group_modifier>$")
_SOME_OF = lexicon.expression("<some>[^，。；：「“]{1,14}的$")
_ATTRIBUTE = lexicon.expression("<close_to|group_attribute>[^，。；：「“]{1,14}的$")
_PREFIX = lexicon.expression("<group_prefix>")
_AGENT = re.compile("[方商者员部处科组]")
_is_outlet = lexicon.ends("outlet_end")
_START = attrgetter("start")
_LONGEST = 40
"""No name is longer."""
_REACH = 24
"""How far to the left of its head a phrase may begin."""


def find(
    reading: Reading, ends: frozenset[int], floors: Iterable[int], found: Sequence[Found], vocabulary: Vocabulary
) -> list[Source]:
    """The phrases of a passage; none reaches back over a floor (the end of a cue or of a person's name)."""
    heads = [(reading.found[shape[0]], shape) for shape in _SHAPES if shape[0] in reading.found]
    shaped = [(hit, shape) for hits, shape in heads for hit in hits if hit.end in ends]
    text = reading.passage.text
    sources = [
        Source(*m.span(), "Organization", text[m.start() : m.end()], "side")
        for m in sides.opening(vocabulary).finditer(reading.folded)
    ]
    if not shaped:
        return sources
    edges = sorted({0, *floors, *_opening_heads(reading)})
    bodies = {f.start: f for f in found if f.kind == "Organization"}
    names = [f for f in found if f.kind in ("Organization", "Region")]
    for hit, (name, kind, grows) in sorted(shaped, key=lambda s: (s[0].start, s[0].end)):
        floor = edges[bisect_right(edges, hit.start) - 1]
        start = _start(reading, hit.start, floor, names, vocabulary) if grows else hit.start
        sources.append(_phrase(reading, hit, start, floor, name, kind, bodies, vocabulary))
    return sources


def _opening_heads(reading: Reading) -> list[int]:
    """Where a meeting that opens its clause ends: 全會充分肯定十二屆七次全會 is two."""
    hits = reading.hits("meeting_head")
    return [h.end for h in hits if not h.start or _EDGE.match(reading.folded, h.start - 1)]


def _phrase(
    reading: Reading,
    hit: Hit,
    start: int,
    floor: int,
    name: str,
    kind: str,
    bodies: dict[int, Found],
    vocabulary: Vocabulary,
) -> Source:
    text, folded = reading.passage.text, reading.folded
    end = named = _over(_PLURAL, folded, hit.end) if kind in ("Group", "Document", "Meeting") else hit.end
    if kind == "Group" and (latin := _over(_WORD, text, end)) > end:
        if not _is_outlet(folded[hit.start : hit.end], vocabulary):
            return Source(end, latin, "Person", text[end:latin], "in Latin letters")  # 咖啡店負責人James
        end = named = latin  # 美國媒體CNBC
    if kind == "Document" and (end := _over(_ARTICLE, folded, named)) > named:  # a rule's name is full of verbs
        start = max([floor, *(m.end() for m in _ARTICLE_EDGE.finditer(text, max(0, hit.start - 40), hit.start))])
    figures = folded[hit.start : hit.end] in vocabulary.words("figure_head")
    given = folded[hit.start : hit.end] in vocabulary.words("issued_by_body")
    body = bodies.get(start)
    if body and (figures or (given and body.end == hit.start)):  # 海關總署數據 are the words of the body
        return Source(start, end, "Organization", body.name or text[body.start : body.end], "figures")
    if figures and (m := _FIGURE_ATTRIBUTES(vocabulary).search(folded, floor, start)):
        start = m.start()
    rule = {"rule_head": "rule", "document_head": "shape" if figures else "paper"}.get(name, "shape")
    return Source(start, end, kind, text[start:named], rule)


def _listed(text: str, low: int, start: int) -> int:
    """Where a list begins that ends in the phrase: 商務部、某部等部門, 中央和國家機關幹部; nothing but nouns."""
    if text[start - 1 : start] not in ("、", "和", "与", "及", "等"):
        return start
    begin = max([low, *(m.end() for m in _CLAUSE_EDGE.finditer(text, low, start))])
    words = segment.tags(text[begin:start])
    nominal = all(tag[0] in "nbjq" or tag == "vn" or word in "[、和与及等]" for word, tag in words)
    opens = not begin or _CLAUSE_EDGE.match(text, begin - 1)
    return begin if nominal and opens and begin < start - 2 else start


def _over(pattern: re.Pattern[str], text: str, end: int) -> int:
    m = pattern.match(text, end)
    return m.end() if m else end


def _start(reading: Reading, head: int, floor: int, names: Sequence[Found], vocabulary: Vocabulary) -> int:
    """Where the phrase before a head begins: over its modifiers, not over verbs, adverbs and prepositions.

    A name that ends inside the reach belongs to the phrase as a whole
    (世界衛生組織（WHO）官員), and so does a quoted name (“十五五”規劃綱要).
    """
    text, low = reading.folded, max(floor, head - _REACH)
    quoted = _QUOTED.search(text, low, head) if reading.quotes else None
    if quoted:
        return quoted.start()
    aside = _ASIDE.search(text, low, head) if text[head - 1 : head] in _BRACKETS else None
    end = aside.start() if aside else head
    cut = max([low, *(m.end() for m in _EDGE.finditer(text, low, end))])
    first, last = bisect_left(names, cut - _LONGEST, key=_START), bisect_left(names, end, key=_START)
    near = [f for f in names[first:last] if cut < f.end]
    breakers = vocabulary.words("np_breaker", "object_marker", "passed_on")
    at = start = end
    beside = ""
    for word, tag in reversed(segment.tags(text[cut:end])):
        at -= len(word)
        if near and (name := next((f for f in near if f.start <= at < f.end), None)):
            start = max(name.start, floor)
        elif at < start:
            agent = len(word) == 2 and _AGENT.fullmatch(beside)  # 採購|方|負責人
            verb = tag[0] == "v" and tag != "vn" and (start < end or len(word) != 2) and not agent
            verb = verb and word not in vocabulary.words("np_modifier")
            if word in breakers or tag[0] in "pcudty" or verb:
                break
            start, beside = at, word
    if m := _MODIFIER(vocabulary).search(text, low, start):
        start = m.start()
    if text.startswith("的", start - 1):
        if m := _SOME_OF(vocabulary).search(text, low, start):
            start = min((f.start for f in near if f.end == m.start()), default=m.start())
        if m := _ATTRIBUTE(vocabulary).search(text, low, start):
            start = m.start()
    start = _listed(text, low, start)
    while m := _PREFIX(vocabulary).match(text, start, head):
        start = m.end()
    return start if start < end else head
