"""Where the clauses of a passage begin, and where it begins to tell: behind its byline."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from kg.extract.records import Quote

if TYPE_CHECKING:
    from kg.extract.claims.parts import Source, Unit

__all__ = ["EDGE", "of_clauses", "of_telling"]

EDGE = re.compile(r"[，,；;：:︰。！？!?\n]")
_PLAIN = r"[^\s，。：（(【〔「“]"
_DATELINE = rf"{_PLAIN}{{0,16}}?[0-9]{{1,2}}日{_PLAIN}{{0,6}}|{_PLAIN}{{2,5}}[讯訊]"
_BYLINE = re.compile(rf"\s*(?:{_DATELINE})?\s*[（(〔【][^（）()〔〕【】。]{{2,40}}[）)〕】]\s*")
"""（某社記者某某某地3日電）, 某社某地1月29日電（記者某某）, 〔記者某某／某地報導〕: stands before the text."""
_DATELINED = re.compile(r"\s*[^\s，。：（(]{2,16}[讯電电][ \u3000：]+")
"""某報訊 某國總理表示, 某社某地15日電 某會理事長說: a dateline without brackets."""
_SAID = re.compile(r"[，。！？；,!?]")
"""Inside quotation marks: words said and not a name."""


def of_clauses(text: str, units: Iterable[Unit], sources: Sequence[Source]) -> list[int]:
    """Behind every comma and every quotation outside quotation marks, in order."""
    edges = [0]
    for unit in units:
        marks = EDGE.finditer(text, unit.start, unit.end)
        if unit.quotes:
            edges += [m.end() for m in marks if not unit.inside_quote(m.start())]
            edges += [q.end + 1 for q in unit.quotes if _is_said(text, unit, q, sources)]
        else:
            edges += [m.end() for m in marks]
    edges.sort()
    return edges


def of_telling(text: str) -> int:
    """Where the newspaper's own text begins."""
    signed = _BYLINE.match(text) or _DATELINED.match(text)
    return signed.end() if signed else 0


def _is_said(text: str, unit: Unit, quote: Quote, sources: Iterable[Source]) -> bool:
    """Whether a clause ends with a quotation: what opens its sentence or holds a mark, and is no part of a name."""
    if quote.mark != unit.start and not _SAID.search(text, quote.start, quote.end):
        return False
    # “十五五”規劃綱要 is one name
    return not any(unit.start <= s.start < quote.start and quote.end < s.end for s in sources)
