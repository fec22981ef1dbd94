"""The flow of ``kg.pipeline`` on a Spark cluster, on one page; every stage is the one a single machine runs.

 files      what there is, and what it is called            driver      kg.spark.files
 inputs     files → Documents                               1           kg.spark.inputs
 reading    Documents → Rows, each of one page              2 to 6      kg.spark.reading
 merging    Rows of one thing → its node, edges, triples    4 and 5     kg.spark.merging
 tables     Rows → Parquet                                  6           kg.spark.tables
 lines      Rows → JSON Lines, N-Triples, CSV for Neo4j     6           kg.spark.lines

Nothing that grows with the corpus is held on the driver but the list of its
files, as Spark itself holds it. Same input and same number of partitions, same
bytes; another number only moves rows between parts.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Any

from kg import __version__, fingerprint, ids, report, resources
from kg.corpus.sources import suffix
from kg.errors import SourceError
from kg.folder import MARK
from kg.pipeline import Settings
from kg.spark import files, inputs, lines, merging, reading, tables
from kg.spark.places import Place, replacing
from kg.spark.rows import ROWS
from kg.spark.session import explained, missing, session, settled
from kg.spark.staged import Staged
from kg.spark.told import told

__all__ = ["build", "missing", "session"]

_PART = 16_000_000
"""Bytes of text one task reads: some five thousand short articles, about ten seconds."""
_UNPACKED = 5
"""How much longer texts are than the archives, PDF and Parquet they come in."""
_PLAIN = (".txt", ".text", ".md", ".markdown", "", ".jsonl", ".ndjson", ".html", ".htm", ".xhtml", ".tar", ".warc")
_ROWS = {"triple": 20_000, "page": 10_000}
"""Rows of a part of the output, of tables whose rows are long; ``_SHORT`` of any other."""
_SHORT = 50_000

README = """\
Written by kg on Spark. Complete once report.json is there. All lines are UTF-8 and gzipped; each part is sorted.

nodes/KIND, edges/RELATION   Parquet, columns as of kg export --to parquet: spark.read.parquet("edges/STATED")
claims, mentions, pages      JSON Lines as of kg build
triples                      N-Triples for a bulk loader, each triple once
neo4j                        sh import.sh neo4j  beside a stopped Neo4j 5; then cypher-shell -f constraints.cypher
inputs, notices, unreadable  what report.json counts, in full (it lists the first thousand of each)
"""


def build(
    given: Sequence[str],
    out: str,
    settings: Settings | None = None,
    progress: Callable[[str], None] = lambda _: None,
    master: str = "",
    partitions: int = 0,
) -> report.Report:
    """All stages on Spark: ``given`` into the folder ``out``, both in any file system it knows.

    ``partitions`` is the number of tasks that read; without it Spark's own
    ``spark.sql.shuffle.partitions`` where that is set, else a task for some
    megabytes. Raises UsageError where Spark is missing or ``out`` is none of kg's,
    SourceError if no page could be read.
    """
    settings = settings or Settings()
    started = time.perf_counter()
    spark = session(master)
    from pyspark.sql.functions import length

    timings: dict[str, float] = {}
    with explained(), settled(spark), replacing(Place(spark, out)) as folder:
        scratch = folder / ".scratch"

        def step(name: str, since: float) -> float:
            now = time.perf_counter()
            timings[name] = now - since
            progress(name)
            return now

        loaded, listed, faults = files.find(spark, given)
        since = step("files", started)
        count = partitions or _partitions(spark, listed)
        orders = reading.Orders(settings.base, settings.min_confidence, settings.seconds)
        documents = inputs.documents(spark, loaded, listed, faults)
        spread = documents.repartition(count, "id").sortWithinPartitions("id", length("path"), "path")
        staged = Staged(spark).put(spread.mapInArrow(partial(reading.read, orders=orders), ROWS), scratch / "read")
        if not staged.counts.get("input"):
            raise SourceError(f"no page could be read, so nothing is written{_reasons(staged)}")
        since = step("reading", since)
        staged = staged.put(merging.merged(staged, settings.base, reading.RUN, count), scratch / "merged")
        staged = staged.put(merging.proposed(staged, settings.base, reading.RUN, count), scratch / "proposed")
        staged = staged.hold(merging.tabled(staged, settings.base, reading.RUN))
        since = step("merging", since)
        parts = {t: max(1, min(count, math.ceil(n / _ROWS.get(t, _SHORT)))) for t, n in staged.counts.items()}
        tables.write(staged, scratch, folder, parts)
        since = step("tables", since)
        run = _run(staged, fingerprint.reading(resources.ontology()), str(settings.min_confidence))
        lines.write(staged, scratch, folder, run, lines.separator(staged), parts)
        since = step("lines", since)
        whole, text = told(staged)
        scratch.delete()
        (folder / "README.txt").write(README)
        about = {"inputs": list(given), "partitions": count, "seconds": {n: round(s, 3) for n, s in timings.items()}}
        (folder / report.RUN).write(report.text(about))
        (folder / MARK).write(text)
    return whole


def _partitions(spark: Any, listed: Iterable[files.Listed]) -> int:
    told = spark.sparkContext.getConf().get("spark.sql.shuffle.partitions")
    if told:
        return int(told)
    texts = sum(f.length * (1 if suffix(f.shown) in _PLAIN else _UNPACKED) for f in listed)
    return max(int(spark.sparkContext.defaultParallelism), math.ceil(texts / _PART))


def _reasons(staged: Staged) -> str:
    first = staged.of("fault").orderBy("key", "data").limit(20).collect()
    return "".join(f"\n{row['key']}: {row['data']}" for row in first)


def _run(staged: Staged, *settings: str) -> str:
    """As ``rdf.run_id``: a hash over the hashes of all texts in their order, which pass the driver as a stream."""
    texts = staged.of("input").select("extra").orderBy("extra")
    joined = texts.mapInArrow(_joined, "texts string")

    def fields() -> Iterator[str]:
        yield from (__version__, *settings)
        for row in joined.toLocalIterator():
            yield from row[0].split(" ")

    return ids.of_many("run", fields())


def _joined(batches: Iterable[Any]) -> Iterator[Any]:
    import pyarrow as pa

    for batch in batches:
        yield pa.RecordBatch.from_arrays([pa.array([" ".join(batch.column(0).to_pylist())])], names=["texts"])
