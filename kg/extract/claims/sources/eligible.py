"""Whether a noun phrase can be the subject of a cue: the phrase, its clause and the cue in, yes or no out."""

from __future__ import annotations

import re

from kg import segment
from kg.extract.claims import adverbials, lexicon
from kg.extract.claims.parts import Cue, Scene, Source, Unit
from kg.vocabulary import Vocabulary

__all__ = ["can_be_subject", "is_aside", "led_in", "stands_free"]

_ASIDE = re.compile(r"[（(][^（）()]{1,16}[）)]")
_IS_QUOTED = lexicon.expression("<quoted_from>$")
_PASSED_ON = lexicon.expression("<passed_on>")
_OWN_WORDS = lexicon.expression("<own_words>")
_TAKEN_AS_OBJECT = lexicon.expression("<object_marker>[了过着]?[“「《『]?$")
_ATTRIBUTE_MARK = lexicon.expression("<attribute_mark>")
_LEADS_IN = lexicon.expression("<addresses|leads_in>")
_ends_in_people = lexicon.ends("office_end", "people_end")
_SPEAKS_FOR = lexicon.expression("[\u3400-\u9fff]{0,3}?(<speaks_for>)")
_SHORT = 4
_HOLDS = re.compile(r"[^，。；]{1,3}[着著]")
_OF_PERSON = 24
"""Letters between a body and the person who holds a post in it."""


def can_be_subject(scene: Scene, unit: Unit, clause: int, source: Source, cue: Cue, vocabulary: Vocabulary) -> bool:
    """Whether a phrase before a cue, whose clause begins at ``clause``, can be its subject."""
    text = scene.reading.folded
    if unit.inside_quote(source.start) and source.kind != "Document":
        return False
    gap = text[source.end : cue.start]
    apart = len(gap) > _SHORT and not (source.rule == "post of a body" and adverbials.is_adverbial(gap, vocabulary))
    if source.kind in ("Region", "Post", "Document", "Meeting") and "《" not in source.name and apart:
        return False
    if source.kind == "Region" and not adverbials.is_adverbial(gap, vocabulary):
        return False  # 香港“財爺”指
    if source.kind == "Organization" and (
        _is_of_another(scene, source, cue, vocabulary) or _is_of_person(scene, source)
    ):
        return False
    if source.kind == "Document" and not _paper_may(source, cue, text, vocabulary):
        return False
    if cue.kind == "weak" and not adverbials.is_adverbial(gap, vocabulary):
        return False
    if cue.kind == "view":
        return text[source.end : source.end + 1] not in ("的", "、")
    quoted_from = _IS_QUOTED(vocabulary).search(text, clause, source.start)
    if quoted_from and cue.kind in ("speech", "weak", "document") and len(gap) <= _SHORT:
        return True  # 根據司機表示
    passed_on = _PASSED_ON(vocabulary).search(text, clause, source.end)
    if passed_on and _OWN_WORDS(vocabulary).match(gap):
        return True  # 援引某某的話報道說
    if adverbials.ends_adverbial(gap, vocabulary) and _is_acted_on(
        text[clause : _title_start(scene, clause, source)], source
    ):
        return False  # 到村裡土地廟上香時: the temple is where, not who
    return stands_free(scene, clause, source, vocabulary)


def stands_free(scene: Scene, clause: int, source: Source, vocabulary: Vocabulary) -> bool:
    """Whether nothing before the phrase takes it as its object, and nothing after makes it an attribute."""
    text = scene.reading.folded
    if text[source.start - 1 : source.start] == "被" and any(c.start == source.end for c in scene.cues):
        return True  # 被市場人士認為是……
    acted_on = _TAKEN_AS_OBJECT(vocabulary)
    begins = _title_start(scene, clause, source) if source.kind == "Person" else source.start
    if acted_on.search(text, clause, source.start) or (begins < source.start and acted_on.search(text, clause, begins)):
        return False
    if source.kind not in ("Person", "Him") and scene.sources_in(source.end, source.end + 1):
        return False  # 縣府 in 縣府環保局長
    if source.kind in ("Meeting", "Document") and text[source.end : source.end + 1] in ("上", "中"):
        # 報告中顯示，…… is what the paper says; 他在報告中指出 is what he says
        says = any(c.start == source.end + 1 for c in scene.cues) and source.start == clause
        return source.kind == "Document" and says
    return text[source.end : source.end + 1] != "、" and not _ATTRIBUTE_MARK(vocabulary).match(text, source.end)


def led_in(scene: Scene, speaker: Source, other: Source, vocabulary: Vocabulary) -> bool:
    """某某對在場的幹部、群眾說, 某某在節目《……》說: who is spoken to, and where, does not speak."""
    text = scene.reading.folded
    to = _LEADS_IN(vocabulary).match(text, speaker.end, other.start)
    if _HOLDS.match(text, speaker.end, other.start):
        return speaker.kind in ("Person", "Him")  # 他指著一頭牛說
    speaks_for = _SPEAKS_FOR(vocabulary).match(text, speaker.end, other.end)
    if speaks_for and speaks_for.end() <= other.end and speaker.kind in ("Person", "Him"):
        return True  # 林委員代表某黨發言說
    return to is not None and speaker.kind in ("Person", "Him", "Post", "Organization")


def is_aside(scene: Scene, source: Source, cue: Cue) -> bool:
    """某某（某選區）說: what stands in brackets behind a name does not speak."""
    text = scene.reading.folded
    opened = max(text.rfind("（", 0, source.start + 1), text.rfind("(", 0, source.start + 1))
    closed = next((n for n in range(source.end, cue.start) if text[n] in "）)"), -1)
    return (
        opened >= max(0, source.start - 12) and closed >= 0 and not any(c in "）)" for c in text[opened : source.start])
    )


def _is_of_another(scene: Scene, body: Source, cue: Cue, vocabulary: Vocabulary) -> bool:
    """某某物聯網事業群總經理Linda Tsai說: behind the body stands the post of somebody the names rules do not know."""
    gap = scene.reading.folded[body.end : cue.start]
    if not gap or adverbials.is_adverbial(gap, vocabulary):
        return False
    posts = any(body.end <= h.start and h.end < cue.start for h in scene.reading.hits("roles"))
    part = all(tag[0] in "nbjs" or tag in ("vn", "eng") for _, tag in segment.tags(gap)[:-1])
    arm = part and _ends_in_people(gap, vocabulary)
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
    tells = text[cue.start : cue.end] in vocabulary.words("paper_tells")
    return names or tells or cue.kind in ("speech", "document", "directive", "according")
