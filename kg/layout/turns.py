"""Turns: two columns whose lines, or groups of lines, were taken in turn, put one after the other.

Takes lines with the kinds their own marks gave them. Gives the left column's
lines and then the right one's. Never moves a line unless words of the
dictionary stand across the seams to the lines after next, and none to the next.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from kg.layout.blocks import BODY, Block, Sheet, fits
from kg.layout.endings import NEVER_FIRST, ending, spans

__all__ = ["part"]

_APART = 8
"""Units after which one seam no longer speaks for another."""

Unit = list[Block]


def part(sheet: Sheet, blocks: list[Block]) -> list[Block]:
    """Part columns that take turns line by line, or between empty lines group by group.

    Words broken at the edge of a column are the evidence: where two columns
    take turns, their halves stand not in neighbouring units but in every
    second one.
    """
    out: list[Block] = []
    for plain, run in groupby(blocks, key=lambda b: not b.kind and fits(b.text, BODY)):
        found = list(run)
        if plain and len(found) >= 4:
            found = _parted(sheet, [[b] for b in found])
            found = _parted(sheet, list(_groups(found)))
        out += found
    return out


def _groups(blocks: Sequence[Block]) -> Iterator[Unit]:
    unit: Unit = []
    for b in blocks:
        if unit and b.gap:
            yield unit
            unit = []
        unit.append(b)
    if unit:
        yield unit


def _parted(sheet: Sheet, units: list[Unit]) -> list[Block]:
    in_turn = [i for i in range(len(units) - 2) if _spanned(sheet, units[i], units[i + 2])]
    if len(in_turn) < 2:  # columns that take turns break words in both: most pages are done here
        return [b for u in units for b in u]
    next_one = [i for i in range(len(units) - 1) if _spanned(sheet, units[i], units[i + 1])]
    joined = set(next_one)
    out: list[Block] = []
    done = 0
    for seams in _regions(in_turn):
        first, last = seams[0], seams[-1] + 2
        against = sum(first <= i < last for i in next_one)
        if len(seams) < 2 + 3 * against or last - first > 3 * len(seams) or len({i % 2 for i in seams}) < 2:
            continue
        start, end = _reach(units, seams, done, joined)
        out += [b for u in units[done:start] for b in u]
        out += _column(units[start:end:2], units[start][0].gap) + _column(units[start + 1 : end : 2], 1)
        done = end
    return out + [b for u in units[done:] for b in u]


def _regions(seams: Sequence[int]) -> Iterator[list[int]]:
    region: list[int] = []
    for i in seams:
        if region and i - region[-1] > _APART:
            yield region
            region = []
        region.append(i)
    if region:
        yield region


def _reach(units: Sequence[Unit], seams: Sequence[int], done: int, joined: set[int]) -> tuple[int, int]:
    """The units that take turns: the seams' own, and their unfinished neighbours."""
    start, end = seams[0], seams[-1] + 3
    while start > done and start - 1 not in joined and _open(units[start - 1]):
        start -= 1
    while end < len(units) and end - 1 not in joined and _open(units[end - 2]):
        end += 1
    return start, end


def _open(unit: Unit) -> bool:
    return ending(unit[-1].text) in ("open", "broken")


def _spanned(sheet: Sheet, a: Unit, b: Unit) -> bool:
    if ending(a[-1].text) != "open":
        return False
    (_, end), (start, _) = a[-1].pieces[-1], b[0].pieces[0]
    after = sheet.folded[start : min(start + 8, b[0].pieces[0][1])]
    return after[0] in NEVER_FIRST or spans(sheet.folded[max(a[-1].pieces[-1][0], end - 8) : end], after)


def _column(units: Sequence[Unit], gap: int) -> list[Block]:
    """One column's units without what the extraction put between those of a sentence."""
    out = [b._replace(steps=(*b.steps, "turns")) for u in units for b in u]
    out[0] = out[0]._replace(gap=gap)
    heads = {id(b[0]) for a, b in pairwise(units) if _open(a)}
    firsts = [id(b) in heads for u in units for b in u]
    return [b._replace(gap=0) if first else b for b, first in zip(out, firsts, strict=True)]
