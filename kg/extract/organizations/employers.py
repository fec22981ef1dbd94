"""Organisations without any telling last word: whatever stands before 創始人, 董事長, CEO is one.

Takes a Reading with its words, gives spans. Never takes 公司, 品牌 or 團隊 for a name.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache

from kg import script
from kg.extract.people import shapes
from kg.extract.records import Reading
from kg.extract.tokens import Token, Tokens
from kg.vocabulary import Vocabulary

__all__ = ["named"]

_LONGEST = 14
_NAME = 3
_LIKELY = 1.0
"""What three letters weigh at least that are likelier a person's name than a body's."""


@dataclass(frozen=True)
class _Words:
    """The tables' words that this rule looks for."""

    corporate: frozenset[str]
    """Posts that only a company or a like body gives."""
    barred: frozenset[str]
    generic: frozenset[str]
    kinds: frozenset[str]
    prefixes: frozenset[str]
    inner: frozenset[str]


@cache
def _words(vocabulary: Vocabulary) -> _Words:
    words = vocabulary.words
    return _Words(
        words("corporate_post"),
        words("org_stop", "post_prefix") | {script.fold(r["role"]) for r in vocabulary.rows["roles"]},
        words("org_generic"),
        words("org_generic", "employer_generic"),
        words("post_prefix") | {"的"},
        words("org_inner"),
    )


def named(
    reading: Reading, words: Tokens, taken: Collection[tuple[int, int]], vocabulary: Vocabulary
) -> Iterator[tuple[int, int]]:
    """The phrase before a post that only a company or a like body gives."""
    w, held = _words(vocabulary), reading.posts.starting
    corporate = [at for at, post in held.items() if reading.folded[at : post.end] in w.corporate]
    ends = {e for _, e in taken} if corporate else set()
    for at in sorted(corporate):
        while (n := words.at_end.get(at)) is not None and words.words[n].word in w.prefixes:
            at = words.words[n].start
        start, n = at, words.at_end.get(at)
        inside: list[Token] = []
        while n is not None and n >= 0 and (t := words.words[n]).word.isalnum() and t.word not in w.barred:
            if t.start in ends or t.end in ends or at - t.start > _LONGEST or t.tag[0] in "pcrudyq":
                break
            if (
                t.tag[0] == "v"
                and t.tag != "vn"
                and t.word not in w.inner
                and (t.start, t.end) in words.known
                and at - t.end != 1
            ):
                break  # 接下|某某董事長
            inside.insert(0, t)
            start, n = t.start, n - 1
        while len(inside) > 1 and inside[-1].tag == "ns":  # 海川证券|中国首席经济学家
            at = inside.pop().start
        if not inside or at - start < 2 or inside[-1].word in w.generic or at in ends:
            continue
        if all(t.word in w.kinds or t.tag in ("a", "b", "m", "t", "ns") for t in inside):
            continue
        if not _is_person(reading, start, at, vocabulary):
            yield start, at


def _is_person(reading: Reading, start: int, at: int, vocabulary: Vocabulary) -> bool:
    """馬應權理事長告訴記者: three letters like a name before a post, and a reporting word right behind it."""
    speaks = (
        any(h.start == held.end for h in reading.hits("cues")) if (held := reading.posts.starting.get(at)) else False
    )
    found = shapes.of(vocabulary).own(reading.folded, start) if speaks and at - start == _NAME else []
    return any(shape.end == at and shape.weight >= _LIKELY for shape in found)
