"""What a Chinese character weighs in a given name.

Takes the columns of the table, gives weights (natural logarithms of odds), also
for characters that it lacks.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

__all__ = ["HAN", "Characters", "is_han"]

HAN = range(0x3400, 0xA000), range(0x20000, 0x40000)
"""Code points of the Chinese characters."""
_EVERYDAY = -2.0
_RARE = 1.0
_MOST = 2.5
"""No single character decides alone."""
_SHORT = -0.8
"""Of ten names in the press, two have one character after the surname."""


class Characters(dict[str, tuple[float, float, float, bool] | None]):
    """Each Chinese character with its weights; None for what is none. A character is weighed when first asked for.

    As a given name of one, as the first and as the last of two; and whether it
    more often follows a name than ends one (說, 在, 致).

    >>> Characters({"single": {"力": 1.8}, "first": {}, "last": {"力": 2.0}}, frozenset())["力"]
    (1.0, -2.0, 2.0, False)
    """

    def __init__(self, columns: Mapping[str, Mapping[str, float]], after: frozenset[str]) -> None:
        super().__init__()
        self._columns = [columns[name] for name in ("single", "first", "last")]
        self._after = after
        self.known = frozenset().union(after, *self._columns)
        """Characters that the tables speak of."""

    def __missing__(self, char: str) -> tuple[float, float, float, bool] | None:
        weights = None
        if char and is_han(char):
            alone, first, last = (min(c[char] if char in c else _unseen(char), _MOST) for c in self._columns)
            weights = alone + _SHORT, first, last, char in self._after
        self[char] = weights
        return weights


@cache
def _unseen(char: str) -> float:
    """The weight of a character of no known name: an everyday one speaks against a name, a rare one for it.

    The everyday characters are those of the first level of GB 2312.
    """
    code = char.encode("gb2312", "ignore")
    return _EVERYDAY if code and code[0] < 0xD8 else _RARE


def is_han(text: str) -> bool:
    """Whether a string is all Chinese characters."""
    for c in text:  # noqa: SIM110 a generator costs more than the test
        if not ("\u3400" <= c <= "\u9fff" or "\U00020000" <= c <= "\U0003ffff"):
            return False
    return True
