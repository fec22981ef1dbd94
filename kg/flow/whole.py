"""A build from all its pages: each piece is read once or twice, everything else is sorting.

Takes the list of pages that were read. Gives the sorted files, their indexes and
the State. Never holds more than a buffer of rows for each process.
"""

from __future__ import annotations

import pickle
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import groupby, islice
from pathlib import Path
from typing import TypeVar

from kg import graph
from kg.engine import Shelves, spread
from kg.flow import files, merging
from kg.flow.memory import Entry
from kg.flow.prints import MENTIONS, Printer, mention_lines, place_of
from kg.flow.rows import Row, Runs, Sorter, merged
from kg.flow.sections import written
from kg.flow.state import State, Work, entry_in
from kg.flow.things import Brief, Sheet, unpacked
from kg.graph.parts import Edge
from kg.graph.restated import Words
from kg.vocabulary import Vocabulary, load

__all__ = ["THINGS", "TOLD", "WORDS", "Noted", "restated", "word_row", "words", "write"]

THINGS, WORDS, TOLD = "things", "words", "told"
T = TypeVar("T")
_TASK = 400
"""Pages given to a process at once."""

Noted = tuple[Entry, dict[str, str], list[Edge]]
"""A page, and what others mean for it: the labels of its entities, and the edges from its claims to earlier ones."""


def write(work: Work, readings: Path, state: State, progress: Callable[[str], None], jobs: int = 1) -> None:
    """All sorted files of the pages in ``told``."""
    vocabulary = load()
    told = Sorter(work.scratch)
    entries = (entry_in(data) for _, data in work.sorted(TOLD))
    for runs in spread(partial(_gathered, readings, work.scratch), _tasks(entries), jobs):
        told.take(runs)
    progress("merging names")
    for name in (THINGS, WORDS):
        written(told.rows(name), work.memory / name, files.index_of(work.memory, name))
    notes = Sorter(work.scratch)
    _name(work, state, notes, vocabulary)
    for _, said in groupby(words(work.sorted(WORDS)), lambda w: w.speaker):
        for document, edge in restated(said):
            notes.add(document, pickle.dumps(edge, 5))
    progress("printing")
    out = Sorter(work.scratch)
    todo = _tasks(_noted(work, notes))
    for runs, tally in spread(partial(_printed, readings, work.scratch, state.how.base, state.run), todo, jobs):
        out.take(runs)
        state.tally.update(tally)
    printer = Printer(state.how.base, state.run)
    for row in printer.frame():
        _put(out, row)
    concepts = graph.tabled(state.concepts(), vocabulary)
    for thing, rows in merging.groups(work.sorted(THINGS)):
        one = merging.merged(thing, rows)
        fields, upward = merging.node(one, concepts, vocabulary)
        for row in printer.thing(thing, fields, one.links, upward):
            _put(out, row)
        concepts.pop(thing, None)
    for concept, (fields, upward) in concepts.items():
        for row in printer.thing(concept, fields, (), upward):
            _put(out, row)
    state.tally.update(printer.tally)
    progress("writing")
    runs = out.put_aside()
    largest = sorted(files.NAMES, key=lambda name: -sum(p.stat().st_size for p in runs.get(name, ())))
    for _ in spread(partial(_written, work), [(name, runs.get(name, [])) for name in largest], jobs):
        pass


def _tasks(items: Iterable[T]) -> Iterator[list[T]]:
    rest = iter(items)
    while task := list(islice(rest, _TASK)):
        yield task


def _gathered(place: Path, scratch: Path, entries: list[Entry]) -> Runs:
    """What some pages tell of things, and the words of their claims, sorted."""
    sorter, shelves = Sorter(scratch), Shelves(place)
    for entry in entries:
        brief: Brief = unpacked(shelves.taken(entry.place, 1))
        for thing, told in brief.things:
            sorter.add(*merging.row(thing, entry.name, entry.document, told), THINGS)
        for one in brief.words:
            sorter.add(*word_row(one), WORDS)
    shelves.close()
    return sorter.put_aside()


def _printed(place: Path, scratch: Path, base: str, run: str, pages: list[Noted]) -> tuple[Runs, Counter[str]]:
    """What is printed of some pages, sorted for each file."""
    sorter, shelves, printer = Sorter(scratch), Shelves(place), Printer(base, run)
    for entry, labels, edges in pages:
        sheet: Sheet = unpacked(shelves.taken(entry.place, 2))
        for row in printer.page(sheet, edges):
            _put(sorter, row)
        _put(sorter, (MENTIONS, place_of(sheet), mention_lines(sheet, labels)))
    shelves.close()
    return sorter.put_aside(), printer.tally


def _put(sorter: Sorter, row: tuple[str, str, bytes]) -> None:
    file, key, data = row
    sorter.add(key, data, file)


def _written(work: Work, file: tuple[str, list[Path]]) -> None:
    name, runs = file
    files.write(name, merged(runs, work.scratch), work.folder, work.memory)


def _name(work: Work, state: State, notes: Sorter, vocabulary: Vocabulary) -> None:
    """Note labels that are not what the page alone would give, and which concepts are used."""
    for thing, rows in merging.groups(work.sorted(THINGS)):
        one = merging.merged(thing, rows)
        if one.entity is None:
            continue
        if one.entity.kind in ("Industry", "Region"):
            if graph.is_listed(thing, vocabulary):
                state.attested[thing] = one.entity.names
            elif graph.is_listed(one.head, vocabulary):
                state.heads[one.head] += 1
        if len(rows) > 1:
            for document, told in rows:
                if merging.label_alone(told) != one.entity.label:
                    notes.add(document, pickle.dumps((thing, one.entity.label), 5))


def restated(its: Iterable[Words]) -> Iterator[tuple[str, Edge]]:
    """Edges between claims of one speaker, each with the page of the later one."""
    homes: dict[str, str] = {}

    def seen() -> Iterator[Words]:
        for one in its:
            homes[one.claim] = one.document
            yield one

    for edge in graph.restatement(seen()):
        yield homes[edge[0]], edge


def word_row(one: Words) -> Row:
    """A claim's words as a row that sorts as they do."""
    key = "\0".join((one.speaker, one.published, one.name, one.document, f"{one.place:06}"))
    return key, pickle.dumps(tuple(one), 5)


def words(rows: Iterable[Row]) -> Iterator[Words]:
    """The words of such rows."""
    return (Words(*pickle.loads(data)) for _, data in rows)


def _noted(work: Work, notes: Sorter) -> Iterator[Noted]:
    """Every page with its notes, by id."""
    pages = Sorter(work.scratch)
    for _, data in work.sorted(TOLD):
        entry = entry_in(data)
        pages.add(entry.document, pickle.dumps(entry, 5))
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
