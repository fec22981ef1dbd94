"""A build from all its pages: each piece is read once, everything else is sorting.

Takes the list of pages that were read. Gives the sorted files, their indexes and
the State. Whatever is read or printed is a task of some pages or some things that
any process can be handed; never holds more than a buffer of rows for each process.
"""

from __future__ import annotations

import pickle
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import chain, groupby, islice
from pathlib import Path
from typing import NamedTuple, TypeVar

from kg import graph
from kg.engine import Crew, Shelves
from kg.flow import files, merging, repeats
from kg.flow.memory import Entry
from kg.flow.prints import JSON, MENTIONS, Printer, mention_lines, place_of
from kg.flow.rows import Runs, Sorter, merged
from kg.flow.sections import Sections, written
from kg.flow.state import TOLD, State, Work
from kg.flow.things import Brief, Sheet, unpacked
from kg.graph.parts import Edge
from kg.vocabulary import load

__all__ = ["THINGS", "WORDS", "Noted", "write"]

THINGS, WORDS = "things", "words"
_NOTES = "notes"
"""Rows for the pages they are about: the label of an entity, or an edge to an earlier claim."""
_TASK = 400
"""Pages given to a process at once, at most."""
_TASKS = 8
"""Tasks for each process, where there is work for so many: they are done at about the same time."""

T = TypeVar("T")
Range = tuple[str, str]
Noted = tuple[Entry, dict[str, str], list[Edge]]
"""A page, and what others mean for it: the labels of its entities, and the edges from its claims to earlier ones."""


class Found(NamedTuple):
    """What a task printed, and what it learnt of the concepts."""

    runs: Runs
    tally: Counter[str]
    attested: dict[str, tuple[str, ...]]
    heads: Counter[str]


class _Task(NamedTuple):
    """What every task is told."""

    work: Work
    readings: Path
    base: str
    run: str

    def sorter(self) -> Sorter:
        """For what it finds."""
        return Sorter(self.work.scratch)


