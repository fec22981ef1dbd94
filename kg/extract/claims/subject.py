"""Whose cue it is: a cue and the sources of its passage in; the noun phrase that is its subject out.

Looks to the left inside one unit only. Never guesses a name: what it cannot
see it calls omitted (the reader carries the subject on) or unknown (somebody
the tables and name rules do not know).
"""

from __future__ import annotations

import re

from kg import segment
from kg.extract.claims import lexicon
from kg.extract.claims.parts import Cue, Scene, Source, Unit
from kg.vocabulary import Vocabulary

__all__ = [
    "OMITTED",
    "UNKNOWN",
    "before",
    "clause_start",
    "find",
    "is_adverbial",
    "leading",
    "only_adverbials",
    "unlisted",
]

OMITTED = Source(-1, -1, "Omitted", "")
"""The cue opens its clause: whoever was subject before still is."""
UNKNOWN = Source(-1, -1, "Unknown", "")
"""A noun phrase nobody knows stands before the cue."""

_CLAUSE = re.compile(r"[，,；;：:︰。！？!?\n]")
_PLAIN = r"[^\s，。：（(【〔「“]"
_DATELINE = rf"{_PLAIN}{{0,16}}?[0-9]{{1,2}}日{_PLAIN}{{0,6}}|{_PLAIN}{{2,5}}[讯訊]"
_BYLINE = re.compile(rf"\s*(?:{_DATELINE})?\s*[（(〔【][^（）()〔〕【】。]{{2,40}}[）)〕】]\s*")
"""（某社記者某某某地3日電）, 某社某地1月29日電（記者某某）, 〔記者某某／某地報導〕: stands before the text."""
_DATED = re.compile(r"[0-9]{1,2}日[早晚上下午间]{0,2}$")
_SAID = re.compile(r"[，。！？；,!?]")
"""Inside quotation marks: words said and not a name."""
_NEAR = 8
_SHORT = 4


def clause_start(scene: Scene, unit: Unit, at: int) -> int:
    """Where the clause that holds a place begins: behind the last comma or quotation outside quotation marks."""
    start = _past_byline(scene, unit, at)
    for m in _CLAUSE.finditer(scene.reading.folded, start, at):
        if not unit.inside_quote(m.start()):
            start = m.end()
    own = scene.sources_in(unit.start, unit.end)
    for q in unit.quotes:
        named = any(s.start < q.start and q.end < s.end for s in own)  # “十五五”規劃綱要 is one name
        said = not named and (q.start - 1 == unit.start or _SAID.search(scene.reading.folded, q.start, q.end))
        if q.end < at and q.end + 1 > start and said:
            start = q.end + 1
    return start


def _past_byline(scene: Scene, unit: Unit, at: int) -> int:
    """Where a unit begins to tell: behind the byline or dateline in brackets at a passage's head."""
    signed = _BYLINE.match(scene.reading.folded) if not scene.reading.folded[: unit.start].strip() else None
    return signed.end() if signed and signed.end() <= at else unit.start


def find(scene: Scene, unit: Unit, cue: Cue, vocabulary: Vocabulary) -> Source:
    """The subject of a cue, or OMITTED, or UNKNOWN.

    In the cue's own clause the nearest phrase wins if it stands close to the
    cue, else the first: in 他參加江蘇代表團審議時強調 the delegation is no subject.
    """
    start = clause_start(scene, unit, cue.start)
    here = [
        s
        for s in scene.sources_in(start, cue.start)
        if s.end <= cue.start and _can_be_subject(scene, unit, start, s, cue, vocabulary)
    ]
    here = [s for s in here if s is here[0] or not _addressed(scene, here[0], s, vocabulary)]
    if here:
        gap = scene.reading.folded[here[-1].end : cue.start]
        return here[-1] if len(gap) <= _NEAR and not _ends_adverbial(gap, vocabulary) else here[0]
    return OMITTED if _opens_clause(scene.reading.folded[start : cue.start], vocabulary) else UNKNOWN


