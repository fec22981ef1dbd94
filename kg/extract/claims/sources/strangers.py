"""Speakers that neither a table nor a name rule knows: a cue in, the person, group or surname before it out.

Asked only where nobody else can be the subject. Never looks past the cue's own clause.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg import segment
from kg.extract.claims import adverbials, clauses, lexicon
from kg.extract.claims.parts import Cue, Scene, Source, Unit
from kg.extract.claims.sources import bare_names, noun_phrases, surnames
from kg.vocabulary import Hit, Row, Vocabulary

__all__ = ["behind_adverbials", "find", "surname"]

_NAME = re.compile(r"[\u3400-\u9fff]{2,5}|[\u3400-\u9fff]{1,6}·[\u3400-\u9fff·]{1,10}")
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9.&'-]+(?: [A-Z][A-Za-z0-9.&'-]*)*")
_BARE_BODY = lexicon.expression("<bare_body>")
_LEADS_IN = lexicon.expression("<leads_in>")
_SOME = lexicon.expression("<some>")
_is_own_words = lexicon.ends("own_words")
_JOINS = lexicon.expression("<link_adverb|carry_opening|turns_but>")
_GRAMMATICAL = ("p", "c", "d", "u", "uj", "ul", "t", "f")
_ADVERBS = 5


def find(scene: Scene, unit: Unit, cue: Cue, vocabulary: Vocabulary) -> Source | None:
    """Whoever stands before a cue that reports, by the shape of the phrase alone.

    In the order of certainty: a name behind a post, a surname alone (林說), a noun for people.
    """
    start = clauses.first_letter(scene, unit, cue.start)
    named = _behind_post(scene, start, cue, vocabulary) or _surname(scene, start, cue, vocabulary)
    named = named or _behind_attribute(scene, start, cue, vocabulary) or _people(scene, start, cue, vocabulary)
    return named or _foreign(scene, start, cue, vocabulary) or bare_names.alone(scene, start, cue, vocabulary)


def surname(scene: Scene, unit: Unit, cue: Cue, vocabulary: Vocabulary) -> Source | None:
    """林又承認: a surname alone, and adverbs."""
    return _surname(scene, clauses.first_letter(scene, unit, cue.start), cue, vocabulary)


def behind_adverbials(scene: Scene, unit: Unit, cue: Cue, vocabulary: Vocabulary) -> Source | None:
    """公司在公告中解釋, 主任某某助理總監今早在記者會上說: the clause does open with somebody, by his noun or post."""
    start = clauses.start(scene, unit, cue.start)
    if m := _BARE_BODY(vocabulary).match(scene.reading.folded, start, cue.start):
        return Source(start, m.end(), "Body", scene.reading.passage.text[start : m.end()], "bare body")
    return _behind_post(scene, start, cue, vocabulary)


def _behind_post(scene: Scene, start: int, cue: Cue, vocabulary: Vocabulary) -> Source | None:
    """某集團高級經濟師某某某受訪時指出: what stands between a post and the verb is his name."""
    posts = sorted((h for h in _posts(scene) if start <= h.start and h.end < cue.start), key=lambda h: (h.start, h.end))
    for at in sorted({h.end for h in posts if h.end - h.start > 1}, reverse=True):
        rest = scene.reading.folded[at : cue.start]
        for length in (3, 2, 4, len(rest)):
            name, gap = rest[:length], rest[length:]
            words = _is_own_words(name, vocabulary)
            if words or not _NAME.fullmatch(name) or "·" not in name:
                continue
            if not gap or adverbials.is_adverbial(gap, vocabulary):
                printed = scene.reading.passage.text[at : at + length]
                return Source(at, at + length, "Person", printed, "behind a post")
        torn = scene.reading.words.crosses(at)  # 秘書|處就|代表
        second = next((h for h in posts if h.start > at + 1 and not torn and _is_title(h.term.rows)), None)
        titled = second is not None and _NAME.fullmatch(scene.reading.folded, at, second.start)
        if second and titled and adverbials.is_adverbial(scene.reading.folded[second.end : cue.start], vocabulary):
            printed = scene.reading.passage.text[at : second.start]
            return Source(at, second.end, "Person", printed, "between two posts")  # 主任某某助理總監
    return None


def _behind_attribute(scene: Scene, start: int, cue: Cue, vocabulary: Vocabulary) -> Source | None:
    """曾任院長的某某說, 外送員小劉（化名）說, foodpanda表示: a name behind 的 or a noun for people, or in Latin."""
    text, printed = scene.reading.folded, scene.reading.passage.text
    behind = {text.rfind("的", start, cue.start) + 1, *(h.end for h in _posts(scene) if start < h.end < cue.start)}
    for at in sorted((b for b in behind if b > start), reverse=True):
        longer = max((s.end for s in scene.sources if s.kind == "Person" and s.start <= at < s.end), default=at)
        for end in surnames.name_at(scene.reading, at, cue.start, vocabulary):
            if (
                end >= longer
                and text[end] != "的"
                and noun_phrases.only_adverbials_follow(text[end : cue.start], vocabulary)
            ):
                return Source(at, end, "Person", printed[at:end], "behind an attribute")
    for at in (*sorted(behind, reverse=True), start):
        where = _LEADS_IN(vocabulary).search(text, start, at)
        if (
            not where
            and not printed[at - 1 : at].isascii()
            and (m := _LATIN.match(printed, at, cue.start))
            and (at == start or m.group()[0].isupper())
            and noun_phrases.only_adverbials_follow(text[m.end() : cue.start], vocabulary)
        ):
            kind = "Person" if at > start else "Organization"
            return Source(at, m.end(), kind, m.group(), "in Latin letters")
    return None


def _foreign(scene: Scene, start: int, cue: Cue, vocabulary: Vocabulary) -> Source | None:
    """那木卡介紹: three or four letters that make no words, alone before the verb, are a name from another language."""
    name = scene.reading.folded[start : cue.start]
    joined = _JOINS(vocabulary).match(name)
    if (
        joined
        or not re.fullmatch(r"[\u3400-\u9fff]{2,4}", name)
        or cue.kind not in ("speech", "opinion", "weak", "address")
        or bare_names.is_noun(name, vocabulary)
    ):
        return None
    words = segment.tags(name)
    apart = len(segment.cut(name, guess=False)) == len(name) > 2 and not any(t in _GRAMMATICAL for _, t in words)
    named = len(words) == 1 and words[0][1] in ("nr", "nrt", "nrfg", "nz")
    surnamed = surnames.called(vocabulary).fullmatch(name) and words[0][1] == "nr" and len(name) > 2
    if not (apart or named or surnamed):
        return None
    return Source(start, cue.start, "Person", scene.reading.passage.text[start : cue.start], "alone before the verb")


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
    m = surnames.titled(vocabulary).match(text, start, cue.start)
    if m is None:
        return None
    rest = text[m.end() : cue.start]
    titled = m.end() - start > 1 and adverbials.is_adverbial(rest, vocabulary)  # 楊男向警方供稱
    if rest and not titled and (len(rest) > _ADVERBS or not noun_phrases.are_adverbs(rest)):
        return None
    if rest and not titled and segment.cut(text[start : cue.start])[0] != m.group():
        return None  # 林又說: the letter is a word of its own
    return Source(start, m.end(), "Surname", scene.reading.passage.text[start], "surname")


def _people(scene: Scene, start: int, cue: Cue, vocabulary: Vocabulary) -> Source | None:
    """貿易商私下透露, 有里民怒嗆: a noun phrase with nothing but its attributes and adverbs around it."""
    text = scene.reading.folded
    for word, tag in segment.tags(text[start : cue.start]):
        if tag[0] not in "cd" and word not in vocabulary.words("link_adverb", "brings_in"):
            break
        start += len(word)
    end = noun_phrases.phrase_end(text, start, cue.start, vocabulary)
    phrase = text[start:end]
    if not 2 <= len(phrase) <= noun_phrases.LONGEST:
        return None
    kind = noun_phrases.kind(phrase, vocabulary) or ("Group" if _SOME(vocabulary).match(phrase) else "")
    return Source(start, end, kind, scene.reading.passage.text[start:end], "people") if kind else None
