"""The flow, on one page.

 1 corpus    files → Documents                    kg/corpus
 2 layout    Document → Passages                  kg/layout
 3 extract   Passages → mentions, claims          kg/extract
 4 resolve   a page's names → entities, links     kg/resolve
 5 graph     a page → nodes, edges                kg/graph
 6 export    rows in order → files                kg/export
 7 explore   graph → one HTML file                kg/explore

Each stage is a folder with one ``run``; it takes and returns records of
``kg.model`` and never imports another stage. Only ``corpus`` reads input. A
build of any size goes one way, ``kg/flow``: each page is read once, remembered,
and what many pages say is merged by sorting. The build folder is replaced whole
or not at all.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kg import corpus, engine, explore, flow, graph, ids, report, resolve
from kg.export import rdf
from kg.flow import database, shown
from kg.flow.things import read_document
from kg.folder import replacing
from kg.model import Document, Extraction, Resolution, Unreadable
from kg.vocabulary import load

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["FILES", "File", "Result", "Settings", "build", "read", "read_alone", "read_document", "records"]


@dataclass(frozen=True, slots=True)
class Settings:
    """What a build may be told."""

    base: str = ids.BASE
    """Namespace of every IRI."""
    min_confidence: float = 0.0
    """Claims below it are left out."""
    context: bool = True
    """Whether graph.html carries the sentences around a quotation."""
    title: str = ""
    """Heading of graph.html; empty for the plain one."""
    jobs: int = 1
    """Processes that read pages."""
    seconds: float = 60.0
    """The most a page may take."""
    cache: Path | None = None
    """Folder of what was read before; None for one beside the build."""
    fresh: bool = False
    """Whether to forget all that was read before."""
    shown: int = 5_000
    """Claims that graph.html holds at most, those of the latest pages; the other files always hold all."""


@dataclass(frozen=True, slots=True)
class Result:
    """Everything one run found, in memory."""

    settings: Settings
    resolution: Resolution
    graph: nx.MultiDiGraph[str]
    unreadable: tuple[Unreadable, ...]

    @property
    def pages(self) -> dict[str, str]:
        """Article id → its text as decoded."""
        return {e.document.id: e.document.text for e in self.resolution.extractions}


def read_alone(document: Document) -> Extraction:
    """``read_document`` with the shipped vocabulary: what a process of its own runs."""
    return read_document(document, load())


def read(inputs: Iterable[Path | str], settings: Settings) -> Iterator[Extraction | Unreadable]:
    """Stages 1 to 3 on every input, in order; one that fails costs itself only."""
    load()  # before processes are made: they share it, and a fault in a table is told once
    return engine.run(corpus.run(inputs), read_alone, settings.jobs, settings.seconds)


def records(
    inputs: Iterable[Path | str], settings: Settings | None = None, progress: Callable[[str], None] = lambda _: None
) -> Result:
    """Stages 1 to 5 in memory: from files to the graph, nothing written or remembered."""
    settings = settings or Settings()
    extractions: list[Extraction] = []
    unreadable: list[Unreadable] = []
    for item in read(inputs, settings):
        if isinstance(item, Unreadable):
            unreadable.append(item)
            progress(item.path)
        else:
            extractions.append(flow.sure_enough(item, settings.min_confidence))
            progress(item.document.path)
    extractions.sort(key=lambda e: (e.document.name, e.document.id))
    resolution = resolve.run(extractions)
    built = graph.run(resolution, load(), settings.base)
    return Result(settings, resolution, built, tuple(sorted(unreadable, key=lambda u: u.path)))


class Build(NamedTuple):
    """A build whose pages are read."""

    settings: Settings
    work: flow.Work
    readings: Path
    old: Path | None
    """The build that is replaced."""


def build(
    inputs: Sequence[Path | str],
    out: Path,
    settings: Settings | None = None,
    progress: Callable[[str], None] = lambda _: None,
) -> report.Report:
    """All stages: ``inputs`` into the folder ``out``, which is replaced only when the new one is complete.

    Raises UsageError if ``out`` exists and is no build of kg, SourceError if no page could be read.
    """
    settings = settings or Settings()
    how = flow.How(settings.base, settings.min_confidence)
    timings: dict[str, float] = {}
    place = settings.cache or out.with_name(f".{out.name}.memory")
    with replacing(out) as folder, flow.opened(place, settings.fresh) as memory, engine.Crew(settings.jobs) as crew:
        work = flow.Work.new(folder)
        since = time.perf_counter()
        unreadable = flow.read_all(inputs, work, memory, how, settings.jobs, settings.seconds, progress)
        timings["reading"] = time.perf_counter() - since
        since = time.perf_counter()
        old = out if out.exists() and not settings.fresh else None
        finish = partial(_finish, Build(settings, work, memory.folder, old))
        finishing: list[Callable[[], tuple[str, float]]] = []

        def ready(what: str) -> None:
            finishing.extend(crew.begin(finish, name) for name, file in FILES.items() if file.needs == what)

        state = flow.write(work, memory, how, old, progress, crew, ready)
        timings["rows"] = time.perf_counter() - since
        for done in finishing:
            name, seconds = done()
            progress(name)
            timings[name] = seconds
        since = time.perf_counter()
        told, counts = flow.summed(work, state, unreadable)
        _description(folder, counts, settings.base, state.run)
        timings["dataset.ttl"] = time.perf_counter() - since
        shutil.rmtree(work.scratch)
        flow.forget(work, memory, told.documents)
        report.write(told, partial(flow.rows_of, work), timings, [str(i) for i in inputs], folder)
    return told


def _finish(build: Build, name: str) -> tuple[str, float]:
    """One of FILES, and the seconds it took."""
    since = time.perf_counter()
    FILES[name].write(build, build.work.folder / name)
    return name, time.perf_counter() - since


def _explorer(build: Build, path: Path) -> None:
    told = build.settings
    entries, left = shown.latest(build.work, told.shown)
    graph_ = shown.graph_of(entries, build.readings)
    title = f"{told.title or 'kg'} (the latest {len(entries)} of {len(entries) + left} pages)" if left else told.title
    for name, text in explore.bundle(*graph_, title=title, context=told.context).items():
        file = path.parent / name
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(text.encode("utf-8"))


def _description(folder: Path, counts: rdf.Counts, base: str, run: str) -> None:
    """Of the files that are the same for the same pages; a database file is not."""
    files = [p for p in folder.iterdir() if p.is_file() and p.suffix != ".lbug"]
    rdf.write_counted(counts, {f: rdf.digest(f) for f in files}, folder / "dataset.ttl", base, run)


class File(NamedTuple):
    """A file of a build."""

    needs: str
    """What must stand: the list of pages that were read, or the rows of the graph."""
    write: Callable[[Build, Path], None]


FILES = {
    "graph.html": File(flow.TOLD, _explorer),
    "schemes.ttl": File(flow.TOLD, lambda b, path: rdf.write_schemes(load(), path, b.settings.base)),
    "graph.lbug": File(flow.JSON, lambda b, path: database.write(b.work, b.old, path)),
}
"""What a build folder holds beside ``kg.flow.files.NAMES`` and dataset.ttl, which describes them all."""
