"""Noun phrases by their shape alone: how far one reaches, and whether it means people or a body."""

from __future__ import annotations

import re

from kg import segment
from kg.extract.claims import adverbials, lexicon
from kg.extract.claims.parts import Scene, Source
from kg.vocabulary import Vocabulary

__all__ = ["LONGEST", "are_adverbs", "body", "kind", "only_adverbials_follow", "phrase_end"]

_ASIDE = re.compile(r"^[（(][^（）()]{1,12}[）)]")
LONGEST = 16
"""Letters of a phrase that may speak."""
_SOME = lexicon.expression("<some>")
_is_people = lexicon.ends("people_end", "group_head")
_is_office = lexicon.ends("office_end", "authority")
_is_body = lexicon.ends("people_end")
_NOMINAL = "nbjmqarflzst"
"""First letters of the tags of words a noun phrase is made of."""


def kind(phrase: str, vocabulary: Vocabulary) -> str:
    """Whether a noun phrase means people or a body, by its end; empty for a thing."""
    if _is_people(phrase, vocabulary):
        return "Group"
    office = len(phrase) > 2 and _is_office(phrase, vocabulary)
    return "Organization" if office else ""


def phrase_end(text: str, start: int, end: int, vocabulary: Vocabulary) -> int:
    """Where the noun phrase that begins here ends, if only adverbs, times and adverbial phrases follow; else the start.

    What begins with a number of people may hold a verb: 一位不便具名的主管.
    """
    counted = _SOME(vocabulary).match(text, start, end)
    of = text.rfind("的", start, end) if counted else -1
    at = low = max(of + 1, start)
    words = segment.tags(text[low:end])
    if len(words) > 1 and words[0][1] == "v" and words[1][1][0] == "n":  # 指揮中心, 運營商
        at, words = at + len(words[0][0]), words[1:]
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
    return at if at > low and (not rest or adverbials.is_adverbial(rest, vocabulary)) else start


def body(scene: Scene, start: int, end: int, vocabulary: Vocabulary) -> Source | None:
    """據當地統計部門數據: a noun phrase before a word for figures is the body that gives them."""
    tags = segment.tags(scene.reading.folded[start:end])
    nominal = all(tag[0] in _NOMINAL or tag == "vn" or word == "的" for word, tag in tags)
    ends = _is_body(scene.reading.folded[start:end], vocabulary)
    if not (tags and nominal and ends and 3 < end - start <= LONGEST):
        return None
    return Source(start, end, "Organization", scene.reading.passage.text[start:end], "statistic")


def only_adverbials_follow(rest: str, vocabulary: Vocabulary) -> bool:
    """Whether behind a name only an aside and adverbials stand before the verb."""
    rest = _ASIDE.sub("", rest, count=1)
    return not rest or adverbials.is_adverbial(rest, vocabulary)


def are_adverbs(words: str) -> bool:
    """Whether words are adverbs, conjunctions and times only.

    >>> are_adverbs("又"), are_adverbs("昨天在会上")
    (True, False)
    """
    return all(tag[0] in "dct" or tag == "ad" for _, tag in segment.tags(words))
