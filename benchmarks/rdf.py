"""RDF of a generated graph beside pyoxigraph's own serializer: ``python -m benchmarks.rdf --claims 11000``.

11,000 claims are a million triples. Processor time, the best of ``--repeat``;
each question of the cookbook is asked once with values the graph has.
"""

from __future__ import annotations

import argparse
import gc
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import networkx as nx
import pyoxigraph as ox

from kg.export import rdf
from kg.export.rdf import ask, reader
from tests import strategies

__all__ = ["main"]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--claims", type=int, default=11_000)
    parser.add_argument("--repeat", type=int, default=3)
    told = parser.parse_args()
    graph, pages = strategies.sample(told.claims)
    gc.collect()
    gc.freeze()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _writing("turtle", ox.RdfFormat.TURTLE, graph, pages, folder, told.repeat)
        _writing("ntriples", ox.RdfFormat.N_TRIPLES, graph, pages, folder, told.repeat)
        back = _best(lambda: reader.read(folder / "graph.ttl"), 1)
        print(f"read back as a networkx graph in {back:.2f} s")
        for name, milliseconds, rows in _questions(graph, ask.store(folder)):
            print(f"{name:<28} {rows:>7,} rows {milliseconds:9.1f} ms")


def _writing(
    form: str, syntax: ox.RdfFormat, graph: nx.MultiDiGraph[str], pages: dict[str, str], folder: Path, repeat: int
) -> None:
    path, peer = folder / rdf.FORMATS[form][0], str(folder / "peer")
    store = ox.Store()
    ours = _best(lambda: rdf.write(graph, pages, path, form), repeat)
    loading = _best(lambda: store.bulk_load(path=str(path), format=syntax), 1)
    theirs = _best(lambda: store.dump(peer, format=syntax, from_graph=ox.DefaultGraph()), repeat)
    print(f"{form}: {len(store):,} triples, written in {ours:.2f} s, by pyoxigraph in {theirs:.2f} s")
    print(f"{form}: speed as a share of pyoxigraph's (wanted: 0.6 at least) {theirs / ours:.2f}")
    print(f"{form}: loaded in {loading:.2f} s")


def _best(work: Callable[[], object], repeat: int) -> float:
    times = []
    for _ in range(repeat):
        since = time.process_time()
        work()
        times.append(time.process_time() - since)
    return min(times)


def _questions(graph: nx.MultiDiGraph[str], store: ox.Store) -> list[tuple[str, float, int]]:
    """Each question (wanted: under a second), slowest first."""
    labels: dict[str, str] = {}
    for _, fields in graph.nodes(data=True):
        if len(fields["label"]) == 3:
            labels.setdefault(fields["kind"], fields["label"])
    values = {
        "industry": labels["Industry"], "region": labels["Region"], "person": labels["Person"], "term": "能",
        "speaker": labels["Meeting"], "organization": labels["Organization"], "name": labels["Person"],
        "traditional": "展", "rule": "heading", "from": "2000-01-01", "to": "2030-01-01", "article": "page-000003",
    }  # fmt: skip
    found = []
    for name, asked in ask.cookbook().items():
        given = {p.name: values[p.name] for p in asked.parameters if p.name in values}
        if name == "compare-regions":
            given = {"one": labels["Region"], "other": labels["Region"]}
        since = time.process_time()
        _, rows = ask.run(ask.bind(asked, given), store)
        found.append((name, (time.process_time() - since) * 1000, len(rows)))
    return sorted(found, key=lambda row: -row[1])


if __name__ == "__main__":
    main()
