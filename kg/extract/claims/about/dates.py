"""Dates: days, months and years a text names, as ISO 8601.

Takes a stretch of folded text and the page's calendar. Gives each date as far as
it is told (``2024-01-31``, ``2024-01``, ``2024``). Never a date that hangs on the
day of publication where the page does not show one, and never a duration (三年).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from kg.extract.claims.about import numerals
from kg.extract.records import Reading
from kg.model import Document
from kg.vocabulary import Vocabulary, alternation

__all__ = ["Calendar", "Day", "calendar", "find"]

_FAR = 8
"""Months: a month further ahead of the page than this was in the year before."""
_LONG = 15
"""Days: a day of the month further ahead than this was in the month before."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """What a page's relative dates are counted from."""

    published: date | None
    republic: bool
    """Whether a two- or three-digit year can be one of the Republic (112年 is 2023)."""


@dataclass(frozen=True, slots=True, order=True)
class Day:
    """A date standing in the text: ``folded[start:end]``."""

    start: int
    end: int
    iso: str


def calendar(document: Document, readings: Sequence[Reading], vocabulary: Vocabulary) -> Calendar:
    """The page's day of publication, and whether it is a page of Taiwan."""
    day: date | None
    try:
        day = date.fromisoformat(document.published)
    except ValueError:
        day = None
    if document.script == "zh-Hans":
        return Calendar(day, False)
    evidence = [r["word"] for r in vocabulary.rows["times"] if r["kind"] == "era_evidence"]
    return Calendar(day, any(word in r.folded for r in readings for word in evidence))


def find(folded: str, start: int, end: int, calendar: Calendar, vocabulary: Vocabulary) -> tuple[Day, ...]:
    """The dates of ``folded[start:end]``, by place.

    >>> from kg.vocabulary import load
    >>> text = "去年9月投产，2030年达产，1月31日公布"
    >>> page = Calendar(date(2024, 2, 19), republic=False)
    >>> [d.iso for d in find(text, 0, len(text), page, load())]
    ['2023-09', '2030', '2024-01-31']
    """
    plain = numerals.half_width(folded)
    letters = set(plain[start:end])
    days: list[Day] = []
    taken = bytearray(end - start)
    for form in _forms(vocabulary):
        if form.signs.isdisjoint(letters):
            continue
        for match in form.expression.finditer(plain, start, end):
            place = slice(match.start() - start, match.end() - start)
            if not any(taken[place]) and (told := [iso for iso in form.read(match, calendar) if iso]):
                taken[place] = b"\1" * len(match[0])
                days += (Day(*match.span(), iso) for iso in told)
    return tuple(sorted(days))


# -- the forms, in the order in which they claim the text ------------------------------------------------------------

_Read = Callable[[re.Match[str], Calendar], Iterator[str]]


class _Form(NamedTuple):
    """A way to write a date."""

    signs: frozenset[str]
    """Letters of which one stands in every date written so: where none does, nobody need look."""
    expression: re.Pattern[str]
    read: _Read


