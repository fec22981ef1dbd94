"""The Spark engine in local mode beside one machine's build: ``python -m benchmarks.cluster --documents 10000``.

First that both found the same (nodes, edges, claims, mentions, pages, triples,
line by line whatever their order), then documents a second with one core and
with two, what went through shuffles, and memory. Needs Spark and Java, so that
it is no part of ``python -m benchmarks``.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.corpus import FORMS, short
from benchmarks.figures import Figure

_LOG = {"eventLog.rolling.enabled": "false", "eventLog.compress": "false"}
SAME = ("claims", "mentions", "pages")


class Spent(NamedTuple):
    """What a process and all it started took."""

    seconds: float
    processor: float
    memory: float
    """Megabytes resident at once, at most, Java's and Python's together; shared pages count in each process."""


def main() -> None:
    """Measure and compare."""
    parser = argparse.ArgumentParser("benchmarks.cluster", description=__doc__)
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--characters", type=int, default=300, help="of a document, about")
    parser.add_argument("--cores", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--form", choices=FORMS, default="jsonl")
    told = parser.parse_args()
    with tempfile.TemporaryDirectory() as work:
        for figure in run(Path(work), told.documents, told.characters, told.cores, told.form):
            print(figure, flush=True)
        print("load", *(f"{one:.1f}" for one in os.getloadavg()))


def run(work: Path, documents: int, characters: int, cores: Iterable[int], form: str = "jsonl") -> Iterator[Figure]:
    """The figures; raises SystemExit where the results differ."""
    (work / "in").mkdir()
    source = FORMS[form](islice(short(characters), documents), work / "in")
    alone = spent([sys.executable, "-m", "kg", "build", str(source), "--out", str(work / "one"), "-q"])
    yield from _figures("one machine, all its outputs", documents, alone)
    wanted = dict(_single(work))
    for count in cores:
        name, log = f"local[{count}]", work / f"log{count}"
        log.mkdir()
        settings = {"ui.enabled": "false", "eventLog.enabled": "true", "eventLog.dir": f"file://{log}", **_LOG}
        command = [sys.executable, "-m", "kg", "build", "--engine", "spark", "--master", name, "-q"]
        took = spent(
            [*command, "--out", str(work / f"s{count}"), str(source)],
            PYSPARK_SUBMIT_ARGS="".join(f"--conf spark.{k}={v} " for k, v in settings.items()) + "pyspark-shell",
            SPARK_LOCAL_IP="127.0.0.1",
        )
        yield from _figures(name, documents, took)
        for step, seconds in json.loads((work / f"s{count}" / "run.json").read_bytes())["seconds"].items():
            yield Figure(f"{name}: {step}", seconds, "s")
        yield from _shuffles(name, log)
        found = dict(_parts(work / f"s{count}"))
        if differing := [what for what in wanted if wanted[what] != found.get(what)]:
            raise SystemExit(f"{name} found other {', '.join(differing)} than one machine")
        yield Figure(f"{name}: kinds of line that are the same", len(wanted), "")


def spent(command: list[str], **environment: str) -> Spent:
    """Run a command to its end."""
    began = time.perf_counter()
    process = subprocess.Popen(command, env={**os.environ, **environment}, stderr=subprocess.DEVNULL)
    most, processor, over = [0.0], [0.0], threading.Event()

    def watch() -> None:
        while not over.wait(0.5):
            its = [_told(pid) for pid in _below(process.pid)]
            most[0] = max(most[0], sum(memory for memory, _ in its))
            processor[0] = max(processor[0], sum(seconds for _, seconds in its))

    watcher = threading.Thread(target=watch)
    watcher.start()
    code = process.wait()
    over.set()
    watcher.join()
    if code:
        raise SystemExit(f"{' '.join(command)} ended with {code}")
    return Spent(time.perf_counter() - began, processor[0], most[0])


def _below(pid: int) -> Iterator[int]:
    yield pid
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            for child in task.read_text().split():
                yield from _below(int(child))
        except OSError:
            continue


def _told(pid: int) -> tuple[float, float]:
    """Megabytes and seconds of one process, those of its ended children with it."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0, 0.0
    ticks, page = os.sysconf("SC_CLK_TCK"), os.sysconf("SC_PAGE_SIZE")
    return int(fields[21]) * page / 1e6, sum(map(int, fields[11:15])) / ticks


