"""What became of every quotation and every reporting word, in a few lines a person reads.

Takes the coverage ledger of a build: counts by ``quote.…`` and ``cue.…``. Gives an
account for each of the two, with what was perhaps missed set apart. Never a claim
that the rest is right: it was decided by a rule, and the ledger says by which.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

__all__ = ["Account", "accounts", "lines", "missed"]

_CALLED = {"quote": "quotations", "cue": "reporting words"}
_OPEN = ("no_speaker", "refused", "unbalanced")
"""Classes no rule could settle: where to look for what was missed."""


@dataclass(frozen=True, slots=True)
class Account:
    """All quotations, or all reporting words, of a build."""

    of: str
    classes: tuple[tuple[str, int], ...]
    """Class → count, the most frequent first."""

    @property
    def total(self) -> int:
        """How many stand in the texts."""
        return sum(count for _, count in self.classes)

    @property
    def open(self) -> int:
        """How many no rule could settle."""
        return sum(count for name, count in self.classes if name in _OPEN)


def accounts(ledger: Mapping[str, int]) -> tuple[Account, ...]:
    """The ledger by what it counts.

    >>> [(a.of, a.total, a.open) for a in accounts({"quote.claim": 6, "quote.term": 3, "quote.no_speaker": 1})]
    [('quotations', 10, 1)]
    """
    by: dict[str, list[tuple[str, int]]] = {}
    for key, count in ledger.items():
        of, _, name = key.partition(".")
        by.setdefault(_CALLED.get(of, of), []).append((name, count))
    return tuple(Account(of, tuple(sorted(classes, key=lambda c: (-c[1], c[0])))) for of, classes in sorted(by.items()))


def lines(ledger: Mapping[str, int]) -> list[str]:
    """A line for each account.

    >>> lines({"cue.claim": 3, "cue.no_speaker": 1})
    ['reporting words: 4 (3 claim, 1 no speaker); 1 to look at (25%)']
    """
    told = []
    for a in accounts(ledger):
        classes = ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in a.classes)
        told.append(f"{a.of}: {a.total} ({classes}); {a.open} to look at ({a.open / a.total:.0%})" if a.total else a.of)
    return told


_BEFORE, _AFTER = 20, 40
"""Characters of the page shown before and after a place."""


def missed(notices: Iterable[Mapping[str, Any]], pages: Mapping[str, str]) -> Iterator[tuple[str, int, str, str]]:
    """The places no rule could settle: page, character (from 1), what stands there, the words with ▸ before it.

    >>> notice = {"doc": "甲", "place": 4, "rule": "ledger.cue.no_speaker", "message": "a reporting word"}
    >>> list(missed([notice], {"甲": "此間有人\\n指出，渡船該換電。"}))
    [('甲', 5, 'a reporting word', '此間有人▸指出，渡船該換電。')]
    """
    for notice in notices:
        if str(notice["rule"]).startswith("ledger."):
            page, at = pages[notice["doc"]], int(notice["place"])
            words = f"{page[max(0, at - _BEFORE) : at]}▸{page[at : at + _AFTER]}"
            yield notice["doc"], at + 1, notice["message"], "".join(words.split())
