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
_DATELINED = re.compile(r"\s*[^\s，。：（(]{2,16}[讯電电][ \u3000：]+")
"""某報訊 某國總理表示, 某社某地15日電 某會理事長說: a dateline without brackets."""
_DATED = re.compile(r"[0-9]{1,2}日[早晚上下午间]{0,2}$")
_SAID = re.compile(r"[，。！？；,!?]")
"""Inside quotation marks: words said and not a name."""
_SPOKEN_TO = re.compile(r"[对向给跟][^，。；：]{0,16}$")
"""Before 記者: who is spoken to."""
_ASIDE = re.compile(r"[（(][^（）()]{1,16}[）)]")
_NEAR = 8
_SHORT = 4
_HOLDS = re.compile(r"[^，。；]{1,3}[着著]")
_OF_PERSON = 24
"""Letters between a body and the person who holds a post in it."""
_POST = 10
"""Letters of a post, or of the part of a body it belongs to, between the body and the name."""


def clause_start(scene: Scene, unit: Unit, at: int) -> int:
    """Where the clause that holds a place begins: behind the last comma or quotation outside quotation marks."""
    start = _past_byline(scene, unit, at)
    for m in _CLAUSE.finditer(scene.reading.folded, start, at):
        if not unit.inside_quote(m.start()):
            start = m.end()
    own = scene.sources_in(unit.start, unit.end)
    for q in unit.quotes:
        named = any(s.start < q.start and q.end < s.end for s in own)  # “十五五”規劃綱要 is one name
        said = not named and (q.mark == unit.start or _SAID.search(scene.reading.folded, q.start, q.end))
        if q.end < at and q.end + 1 > start and said:
            start = q.end + 1
    return start


def _past_byline(scene: Scene, unit: Unit, at: int) -> int:
    """Where a unit begins to tell: behind the byline or dateline in brackets at a passage's head."""
    signed = (
        (_BYLINE.match(scene.reading.folded) or _DATELINED.match(scene.reading.folded))
        if not scene.reading.folded[: unit.start].strip()
        else None
    )
    return signed.end() if signed and signed.end() <= at else unit.start


def find(scene: Scene, unit: Unit, cue: Cue, vocabulary: Vocabulary) -> Source:
    """The subject of a cue, or OMITTED, or UNKNOWN.

    In the cue's own clause the nearest phrase wins if it stands close to the
    cue, else the first: in 他參加江蘇代表團審議時強調 the delegation is no subject.
    """
    start = clause_start(scene, unit, cue.start)
    here = [
        s
        for s in scene.sources_in(unit.start, cue.start)
        if start < s.end <= cue.start
        and (s.start >= start or s.kind == "Person")
        and _can_be_subject(scene, unit, start, s, cue, vocabulary)
    ]
    here = [s for s in here if s is here[0] or not _led_in(scene, here[0], s, vocabulary)]
    here = [s for s in here if not _is_aside(scene, s, cue)] or here
    here = [s for s in here if s.kind != "Paper" or not _SPOKEN_TO.search(scene.reading.folded, start, s.start)]
    if here:
        here[0] = _whose_head(scene, here[0])
        gap = scene.reading.folded[here[-1].end : cue.start]
        return here[-1] if len(gap) <= _NEAR and not _ends_adverbial(gap, vocabulary) else here[0]
    return OMITTED if _opens_clause(scene.reading.folded[start : cue.start], vocabulary) else UNKNOWN


def unlisted(scene: Scene, unit: Unit, cue: Cue, vocabulary: Vocabulary) -> Source | None:
    """A body no table knows, by its noun phrase alone: from the sentence's begin to 日稱 nothing but nouns.

    A clause that says what it is about (關於……，) may stand before. Refuses short
    phrases and those with a person's name in them.
    """
    start = clause_start(scene, unit, cue.start)
    m = _DATED.search(scene.reading.folded, start, cue.start)
    end = m.start() if m else cue.start
    phrase = scene.reading.folded[start:end]
    tags = [tag for _, tag in segment.tags(phrase)]
    named = all(tag[0] in "nbj" or tag in ("vn", "eng") for tag in tags) and not any(t.startswith("nr") for t in tags)
    opens = start == unit.start or lexicon.opens(vocabulary, "about").match(scene.reading.folded, unit.start)
    if not opens or not 5 <= len(phrase) <= 16 or not named or tags[-1] not in ("n", "nt", "nz", "j"):
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
        opens = (
            "《" in s.name or _is_light(text[own : s.start]) or (s.kind == "Person" and _is_title(text[own : s.start]))
        )
        if own != clause and opens and _stands_free(scene, own, s, vocabulary):
            nearest, clause = _whose_head(scene, s), own
            if first:
                break
    return nearest