def unlisted(scene: Scene, unit: Unit, cue: Cue) -> Source | None:
    """A body no table knows, by its noun phrase alone: from the sentence's begin to 日稱 nothing but nouns.

    Refuses short phrases and those with a person's name in them.
    """
    start = clause_start(scene, unit, cue.start)
    m = _DATED.search(scene.reading.folded, start, cue.start)
    end = m.start() if m else cue.start
    phrase = scene.reading.folded[start:end]
    tags = [tag for _, tag in segment.tags(phrase)]
    named = all(tag[0] in "nbj" or tag in ("vn", "eng") for tag in tags) and not any(t.startswith("nr") for t in tags)
    if start != unit.start or not 5 <= len(phrase) <= 16 or not named or tags[-1] not in ("n", "nt", "nz", "j"):
        return None
    return Source(start, end, "Organization", scene.reading.passage.text[start:end], "unlisted")


def leading(
    scene: Scene, unit: Unit, start: int, end: int, vocabulary: Vocabulary, kinds: tuple[str, ...], owner: bool = False
) -> Source | None:
    """The first phrase of the given kinds between two places that can be a subject, or with ``owner`` its attribute."""
    for s in scene.sources_in(start, end):
        if s.end <= end and s.kind in kinds and not unit.inside_quote(s.start):
            owns = owner and scene.reading.folded[s.end : s.end + 1] == "的"
            if owns or _stands_free(scene, clause_start(scene, unit, s.start), s, vocabulary):
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
    issued = lexicon.ends(vocabulary, "issued", after="了?[“「]?")
    for s in scene.sources_in(start, end):
        if s.end > end or unit.inside_quote(s.start):
            continue
        own = clause_start(scene, unit, s.start)
        if s.kind == "Region" and (not places or text[own : s.start].strip()):
            continue
        if own == clause and "《" in s.name and issued.search(text, own, s.start):
            nearest = s  # 印發《……意見》，提出: the paper speaks, not who issued it
        opens = "《" in s.name or _is_light(text[own : s.start])
        if own != clause and opens and _stands_free(scene, own, s, vocabulary):
            nearest, clause = _whose_head(scene, s), own
            if first:
                break
    return nearest


def _whose_head(scene: Scene, body: Source) -> Source:
    """縣府環保局長李某: behind a body and a few letters stands the person who speaks for it."""
    if body.kind not in ("Organization", "Region"):
        return body
    person = next((s for s in scene.sources_in(body.end, body.end + 6) if s.kind == "Person"), None)
    between = scene.reading.folded[body.end : person.start] if person else ""
    return person if person and not any(tag in ("v", "p", "c", "x") for _, tag in segment.tags(between)) else body


def only_adverbials(scene: Scene, unit: Unit, at: int, vocabulary: Vocabulary) -> bool:
    """Whether nothing but adverbial clauses stands between a unit's begin and a place (在談到合作時，強調……)."""
    clauses = _CLAUSE.split(scene.reading.folded[unit.start : clause_start(scene, unit, at)])
    return all(len(c.strip()) < 3 or _ends_adverbial(c, vocabulary) for c in clauses)


def _can_be_subject(scene: Scene, unit: Unit, clause: int, source: Source, cue: Cue, vocabulary: Vocabulary) -> bool:
    text = scene.reading.folded
    if unit.inside_quote(source.start) and source.kind != "Document":
        return False
    gap = text[source.end : cue.start]
    if source.kind in ("Region", "Post", "Document", "Meeting") and "《" not in source.name and len(gap) > _SHORT:
        return False
    if source.kind == "Document" and not _paper_may(source, cue, text, vocabulary):
        return False
    if cue.kind == "weak" and not is_adverbial(gap, vocabulary):
        return False
    if cue.kind == "view":
        return text[source.end : source.end + 1] not in ("的", "、")
    quoted_from = lexicon.ends(vocabulary, "quoted_from").search(text, clause, source.start)
    if quoted_from and cue.kind in ("speech", "weak") and len(gap) <= _SHORT:
        return True  # 根據司機表示
    passed_on = lexicon.within(vocabulary, "passed_on").search(text, clause, source.end)
    if passed_on and lexicon.opens(vocabulary, "own_words").match(gap):
        return True  # 援引某某的話報道說
    acts = any(tag in ("v", "p") for _, tag in segment.tags(text[clause : _title_start(scene, clause, source)]))
    if _ends_adverbial(gap, vocabulary) and acts:
        return False  # 到當地天后宮參拜時: the temple is where, not who
    return _stands_free(scene, clause, source, vocabulary)


