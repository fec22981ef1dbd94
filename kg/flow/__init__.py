"""Builds of any size: rows sorted on disk, each file written once, and made anew where something changed.

``write`` makes the files that are as large as the corpus. The pages' list comes
first: what was read now or before. Whether all is written or only what changed,
the bytes are the same.
"""

from __future__ import annotations

import filecmp
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from kg import fingerprint, resources
from kg.engine import Crew
from kg.errors import SourceError
from kg.export import rdf
from kg.export.rdf.pieces import predicates
from kg.flow import changes, files, whole
from kg.flow.memory import Memory, entry_of, plain
from kg.flow.prints import JSON
from kg.flow.reading import read
from kg.flow.rows import Sorter
from kg.flow.sections import written
from kg.flow.state import FOLDER, TOLD, Old, State, Work, told_row
from kg.flow.things import How, sure_enough
from kg.model import Unreadable
from kg.report import Printed, Report, Row, complaints, gathered

__all__ = [
    "JSON",
    "TOLD",
    "How",
    "Memory",
    "Old",
    "State",
    "Work",
    "forget",
    "opened",
    "read_all",
    "summed",
    "sure_enough",
    "unchanged",
    "write",
]

Progress = Callable[[str], None]


def read_all(
    inputs: Iterable[Path | str], work: Work, memory: Memory, how: How, jobs: int, seconds: float, progress: Progress
) -> tuple[Unreadable, ...]:
    """Read every page and list them in ``told``, by name; those that could not be read.

    Raises SourceError where there was none: a mistyped path must not replace a build.
    """
    pages = Sorter(work.scratch)
    unreadable: list[Unreadable] = []
    found = 0
    for item in read(inputs, memory, how, jobs, seconds):
        if isinstance(item, Unreadable):
            unreadable.append(item)
            progress(item.path)
        else:
            pages.add(f"{item.name}\0{item.document}", plain(item))
            found += 1
            progress(f"page {found:,}: {item.name}")
    if not found:
        reasons = "".join(f"\n{u.path}: {u.reason}" for u in sorted(unreadable, key=lambda u: u.path)[:20])
        raise SourceError(f"no page could be read, so nothing is written{reasons}")
    written(_told(pages.rows(), memory), work.memory / TOLD, files.index_of(work.memory, TOLD))
    return tuple(sorted(unreadable, key=lambda u: u.path))


def _told(pages: Iterable[tuple[str, bytes]], memory: Memory) -> Iterable[tuple[str, bytes]]:
    """The list of pages; one that came twice, by name and text, stands once."""
    last = ""
    for key, data in pages:
        if key == last:
            continue
        last = key
        entry = entry_of(data)
        yield key, told_row(entry, memory.piece(entry.place, 0))


def unchanged(work: Work, old: Old, asked: str, unreadable: Sequence[Unreadable]) -> Report | None:
    """The report of the old build where the new one would be the same, whose files it has then."""
    told = old.state.report
    if told is None or old.state.asked != asked or told.unreadable != complaints(unreadable):
        return None
    then = old.folder / FOLDER / TOLD
    if not old.stands(old.state.files) or not filecmp.cmp(work.memory / TOLD, then, shallow=False):
        return None
    shutil.rmtree(work.memory)
    old.take(old.state.files, work.folder)
    old.state.save(work.folder)
    return told


def write(
    work: Work,
    memory: Memory,
    how: How,
    old: Old | None,
    progress: Progress,
    crew: Crew,
    ready: Callable[[str], None] = lambda _: None,
) -> State:
    """The sorted files of all pages in ``told``: those of ``old`` made anew where few pages changed, else all.

    ``ready`` is called with TOLD when files that need only the pages may be begun, and with JSON when that file stands.
    """
    hashes = (page.entry.gist.sha256 for page in work.pages())
    settings = fingerprint.reading(resources.ontology()), str(how.min_confidence)
    state = State(how, rdf.run_of(hashes, *settings))
    if old and old.state.how == how and old.stands(files.NAMES) and changes.write(work, memory, old, state, progress):
        ready(TOLD)
        ready(JSON)
    else:
        whole.write(work, memory.folder, state, progress, crew, ready)
    return state


class Sum(NamedTuple):
    """What a build tells about itself, and what its description counts."""

    report: Report
    inputs: Printed
    notices: Printed
    counts: rdf.Counts


def summed(work: Work, state: State, unreadable: Sequence[Unreadable], left: tuple[str, ...] = ()) -> Sum:
    """Add up what each page tells; ``left`` are files that were not written."""
    inputs, notices = Printed(work.scratch), Printed(work.scratch)
    articles: list[rdf.Article] = []

    def rows() -> Iterator[Row]:
        for page in work.pages():
            row, (_, script, published, _) = page.row, page.entry.gist
            articles.append(rdf.Article(page.entry.document, script, published))
            inputs.add([row.input])
            notices.add(row.notices)
            yield row

    nodes, relation = state.counts("node"), predicates()
    report = replace(gathered(rows(), nodes, state.counts("edge"), unreadable), left=left)
    pairs = {relation[predicate]: n for predicate, n in state.counts("pair").items()}
    return Sum(report, inputs, notices, rdf.Counts(articles, nodes, pairs, state.tally["triples"]))


def forget(work: Work, memory: Memory, count: int) -> None:
    """Let go of pages that the build, of ``count`` pages, does not hold, once they are more than those it does."""
    keys = (page.entry.key for page in work.pages())
    memory.only(keys, count)


@contextmanager
def opened(folder: Path, fresh: bool) -> Iterator[Memory]:
    """The memory of what was read, closed in the end."""
    memory = Memory(folder, fresh)
    try:
        yield memory
    finally:
        memory.close()
