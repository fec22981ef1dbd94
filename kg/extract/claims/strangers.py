"""Speakers that neither a table nor a name rule knows: a cue in, the person, group or surname before it out.

Asked only where nobody else can be the subject. Never looks past the cue's own clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache

from kg import script, segment
from kg.extract.claims import lexicon, subject
from kg.extract.claims.parts import Cue, Scene, Source, Unit
from kg.vocabulary import Hit, Row, Vocabulary, alternation

__all__ = ["bare_names", "behind_adverbials", "body", "find", "mend", "plain", "short_names", "surname"]

_NAME = re.compile(r"[\u3400-\u9fff]{2,5}|[\u3400-\u9fff]{1,6}·[\u3400-\u9fff·]{1,10}")
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9.&'-]+(?: [A-Z][A-Za-z0-9.&'-]*)*")
_ASIDE = re.compile(r"^[（(][^（）()]{1,12}[）)]")
_GRAMMATICAL = ("p", "c", "d", "u", "uj", "ul", "t", "f")
_LONGEST_GROUP = 16
_LONGEST_NAME = 5
_ADVERBS = 5
_NOMINAL = "nbjmqarflzst"
"""First letters of the tags of words a noun phrase is made of."""


def find(scene: Scene, unit: Unit, cue: Cue, vocabulary: Vocabulary) -> Source | None:
    """Whoever stands before a cue that reports, by the shape of the phrase alone.

    In the order of certainty: a name behind a post, a surname alone (林說), a noun for people.
    """
    start = _clause(scene, unit, cue)
    named = _behind_post(scene, start, cue, vocabulary) or _surname(scene, start, cue, vocabulary)
    named = named or _behind_attribute(scene, start, cue, vocabulary) or _people(scene, start, cue, vocabulary)
    return named or _foreign(scene, start, cue, vocabulary) or _bare_name(scene, start, cue, vocabulary)


def plain(scene: Scene, unit: Unit, cue: Cue, vocabulary: Vocabulary) -> Source | None:
    """公司在接待某某調研時稱, 這位“創二代”認為, 一位基金經理告訴記者: phrases no name inside them can outdo."""
    start, text = _clause(scene, unit, cue), scene.reading.folded
    printed = scene.reading.passage.text
    m = lexicon.opens(vocabulary, "bare_body").match(text, start, cue.start)
    if m and any(s.kind == "Person" for s in scene.sources_in(m.end(), cue.start)):
        m = None  # 公司創始人某某
    if m and subject.is_adverbial(text[m.end() : cue.start], vocabulary):
        return Source(start, m.end(), "Body", printed[start : m.end()], "bare body")
    if voice := _public(scene, start, cue, vocabulary):
        return voice
    if text[start : cue.start] in vocabulary.words("personal_paper"):
        return Source(start, cue.start, "Him", printed[start : cue.start], "his paper")
    if start == cue.start and (m := lexicon.opens(vocabulary, "document_head", "reports").match(text, start, cue.end)):
        kind = "Pronoun" if m.group() in vocabulary.words("reports") else "Document"
        return Source(start, m.end(), kind, printed[start : m.end()], "paper")  # 聲明指出，……
    if m := lexicon.opens(vocabulary, "points_at_person").match(text, start, cue.start):
        end = _phrase_end(text, start, cue.start, vocabulary)
        called = next((q.end + 1 for q in unit.quotes if q.start - 1 == m.end()), 0)
        if called and _follows(text[called : cue.start], vocabulary):
            return Source(start, called, "Him", printed[start:called], "pointed at")
        titled = any(h.end == end for h in scene.reading.hits("roles"))
        if end > m.end() and titled and not scene.sources_in(m.end() + 1, end):
            return Source(start, end, "Him", printed[start:end], "pointed at")
    if m := lexicon.opens(vocabulary, "quoted_from").match(text, start, cue.start):
        end = _phrase_end(text, m.end(), cue.start, vocabulary)
        named = [s for s in scene.sources_in(m.end(), end) if s.kind != "Region"]
        if end == cue.start and end > m.end() + 1 and not named and (kind := _kind(text[m.end() : end], vocabulary)):
            return Source(m.end(), end, kind, printed[m.end() : end], "quoted from")
    if lexicon.opens(vocabulary, "some").match(text, start, cue.start):
        end = _phrase_end(text, start, cue.start, vocabulary)
        if end > start and not any(s.kind == "Person" for s in scene.sources_in(start, end)):
            return Source(start, end, "Group", printed[start:end], "counted")
    return None


def _public(scene: Scene, start: int, cue: Cue, vocabulary: Vocabulary) -> Source | None:
    """市場傳言, 外界普遍認為, 坊間也有一種說法指: nobody in particular, right before a word for holding."""
    if cue.kind not in ("speech", "opinion", "forecast", "weak"):
        return None
    text = scene.reading.folded
    told = rf"(?:[也则]?有[^，。]{{0,6}}{vocabulary.pattern('told_noun')})?"
    named = lexicon.within(
        vocabulary, "public_voice", before=f"(?:{vocabulary.pattern('carry_opening')}|而)?(", after=f"){told}"
    )
    m = named.match(text, start, cue.start)
    if m is None or not _are_adverbs(text[m.end() : cue.start]):
        return None
    printed = scene.reading.passage.text[m.start(1) : m.end(1)]
    return Source(m.start(1), m.end(1), "Group", printed, "public voice")


def mend(scene: Scene, who: Source, cue: Cue, vocabulary: Vocabulary) -> Source:
    """半導體分析師陸行知在臉書發文說, 趙某在會上說, 王勃華曾警告: the name that the phrase cuts short, or runs over."""
    text, printed = scene.reading.folded, scene.reading.passage.text
    gap = text[who.end : cue.start]
    if who.kind in ("Group", "Post") and gap:
        for m in (_called(vocabulary).match(text, who.end, min(who.end + n, cue.start)) for n in (3, 2, 4)):
            if m and _follows(text[m.end() : cue.start], vocabulary) and not _is_common(m.group(), vocabulary):
                return Source(who.end, m.end(), "Person", printed[who.end : m.end()], "behind a noun")
    if who.kind != "Person" or who.name != printed[who.end - len(who.name) : who.end]:
        return who
    if len(who.name) > 2 and script.fold(who.name[-1]) in vocabulary.words("leads_in"):
        return replace(who, end=who.end - 1, name=who.name[:-1])
    turns = vocabulary.words("link_adverb", "turns_to")
    cut = len(who.name) == 2 and gap and "\u3400" <= gap[0] <= "\u9fff" and gap[0] not in turns
    if cut and gap[0] not in "[的和与及、]" and (not gap[1:] or gap[1:] in turns) and not _is_adverb(gap[0]):
        return replace(who, end=who.end + 1, name=printed[who.end - 2 : who.end + 1])
    return who


def _is_adverb(letter: str) -> bool:
    return segment.tags(letter)[0][1][0] in "dptcrf"


def _clause(scene: Scene, unit: Unit, cue: Cue) -> int:
    start = subject.clause_start(scene, unit, cue.start)
    while start < cue.start and scene.reading.folded[start].isspace():
        start += 1
    return start


def surname(scene: Scene, unit: Unit, cue: Cue, vocabulary: Vocabulary) -> Source | None:
    """林又承認: a surname alone, and adverbs."""
    return _surname(scene, _clause(scene, unit, cue), cue, vocabulary)


def behind_adverbials(scene: Scene, unit: Unit, cue: Cue, vocabulary: Vocabulary) -> Source | None:
    """公司在公告中解釋, 主任某某助理總監今早在記者會上說: the clause does open with somebody, by his noun or post."""
    start = subject.clause_start(scene, unit, cue.start)
    if m := lexicon.opens(vocabulary, "bare_body").match(scene.reading.folded, start, cue.start):
        return Source(start, m.end(), "Body", scene.reading.passage.text[start : m.end()], "bare body")
    return _behind_post(scene, start, cue, vocabulary)


def _behind_post(scene: Scene, start: int, cue: Cue, vocabulary: Vocabulary) -> Source | None:
    """某集團高級經濟師某某某受訪時指出: what stands between a post and the verb is his name."""
    posts = sorted((h for h in _posts(scene) if start <= h.start and h.end < cue.start), key=lambda h: (h.start, h.end))
    for at in sorted({h.end for h in posts if h.end - h.start > 1}, reverse=True):
        rest = scene.reading.folded[at : cue.start]
        for length in (3, 2, 4, len(rest)):
            name, gap = rest[:length], rest[length:]
            words = lexicon.ends(vocabulary, "own_words").search(name)
            if words or not _NAME.fullmatch(name) or "·" not in name:
                continue
            if not gap or subject.is_adverbial(gap, vocabulary):
                printed = scene.reading.passage.text[at : at + length]
                return Source(at, at + length, "Person", printed, "behind a post")
        second = next((h for h in posts if h.start > at + 1 and _is_title(h.term.rows)), None)
        titled = second is not None and _NAME.fullmatch(scene.reading.folded, at, second.start)
        if second and titled and subject.is_adverbial(scene.reading.folded[second.end : cue.start], vocabulary):
            printed = scene.reading.passage.text[at : second.start]
            return Source(at, second.end, "Person", printed, "between two posts")  # 主任某某助理總監
    return None


def _behind_attribute(scene: Scene, start: int, cue: Cue, vocabulary: Vocabulary) -> Source | None:
    """曾任院長的某某說, 外送員小劉（化名）說, foodpanda表示: a name behind 的 or a noun for people, or in Latin."""
    text, printed = scene.reading.folded, scene.reading.passage.text
    behind = {text.rfind("的", start, cue.start) + 1, *(h.end for h in _posts(scene) if start < h.end < cue.start)}
    for at in sorted((b for b in behind if b > start), reverse=True):
        for m in (_called(vocabulary).match(text, at, min(at + length, cue.start)) for length in (3, 2, 4)):
            if m and _follows(text[m.end() : cue.start], vocabulary) and not _is_common(m.group(), vocabulary):
                return Source(at, m.end(), "Person", printed[at : m.end()], "behind an attribute")
    for at in (*sorted(behind, reverse=True), start):
        where = lexicon.within(vocabulary, "leads_in").search(text, start, at)
        if (
            not where
            and (m := _LATIN.match(printed, at, cue.start))
            and _follows(text[m.end() : cue.start], vocabulary)
        ):
            kind = "Person" if at > start else "Organization"
            return Source(at, m.end(), kind, m.group(), "in Latin letters")
    return None


def _foreign(scene: Scene, start: int, cue: Cue, vocabulary: Vocabulary) -> Source | None:
    """那木卡介紹: three or four letters that make no words, alone before the verb, are a name from another language."""
    name = scene.reading.folded[start : cue.start]
    if not re.fullmatch(r"[\u3400-\u9fff]{2,4}", name) or cue.kind not in ("speech", "opinion", "weak", "address"):
        return None
    words = segment.tags(name)
    apart = len(segment.cut(name, guess=False)) == len(name) > 2 and not any(t in _GRAMMATICAL for _, t in words)
    named = len(words) == 1 and words[0][1] in ("nr", "nrt", "nrfg", "nz")
    surnamed = _called(vocabulary).fullmatch(name) and words[0][1] == "nr" and len(name) > 2
    if not (apart or named or surnamed):
        return None
    return Source(start, cue.start, "Person", scene.reading.passage.text[start : cue.start], "alone before the verb")


def _is_common(name: str, vocabulary: Vocabulary) -> bool:
    """Whether what looks like a surname and a name is a word (高层, 双方) or runs into the next."""
    words = segment.tags(name)
    runs_on = len(words[0][0]) > 1 and words[-1][1].startswith("u")  # 高興地
    if runs_on or name[-1] in vocabulary.words("leads_in", "turns_to", "link_adverb"):
        return True
    return len(words) == 1 and not words[0][1].startswith("nr") and words[0][1] != "x"


def _follows(rest: str, vocabulary: Vocabulary) -> bool:
    """Whether behind a name only an aside and adverbials stand before the verb."""
    rest = _ASIDE.sub("", rest, count=1)
    return not rest or subject.is_adverbial(rest, vocabulary)


@cache
def _surnames(vocabulary: Vocabulary, least: float) -> str:
    rows = vocabulary.rows["surnames"]
    return alternation(script.fold(r["surname"]) for r in rows if float(r["weight"]) > least)


@cache
def _called(vocabulary: Vocabulary) -> re.Pattern[str]:
    surnames = _surnames(vocabulary, -2.5)
    return re.compile(rf"[小老阿]{surnames}|{surnames}[\u3400-\u9fff]{{1,2}}")


def _posts(scene: Scene) -> set[Hit]:
    ours = {h.end for h in scene.reading.hits("group_barred")}
    return {h for h in (*scene.reading.hits("roles"), *scene.reading.hits("people_end")) if h.end not in ours}


def _is_title(rows: Sequence[Row]) -> bool:
    return any(r.table == "roles" for r in rows) and not any(r["class"] == "group_barred" for r in _words(rows))


def _words(rows: Sequence[Row]) -> list[Row]:
    return [r for r in rows if r.table == "words"]


def _surname(scene: Scene, start: int, cue: Cue, vocabulary: Vocabulary) -> Source | None:
    """林說, 祁官直言, 林又承認: one letter before the verb is the surname of somebody named before."""
    text = scene.reading.folded
    m = lexicon.within(vocabulary, "surname_title", before=_surnames(vocabulary, -1.0), after="?").match(
        text, start, cue.start
    )
    if m is None:
        return None
    rest = text[m.end() : cue.start]
    titled = m.end() - start > 1 and subject.is_adverbial(rest, vocabulary)  # 楊男向警方供稱
    if rest and not titled and (len(rest) > _ADVERBS or not _are_adverbs(rest)):
        return None
    if rest and not titled and segment.cut(text[start : cue.start])[0] != m.group():
        return None  # 林又說: the letter is a word of its own
    return Source(start, m.end(), "Surname", scene.reading.passage.text[start], "surname")


def _are_adverbs(words: str) -> bool:
    return all(tag[0] in "dct" for _, tag in segment.tags(words))


def body(scene: Scene, start: int, end: int, vocabulary: Vocabulary) -> Source | None:
    """據當地統計部門數據: a noun phrase before a word for figures is the body that gives them."""
    tags = segment.tags(scene.reading.folded[start:end])
    nominal = all(tag[0] in _NOMINAL or tag == "vn" or word == "的" for word, tag in tags)
    ends = lexicon.ends(vocabulary, "people_end").search(scene.reading.folded, start, end)
    if not (tags and nominal and ends and 3 < end - start <= _LONGEST_GROUP):
        return None
    return Source(start, end, "Organization", scene.reading.passage.text[start:end], "statistic")


def _people(scene: Scene, start: int, cue: Cue, vocabulary: Vocabulary) -> Source | None:
    """貿易商私下透露, 有里民怒嗆: a noun phrase with nothing but its attributes and adverbs around it."""
    text = scene.reading.folded
    for word, tag in segment.tags(text[start : cue.start]):
        if tag[0] not in "cd" and word not in vocabulary.words("link_adverb", "brings_in"):
            break
        start += len(word)
    end = _phrase_end(text, start, cue.start, vocabulary)
    phrase = text[start:end]
    if not 2 <= len(phrase) <= _LONGEST_GROUP:
        return None
    kind = _kind(phrase, vocabulary) or ("Group" if lexicon.opens(vocabulary, "some").match(phrase) else "")
    return Source(start, end, kind, scene.reading.passage.text[start:end], "people") if kind else None


def _bare_name(scene: Scene, start: int, cue: Cue, vocabulary: Vocabulary) -> Source | None:
    """那木措介紹，……: a word that segmentation does not know is all that stands before the verb."""
    text = scene.reading.folded
    if m := lexicon.opens(vocabulary, "link_adverb", "carry_opening").match(text, start, cue.start - 2):
        start = m.end()
    end = _phrase_end(text, start, cue.start, vocabulary)
    phrase = text[start:end]
    tags = [tag for _, tag in segment.tags(phrase)]
    if len(tags) != 1 or not 2 <= len(phrase) <= _LONGEST_NAME:
        return None
    guessed = len(phrase) > 2 and all(len(word) == 1 for word in segment.cut(phrase, guess=False))
    if not tags[0].startswith("nr") and not guessed:
        return None
    return Source(start, end, "Person", scene.reading.passage.text[start:end], "bare name")


def bare_names(scene: Scene, vocabulary: Vocabulary) -> set[str]:
    """Names of a passage, as printed, that stand alone before verbs of saying and no rule for names has found."""
    names = set()
    for cue in scene.cues:
        unit = scene.unit_at(cue.start)
        start = _clause(scene, unit, cue)
        if cue.kind in ("speech", "weak", "address") and start < cue.start and not scene.sources_in(start, cue.start):
            name = _bare_name(scene, start, cue, vocabulary)
            names |= {name.name} if name else set()
    return names


def short_names(persons: Iterable[str], vocabulary: Vocabulary) -> dict[str, str]:
    """林鄭 for 林鄭月娥: the two surnames of a name of four letters, if no other person bears them.

    >>> from kg.vocabulary import load
    >>> short_names(["林鄭秀芝", "王建國"], load())
    {'林鄭': '林鄭秀芝'}
    """
    two = re.compile(rf"({_surnames(vocabulary, -1.0)})({_surnames(vocabulary, -1.0)})..")
    long = [p for p in sorted(persons) if len(p) == 4 and two.fullmatch(script.fold(p))]
    return {p[:2]: p for p in long if sum(q[:2] == p[:2] for q in persons) == 1 and not _is_compound(p[:2], vocabulary)}


def _is_compound(surname: str, vocabulary: Vocabulary) -> bool:
    return any(script.fold(r["surname"]) == script.fold(surname) for r in vocabulary.rows["surnames"])


def _kind(phrase: str, vocabulary: Vocabulary) -> str:
    """Whether a noun phrase means people or a body, by its end; empty for a thing."""
    if lexicon.ends(vocabulary, "people_end", "group_head").search(phrase):
        return "Group"
    office = lexicon.ends(vocabulary, "office_end", "authority").search(phrase) and len(phrase) > 2
    return "Organization" if office else ""


def _phrase_end(text: str, start: int, end: int, vocabulary: Vocabulary) -> int:
    """Where the noun phrase that begins here ends, if only adverbs, times and adverbial phrases follow; else the start.

    What begins with a number of people may hold a verb: 一位不便具名的主管.
    """
    counted = lexicon.opens(vocabulary, "some").match(text, start, end)
    of = text.rfind("的", start, end) if counted else -1
    at = low = max(of + 1, start)
    words = segment.tags(text[low:end])
    if len(words) > 1 and words[0][1] == "v" and words[1][1][0] == "n":  # 指揮中心, 運營商
        at += len(words.pop(0)[0])
    for word, tag in words:
        nominal = tag[0] in _NOMINAL or tag in ("vn", "k") or word == "的"
        if (
            word in vocabulary.words("np_breaker", "unlike_so")
            or tag[0] == "t"
            or (tag == "m" and at > low)
            or not nominal
        ):
            break
        at += len(word)
    rest = text[at:end]
    return at if at > low and (not rest or subject.is_adverbial(rest, vocabulary)) else start
