"""Restatements: the same utterance in two articles is linked, never merged.

Works in time about linear in the claims: only claims of one speaker that share
one of their smallest shingle hashes are compared, and each only with the first
claim of every group of equals.
"""

from __future__ import annotations

import unicodedata
from zlib import crc32

from kg import script
from kg.graph.draft import Draft, decimal
from kg.graph.index import Index
from kg.model import Claim

__all__ = ["add", "shingles", "similarity"]

SIZE = 4
"""Characters of a shingle: longer than most words, so that a shared one means shared wording."""
KEYS = 6
"""Smallest hashes a claim is found by: claims 0.6 alike share one of them in 995 of 1,000 cases."""
LEAST = 0.6
"""Similarity from which on two claims count as one utterance: a word changed in a sentence of thirty characters."""
SHORTEST = 8
"""Characters below which sameness is chance (「堅持創新驅動」)."""
FIRSTS = 24
"""First claims of a block that a new one is compared with; bounds the work on set phrases."""


def add(draft: Draft, index: Index) -> None:
    """``RESTATES`` from each later claim to the earliest that says the same."""
    claims = {e.document.id: e.claims for e in index.extractions}
    documents = sorted(index.documents.values(), key=lambda d: (d.published or "9999", d.name, d.id))
    blocks: dict[tuple[str, int], list[tuple[Claim, frozenset[int]]]] = {}
    for document in documents:
        for claim in claims[document.id]:
            words = shingles(claim.text)
            if len(words) <= SHORTEST - SIZE or not claim.speaker:
                continue
            speaker = index.entity(document.id, claim.speaker.kind, claim.speaker.name)
            if claim.speaker.kind == "Group":  # a group is one article's own; the words it is given are not
                speaker = script.fold(claim.speaker.name)
            found = [blocks.setdefault((speaker, key), []) for key in sorted(words)[:KEYS]]
            earlier, score = _earliest(claim, words, found)
            if earlier:
                draft.edge("RESTATES", claim.id, earlier.id, {"score": decimal(score)})
            else:
                for block in found:
                    if len(block) < FIRSTS:
                        block.append((claim, words))


def _earliest(
    claim: Claim, words: frozenset[int], blocks: list[list[tuple[Claim, frozenset[int]]]]
) -> tuple[Claim | None, float]:
    tried: set[str] = set()
    for block in blocks:
        for other, its in block:
            if other.id in tried or other.document == claim.document:
                continue
            tried.add(other.id)
            if (score := similarity(words, its)) >= LEAST:
                return other, score
    return None, 0.0


def shingles(text: str) -> frozenset[int]:
    """Hashes of the text's runs of characters, script, punctuation and white space aside.

    >>> shingles("堅持創新驅動！") == shingles("坚持创新驱动")
    True
    """
    plain = "".join(c for c in script.fold(text).lower() if unicodedata.category(c)[0] in "LN")
    return frozenset(crc32(plain[i : i + SIZE].encode("utf-8", "surrogatepass")) for i in range(len(plain) - SIZE + 1))


def similarity(one: frozenset[int], other: frozenset[int]) -> float:
    """Shared shingles out of all (Jaccard).

    >>> similarity(frozenset({1, 2, 3}), frozenset({2, 3, 4}))
    0.5
    """
    return len(one & other) / (len(one | other) or 1)
