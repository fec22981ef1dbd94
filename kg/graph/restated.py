"""Restatements: the same utterance in two articles is linked, never merged.

Works in time about linear in the claims: only claims of one speaker that share
one of their smallest shingle hashes are compared, and each only with the first
claim of every group of equals.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from zlib import crc32

from kg import script
from kg.graph.draft import decimal
from kg.graph.index import Index

__all__ = ["Words", "linked", "shingles", "similarity", "words"]

SIZE = 4
"""Characters of a shingle: longer than most words, so that a shared one means shared wording."""
KEYS = 6
"""Smallest hashes a claim is found by: claims 0.6 alike share one of them in 995 of 1,000 cases."""
LEAST = 0.6
"""Similarity from which on two claims count as one utterance: a word changed in a sentence of thirty characters."""
SHORTEST = 8
"""Characters below which sameness is chance (「堅持創新驅動」)."""
_ASIDE = re.compile(r"[\W_]+")
"""All but letters and numbers of any script."""
FIRSTS = 24
"""First claims of a block that a new one is compared with; bounds the work on set phrases."""


class Words(NamedTuple):
    """A claim's words, ready to be compared; sorted, those of one speaker stand together and the earliest first."""

    speaker: str
    """Entity, or for a group the name: a group is one article's own, the words it is given are not."""
    published: str
    name: str
    document: str
    place: int
    """Of the claim among those of its document."""
    claim: str
    shingles: array[int]


def words(index: Index) -> list[Words]:
    """The claims of a page that are long enough to be told apart, and have a speaker."""
    page = index.document
    found = []
    for place, claim in enumerate(index.extraction.claims):
        its = shingles(claim.text)
        if len(its) <= SHORTEST - SIZE or not claim.speaker:
            continue
        group = claim.speaker.kind == "Group"
        who = script.fold(claim.speaker.name) if group else index.entity(claim.speaker.kind, claim.speaker.name)
        found.append(Words(who, page.published or "9999", page.name, page.id, place, claim.id, array("I", sorted(its))))
    return found


def linked(claims: Iterable[Words]) -> Iterator[tuple[str, str, str]]:
    """Claim, the earliest that says the same, and how alike they are; of one speaker's claims, the earliest first."""
    blocks: dict[int, list[Words]] = {}
    for claim in claims:
        its = frozenset(claim.shingles)
        found = [blocks.setdefault(key, []) for key in claim.shingles[:KEYS]]
        earlier, score = _earliest(claim, its, found)
        if earlier:
            yield claim.claim, earlier.claim, decimal(score)
        else:
            for block in found:
                if len(block) < FIRSTS:
                    block.append(claim)


def _earliest(claim: Words, its: frozenset[int], blocks: list[list[Words]]) -> tuple[Words | None, float]:
    tried: set[str] = set()
    for block in blocks:
        for other in block:
            if other.claim in tried or other.document == claim.document:
                continue
            tried.add(other.claim)
            if (score := similarity(its, frozenset(other.shingles))) >= LEAST:
                return other, score
    return None, 0.0


def shingles(text: str) -> frozenset[int]:
    """Hashes of the text's runs of characters, script, punctuation and white space aside.

    >>> shingles("堅持創新驅動！") == shingles("坚持创新驱动")
    True
    """
    plain = _ASIDE.sub("", script.fold(text).lower())
    windows = range(len(plain) - SIZE + 1)
    return frozenset([crc32(plain[i : i + SIZE].encode("utf-8", "surrogatepass")) for i in windows])


def similarity(one: frozenset[int], other: frozenset[int]) -> float:
    """Shared shingles out of all (Jaccard).

    >>> similarity(frozenset({1, 2, 3}), frozenset({2, 3, 4}))
    0.5
    """
    return len(one & other) / (len(one | other) or 1)
