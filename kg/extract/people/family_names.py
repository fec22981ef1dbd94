"""Persons a page names in full and then by less: 桑德斯 for 里科·桑德斯; and by more: 查爾斯三世.

Takes the persons found so far, gives them with their fullest names, and the further
mentions. Never shortens a name that two persons of the page share, or to a place or a word.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from kg import script
from kg.extract import occurrences
from kg.extract.people import shapes
from kg.extract.records import Found, Reading
from kg.vocabulary import Row, Vocabulary

__all__ = ["link", "regnal"]

_DOT = re.compile(r"[·•‧・∙]")
_SHORTEST = 2
_LONG = 5
"""Letters of a name that is no Chinese one."""
_REGNAL = re.compile(r"[一二三四五六七八九十]{1,3}世(?!界|纪|代)")
_TABLES = frozenset(("regions", "organizations", "words", "roles", "industries"))


def link(
    readings: Sequence[Reading], persons: Sequence[Found], barred: Mapping[int, set[int]], vocabulary: Vocabulary
) -> list[Found]:
    """Every person with the dotted name that a part of it stands for, and the parts that stand alone."""
    short = _parts(readings, persons, vocabulary) | _tails(persons)
    if not short:
        return list(persons)
    linked = [f._replace(name=short.get(script.fold(f.name), f.name)) for f in persons]
    taken: dict[int, set[int]] = defaultdict(set)
    for f in persons:
        taken[f.passage].update(range(f.start, f.end))
    shape = shapes.of(vocabulary)
    for r in readings:
        for start, end in occurrences.find(r.folded, short):
            free = taken[r.index].isdisjoint(range(start, end)) and barred[r.index].isdisjoint(range(start, end))
            if free and not _goes_on(r.folded, start, end, shape) and not r.words.crosses(start):
                linked.append(Found(r.index, start, end, "Person", short[r.folded[start:end]], "", "person.last_part"))
    return linked


def _parts(readings: Sequence[Reading], persons: Sequence[Found], vocabulary: Vocabulary) -> dict[str, str]:
    """Folded first or last part → the one dotted name it is of, as printed; Uyghurs are called by the first."""
    whole: dict[str, dict[str, str]] = defaultdict(dict)
    for f in persons:
        first, *_, last = _DOT.split(f.name) if _DOT.search(f.name) else ("",) * 2
        for part in (first, last):
            if len(part) >= _SHORTEST and shapes.is_han(part):
                whole[script.fold(part)].setdefault(script.fold(f.name), f.name)
    return {
        last: next(iter(names.values()))
        for last, names in whole.items()
        if len(names) == 1 and not any(_is_word(row) for row in vocabulary.names.get(last, ()))
    }


def _tails(persons: Sequence[Found]) -> dict[str, str]:
    """Folded end of a long name without a dot → the one such name it is of: 末沙布 for 莫哈末沙布."""
    names = {script.fold(f.name): f.name for f in persons if not _DOT.search(f.name)}
    long = [n for n in names if len(n) >= _LONG and shapes.is_han(n)]
    whole = {n: [q for q in long if q != n and q.endswith(n)] for n in names if len(n) > _SHORTEST}
    return {n: names[q[0]] for n, q in whole.items() if len(q) == 1}


def _is_word(row: Row) -> bool:
    return row.table in _TABLES and not (row.table == "words" and row["class"].startswith("name_"))


def _goes_on(text: str, start: int, end: int, shape: shapes.Shapes) -> bool:
    """Whether the letters belong to a longer name: 桑德斯 in 桑德斯曼, 约翰·桑德斯-李."""
    beside = text[start - 1 : start] + text[end : end + 1]
    return bool(_DOT.search(beside)) or shape.runs_on(text, start, end)


def regnal(readings: Mapping[int, Reading], persons: Sequence[Found]) -> list[Found]:
    """Each person with the number his name bears: 查爾斯|三世."""
    numbered: dict[int, Found] = {}
    for n, f in enumerate(persons):
        r = readings[f.passage]
        if m := _REGNAL.match(r.folded, f.end):
            numbered[n] = f._replace(end=m.end(), name=f.name + r.passage.text[f.end : m.end()])
    covered = {(f.passage, f.end - 1) for f in numbered.values()}
    rest = enumerate(persons)
    return [numbered.get(n, f) for n, f in rest if n in numbered or (f.passage, f.end - 1) not in covered]
