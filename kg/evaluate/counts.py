"""Right, found and wanted: what precision, recall and F1 are made of."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["NONE", "Counts"]


@dataclass(frozen=True, slots=True)
class Counts:
    """Four counts, because one finding may answer several wanted items and the other way round."""

    right: float
    """Findings that are right."""
    found: float
    met: float
    """Wanted items that were found."""
    wanted: float

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.right + other.right, self.found + other.found, self.met + other.met, self.wanted + other.wanted
        )

    @property
    def precision(self) -> float:
        """Of what was found the share that is right; 1 where nothing was found and nothing wanted."""
        return self.right / self.found if self.found else float(not self.wanted)

    @property
    def recall(self) -> float:
        """Of what was wanted the share that was found; 1 where nothing was wanted."""
        return self.met / self.wanted if self.wanted else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall.

        >>> round(Counts(1, 2, 1, 1).f1, 3)
        0.667
        """
        p, r = self.precision, self.recall
        return 2 * p * r / (p + r) if p + r else 0.0


NONE = Counts(0, 0, 0, 0)
