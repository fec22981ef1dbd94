"""Names that nothing but their surname tells: patterns from the surname table, and what is a word after all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from kg import script, segment
from kg.extract.records import Reading
from kg.vocabulary import Vocabulary, alternation

__all__ = ["alternatives", "called", "is_common", "name_at", "short_names", "titled"]


@cache
def alternatives(vocabulary: Vocabulary, least: float) -> str:
    """A pattern for any surname that weighs more than ``least``."""
    rows = vocabulary.rows["surnames"]
    return alternation(script.fold(r["surname"]) for r in rows if float(r["weight"]) > least)


@cache
def called(vocabulary: Vocabulary) -> re.Pattern[str]:
    """A surname and one or two letters, or a familiar name (小劉)."""
    surnames = alternatives(vocabulary, -2.5)
    return re.compile(rf"[小老阿]{surnames}|{surnames}[\u3400-\u9fff]{{1,2}}")


@cache
def titled(vocabulary: Vocabulary) -> re.Pattern[str]:
    """A surname, alone or with what people are called by it (祁官, 楊男)."""
    return re.compile(f"{alternatives(vocabulary, -1.0)}{vocabulary.pattern('surname_title')}?")


def name_at(reading: Reading, at: int, end: int, vocabulary: Vocabulary) -> Iterator[int]:
    """Where the names may end that begin at a place, the likeliest first; the letters are no words, nor parts of some.

    >>> from kg.extract.reading import pair
    >>> from kg.extract.tokens import of
    >>> from kg.model import Passage
    >>> from kg.vocabulary import load
    >>> text = "人才的户籍限制，工人小刘说"
    >>> r = Reading(Passage("d", 0, "paragraph", text, range(len(text))), text, {}, of(text), pair(text), ())
    >>> list(name_at(r, 4, 7, load())), list(name_at(r, 10, 13, load()))
    ([], [12])
    """
    words, text = reading.words, reading.folded
    matches = (called(vocabulary).match(text, at, min(at + length, end)) for length in (3, 2, 4))
    for stop in dict.fromkeys(m.end() for m in matches if m):
        if words.crosses(at) or words.crosses(stop) or is_common(text[at:stop], vocabulary):
            continue
        within = (text[s : words.known_at[s]] for s in range(at, stop) if s in words.known_at)
        if all(segment.tags(word)[0][1].startswith("nr") for word in within):  # 志遠 in 林志遠
            yield stop


def is_common(name: str, vocabulary: Vocabulary) -> bool:
    """Whether what looks like a surname and a name is a word (高层, 双方) or runs into the next."""
    words = segment.tags(name)
    runs_on = len(words[0][0]) > 1 and words[-1][1].startswith("u")  # 高興地
    stops = name in vocabulary.words("name_stop") or name[-1] in vocabulary.words("leads_in", "turns_to", "link_adverb")
    if runs_on or stops:
        return True
    return len(words) == 1 and not words[0][1].startswith("nr") and words[0][1] != "x"


def _is_compound(surname: str, vocabulary: Vocabulary) -> bool:
    return any(script.fold(r["surname"]) == script.fold(surname) for r in vocabulary.rows["surnames"])


def short_names(persons: Iterable[str], vocabulary: Vocabulary) -> dict[str, str]:
    """林鄭 for 林鄭月娥: the two surnames of a name of four letters, if no other person bears them.

    >>> from kg.vocabulary import load
    >>> short_names(["林鄭秀芝", "王建國"], load())
    {'林鄭': '林鄭秀芝'}
    """
    two = re.compile(rf"({alternatives(vocabulary, -1.0)})({alternatives(vocabulary, -1.0)})..")
    long = [p for p in sorted(persons) if len(p) == 4 and two.fullmatch(script.fold(p))]
    return {p[:2]: p for p in long if sum(q[:2] == p[:2] for q in persons) == 1 and not _is_compound(p[:2], vocabulary)}
