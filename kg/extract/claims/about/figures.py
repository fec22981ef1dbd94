"""Figures: numbers with their unit, read exactly.

Takes a stretch of folded text and the table of numerals and units. Gives each
amount with its value in the base unit, as decimal digits. Never a rank (第12位),
a name (5G, 3.0T), a vague amount (数十), or a number without a unit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from kg.extract.claims.about import numerals
from kg.vocabulary import Vocabulary, alternation

__all__ = ["Amount", "find"]

_GLUED = re.compile(r"[A-Za-z0-9./\-]$")
"""Directly before a number: it is part of a name, a ratio or a longer number."""
_YEAR = re.compile(r"[12]\d{3}$")
_LONGEST = 20
"""Characters of a number: what is longer is a serial number or damage, and could not be read exactly."""
_MYRIAD = 10_000
_PLACES = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount standing in the text: ``folded[start:end]``, with 約, 超 and 以上 where they are said."""

    start: int
    end: int
    value: str
    unit: str


@dataclass(frozen=True, slots=True)
class _Units:
    expression: re.Pattern[str]
    worth: dict[str, tuple[str, str, Decimal]]
    """Unit → kind, base unit, factor."""
    currencies: dict[str, str]
    """What names a currency before the number."""
    barred: tuple[str, ...]
    """What begins like a unit and is none: 成立, 年代."""
    vague: tuple[str, ...]
    """Before a number: no amount (数十) or no quantity (第12位)."""


@cache
def _units(vocabulary: Vocabulary) -> _Units:
    rows = vocabulary.rows["units"]

    def words(*kinds: str) -> tuple[str, ...]:
        return tuple(r["word"] for r in rows if r["kind"] in kinds)

    system = numerals.system(vocabulary)
    number = system.expression
    measures = words("unit", "count", "tenth")
    latin = alternation(w for w in measures if w[-1].isascii() and w[-1].isalpha())
    other = alternation(w for w in measures if not (w[-1].isascii() and w[-1].isalpha()))
    unit = rf"(?:{latin}(?![A-Za-z0-9])|{other})"
    part, over, to = (alternation(words(kind)) for kind in ("part", "over", "range"))
    opening = "".join(w[0] for w in (*words("about", "part", "fixed", "before"), *system.digits, *system.powers))
    expression = rf"""
        (?=[\d{re.escape(opening)}])
        (?:{alternation(words("about"))}\s?)?
        (?:
            (?P<part>{part})(?P<share>{number})(?:{to}(?:{part})?(?P<upto>{number}))?
          | (?P<whole>{number}){over}(?P<of>{number})
          | (?P<fixed>{alternation(words("fixed"))})
          | (?:(?P<currency>{alternation(words("before"))})\s?)?
            (?P<low>{number})(?:\s?(?P<lowunit>{unit})?{to}(?P<high>{number}))?(?:\s?(?P<unit>{unit})(?!{alternation(words("after"))}))?
        )
        (?:{alternation(words("bound"))})?
    """
    return _Units(
        re.compile(expression, re.X),
        {r["word"]: (r["kind"], r["base"], Decimal(r["factor"])) for r in rows if r["base"] and r["factor"]},
        {r["word"]: r["base"] for r in rows if r["kind"] == "before"},
        words("barred"),
        words("inexact", "ordinal"),
    )


def find(folded: str, start: int, end: int, vocabulary: Vocabulary) -> Iterator[Amount]:
    """The amounts of ``folded[start:end]``, by place; a range gives its two ends with the same words.

    >>> from kg.vocabulary import load
    >>> text = "产值增长29.9%，超109亿元，占三成，5到10年内到第3位"
    >>> for a in find(text, 0, len(text), load()):
    ...     print(text[a.start:a.end], a.value, a.unit)
    29.9% 29.9 %
    超109亿元 10900000000 元
    三成 30 %
    5到10年 5 年
    5到10年 10 年
    """
    units = _units(vocabulary)
    system = numerals.system(vocabulary)
    plain = numerals.half_width(folded)
    for m in units.expression.finditer(plain, start, end):
        if m["low"] and not m["unit"] and (m["high"] or not (m["currency"] or _in_myriads(m["low"], system))):
            continue  # a number and no unit: there are many
        first = next(m.start(group) for group in ("part", "whole", "fixed", "currency", "low") if m[group])
        before = plain[max(0, first - 6) : first]
        if _GLUED.search(before) or before.endswith(units.vague) or max(map(len, filter(None, m.groups()))) > _LONGEST:
            continue
        read = _measures if m["low"] else _shares
        values, unit = read(m, plain, units, vocabulary)
        for value in values:
            yield Amount(m.start(), m.end(), numerals.plain(value), unit)


def _shares(m: re.Match[str], plain: str, units: _Units, vocabulary: Vocabulary) -> tuple[list[Decimal], str]:
    """百分之五至百分之八, 三分之一, 一半: shares that are words."""
    system = numerals.system(vocabulary)
    if m["fixed"]:
        _, unit, value = units.worth[m["fixed"]]
        return [value], unit
    if m["whole"]:
        _, unit, factor = units.worth[plain[m.end("whole") : m.start("of")]]
        whole, of = system.value(m["whole"]), system.value(m["of"])
        return [(of * factor / whole).quantize(_PLACES)] if 0 < of <= whole else [], unit
    _, unit, factor = units.worth[m["part"]]
    return [system.value(n) * factor for n in (m["share"], m["upto"]) if n], unit


def _measures(m: re.Match[str], plain: str, units: _Units, vocabulary: Vocabulary) -> tuple[list[Decimal], str]:
    """A number, or a range of two, with its unit; nothing where the unit is none or the number no amount."""
    system = numerals.system(vocabulary)
    last = m["high"] or m["low"]
    if plain.startswith(units.barred, m.end("high" if m["high"] else "low")):
        return [], ""
    kind, unit, factor = units.worth[m["unit"]] if m["unit"] else ("", "", Decimal(1))
    if m["currency"] and unit in ("", "元"):
        unit = units.currencies[m["currency"]]
    high = system.value(last)
    if not m["high"]:
        article = len(last) == 1 and not last.isascii() and high == 1  # 「一个」 is an article, 「一成」 a share
        year = m["unit"] == "年" and _YEAR.match(last)
        return ([] if (article and kind != "tenth") or year else [high * factor]), unit
    low = system.value(m["low"])
    power = system.powers.get(last[-1], 1)
    if m["lowunit"]:
        return [low * units.worth[m["lowunit"]][2], high * factor], unit
    if m["low"][-1] not in system.powers and low * power < high:  # 「2至3亿元」: the power stands only once
        low *= power
    return [low * factor, high * factor], unit


def _in_myriads(number: str, system: numerals.Numerals) -> bool:
    """「5万亿」 is an amount without a unit; 「千万」 alone is a way of speaking."""
    return number[0] not in system.powers and system.powers.get(number[-1], 0) >= _MYRIAD
