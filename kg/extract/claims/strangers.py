"""Speakers that neither a table nor a name rule knows: a cue in, the person, group or surname before it out.

Asked only where nobody else can be the subject. Never looks past the cue's own clause.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg import segment
from kg.extract.claims import lexicon, subject
from kg.extract.claims.parts import Cue, Scene, Source, Unit
from kg.vocabulary import Hit, Row, Vocabulary

__all__ = ["behind_adverbials", "body", "find"]

_NAME = re.compile(r"[\u3400-\u9fff]{2,5}|[\u3400-\u9fff]{1,6}·[\u3400-\u9fff·]{1,10}")
_LONGEST_GROUP = 14
_NOMINAL = "nbjmqarflzst"
"""First letters of the tags of words a noun phrase is made of."""


def find(scene: Scene, unit: Unit, cue: Cue, vocabulary: Vocabulary) -> Source | None:
    """Whoever stands before a cue that reports, by the shape of the phrase alone.

    In the order of certainty: a name behind a post, a surname alone (林說), a noun for people.
    """
    start = subject.clause_start(scene, unit, cue.start)
    while start < cue.start and scene.reading.folded[start].isspace():
        start += 1
    named = _behind_post(scene, start, cue, vocabulary)
    return named or _surname(scene, start, cue, vocabulary) or _people(scene, start, cue, vocabulary)


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


def _posts(scene: Scene) -> set[Hit]:
    return {*scene.reading.hits("roles"), *scene.reading.hits("people_end")}


def _is_title(rows: Sequence[Row]) -> bool:
    return any(r.table == "roles" for r in rows) and not any(r["class"] == "group_barred" for r in _words(rows))


def _words(rows: Sequence[Row]) -> list[Row]:
    return [r for r in rows if r.table == "words"]


def _surname(scene: Scene, start: int, cue: Cue, vocabulary: Vocabulary) -> Source | None:
    """林說, 祁官直言: one letter before the verb is the surname of somebody named before."""
    m = lexicon.within(vocabulary, "surname_title", before="[\u3400-\u9fff]", after="?").fullmatch(
        scene.reading.folded, start, cue.start
    )
    return Source(start, cue.start, "Surname", scene.reading.passage.text[start], "surname") if m else None


def body(scene: Scene, start: int, end: int, vocabulary: Vocabulary) -> Source | None:
    """據當地統計部門數據: a noun phrase before a word for figures is the body that gives them."""
    tags = segment.tags(scene.reading.folded[start:end])
    nominal = all(tag[0] in _NOMINAL or tag == "vn" or word == "的" for word, tag in tags)
    ends = lexicon.ends(vocabulary, "people_end").search(scene.reading.folded, start, end)
    if not (tags and nominal and ends and 3 < end - start <= _LONGEST_GROUP):
        return None
    return Source(start, end, "Organization", scene.reading.passage.text[start:end], "statistic")


def _people(scene: Scene, start: int, cue: Cue, vocabulary: Vocabulary) -> Source | None:
    """貿易商私下透露, 有里民怒嗆: a noun for people, with nothing but its attributes and adverbs around it."""
    tags = segment.tags(scene.reading.folded[start : cue.start])
    while tags and tags[-1][1][0] in "dct":
        tags.pop()
    end = start + sum(len(word) for word, _ in tags)
    while tags and (tags[0][1][0] in "cd" or tags[0][0] in vocabulary.words("brings_in")):
        start += len(tags.pop(0)[0])
    phrase = scene.reading.folded[start:end]
    people = lexicon.ends(vocabulary, "people_end").search(phrase)
    office = lexicon.ends(vocabulary, "office_end").search(phrase) and len(phrase) > 2
    nominal = all(tag[0] in _NOMINAL or tag == "vn" or word == "的" for word, tag in tags)
    if not (people or office) or not nominal or not 2 <= len(phrase) <= _LONGEST_GROUP:
        return None
    kind = "Organization" if office else "Group"
    return Source(start, end, kind, scene.reading.passage.text[start:end], "people")
