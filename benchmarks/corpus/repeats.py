"""How much of a corpus repeats: whether a memory of sentences could pass for speed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import blake2b

__all__ = ["repeated"]

_SENTENCE = re.compile(r"[^。！？\n]+[。！？]")
_CLAUSE = re.compile(r"[^，。！？；：\n]{6,}")


def repeated(texts: Iterable[str], sample: int = 1) -> dict[str, float]:
    """Share of the sentences and of the clauses (six letters or more) that stood before, word for word.

    Give it pages with whole lines: a wrapped line's end cuts sentences where no reader would.
    Counts one in ``sample`` of the different ones, chosen by hash: an unbiased
    share in a part of the memory.

    >>> repeated(["他說今天會下雨。他說明天會下雨。", "他說今天會下雨。"])["sentences"]
    0.3333333333333333
    """
    shares = {}
    seen: dict[str, set[bytes]] = {"sentences": set(), "clauses": set()}
    total = dict.fromkeys(seen, 0)
    again = dict.fromkeys(seen, 0)
    for text in texts:
        for name, pattern in (("sentences", _SENTENCE), ("clauses", _CLAUSE)):
            for found in pattern.findall(text):
                key = blake2b(found.encode(), digest_size=8).digest()
                if key[0] % sample:
                    continue
                total[name] += 1
                again[name] += key in seen[name]
                seen[name].add(key)
    for name in seen:
        shares[name] = again[name] / max(1, total[name])
    return shares
