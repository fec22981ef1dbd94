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
from typing import TYPE_CHECKING

from kg import corpus, engine, flow, graph, report, resolve
from kg.export import rdf
from kg.finishing import FILES, Build, finish
from kg.flow.things import read_document, read_documents
from kg.folder import replacing
from kg.model import Document, Extraction, Resolution, Unreadable
from kg.settings import Settings
from kg.vocabulary import load

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["FILES", "Result", "Settings", "build", "read", "read_alone", "read_document", "records"]


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


def read_several(documents: Sequence[Document]) -> list[Extraction]:
    """The same of several documents."""
    return read_documents(documents, load())


def read(inputs: Iterable[Path | str], settings: Settings) -> Iterator[Extraction | Unreadable]:
    """Stages 1 to 3 on every input, in order; one that fails costs itself only."""
    load()  # before processes are made: they share it, and a fault in a table is told once
    return engine.run(corpus.run(inputs), read_alone, settings.jobs, settings.seconds, several=read_several)


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
    timings: dict[str, float] = {}
    place = settings.cache or out.with_name(f".{out.name}.memory")
    with replacing(out) as folder, flow.opened(place, settings.fresh) as memory, engine.Crew(settings.jobs) as crew:
        work = flow.Work.new(folder)
        since = time.perf_counter()
        unreadable = flow.read_all(inputs, work, memory, settings.how, settings.jobs, settings.seconds, progress)
        timings["reading"] = time.perf_counter() - since
        old = None if settings.fresh else flow.Old.opened(out)
        told = flow.unchanged(work, old, settings.asked, unreadable) if old else None
        if told is None:
            told = _made(Build(settings, work, memory.folder, old), memory, unreadable, crew, progress, timings)
        flow.forget(work, memory, told.documents)
        report.write_run(timings, [str(i) for i in inputs], folder)
    return told


def _made(
    build: Build, memory: flow.Memory, unreadable: Sequence[Unreadable], crew: engine.Crew,
    progress: Callable[[str], None], timings: dict[str, float],
) -> report.Report:  # fmt: skip
    """All files but run.json, each as soon as what it needs stands."""
    settings, work, _, old = build
    since = time.perf_counter()
    begun: list[Callable[[], tuple[str, str, float]]] = []

    def ready(what: str) -> None:
        begun.extend(crew.begin(partial(finish, build), name) for name, file in FILES.items() if file.needs == what)

    state = flow.write(work, memory, settings.how, old, progress, crew, ready)
    timings["rows"] = time.perf_counter() - since
    for done in begun:
        name, state.prints[name], timings[name] = done()
        progress(name)
    left = tuple(name for name in FILES if not (work.folder / name).exists())
    since = time.perf_counter()
    told = flow.summed(work, state, unreadable, left)
    _description(work.folder, told.counts, settings.base, state.run)
    timings["dataset.ttl"] = time.perf_counter() - since
    report.write(told.report, told.inputs, told.notices, work.folder)
    shutil.rmtree(work.scratch)
    state.asked, state.report = settings.asked, told.report
    state.save(work.folder)
    return told.report


def _description(folder: Path, counts: rdf.Counts, base: str, run: str) -> None:
    """Of the files that are the same for the same pages; a database file is not."""
    files = [p for p in folder.iterdir() if p.is_file() and p.suffix != ".lbug"]
    rdf.write_counted(counts, {f: rdf.digest(f) for f in files}, folder / "dataset.ttl", base, run)