def _addressed(scene: Scene, speaker: Source, other: Source, vocabulary: Vocabulary) -> bool:
    """某某對在場的幹部、群眾說: who is spoken to does not speak."""
    text = scene.reading.folded
    to = lexicon.opens(vocabulary, "addresses").match(text, speaker.end, other.start)
    return to is not None and speaker.kind in ("Person", "Him", "Post", "Organization")


def _title_start(scene: Scene, clause: int, source: Source) -> int:
    """Where a person's post and the body before it begin: 首席執行官 is no verb, whatever is inside it."""
    start = source.start
    while start > clause:
        posts = [h.start for h in scene.reading.hits("roles") if h.end == start]
        bodies = [s.start for s in scene.sources_in(clause, start) if s.end == start]
        further = min((*posts, *bodies), default=start)
        if further >= start:
            break
        start = further
    return max(start, clause)


def _paper_may(source: Source, cue: Cue, text: str, vocabulary: Vocabulary) -> bool:
    """What a paper can do: say, show, provide, ask; only those that argue hold opinions."""
    if cue.kind in ("opinion", "forecast"):
        return source.rule != "rule"
    names = text[cue.start] in vocabulary.words("argues_with")
    return names or cue.kind in ("speech", "document", "directive", "according")


def _ends_adverbial(text: str, vocabulary: Vocabulary) -> bool:
    return lexicon.ends(vocabulary, "adverbial_end", after="[，,]?").search(text) is not None


def is_adverbial(gap: str, vocabulary: Vocabulary) -> bool:
    """Whether only adverbs, times and prepositional phrases stand between a subject and its verb.

    >>> from kg import vocabulary
    >>> [is_adverbial(gap, vocabulary.load()) for gap in ("日前对记者", "提出差异")]
    [True, False]
    """
    gap = gap.strip()
    if not gap or _ends_adverbial(gap, vocabulary):
        return True
    tags = segment.tags(gap)
    if any(tag == "p" for _, tag in tags[:3]):
        return True
    light = all(tag[0] in "cdtmqxfra" or (tag[0] in "vu" and len(word) < 3) for word, tag in tags)
    return light and tags[-1][1] not in ("n", "vn")


def _stands_free(scene: Scene, clause: int, source: Source, vocabulary: Vocabulary) -> bool:
    """Whether nothing before the phrase takes it as its object, and nothing after makes it an attribute."""
    text = scene.reading.folded
    if lexicon.ends(vocabulary, "object_marker", after="[了过着]?[“「《『]?").search(text, clause, source.start):
        return False
    if source.kind not in ("Person", "Him") and scene.sources_in(source.end, source.end + 1):
        return False  # 縣府 in 縣府環保局長
    if source.kind in ("Meeting", "Document") and text[source.end : source.end + 1] in ("上", "中"):
        return False
    return text[source.end : source.end + 1] != "、" and not lexicon.opens(vocabulary, "attribute_mark").match(
        text, source.end
    )


def _opens_clause(prefix: str, vocabulary: Vocabulary) -> bool:
    """Whether nothing before the cue could be a subject: empty, adverbs and conjunctions, or an adverbial clause.

    >>> from kg import vocabulary
    >>> [_opens_clause(prefix, vocabulary.load()) for prefix in ("并", "到医院慰问病人时", "某某小组")]
    [True, True, False]
    """
    prefix = prefix.strip()
    if not prefix or _ends_adverbial(prefix, vocabulary):
        return True
    words = segment.tags(prefix)
    if words[0][1] == "p":
        return True
    (_, first), (word, last) = words[0], words[-1]
    names = first[0] == "n" or first in ("r", "eng", "x", "l", "j")
    return not names and not (last[0] == "n" and len(word) > 1)


def _is_light(prefix: str) -> bool:
    """Whether a subject may stand behind these words: nothing but adverbs, conjunctions and times.

    An attribute that ends in 的 belongs to the subject itself (時任省長的某某).

    >>> _is_light("随后"), _is_light("但"), _is_light("参观了")
    (True, True, False)
    """
    prefix = prefix.strip()
    return prefix.endswith("的") or all(tag[0] in "cdtmqxfr" or word == "有" for word, tag in segment.tags(prefix))
