"""Numbers as the press writes them, in digits or in words.

Takes a vocabulary's numerals. Gives a pattern that finds a number in folded text
and the exact decimal it stands for. Never a float.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

from kg.vocabulary import Vocabulary, alternation

__all__ = ["Numerals", "half_width", "plain", "system"]

_PLAIN = {0xFF10 + i: ord("0") + i for i in range(10)} | {ord("％"): "%", ord("．"): ".", ord("＄"): "$"}
"""Full-width digits and signs to plain ones, a character for a character."""

_COLLOQUIAL = 100
"""From this power on a last lone digit counts the next lower power: 三万五 is 35,000."""


@dataclass(frozen=True, slots=True)
class Numerals:
    """The written numbers of one vocabulary."""

    digits: dict[str, int]
    powers: dict[str, int]
    expression: str
    """Matches one number, 多 and 余 inside it allowed."""
    atoms: re.Pattern[str]

    def value(self, text: str) -> Decimal:
        """What a matched number is worth.

        >>> from kg.vocabulary import load
        >>> [plain(system(load()).value(n)) for n in ("1.2万亿", "三万五千", "2万800", "一百二", "二〇二四")]
        ['1200000000000', '35000', '20800', '120', '2024']
        """
        total = section = Decimal(0)
        number: Decimal | None = None
        last, lone = 1, False
        for atom in self.atoms.findall(text):
            if power := self.powers.get(atom):
                if power < 10_000:
                    section += (Decimal(1) if number is None else number) * power
                else:
                    group = section + (number or 0)
                    if not group:
                        total = total * power if total else Decimal(power)
                    elif total and total < power:
                        total = (total + group) * power
                    else:
                        total += group * power
                    section = Decimal(0)
                number, last, lone = None, power, False
            else:
                number, lone = self._decimal(atom), len(atom) == 1 and atom in self.digits
        if number is not None and lone and last >= _COLLOQUIAL and (section or total):
            number *= last // 10
        return total + section + (number or 0)

    def _decimal(self, atom: str) -> Decimal:
        plain_digits = "".join(str(self.digits[c]) if c in self.digits else c for c in atom if c != ",")
        return Decimal(re.sub(r"[^0-9]", ".", plain_digits))


@lru_cache(maxsize=64)
def half_width(text: str) -> str:
    """Full-width digits and signs as plain ones, a character for a character; once for all claims of a passage.

    >>> half_width("增長５％")
    '增長5%'
    """
    return text.translate(_PLAIN)


@cache
def system(vocabulary: Vocabulary) -> Numerals:
    """The numerals of ``units.csv``, compiled."""
    rows = vocabulary.rows["units"]
    digits = {r["word"]: int(r["factor"]) for r in rows if r["kind"] == "digit"}
    powers = {r["word"]: int(r["factor"]) for r in rows if r["kind"] == "power"}
    point = alternation(r["word"] for r in rows if r["kind"] == "point")
    more = alternation(r["word"] for r in rows if r["kind"] == "more")
    digit, ten = alternation(digits), alternation(w for w, f in powers.items() if f == 10)
    # 10亿千瓦: where a power begins a unit, it is the unit's
    units = alternation(r["word"] for r in rows if r["kind"] == "unit" and r["word"][0] in powers)
    power = f"(?:(?!{units}){alternation(powers)})"
    # 千万 and 百亿 open a number without a digit before them, 亿万 is a way of speaking
    opening = "|".join(f"{w}(?={alternation(v for v, g in powers.items() if g > f > 10)})" for w, f in powers.items())
    atom = rf"(?:(?:\d{{1,3}}(?:,\d{{3}})+(?!\d)|\d+)(?:\.\d+)?|{digit}+(?:{point}{digit}+)?)"
    expression = rf"(?:{atom}|{ten}|{opening})(?:{more}?{power}|(?<={alternation(powers)}){atom})*{more}?"
    return Numerals(digits, powers, expression, re.compile(f"{atom}|{power}"))


def plain(number: Decimal) -> str:
    """Decimal digits without an exponent and without idle zeros.

    >>> plain(Decimal("1.20E+3")), plain(Decimal("5.50"))
    ('1200', '5.5')
    """
    digits = format(number, "f")
    return digits.rstrip("0").rstrip(".") if "." in digits else digits