@cache
def _forms(vocabulary: Vocabulary) -> tuple[_Form, ...]:
    """Each written form with what reads it; the first to claim a stretch keeps it."""
    rows = vocabulary.rows["times"]
    numbers = numerals.system(vocabulary)

    def counted(kind: str) -> dict[str, int]:
        return {r["word"]: int(r["value"]) for r in rows if r["kind"] == kind}

    def group(table: str, kind: str) -> str:
        return alternation(r["word"] for r in vocabulary.rows[table] if r["kind"] == kind)

    years, months, days = counted("year"), counted("month"), counted("day")
    digit, word = alternation(numbers.digits), alternation([*numbers.digits, *_tens(numbers)])
    year = rf"(?:(?<!\d)(?:1[89]|2[01])\d\d|{digit}{{4}})"
    month = rf"(?<!\d)(?<!{word})(?P<month>1[0-2]|0?[1-9]|{word}{{1,2}})月(?:份)?"
    day = rf"(?P<day>3[01]|[12]\d|0?[1-9]|{word}{{1,3}})(?:日|号)"
    tail = f"(?:{month}(?:{day})?)?"
    not_before = "".join(f"(?<!{re.escape(r['word'])})" for r in rows if r["kind"] == "not_before")

    def read(text: str | None) -> int:
        return int(numbers.value(text)) if text else 0

    def interval(m: re.Match[str], page: Calendar) -> Iterator[str]:
        """「2021—2025年」: the years at both ends."""
        yield from (_iso(read(m["first"])), _iso(read(m["last"])))

    def absolute(m: re.Match[str], page: Calendar) -> Iterator[str]:
        """「2024年1月31日」, 「二〇二四年」, 「2024-01-31」."""
        yield _iso(read(m["year"]), read(m["month"]), read(m["day"]))

    def republican(m: re.Match[str], page: Calendar) -> Iterator[str]:
        """「民國112年」 is 2023; 「105年2月」 only on a page of Taiwan."""
        if m["era"] or page.republic:
            yield _iso(int(m["year"]) + next(iter(counted("era").values()), 0), read(m["month"]), read(m["day"]))

    def in_relative_year(m: re.Match[str], page: Calendar) -> Iterator[str]:
        """「去年9月」, counted from the year of publication."""
        if page.published:
            yield _iso(page.published.year + years[m["word"]], read(m["month"]), read(m["day"]))

    def in_relative_month(m: re.Match[str], page: Calendar) -> Iterator[str]:
        """「上月15日」, counted from the month of publication."""
        if page.published:
            at = page.published.year * 12 + page.published.month - 1 + months[m["word"]]
            yield _iso(at // 12, at % 12 + 1, read(m["day"]))

    def month_alone(m: re.Match[str], page: Calendar) -> Iterator[str]:
        """「1月31日」: of the year of publication, unless that lies too far ahead."""
        if page.published:
            before = read(m["month"]) - page.published.month > _FAR
            yield _iso(page.published.year - before, read(m["month"]), read(m["day"]))

    def relative_day(m: re.Match[str], page: Calendar) -> Iterator[str]:
        """「昨日」, and 「昨（16日）」 where the day in brackets agrees with the count."""
        if page.published:
            at = page.published + timedelta(days=days[m["word"]])
            if not m["day"] or read(m["day"]) == at.day:
                yield at.isoformat()

    def day_alone(m: re.Match[str], page: Calendar) -> Iterator[str]:
        """「16日」: the last one before the page, or one not far ahead."""
        if page.published:
            at = page.published.year * 12 + page.published.month - 1
            at -= read(m["day"]) - page.published.day > _LONG
            yield _iso(at // 12, at % 12 + 1, read(m["day"]))

    bracketed = f"(?:[（(]{day}[）)])?"
    forms: tuple[tuple[Iterable[str], str, _Read], ...] = (
        ("年", f"(?P<first>{year})年?{group('units', 'range')}(?P<last>{year})年", interval),
        ("年", f"(?P<year>{year})年(?!代){tail}", absolute),
        ("-/.", rf"(?P<year>{year})[-/.](?P<month>1[0-2]|0?[1-9])[-/.](?P<day>3[01]|[12]\d|0?[1-9])(?!\d)", absolute),
        ("年", rf"(?P<era>{group('times', 'era')})(?P<year>\d{{1,3}})年{tail}", republican),
        ("年", rf"(?<!\d)(?P<era>)(?P<year>\d{{2,3}})年{month}(?:{day})?", republican),
        (_first(years), f"(?P<word>{alternation(years)}){tail}", in_relative_year),
        (_first(months), f"(?P<word>{alternation(months)})(?:{day})?", in_relative_month),
        ("月", f"{month}(?:{day})?", month_alone),
        (_first(days), f"(?P<word>{alternation(days)}){bracketed}", relative_day),
        (("日", "号"), rf"(?<!\d)(?<!{word}){not_before}{day}(?!{group('times', 'not_after')})", day_alone),
    )
    return tuple(_Form(frozenset(signs), re.compile(form), read) for signs, form, read in forms)


def _first(words: Iterable[str]) -> list[str]:
    return [w[0] for w in words]


def _tens(numbers: numerals.Numerals) -> list[str]:
    return [word for word, factor in numbers.powers.items() if factor == 10]


def _iso(year: int, month: int = 0, day: int = 0) -> str:
    """As far as it is told; empty where there is no such day.

    >>> _iso(2024, 2, 30), _iso(2024, 2, 29), _iso(2024, 2), _iso(2024, 13)
    ('', '2024-02-29', '2024-02', '')
    """
    try:
        told = date(year, month or 1, day or 1).isoformat()
    except ValueError:
        return ""
    return told if day else told[:7] if month else told[:4]
