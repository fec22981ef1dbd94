"""Where the clause begins that holds a place, outside quotation marks and behind a byline."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache

from kg.extract.claims import adverbials
from kg.extract.claims.parts import Scene, Unit
from kg.extract.records import Quote
from kg.vocabulary import Vocabulary

__all__ = ["first_letter", "only_adverbials", "start"]

_EDGE = re.compile(r"[，,；;：:︰。！？!?\n]")
_PLAIN = r"[^\s，。：（(【〔「“]"
_DATELINE = rf"{_PLAIN}{{0,16}}?[0-9]{{1,2}}日{_PLAIN}{{0,6}}|{_PLAIN}{{2,5}}[讯訊]"
_BYLINE = re.compile(rf"\s*(?:{_DATELINE})?\s*[（(〔【][^（）()〔〕【】。]{{2,40}}[）)〕】]\s*")
"""（某社記者某某某地3日電）, 某社某地1月29日電（記者某某）, 〔記者某某／某地報導〕: stands before the text."""
_DATELINED = re.compile(r"\s*[^\s，。：（(]{2,16}[讯電电][ \u3000：]+")
"""某報訊 某國總理表示, 某社某地15日電 某會理事長說: a dateline without brackets."""
_SAID = re.compile(r"[，。！？；,!?]")
"""Inside quotation marks: words said and not a name."""


def start(scene: Scene, unit: Unit, at: int) -> int:
    """Where the clause that holds a place begins: behind the last comma or quotation outside quotation marks."""
    edges, byline = _edges(scene)
    told = byline if byline <= at and unit.start == scene.units[0].start else unit.start
    return max(told, edges[bisect_right(edges, at) - 1])


def first_letter(scene: Scene, unit: Unit, at: int) -> int:
    """Where the words of the clause that holds a place begin: behind its blanks."""
    first = start(scene, unit, at)
    while first < at and scene.reading.folded[first].isspace():
        first += 1
    return first


def only_adverbials(scene: Scene, unit: Unit, at: int, vocabulary: Vocabulary) -> bool:
    """Whether nothing but adverbial clauses stands between a unit's begin and a place (在談到合作時，強調……)."""
    clauses = _EDGE.split(scene.reading.folded[unit.start : start(scene, unit, at)])
    return all(len(c.strip()) < 3 or adverbials.ends_adverbial(c, vocabulary) for c in clauses)


@lru_cache(maxsize=128)
def _edges(scene: Scene) -> tuple[list[int], int]:
    """Every place of a passage where a clause begins, and where the passage begins to tell."""
    text = scene.reading.folded
    edges = [0]
    for unit in scene.units:
        marks = _EDGE.finditer(text, unit.start, unit.end)
        edges += [m.end() for m in marks if not (unit.quotes and unit.inside_quote(m.start()))]
        edges += [q.end + 1 for q in unit.quotes if _is_said(scene, unit, q)]
    signed = _BYLINE.match(text) or _DATELINED.match(text)
    return sorted(edges), signed.end() if signed else 0


def _is_said(scene: Scene, unit: Unit, quote: Quote) -> bool:
    """Whether a clause ends with a quotation: what opens its sentence or holds a mark, and is no part of a name."""
    if quote.mark != unit.start and not _SAID.search(scene.reading.folded, quote.start, quote.end):
        return False
    # “十五五”規劃綱要 is one name
    return not any(s.start < quote.start and quote.end < s.end for s in scene.sources_in(unit.start, unit.end))