def write(
    work: Work, readings: Path, state: State, progress: Callable[[str], None], crew: Crew, ready: Callable[[str], None]
) -> None:
    """All sorted files of the pages in ``told``.

    ``ready`` is called with TOLD when all is printed and the processes have little
    left to do, and with JSON when that file stands.
    """
    task = _Task(work, readings, state.how.base, state.run)
    size = _TASK if crew.jobs == 1 else max(1, min(_TASK, sum(1 for _ in work.sorted(TOLD)) // (_TASKS * crew.jobs)))
    told, out = task.sorter(), task.sorter()
    entries = (page.entry for page in work.pages())
    for runs in crew.spread(partial(_gathered, task), _tasks(entries, size)):
        told.take(runs)
    progress("merging names")
    for _ in crew.spread(partial(_kept, work), [(name, told.runs.get(name, [])) for name in (THINGS, WORDS)]):
        pass
    for found in crew.spread(partial(_named, task), _ranges(work.sorted(THINGS), crew)):
        _take(found, out, state)
    for runs in crew.spread(partial(_repeated, task), _ranges(work.sorted(WORDS), crew)):
        out.take(runs)
    progress("printing")
    notes = task.sorter()
    notes.take({"": out.runs.pop(_NOTES, [])})
    concepts = crew.begin(partial(_concepts, task), state.concepts())
    for found in crew.spread(partial(_printed, task), _tasks(_noted(work, notes), size)):
        _take(found, out, state)
    _take(concepts(), out, state)
    _take(_framed(task), out, state)
    progress("writing")
    ready(TOLD)
    runs_of = {name: out.runs.get(name, []) for name in files.NAMES}
    first, *others = sorted(runs_of, key=lambda name: (name != JSON, -_size(runs_of[name])))
    crew.begin(partial(_written, work), (first, runs_of[first]))()
    ready(JSON)
    for _ in crew.spread(partial(_written, work), [(name, runs_of[name]) for name in others]):
        pass


def _take(found: Found, out: Sorter, state: State) -> None:
    out.take(found.runs)
    state.tally.update(found.tally)
    state.attested.update(found.attested)
    state.heads.update(found.heads)


def _tasks(items: Iterable[T], size: int) -> Iterator[list[T]]:
    rest = iter(items)
    while task := list(islice(rest, size)):
        yield task


def _ranges(sections: Sections, crew: Crew) -> Iterator[Range]:
    """Stretches of a sorted file that part no thing and no speaker."""
    count = _TASKS * crew.jobs if crew.jobs > 1 else 1
    step = max(1, len(sections.first) // count)
    cuts = sorted({key.partition("\0")[0] for key in sections.first[step::step]})
    return zip(("", *cuts), (*cuts, "\U0010ffff"), strict=True)


def _size(runs: Iterable[Path]) -> int:
    return sum(path.stat().st_size for path in runs)


def _gathered(task: _Task, entries: list[Entry]) -> Runs:
    """What some pages tell of things, and the words of their claims, sorted."""
    sorter, shelves = task.sorter(), Shelves(task.readings)
    for entry in entries:
        brief: Brief = unpacked(shelves.taken(entry.place, 1))
        sorter.extend(THINGS, [merging.row(thing, entry.name, entry.document, told) for thing, told in brief.things])
        sorter.extend(WORDS, list(brief.words))
    shelves.close()
    return sorter.put_aside()


def _kept(work: Work, file: tuple[str, list[Path]]) -> None:
    name, runs = file
    written(merged(runs, work.scratch), work.memory / name, files.index_of(work.memory, name))


def _named(task: _Task, within: Range) -> Found:
    """Some things printed, but for the concepts of the tables; notes of labels that are not what a page alone gives."""
    sorter, printer, vocabulary = task.sorter(), Printer(task.base, task.run), load()
    found = Found({}, printer.tally, {}, Counter())
    for thing, rows in merging.groups(task.work.sorted(THINGS).between(*within)):
        labels: list[tuple[str, str]] = []
        one = merging.merged(thing, merging.alone(rows, labels))
        for document, label in labels:
            if one.entity and label != one.entity.label:
                sorter.add(document, pickle.dumps((thing, one.entity.label), 5), _NOTES)
        if one.entity and one.entity.kind in ("Industry", "Region"):
            if graph.is_listed(thing, vocabulary):
                found.attested[thing] = one.entity.names
                continue
            if graph.is_listed(one.head, vocabulary):
                found.heads[one.head] += 1
        fields, upward = merging.node(one, {}, vocabulary)
        for printed in printer.thing(thing, fields, one.links, upward):
            sorter.extend(*printed)
    return found._replace(runs=sorter.put_aside())


def _repeated(task: _Task, within: Range) -> Runs:
    """Notes of the claims of some speakers that repeat earlier ones."""
    sorter = task.sorter()
    for document, edge in repeats.edges(task.work.sorted(WORDS).between(*within)):
        sorter.add(document, pickle.dumps(edge, 5), _NOTES)
    return sorter.put_aside()


def _concepts(task: _Task, used: dict[str, tuple[str, ...]]) -> Found:
    """The concepts of the tables that the pages name, or that are above others."""
    sorter, printer, vocabulary = task.sorter(), Printer(task.base, task.run), load()
    concepts = graph.tabled(used, vocabulary)
    alone = dict(concepts)
    things = task.work.sorted(THINGS)
    rows = chain(things.between("industry/", "industry0"), things.between("region/", "region0"))
    for thing, its in merging.groups(row for row in rows if merging.thing_of(row[0]) in concepts):
        fields, upward = alone.pop(thing)
        for printed in printer.thing(thing, fields, merging.merged(thing, its).links, upward):
            sorter.extend(*printed)
    for concept, (fields, upward) in alone.items():
        for printed in printer.thing(concept, fields, (), upward):
            sorter.extend(*printed)
    return Found(sorter.put_aside(), printer.tally, {}, Counter())


def _printed(task: _Task, pages: list[Noted]) -> Found:
    """Some pages printed, sorted for each file."""
    sorter, shelves, printer = task.sorter(), Shelves(task.readings), Printer(task.base, task.run)
    for entry, labels, edges in pages:
        sheet: Sheet = unpacked(shelves.taken(entry.place, 2))
        for printed in printer.page(sheet, edges):
            sorter.extend(*printed)
        sorter.add(place_of(sheet), mention_lines(sheet, labels), MENTIONS)
    shelves.close()
    return Found(sorter.put_aside(), printer.tally, {}, Counter())


def _framed(task: _Task) -> Found:
    """What stands around the rows."""
    sorter, printer = task.sorter(), Printer(task.base, task.run)
    for printed in printer.frame():
        sorter.extend(*printed)
    return Found(sorter.put_aside(), printer.tally, {}, Counter())


def _written(work: Work, file: tuple[str, list[Path]]) -> None:
    name, runs = file
    files.write(name, merged(runs, work.scratch), work.folder, work.memory)


def _noted(work: Work, notes: Sorter) -> Iterator[Noted]:
    """Every page with its notes, by id."""
    pages = Sorter(work.scratch)
    for page_ in work.pages():
        pages.add(page_.entry.document, pickle.dumps(page_.entry, 5))
    waiting = groupby(notes.rows(), lambda row: row[0])
    page, its = next(waiting, ("", iter(())))
    for document, data in pages.rows():
        labels: dict[str, str] = {}
        edges: list[Edge] = []
        if page == document:
            for _, note in its:
                found = pickle.loads(note)
                if len(found) == 2:
                    labels[found[0]] = found[1]
                else:
                    edges.append(found)
            page, its = next(waiting, ("", iter(())))
        yield pickle.loads(data), labels, edges
