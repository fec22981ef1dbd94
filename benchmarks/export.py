"""Exports of a generated graph, as ratios to what everybody has.

Every peer writes the same graph in the same run; processor time, the best of
some. networkx's writers hold a tree of the whole file, so they get no more than
``PEER`` claims. Memory is the growth of the resident set while a writer runs.
"""

from __future__ import annotations

import csv
import gc
import os
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import networkx as nx

from benchmarks.figures import Figure, Sizes
from kg import export
from kg.export import EXPORTERS, rows
from kg.export.rows import EDGE_COLUMNS, NODE_COLUMNS, Graph
from tests import strategies

__all__ = ["run"]

PEER = 34_000


def run(sizes: Sizes, work: Path) -> Iterator[Figure]:
    """networkx's writers beside ours, then every export."""
    for measure, claims in ((_networkx, min(sizes.claims, PEER)), (_measured, sizes.claims)):
        graph = strategies.sample(claims).graph
        gc.collect()
        gc.freeze()
        yield Figure(f"edges ({measure.__name__.strip('_')})", graph.number_of_edges(), "")
        yield from measure(graph, work, sizes.repeat)
        del graph
        gc.unfreeze()
        gc.collect()


def _measured(graph: Graph, folder: Path, repeat: int) -> Iterator[Figure]:
    base = _csv_alone(graph, folder, repeat)
    yield Figure("csv module alone, rows at hand", base, "s")
    mine = _best(_into(graph, "neo4j-csv"), folder, repeat)
    yield Figure("neo4j-csv", mine, "s")
    yield Figure("neo4j-csv, time / csv module's", mine / base, "times", "<= 3")
    yield Figure("graphml, memory", _growth(lambda: EXPORTERS["graphml"].write(graph, folder / "g")), "MB")
    for name in ("graphml", "gexf", "cytoscape", "node-link", "jsonl", "csv", "sheets", "parquet", "followthemoney"):
        yield Figure(name, _best(_into(graph, name), folder, 1), "s")
    since = time.perf_counter()
    export.run(graph, "ladybug", folder / "ladybug")
    yield Figure("ladybug, wall clock", time.perf_counter() - since, "s", "<= 60")
    yield Figure("ladybug, file", (folder / "ladybug" / "graph.lbug").stat().st_size / 1e6, "MB")


def _networkx(graph: Graph, folder: Path, repeat: int) -> Iterator[Figure]:
    """networkx's two writers of GraphML; it takes the second where lxml is installed."""
    graphml = _best(_into(graph, "graphml"), folder, repeat)
    yield Figure("graphml beside networkx", graphml, "s")
    yield Figure(
        "graphml beside networkx, memory", _growth(lambda: EXPORTERS["graphml"].write(graph, folder / "g")), "MB"
    )
    flat = _flattened(graph)
    for write in (nx.write_graphml_xml, nx.write_graphml_lxml):
        theirs = _best(lambda path, write=write: write(flat, path / "g"), folder, repeat)  # type: ignore[misc]
        yield Figure(f"networkx {write.__name__}", theirs, "s")
        yield Figure(f"graphml: kg / networkx {write.__name__}", theirs / graphml, "times", ">= 1")
    yield Figure("networkx write_graphml_xml, memory", _growth(lambda: nx.write_graphml_xml(flat, folder / "g")), "MB")


def _into(graph: Graph, name: str) -> Callable[[Path], Path]:
    return lambda path: export.run(graph, name, path / name)


def _best(work: Callable[[Path], Any], folder: Path, repeat: int) -> float:
    best = float("inf")
    for _ in range(repeat):
        with tempfile.TemporaryDirectory(dir=folder) as name:
            since = time.process_time()
            work(Path(name))
            best = min(best, time.process_time() - since)
    return best


def _growth(work: Callable[[], Any]) -> float:
    """Megabytes the process grew by at most while it worked."""
    gc.collect()
    size, most, done = os.sysconf("SC_PAGE_SIZE"), 0, threading.Event()
    statm = Path("/proc/self/statm")
    if not statm.exists():
        return float("nan")

    def resident() -> int:
        return int(statm.read_text().split()[1]) * size

    def watch() -> None:
        nonlocal most
        while not done.wait(0.02):
            most = max(most, resident())

    before = resident()
    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        work()
    finally:
        done.set()
        watcher.join()
    return max(0, most - before) / 1e6


def _cells(graph: Graph) -> Iterator[Iterator[list[Any]]]:
    """The rows of every table as plain lists, lists joined."""
    found = rows.tables(graph)
    for kind, nodes in found.nodes.items():
        yield ([node, *_values(NODE_COLUMNS[kind], fields)] for node, fields in nodes)
    for ends, edges in found.edges.items():
        yield ([source, target, *_values(EDGE_COLUMNS[ends.relation], fields)] for source, target, fields in edges)


def _values(columns: Any, fields: rows.Fields) -> list[Any]:
    values = (fields.get(column.name, "") for column in columns)
    return [";".join(value) if isinstance(value, list) else value for value in values]


def _csv_alone(graph: Graph, folder: Path, repeat: int) -> float:
    tables = [list(table) for table in _cells(graph)]

    def write(path: Path) -> None:
        for number, table in enumerate(tables):
            with (path / f"{number}.csv").open("w", encoding="utf-8", newline="") as file:
                csv.writer(file).writerows(table)

    return _best(write, folder, repeat)


def _flattened(graph: Graph) -> Graph:
    """As networkx's writers take it: no lists, and nothing XML cannot hold."""
    flat = graph.copy()
    for fields in (*(f for _, f in flat.nodes.items()), *(f for *_, f in flat.edges(data=True))):
        for name, value in fields.items():
            text = ";".join(value) if isinstance(value, list) else value
            fields[name] = "".join(filter(str.isprintable, text)) if isinstance(text, str) else text
    return flat
