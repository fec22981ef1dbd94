"""The places, levels and known organisations of a text: where the name of a further organisation may begin."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Container, Mapping

from kg.extract.organizations.body_words import HAS_UNITS

__all__ = ["Spots"]


class Spots:
    """The places, levels and known organisations of a text, findable by where they stand."""

    def __init__(self, spots: Mapping[tuple[int, int], str], ended: Container[int]) -> None:
        self.kinds = dict(spots)
        """What each is: ``place``, ``level`` or a kind of organisation."""
        self._spots = sorted(spots)
        self.starting = {s for s, _ in self._spots}
        self.ending: dict[int, int] = {}
        """Where one ends → where the longest that ends there begins."""
        for s, e in self._spots:
            self.ending.setdefault(e, s)
        self.covered = {at for s, e in self._spots for at in range(s, e)}
        self.ended = ended
        """Where bodies end by their last word: no conjunction behind one belongs to a name."""

    def add(self, start: int, end: int, kind: str) -> None:
        """A further one, just found."""
        self.kinds[start, end] = kind
        insort(self._spots, (start, end))
        self.starting.add(start)
        if kind in HAS_UNITS:
            self.ending[end] = min(start, self.ending.get(end, start))
        self.covered.update(range(start, end))

    def within(self, start: int, end: int) -> list[tuple[int, int]]:
        """Those of ``folded[start:end]``, by place."""
        begun = self._spots[bisect_left(self._spots, (start,)) : bisect_left(self._spots, (end,))]
        return [(s, e) for s, e in begun if e <= end]