def _whose_head(scene: Scene, body: Source) -> Source:
    """縣府環保局長李某: behind a body and a few letters stands the person who speaks for it."""
    if body.kind not in ("Organization", "Region", "Post"):
        return body
    person = next((s for s in scene.sources_in(body.end, body.end + _POST) if s.kind == "Person"), None)
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
    if source.kind == "Region" and not is_adverbial(gap, vocabulary):
        return False  # 香港“財爺”指
    if source.kind == "Organization" and (
        _is_of_another(scene, source, cue, vocabulary) or _is_of_person(scene, source)
    ):
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
    if _ends_adverbial(gap, vocabulary) and _is_acted_on(text[clause : _title_start(scene, clause, source)], source):
        return False  # 到村裡土地廟上香時: the temple is where, not who
    return _stands_free(scene, clause, source, vocabulary)


def _is_of_another(scene: Scene, body: Source, cue: Cue, vocabulary: Vocabulary) -> bool:
    """某某物聯網事業群總經理Linda Tsai說: behind the body stands the post of somebody the names rules do not know."""
    gap = scene.reading.folded[body.end : cue.start]
    if not gap or is_adverbial(gap, vocabulary):
        return False
    posts = any(body.end <= h.start and h.end < cue.start for h in scene.reading.hits("roles"))
    part = all(tag[0] in "nbjs" or tag in ("vn", "eng") for _, tag in segment.tags(gap)[:-1])
    arm = part and lexicon.ends(vocabulary, "office_end", "people_end").search(gap) is not None
    return posts or arm or (gap[0].isascii() and gap[0].isalpha())


def _is_of_person(scene: Scene, body: Source) -> bool:
    """某某證券（六位代碼）首席分析師某某: between a body and a person's name nothing but an aside and his post."""
    person = next((s for s in scene.sources_in(body.end, body.end + _OF_PERSON) if s.kind == "Person"), None)
    between = _ASIDE.sub("", scene.reading.folded[body.end : person.start]) if person else ""
    if person is None:
        return False
    posts = person.rule == "introduction" or any(h.end == person.start for h in scene.reading.hits("roles"))
    return (
        posts
        and "，" not in between
        and all(t[0] in "nbjfsazm" or t in ("vn", "k", "u") for _, t in segment.tags(between))
    )


def _is_acted_on(prefix: str, source: Source) -> bool:
    """Whether what stands before a phrase does something to it; the name of a body before a post is full of verbs."""
    acting = ("p",) if source.rule == "introduction" else ("v", "p")
    return any(tag in acting for _, tag in segment.tags(prefix))


def _led_in(scene: Scene, speaker: Source, other: Source, vocabulary: Vocabulary) -> bool:
    """某某對在場的幹部、群眾說, 某某在節目《……》說: who is spoken to, and where, does not speak."""
    text = scene.reading.folded
    to = lexicon.opens(vocabulary, "addresses", "leads_in").match(text, speaker.end, other.start)
    if _HOLDS.match(text, speaker.end, other.start):
        return speaker.kind in ("Person", "Him")  # 他指著一頭牛說
    return to is not None and speaker.kind in ("Person", "Him", "Post", "Organization")


def _is_aside(scene: Scene, source: Source, cue: Cue) -> bool:
    """某某（某選區）說: what stands in brackets behind a name does not speak."""
    text = scene.reading.folded
    opened = max(text.rfind("（", 0, source.start + 1), text.rfind("(", 0, source.start + 1))
    closed = next((n for n in range(source.end, cue.start) if text[n] in "）)"), -1)
    return (
        opened >= max(0, source.start - 12) and closed >= 0 and not any(c in "）)" for c in text[opened : source.start])
    )


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
    if any(tag == "p" for _, tag in tags[:3]) or any(word in ("着", "著") for word, _ in tags[1:3]):
        return True
    light = all(tag[0] in "cdtmqxfra" or (tag[0] in "vu" and len(word) < 3) for word, tag in tags)
    return light and tags[-1][1] not in ("n", "vn")


def _stands_free(scene: Scene, clause: int, source: Source, vocabulary: Vocabulary) -> bool:
    """Whether nothing before the phrase takes it as its object, and nothing after makes it an attribute."""
    text = scene.reading.folded
    if text[source.start - 1 : source.start] == "被" and any(c.start == source.end for c in scene.cues):
        return True  # 被市場人士認為是……
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
    return not names and not ((last[0] == "n" or last == "vn") and len(word) > 1)


def _is_title(prefix: str) -> bool:
    """Whether words before a name are nothing but the body and the post he holds: 某國貿易部."""
    return all(tag[0] in "nbjfs" or tag in ("vn", "k") for _, tag in segment.tags(prefix.strip()))


def _is_light(prefix: str) -> bool:
    """Whether a subject may stand behind these words: nothing but adverbs, conjunctions and times.

    An attribute that ends in 的 belongs to the subject itself (時任省長的某某).

    >>> _is_light("随后"), _is_light("但"), _is_light("参观了")
    (True, True, False)
    """
    prefix = prefix.strip()
    return prefix.endswith("的") or all(tag[0] in "cdtmqxfr" or word == "有" for word, tag in segment.tags(prefix))
