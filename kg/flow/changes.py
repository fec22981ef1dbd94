"""A build made anew from the one before: only pages that changed are read, only what depends on them is printed.

Takes the old build and the new list of pages. Gives the bytes of a build from
nothing: what a page, a thing or a claim was printed as is printed again, as it was
and as it is, and the rows that differ are set in copies of the old files.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, Generic, NamedTuple, TypeVar

from kg import graph
from kg.export.ladybug_anew import Changed
from kg.flow import database, files, merging, whole
from kg.flow.memory import Entry, Memory
from kg.flow.merging import Thing
from kg.flow.prints import JSON, MENTIONS, Printer, mention_line, mention_lines, place_of
from kg.flow.rows import Row
from kg.flow.sections import changed
from kg.flow.state import State, Work, entry_in
from kg.flow.things import Brief, Sheet, unpacked
from kg.graph.parts import Edge
from kg.vocabulary import load

__all__ = ["MOST", "write"]

T = TypeVar("T")
Rows = dict[tuple[str, str], bytes]
"""File and key of what is printed."""


class Both(NamedTuple, Generic[T]):
    """Something as it was and as it is."""

    was: T
    now: T


MOST = 0.2
"""Share of pages above which a build from all of them is quicker."""


def write(work: Work, memory: Memory, old: Path, before: State, state: State, progress: Callable[[str], None]) -> bool:
    """Write the sorted files from those of ``old``; False, and nothing written, where too much changed."""
    then = Work(old, work.scratch)
    gone, come, all_ = _compared(then.sorted(whole.TOLD), work.sorted(whole.TOLD))
    if len(gone) + len(come) > MOST * all_:
        return False
    if any(memory.entry(entry.key) is None for entry in gone):
        return False  # the memory of the old build was thrown away
    progress("finding what changed")
    one = _Change(then, work, memory, before, state)
    one.pages(gone, come)
    one.concepts()
    one.frame()
    progress("writing")
    database.note(work, one.rows())
    for name in files.NAMES:
        files.anew(name, old, then.memory, one.changes(name), work.folder, work.memory, (before.run, state.run))
    for name, rows in ((whole.THINGS, one.things), (whole.WORDS, one.words)):
        changed(then.sorted(name), rows, work.memory / name, files.index_of(work.memory, name))
    state.tally = before.tally.copy()
    state.tally.subtract(one.was.tally)
    state.tally.update(one.now.tally)
    state.tally = +state.tally
    return True


def _compared(old: Iterable[Row], new: Iterable[Row]) -> tuple[list[Entry], list[Entry], int]:
    """Pages that are gone, pages that have come, and how many there are; one that changed is both."""
    was = dict(old)
    come, count = [], 0
    for key, data in new:
        count += 1
        before = was.pop(key, None)
        if before == data:
            continue
        entry = entry_in(data)
        if before is not None:
            earlier = entry_in(before)
            if earlier.key == entry.key:
                continue
            was[key] = before
        come.append(entry)
    return [entry_in(data) for data in was.values()], come, count


class _Change:
    """What changed between two builds, gathered row by row."""

    def __init__(self, then: Work, work: Work, memory: Memory, before: State, state: State) -> None:
        self._then, self._memory = then, memory
        self._before, self._state = before, state
        state.attested, state.heads = dict(before.attested), before.heads.copy()
        self.was, self.now = Printer(state.how.base, before.run), Printer(state.how.base, state.run)
        self.things: dict[str, bytes | None] = {}
        self.words: dict[str, bytes | None] = {}
        self._old: Rows = {}
        self._new: Rows = {}
        self._now = {entry.document: entry for _, data in work.sorted(whole.TOLD) for entry in [entry_in(data)]}
        self._merged: dict[str, Both[Thing | None]] = {}
        self._edges: dict[str, Both[dict[str, list[Edge]]]] = {}

    def changes(self, name: str) -> dict[str, bytes | None]:
        """The rows of one file that are not what they were."""
        found: dict[str, bytes | None] = {key: None for file, key in self._old if file == name}
        found.update({key: data for (file, key), data in self._new.items() if file == name})
        return {key: data for key, data in found.items() if data is None or self._old.get((name, key)) != data}

    def rows(self) -> Changed:
        """The nodes and edges of the graph that are not what they were."""
        was, now = (
            {key: data for (file, key), data in rows.items() if file == JSON} for rows in (self._old, self._new)
        )
        gone = {key for key in was if was[key] != now.get(key)}
        come = {key for key in now if now[key] != was.get(key)}
        old, new = ({k: _read(rows[k]) for k in keys if k[0] in "13"} for rows, keys in ((was, gone), (now, come)))
        nodes = {key for key in old.keys() | new.keys() if key[0] == "1"}
        return Changed(
            [old[key] for key in sorted(nodes - new.keys())],
            [new[key] for key in sorted(nodes & old.keys() & new.keys())],
            [new[key] for key in sorted(nodes - old.keys())],
            [old[key] for key in sorted(old.keys() - nodes)],
            [new[key] for key in sorted(new.keys() - nodes)],
        )

    def pages(self, gone: list[Entry], come: list[Entry]) -> None:
        """Print the pages that went or came, and those that others name or answer differently now."""
        speakers = set[str]()
        for entries, stays in ((gone, False), (come, True)):
            for entry in entries:
                brief = self._brief(entry)
                for thing, told in brief.things:
                    key, data = merging.row(thing, entry.name, entry.document, told)
                    self.things[key] = data if stays else None
                for one in brief.words:
                    key, data = whole.word_row(one)
                    self.words[key] = data if stays else None
                    speakers.add(one.speaker)
        changed_ = {entry.document for entry in (*gone, *come)}
        for thing in sorted({key.partition("\0")[0] for key in self.things}):
            self._merge(thing, changed_)
        for document in sorted(self._answers(speakers) - changed_):
            entry = self._now[document]
            its = [self._edges_of(one.speaker) for one in self._brief(entry).words]
            self._page(entry, False, [edges.was for edges in its])
            self._page(entry, True, [edges.now for edges in its])
        for entry in gone:
            self._page(entry, False, [self._edges_of(one.speaker).was for one in self._brief(entry).words])
            self._old[MENTIONS, place_of(entry)] = b""
        for entry in come:
            self._page(entry, True, [self._edges_of(one.speaker).now for one in self._brief(entry).words])
            sheet: Sheet = unpacked(self._memory.piece(entry.place, 2))
            labels = {e: thing.entity.label for e, (_, thing) in self._merged.items() if thing and thing.entity}
            self._new[MENTIONS, place_of(entry)] = mention_lines(sheet, labels)

    def _brief(self, entry: Entry) -> Brief:
        brief: Brief = unpacked(self._memory.piece(entry.place, 1))
        return brief

    def _page(self, entry: Entry, now: bool, edges: list[dict[str, list[Edge]]]) -> None:
        sheet: Sheet = unpacked(self._memory.piece(entry.place, 2))
        its = {edge[2]["id"]: edge for found in edges for edge in found.get(entry.document, ())}
        printed = (self.now if now else self.was).page(sheet, list(its.values()))
        (self._new if now else self._old).update({(file, key): data for file, key, data in printed})

    def _merge(self, thing: str, changed_: set[str]) -> None:
        """What a thing was and is; pages that stay say its new name."""
        rows = dict(self._then.sorted(whole.THINGS).between(f"{thing}\0", f"{thing}\1"))
        was = self._one(thing, rows)
        own = {key: data for key, data in self.things.items() if key.startswith(f"{thing}\0")}
        now = self._one(thing, {key: data for key, data in {**rows, **own}.items() if data is not None})
        self._merged[thing] = Both(was, now)
        before, after = (one.entity.label if one and one.entity else "" for one in (was, now))
        if before and after and before != after:
            for key in rows:
                document = key.rpartition("\0")[2]
                if document not in changed_:
                    self._rename(thing, after, self._now[document])
        self._count(thing, was, -1)
        self._count(thing, now, 1)

    def _one(self, thing: str, rows: dict[str, Any]) -> Thing | None:
        for _, told in merging.groups(sorted(rows.items())):
            return merging.merged(thing, told)
        return None

    def _count(self, thing: str, one: Thing | None, by: int) -> None:
        if one is None or one.entity is None or one.entity.kind not in ("Industry", "Region"):
            return
        if graph.is_listed(thing, load()):
            self._state.attested.pop(thing, None)
            if by > 0:
                self._state.attested[thing] = one.entity.names
        elif graph.is_listed(one.head, load()):
            self._state.heads[one.head] += by

    def _rename(self, thing: str, label: str, entry: Entry) -> None:
        place = place_of(entry)
        sheet: Sheet = unpacked(self._memory.piece(entry.place, 2))
        known = self._new.get((MENTIONS, place)) or dict(self._then.file(MENTIONS).between(place, place + "\0"))[place]
        lines = known.splitlines(keepends=True)
        for number, (entity, _, before, after) in enumerate(sheet.mentions):
            if entity == thing:
                lines[number] = mention_line(before, label, after)
        self._new[MENTIONS, place] = b"".join(lines)

    def _edges_of(self, speaker: str) -> Both[dict[str, list[Edge]]]:
        """What a speaker's claims repeat, by the page of the later claim, as it was and as it is."""
        if speaker not in self._edges:
            rows = dict(self._then.sorted(whole.WORDS).between(f"{speaker}\0", f"{speaker}\1"))
            own = {key: data for key, data in self.words.items() if key.startswith(f"{speaker}\0")}
            was = _by_page(rows)
            self._edges[speaker] = Both(was, _by_page({**rows, **own}) if own else was)
        return self._edges[speaker]

    def _answers(self, speakers: set[str]) -> set[str]:
        """Pages whose claims repeat others than they did."""
        found = set[str]()
        for speaker in speakers:
            was, now = self._edges_of(speaker)
            found |= {page for page in was.keys() | now.keys() if was.get(page) != now.get(page)}
        return found

    def concepts(self) -> None:
        """Print the things whose pages changed, and the concepts that are above others no more, or now."""
        then, now = (graph.tabled(state.concepts(), load()) for state in (self._before, self._state))
        for thing in sorted(self._merged.keys() | (then.keys() ^ now.keys())):
            for one, tables, printer, rows in zip(
                self._merged.get(thing, Both(None, None)), (then, now), (self.was, self.now), (self._old, self._new),
                strict=True,
            ):  # fmt: skip
                if one is None and thing not in tables:
                    continue
                fields, upward = merging.node(one, tables, load()) if one else tables[thing]
                printed = printer.thing(thing, fields, one.links if one else (), upward)
                rows.update({(file, key): data for file, key, data in printed})

    def frame(self) -> None:
        """Print what stands around the rows."""
        for printer, rows in ((self.was, self._old), (self.now, self._new)):
            rows.update({(file, key): data for file, key, data in printer.frame()})


def _read(row: bytes) -> Any:
    return json.loads(row.lstrip(b",").decode("utf-8", "surrogatepass"))


def _by_page(rows: Mapping[str, bytes | None]) -> dict[str, list[Edge]]:
    found: dict[str, list[Edge]] = {}
    for page, edge in whole.restated(whole.words((k, d) for k, d in sorted(rows.items()) if d is not None)):
        found.setdefault(page, []).append(edge)
    return found
