"""One measured figure, with what was wanted of it."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Figure"]


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
