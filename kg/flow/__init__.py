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
from kg.flow.state import State, Work, entry_in, gist_of, row_of, told_row
from kg.flow.things import How, sure_enough
from kg.flow.whole import TOLD
from kg.model import Unreadable
from kg.report import Report, Row, gathered

__all__ = [
    "JSON",
    "TOLD",
    "How",
    "Memory",
    "State",
    "Work",
    "forget",
    "opened",
    "read_all",
    "rows_of",
    "summed",
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


def write(
    work: Work,
    memory: Memory,
    how: How,
    old: Path | None,
    progress: Progress,
    crew: Crew,
    ready: Callable[[str], None] = lambda _: None,
) -> State:
    """The sorted files of all pages in ``told``: those of ``old`` made anew where few pages changed, else all.

    ``ready`` is called with TOLD when files that need only the pages may be begun, and with JSON when that file stands.
    """
    hashes = (gist_of(data).sha256 for _, data in work.sorted(TOLD))
    settings = fingerprint.reading(resources.ontology()), str(how.min_confidence)
    state = State(how, rdf.run_of(hashes, *settings))
    before = State.load(old) if old else None
    if (
        old
        and before
        and before.how == how
        and changes.write(work, memory, Work(old, work.scratch), before, state, progress)
    ):
        ready(TOLD)
        ready(JSON)
    else:
        whole.write(work, memory.folder, state, progress, crew, ready)
    state.save(work.folder)
    return state


def summed(work: Work, state: State, unreadable: Sequence[Unreadable]) -> tuple[Report, rdf.Counts]:
    """What a build tells about itself, and what its description counts."""
    articles: list[rdf.Article] = []

    def rows() -> Iterator[Row]:
        for _, data in work.sorted(TOLD):
            row = row_of(data)
            articles.append(rdf.Article(entry_in(data).document, row.input["script"], row.input["published"]))
            yield row

    nodes, relation = state.counts("node"), predicates()
    report = gathered(rows(), nodes, state.counts("edge"), unreadable)
    pairs = {relation[predicate]: n for predicate, n in state.counts("pair").items()}
    return report, rdf.Counts(articles, nodes, pairs, state.tally["triples"])


def rows_of(work: Work) -> Iterator[Row]:
    """What each page adds to the report, in their order."""
    return (row_of(data) for _, data in work.sorted(TOLD))


def forget(work: Work, memory: Memory, count: int) -> None:
    """Let go of pages that the build, of ``count`` pages, does not hold, once they are more than those it does."""
    keys = (entry_in(data).key for _, data in work.sorted(TOLD))
    memory.only(keys, count)


@contextmanager
def opened(folder: Path, fresh: bool) -> Iterator[Memory]:
    """The memory of what was read, closed in the end."""
    memory = Memory(folder, fresh)
    try:
        yield memory
    finally:
        memory.close()
