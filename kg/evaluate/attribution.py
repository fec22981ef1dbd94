"""Who said each character: the main figure."""

from __future__ import annotations

from kg.evaluate.counts import Counts
from kg.evaluate.reading import Case

__all__ = ["counts", "owners"]


def owners(case: Case) -> dict[int, set[str]]:
    """Each content character with the names its speaker may be called by."""
    owners: dict[int, set[str]] = {}
    for said in case.gold:
        for at in said.content:
            owners.setdefault(at, set()).update(said.names)
    return owners


def counts(case: Case) -> Counts:
    """Characters given to the right speaker; one given to two speakers counts twice as found."""
    gold = owners(case)
    given = {(at, name) for said in case.found for at in said.content for name in said.names}
    right = {(at, name) for at, name in given if name in gold.get(at, ())}
    return Counts(len(right), len(given), len({at for at, _ in right}), len(gold))