def _figures(name: str, documents: int, took: Spent) -> Iterator[Figure]:
    yield Figure(f"{name}: documents", documents / took.seconds, "1/s")
    yield Figure(f"{name}: processor time of a document", took.processor / documents * 1000, "ms")
    yield Figure(f"{name}: memory", took.memory, "MB")


def _shuffles(name: str, log: Path) -> Iterator[Figure]:
    written = spilled = 0
    (path,) = log.iterdir()
    for line in path.open(encoding="utf-8"):
        event = json.loads(line)
        if event["Event"] == "SparkListenerTaskEnd" and "Task Metrics" in event:
            written += event["Task Metrics"]["Shuffle Write Metrics"]["Shuffle Bytes Written"]
            spilled += event["Task Metrics"]["Disk Bytes Spilled"]
    yield Figure(f"{name}: through shuffles", written / 1e6, "MB")
    yield Figure(f"{name}: spilled to disk", spilled / 1e6, "MB")


class Bag:
    """Lines counted and hashed whatever their order."""

    def __init__(self) -> None:
        self.count = self.sum = 0

    def add(self, line: str) -> None:
        """One more."""
        self.count += 1
        self.sum += int.from_bytes(hashlib.blake2b(line.encode(), digest_size=16).digest())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Bag) and (self.count, self.sum) == (other.count, other.sum)

    __hash__ = None  # type: ignore[assignment]


def _bag(lines: Iterable[str]) -> Bag:
    bag = Bag()
    for line in lines:
        bag.add(line.rstrip("\n"))
    return bag


def _single(work: Path) -> Iterator[tuple[str, Bag]]:
    from kg import fingerprint, graph, pipeline, resources
    from kg.export import rdf

    for name in SAME:
        yield name, _bag((work / "one" / f"{name}.jsonl").open(encoding="utf-8"))
    whole = graph.load(work / "one" / "graph.json")
    texts = {row["id"]: row["text"] for row in map(json.loads, (work / "one" / "pages.jsonl").open(encoding="utf-8"))}
    run = rdf.run_id(whole, fingerprint.reading(resources.ontology()), str(pipeline.Settings().min_confidence))
    rdf.write(whole, texts, work / "graph.nt", "ntriples", run=run)
    yield "triples", _bag((work / "graph.nt").open(encoding="utf-8"))
    yield "nodes", _bag(_row(identifier, fields) for identifier, fields in whole.nodes(data=True))
    yield "edges", _bag(_row(s, t, fields) for s, t, fields in whole.edges(data=True))


def _parts(build: Path) -> Iterator[tuple[str, Bag]]:
    import pyarrow.parquet as parquet

    from kg.export.rows import EDGE_COLUMNS, NODE_COLUMNS, restored

    for name in (*SAME, "triples"):
        yield name, _bag(line for path in (build / name).iterdir() for line in _lines(path))

    def rows(folder: str) -> Iterator[tuple[str, dict[str, Any]]]:
        for path in (build / folder).rglob("*.parquet"):
            for batch in parquet.ParquetFile(path).iter_batches():
                yield from ((path.parent.name, row) for row in batch.to_pylist())

    yield "nodes", _bag(_row(row["id"], restored(NODE_COLUMNS[kind], row)) for kind, row in rows("nodes"))
    edges = (
        _row(row["from_id"], row["to_id"], {"relation": relation, **restored(EDGE_COLUMNS[relation], row)})
        for relation, row in rows("edges")
    )
    yield "edges", _bag(edges)


def _lines(path: Path) -> Iterator[str]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        yield from file


def _row(*values: object) -> str:
    return json.dumps(values, ensure_ascii=False, sort_keys=True)


if __name__ == "__main__":
    main()
