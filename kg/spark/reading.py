"""Stages 2 and 3 on the workers, and what each page contributes to everything that is written.

Takes documents. Gives Rows, all of them functions of one page alone. A page that
takes too long costs itself; one that kills its worker costs the task, which
Spark runs again, this time with every page in a process beside.
"""

from __future__ import annotations

import faulthandler
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, cast

from kg import engine, flow, graph, report, resolve
from kg.errors import GraphError
from kg.export import jsonl
from kg.export.rdf import text as rdf
from kg.export.rdf.describe import Part
from kg.graph.schema import NODES
from kg.model import Document, Extraction, Unreadable
from kg.pipeline import read_alone
from kg.spark.inputs import record
from kg.spark.rows import Row, batched, encode, unbatched
from kg.vocabulary import load

__all__ = ["RUN", "Orders", "made", "read"]

RUN = "run/\0"
"""Stands for the id of the run, which is a hash of all pages; no N-Triples hold that character otherwise."""
_OWN = ("article/", "claim/", "finding/", "edge/")
"""Subjects that one page alone speaks of."""
_STRETCH = 10_000
_LISTS = {kind: [f.name for f in NODES[kind].fields if f.type == "list"] for kind in NODES}


@dataclass(frozen=True, slots=True)
class Orders:
    """What a build is told of how to read."""

    base: str
    min_confidence: float
    seconds: float


def read(batches: Iterable[Any], orders: Orders) -> Iterator[Any]:
    """Documents, equal ones one after another, in; Rows out."""
    from pyspark import TaskContext

    load()  # before the time of the first page runs
    context = TaskContext.get()
    again = context is not None and context.attemptNumber() > 0
    counts: Counter[str] = Counter()

    def found() -> Iterator[Row]:
        work = partial(made if again else _guarded, orders=orders)
        for result in engine.run(_once(batches), work, 2 if again else 1, orders.seconds):
            if isinstance(result, Unreadable):
                yield Row("fault", result.path, result.reason)
            else:
                counts.update(result[1])
                yield from result[0]
        for key, count in sorted(counts.items()):
            yield Row("count", key, place=count)

    yield from batched(found())


def _once(batches: Iterable[Any]) -> Iterator[Document | Unreadable]:
    last = ""
    for row in unbatched(batches):
        if not row["id"] or row["id"] != last:
            yield record(row)
        last = row["id"]


def _guarded(document: Document, orders: Orders) -> tuple[list[Row], dict[str, int]]:
    """As ``made``, with a guard that ends the worker where the reader does not hear its own alarm."""
    faulthandler.dump_traceback_later(orders.seconds * 2 + 10, exit=True)
    try:
        return made(document, orders)
    finally:
        faulthandler.cancel_dump_traceback_later()


def made(document: Document, orders: Orders) -> tuple[list[Row], dict[str, int]]:
    """Stages 2 to 6 on one page: all that it contributes, and what it counts.

    Raises GraphError if what it contributes breaks the schema: that costs this page.
    """
    e = flow.sure_enough(read_alone(document), orders.min_confidence)
    about = report.row(e, {}, {})
    return list(_rows(e, orders.base, about)), about.counts


def _rows(e: Extraction, base: str, about: report.Row) -> Iterator[Row]:
    d = e.document
    its = graph.part(e, resolve.links(e))
    groups = [n for s in resolve.sightings(e) if s.kind == "Group" for n in graph.speaker(resolve.entity([s]), d.id)]
    if faults := graph.faults((*its.nodes, *groups, *its.tenures), its.edges):
        raise GraphError("the graph breaks its schema: " + "; ".join(faults[:3]))
    of: dict[str, Any] = {"name": d.name, "document": d.id}
    for identifier, fields in its.nodes:
        yield Row(f"node-{fields['kind']}", identifier, encode(fields), **of)
    for source, target, fields in its.edges:
        told = encode({"from_id": source, "to_id": target, **fields})
        yield Row(f"edge-{fields['relation']}", str(fields["id"]), told, **of)
    yield from _merged_later(e, its, of)
    yield from _lines(e, base, of)
    part = Part(its.nodes, its.edges, run=False)
    own, shared = [], []
    for subject, said in rdf.lines(part, {d.id: d.text}, base, RUN):
        if subject.startswith(_OWN):
            own.append(said)
        else:
            shared += said.splitlines()
    for place, some in enumerate(_stretches(own)):
        yield Row("triple", d.id, some.rstrip("\n"), place=place, **of)
    for line in sorted(set(shared)):
        yield Row("link", line, line)
    yield Row("input", d.id, encode(about.input), d.sha256, **of)
    for place, notice in enumerate(about.notices):
        yield Row("notice", d.id, encode(notice), place=place, **of)


def _stretches(blocks: Iterable[str]) -> Iterator[str]:
    """The blocks, joined to rows of a size that a task can hold thousands of."""
    held, size = [], 0
    for block in blocks:
        held.append(block)
        size += len(block)
        if size > _STRETCH:
            yield "".join(held)
            held, size = [], 0
    if held:
        yield "".join(held)


def _merged_later(e: Extraction, its: graph.Part, of: dict[str, Any]) -> Iterator[Row]:
    lists: set[str] = set()
    for _, fields in its.nodes:
        for name in _LISTS[str(fields["kind"])]:
            lists.update("".join(cast(list[str], fields[name])))
    for sighting in resolve.sightings(e):
        for spelling, count in sighting.names:
            lists.update(spelling)
            kind = f"{sighting.kind}\t{sighting.concept}"
            yield Row("sighting", sighting.entity, spelling, kind, place=count, **of)
    for c in sorted(lists):
        if not c.isprintable():
            yield Row("control", c)
    for identifier, fields in its.tenures:
        yield Row("tenure", identifier, encode(fields), **of)
    for entity, head in its.heads:
        yield Row("head", entity, head)
    for w in its.words:
        yield Row("words", w.speaker, w.claim, w.published, w.name, w.document, w.place, w.shingles.tobytes())


def _lines(e: Extraction, base: str, of: dict[str, Any]) -> Iterator[Row]:
    d = e.document
    yield Row("page", d.id, jsonl.page(d).rstrip("\n"), **of)
    for place, line in enumerate(jsonl.claims_of(e, base)):
        yield Row("claim", d.id, line.rstrip("\n"), place=place, **of)
    for place, (entity, before, after) in enumerate(jsonl.mentions_of(e, base)):
        yield Row("mention", entity, before, after.rstrip("\n"), place=place, **of)
