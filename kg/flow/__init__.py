"""Builds of any size: rows sorted on disk, each file written once, and made anew where something changed.

``write`` makes the files that are as large as the corpus. The pages' list comes
first: what was read now or before. Whether all is written or only what changed,
the bytes are the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from kg import fingerprint, resources
from kg.errors import SourceError
from kg.export import rdf
from kg.export.rdf.pieces import predicates
from kg.flow import changes, files, whole
from kg.flow.memory import Memory, entry_of, plain
from kg.flow.reading import read
from kg.flow.rows import Sorter
from kg.flow.sections import written
from kg.flow.state import State, Work, entry_in, row_of, told_row
from kg.flow.things import How, sure_enough
from kg.model import Unreadable
from kg.report import Report, gathered

__all__ = [
    "How",
    "Memory",
    "State",
    "Work",
    "counts_of",
    "forget",
    "opened",
    "read_all",
    "report_of",
    "sure_enough",
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
            progress(item.name)
    if not found:
        reasons = "".join(f"\n{u.path}: {u.reason}" for u in sorted(unreadable, key=lambda u: u.path)[:20])
        raise SourceError(f"no page could be read, so nothing is written{reasons}")
    written(_told(pages.rows(), memory), work.memory / whole.TOLD, files.index_of(work.memory, whole.TOLD))
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


def write(work: Work, memory: Memory, how: How, old: Path | None, progress: Progress, jobs: int = 1) -> State:
    """The sorted files of all pages in ``told``: those of ``old`` made anew where few pages changed, else all."""
    hashes = (row_of(data).input["sha256"] for _, data in work.sorted(whole.TOLD))
    settings = fingerprint.reading(resources.ontology()), str(how.min_confidence)
    state = State(how, rdf.run_of(hashes, *settings))
    before = State.load(old) if old else None
    if old and before and before.how == how and changes.write(work, memory, old, before, state, progress):
        pass
    else:
        whole.write(work, memory.folder, state, progress, jobs)
    state.save(work.folder)
    return state


def report_of(work: Work, state: State, unreadable: Sequence[Unreadable]) -> Report:
    """What a build tells about itself."""
    rows = (row_of(data) for _, data in work.sorted(whole.TOLD))
    return gathered(rows, state.counts("node"), state.counts("edge"), unreadable)


def forget(work: Work, memory: Memory) -> None:
    """Let go of pages that the build does not hold, once they are more than those it does."""
    memory.only(entry_in(data).key for _, data in work.sorted(whole.TOLD))


def counts_of(work: Work, state: State) -> rdf.Counts:
    """What the description of a build counts."""
    relation = predicates()
    return rdf.Counts(
        [
            rdf.Article(entry_in(data).document, row.input["script"], row.input["published"])
            for _, data in work.sorted(whole.TOLD)
            for row in [row_of(data)]
        ],
        state.counts("node"),
        {relation[predicate]: n for predicate, n in state.counts("pair").items()},
        state.tally["triples"],
    )


@contextmanager
def opened(folder: Path, fresh: bool) -> Iterator[Memory]:
    """The memory of what was read, closed in the end."""
    memory = Memory(folder, fresh)
    try:
        yield memory
    finally:
        memory.close()
