"""The flow, on one page.

 1 corpus    files → Documents                    kg/corpus
 2 layout    Document → Passages                  kg/layout
 3 extract   Passages → mentions, claims          kg/extract
 4 resolve   all extractions → entities, links    kg/resolve
 5 graph     everything → networkx.MultiDiGraph   kg/graph
 6 export    graph → files                        kg/export
 7 explore   graph → one HTML file                kg/explore

Each stage is a folder with one ``run``; it takes and returns records of
``kg.model`` and never imports another stage. Only ``corpus`` reads input, and
only this module writes the build folder: whole or not at all.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import networkx as nx

from kg import cache, corpus, engine, explore, extract, graph, ids, layout, report, resolve, resources
from kg.export import graphml, jsonl, ladybug, rdf
from kg.folder import replacing
from kg.model import Document, Extraction, Resolution, Unreadable
from kg.vocabulary import Vocabulary, load

__all__ = ["FILES", "Result", "Settings", "build", "read", "read_alone", "read_document", "records"]


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
    """File of what was read before; None reads everything again."""


@dataclass(frozen=True, slots=True)
class Result:
    """Everything one run found, in memory."""

    settings: Settings
    resolution: Resolution
    graph: nx.MultiDiGraph[str]
    unreadable: tuple[Unreadable, ...]

    @property
    def run(self) -> str:
        """Id of the run: a hash of kg's version, the code, the tables and the pages."""
        return rdf.run_id(self.graph, cache.fingerprint(resources.ontology()), str(self.settings.min_confidence))

    @property
    def pages(self) -> dict[str, str]:
        """Article id → its text as decoded."""
        return {e.document.id: e.document.text for e in self.resolution.extractions}


def read_document(document: Document, vocabulary: Vocabulary) -> Extraction:
    """Stages 2 and 3 on one page: its repaired passages, mentions and claims."""
    return extract.run(document, layout.run(document, vocabulary), vocabulary)


def read_alone(document: Document) -> Extraction:
    """``read_document`` with the shipped vocabulary: what a process of its own runs."""
    return read_document(document, load())


def read(inputs: Iterable[Path | str], settings: Settings) -> Iterator[Extraction | Unreadable]:
    """Stages 1 to 3 on every input, in order; one that fails costs itself only."""
    load()  # before processes are made: they share it, and a fault in a table is told once
    documents = corpus.run(inputs)
    if settings.cache is None:
        return engine.run(documents, read_alone, settings.jobs, settings.seconds)
    tables = resources.ontology()
    return cache.reading(documents, read_alone, settings.cache, tables, settings.jobs, settings.seconds)


def records(
    inputs: Iterable[Path | str], settings: Settings | None = None, progress: Callable[[str], None] = lambda _: None
) -> Result:
    """Stages 1 to 5: from files to the graph, nothing written."""
    settings = settings or Settings()
    extractions: list[Extraction] = []
    unreadable: list[Unreadable] = []
    for item in read(inputs, settings):
        if isinstance(item, Unreadable):
            unreadable.append(item)
            progress(item.path)
        else:
            extractions.append(_sure_enough(item, settings.min_confidence))
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

    Raises UsageError if ``out`` exists and is no build of kg.
    """
    started = time.perf_counter()
    made = records(inputs, settings, progress)
    timings = {"records": time.perf_counter() - started}
    told = report.of(made.resolution, made.graph, made.unreadable)
    with replacing(out) as folder:
        for name, write in FILES:
            since = time.perf_counter()
            progress(name)
            write(made, folder / name)
            timings[name] = time.perf_counter() - since
        report.write(told, timings, [str(i) for i in inputs], folder)
    return told


def _explorer(result: Result, path: Path) -> None:
    told = result.settings
    for name, text in explore.bundle(result.graph, result.pages, title=told.title, context=told.context).items():
        file = path.parent / name
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(text.encode("utf-8"))


def _description(result: Result, path: Path) -> None:
    """Of the files that are the same for the same pages; a database file is not."""
    files = [p for p in path.parent.iterdir() if p.is_file() and p.suffix != ".lbug"]
    rdf.write_dataset(result.graph, result.pages, sorted(files), path, run=result.run)


FILES: tuple[tuple[str, Callable[[Result, Path], None]], ...] = (
    ("claims.jsonl", lambda r, path: jsonl.write(path, jsonl.claims(r.resolution, r.settings.base))),
    ("mentions.jsonl", lambda r, path: jsonl.write(path, jsonl.mentions(r.resolution, r.settings.base))),
    ("pages.jsonl", lambda r, path: jsonl.write(path, jsonl.pages(r.resolution))),
    ("graph.json", lambda r, path: graph.save(r.graph, path)),
    ("graph.ttl", lambda r, path: rdf.write(r.graph, r.pages, path, "turtle", run=r.run)),
    ("schemes.ttl", lambda r, path: rdf.write_schemes(load(), path, r.settings.base)),
    ("graph.trig", lambda r, path: rdf.write(r.graph, r.pages, path, "trig", run=r.run)),
    ("graph.graphml", lambda r, path: graphml.write(r.graph, path)),
    ("graph.lbug", lambda r, path: ladybug.write(r.graph, path)),
    ("graph.html", _explorer),
    ("dataset.ttl", _description),
)
"""What a build folder holds, and who writes it, in this order."""


def _sure_enough(extraction: Extraction, least: float) -> Extraction:
    if not least:
        return extraction
    from dataclasses import replace

    return replace(extraction, claims=tuple(c for c in extraction.claims if c.confidence >= least))
