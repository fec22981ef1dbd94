"""A build made anew from the one before: only pages that changed are read, only what depends on them is printed.

Takes the old build and the new list of pages. Gives the bytes of a build from
nothing: what a page, a thing or a claim was printed as is printed again, as it was
and as it is, and the rows that differ are set in copies of the old files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from heapq import merge
from itertools import groupby
from operator import itemgetter

from kg import graph
from kg.flow import database, files, merging, repeats, whole
from kg.flow.memory import Entry, Memory
from kg.flow.merging import Thing
from kg.flow.prints import MENTIONS, mention_lines, place_of, relabelled
from kg.flow.rows import Row
from kg.flow.sections import changed
from kg.flow.state import TOLD, Old, State, Work, page_in
from kg.flow.things import Brief, Sheet, unpacked
from kg.flow.twice import Both, Side, changed_graph, changes
from kg.graph.parts import Edge
from kg.vocabulary import load

__all__ = ["MOST", "write"]

MOST = 0.2
"""Share of pages above which a build from all of them is quicker."""

Changes = dict[str, bytes | None]
"""Key → the row as it is now, None where it is gone."""
Edges = dict[str, list[Edge]]
"""Page of the later claim → edges to earlier ones."""


def write(work: Work, memory: Memory, build: Old, state: State, progress: Callable[[str], None]) -> bool:
    """Write the sorted files from those of the old build; False, and nothing written, where too much changed."""
    old, before = Work(build.folder, work.scratch), build.state
    gone, come, all_ = _compared(old.sorted(TOLD), work.sorted(TOLD))
    if len(gone) + len(come) > MOST * all_:
        return False
    if any(memory.entry(entry.key) is None for entry in gone):
        return False  # the memory of the old build was thrown away
    progress("finding what changed")
    one = _Change(old, work, memory, before, state)
    one.pages(gone, come)
    one.concepts()
    for side in one.sides:
        side.add(side.printer.frame())
    progress("writing")
    database.note(work, changed_graph(one.sides))
    for name in files.NAMES:
        rows = changes(one.sides, name)
        files.anew(name, old.folder, old.memory, rows, work.folder, work.memory, (before.run, state.run))
    for name, its in ((whole.THINGS, one.things), (whole.WORDS, one.words)):
        changed(old.sorted(name), its, work.memory / name, files.index_of(work.memory, name))
    state.tally = before.tally.copy()
    state.tally.subtract(one.sides.was.printer.tally)
    state.tally.update(one.sides.now.printer.tally)
    state.tally = +state.tally
    return True


def _compared(old: Iterable[Row], new: Iterable[Row]) -> tuple[list[Entry], list[Entry], int]:
    """Pages that are gone, pages that have come, and how many there are; one that changed is both. All by name."""
    gone, come, count = list[Entry](), list[Entry](), 0
    both = merge(((key, 0, data) for key, data in old), ((key, 1, data) for key, data in new))
    for _, its in groupby(both, itemgetter(0)):
        found = {side: data for _, side, data in its}
        was, now = found.get(0), found.get(1)
        count += now is not None
        before, after = (page_in(data).entry if data and was != now else None for data in (was, now))
        if before and after and before.key == after.key:
            continue
        gone += [before] if before else []
        come += [after] if after else []
    return gone, come, count


class _Change:
    """What changed between two builds, gathered row by row."""

    def __init__(self, old: Work, work: Work, memory: Memory, before: State, state: State) -> None:
        self._memory, self._before, self._state = memory, before, state
        state.attested, state.heads = dict(before.attested), before.heads.copy()
        self.sides = Both(Side(state.how.base, before.run), Side(state.how.base, state.run))
        self._then = {name: old.sorted(name) for name in (whole.THINGS, whole.WORDS)}
        self._mentions = old.file(MENTIONS)
        self._told = work.sorted(TOLD)
        self._places: dict[str, str] = {}
        """Of pages whose speakers are looked at."""
        self.things: Changes = {}
        """Rows of ``things`` that are not what they were."""
        self.words: Changes = {}
        """The same of ``words``."""
        self._said: dict[str, Changes] = {}
        """Speaker → the same of his."""
        self._merged: dict[str, Both[Thing | None]] = {}
        self._edges: dict[str, Both[Edges]] = {}

    def pages(self, gone: list[Entry], come: list[Entry]) -> None:
        """Print the pages that went or came, and those that others name or answer differently now."""
        speakers: dict[Entry, list[str]] = {}
        for entries, stays in ((gone, False), (come, True)):
            for entry in entries:
                brief = self._brief(entry)
                rows = (merging.row(thing, entry.name, entry.document, told) for thing, told in brief.things)
                self.things.update((key, data if stays else None) for key, data in rows)
                self.words.update((key, data if stays else None) for key, data in brief.words)
                speakers[entry] = _speakers(brief)
        self._said = _parted(self.words)
        changed_ = {entry.document for entry in speakers}
        for thing, rows_ in sorted(_parted(self.things).items()):
            self._merge(thing, rows_, changed_)
        for document in sorted(self._answers() - changed_):
            entry = self._entry(self._places[document])
            its, sheet = [self._edges_of(one) for one in _speakers(self._brief(entry))], self._sheet(entry)
            _print(self.sides.was, sheet, [edges.was for edges in its])
            _print(self.sides.now, sheet, [edges.now for edges in its])
        for entry in gone:
            _print(self.sides.was, self._sheet(entry), [self._edges_of(one).was for one in speakers[entry]])
            self.sides.was.of(MENTIONS)[place_of(entry)] = b""
        labels = {thing: both.now.entity.label for thing, both in self._merged.items() if both.now and both.now.entity}
        for entry in come:
            sheet = self._sheet(entry)
            _print(self.sides.now, sheet, [self._edges_of(one).now for one in speakers[entry]])
            self.sides.now.of(MENTIONS)[place_of(entry)] = mention_lines(sheet, labels)

    def _entry(self, place: str) -> Entry:
        (row,) = self._told.between(place, place + "\0")
        return page_in(row[1]).entry

    def _brief(self, entry: Entry) -> Brief:
        brief: Brief = unpacked(self._memory.piece(entry.place, 1))
        return brief

    def _sheet(self, entry: Entry) -> Sheet:
        sheet: Sheet = unpacked(self._memory.piece(entry.place, 2))
        return sheet

    def _merge(self, thing: str, own: Changes, changed_: set[str]) -> None:
        """What a thing was and is; pages that stay say its new name."""
        rows = dict(self._then[whole.THINGS].between(f"{thing}\0", f"{thing}\1"))
        was, now = _one(rows), _one({**rows, **own})
        self._merged[thing] = Both(was, now)
        before, after = (one.entity.label if one and one.entity else "" for one in (was, now))
        if before and after and before != after:
            for key in rows:
                place = key.partition("\0")[2]
                if place.rpartition("\0")[2] not in changed_:
                    self._rename(thing, after, self._entry(place))
        self._count(thing, was, -1)
        self._count(thing, now, 1)

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
        place, rows = place_of(entry), self.sides.now.of(MENTIONS)
        known = rows.get(place) or dict(self._mentions.between(place, place + "\0"))[place]
        rows[place] = relabelled(known, self._sheet(entry).named, {thing: label})

    def _edges_of(self, speaker: str) -> Both[Edges]:
        """What a speaker's claims repeat, as it was and as it is."""
        if speaker not in self._edges:
            rows = dict(self._then[whole.WORDS].between(f"{speaker}\0", f"{speaker}\1"))
            self._places.update((name[1], "\0".join(name)) for key in rows for name in [key.split("\0")[2:4]])
            own = self._said.get(speaker)
            was = _by_page(rows)
            self._edges[speaker] = Both(was, _by_page({**rows, **own}) if own else was)
        return self._edges[speaker]

    def _answers(self) -> set[str]:
        """Pages whose claims repeat others than they did."""
        found = set[str]()
        for speaker in self._said:
            was, now = self._edges_of(speaker)
            found |= {page for page in was.keys() | now.keys() if was.get(page) != now.get(page)}
        return found

    def concepts(self) -> None:
        """Print the things whose pages changed, and the concepts that are above others no more, or now."""
        used = [state.concepts() for state in (self._before, self._state)]
        listed = {thing for thing in self._merged if graph.is_listed(thing, load())}
        if used[0].keys() == used[1].keys() >= listed:  # so are those above them: only names can differ
            used = [{thing: one[thing] for thing in listed} for one in used]
        then, now = (graph.tabled(one, load()) for one in used)
        for thing in sorted(self._merged.keys() | (then.keys() ^ now.keys())):
            both = self._merged.get(thing, Both(None, None))
            for one, tables, side in zip(both, (then, now), self.sides, strict=True):
                if one is None and thing not in tables:
                    continue
                fields, upward = merging.node(one, tables, load()) if one else tables[thing]
                side.add(side.printer.thing(thing, fields, one.links if one else (), upward))


def _parted(rows: Changes) -> dict[str, Changes]:
    """By the thing or the speaker that keys begin with."""
    found: dict[str, Changes] = {}
    for key, data in rows.items():
        found.setdefault(key.partition("\0")[0], {})[key] = data
    return found


def _speakers(brief: Brief) -> list[str]:
    return [repeats.speaker(key) for key, _ in brief.words]


def _print(side: Side, sheet: Sheet, edges: Iterable[Edges]) -> None:
    """A page; ``edges`` are those of its speakers."""
    its = {edge[2]["id"]: edge for found in edges for edge in found.get(sheet.document, ())}
    side.add(side.printer.page(sheet, list(its.values())))


def _stay(rows: Mapping[str, bytes | None]) -> list[Row]:
    """The rows that there are, sorted."""
    return [(key, data) for key, data in sorted(rows.items()) if data is not None]


def _one(rows: Mapping[str, bytes | None]) -> Thing | None:
    for thing, told in merging.groups(_stay(rows)):
        return merging.merged(thing, told)
    return None


def _by_page(rows: Mapping[str, bytes | None]) -> Edges:
    found: Edges = {}
    for page, edge in repeats.edges(_stay(rows)):
        found.setdefault(page, []).append(edge)
    return found
