"""One measured figure, with what was wanted of it; and how large the things are that are measured."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["QUICK", "Figure", "Sizes"]


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its unit; ``wanted`` is a bound (``>= 12``) or empty."""

    name: str
    value: float
    unit: str
    wanted: str = ""

    @property
    def reached(self) -> bool | None:
        """Whether the bound is kept; None where there is none.

        >>> Figure("ratio", 13.0, "times", ">= 12").reached
        True
        """
        if not self.wanted:
            return None
        sign, bound = self.wanted.split()
        return self.value >= float(bound) if sign == ">=" else self.value <= float(bound)

    def __str__(self) -> str:
        told = {None: "", True: f"  wanted {self.wanted}: reached", False: f"  wanted {self.wanted}: NOT REACHED"}
        return f"{self.name:<58} {self.value:12,.3f} {self.unit:<8}{told[self.reached]}"


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much is measured; every part takes what it needs of it."""

    text: int = 4_000_000
    """Bytes of text for what is compared with jieba, and for the profile."""
    growing: tuple[int, ...] = (1_000_000, 10_000_000)
    """Bytes of the corpora whose cost should grow as they do."""
    pages: int = 1000
    """Of which one is changed."""
    claims: int = 11_000
    """Of the generated graph; 11,000 are a million triples."""
    repeat: int = 3
    seed: int = 0


QUICK = Sizes(text=500_000, growing=(200_000, 800_000), pages=50, claims=600, repeat=1)
"""Every part in under two minutes together; the figures are rough."""
