"""What goes out comes back the same: every format that can hold the whole graph, over nasty text and over the seeds."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import given, settings

from kg.export import EXPORTERS, cytoscape, graphml, json_lines, node_link, rdf, tables
from kg.export.rdf import reader
from kg.export.rows import EDGE_TYPES, NODE_TYPES, Graph
from kg.graph.schema import EDGES, NODES
from tests import gold_records, strategies
from tests.export.databases import graph_in, ladybug_asker
from tests.export.same import assert_same


def _from_ladybug(path: Path, base: str) -> Graph:
    with ladybug_asker(path) as ask:
        return graph_in(ask, base)


READERS: dict[str, Callable[[Path, str], Graph]] = {
    "graphml": lambda path, _: graphml.read(path),
    "node-link": lambda path, _: node_link.read(path),
    "cytoscape": lambda path, _: cytoscape.read(path),
    "parquet": lambda path, _: tables.read(path),
    "jsonl": json_lines.read,
    "ladybug": _from_ladybug,
}
FAST = [name for name in READERS if name not in ("ladybug", "parquet")]
"""Formats quick enough for hundreds of small graphs."""


def back(graph: Graph, name: str) -> Graph:
    """Written and read again."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / (EXPORTERS[name].file or "tables")
        if not EXPORTERS[name].file:
            path.mkdir()
        EXPORTERS[name].write(graph, path)
        return READERS[name](path, graph.graph["base"])


@pytest.mark.parametrize("name", READERS)
def test_the_seeds_come_back(name: str) -> None:
    graph = gold_records.graph()
    assert_same(graph, back(graph, name))


@pytest.mark.parametrize("name", READERS)
def test_nasty_text_comes_back(name: str) -> None:
    graph = strategies.sample(150, seed=3).graph
    assert_same(graph, back(graph, name))


@pytest.mark.parametrize("name", FAST)
@given(sample=strategies.graphs())
@settings(max_examples=40, deadline=None)
def test_any_graph_comes_back(name: str, sample: strategies.Sample) -> None:
    assert_same(sample.graph, back(sample.graph, name))


@given(sample=strategies.graphs())
@settings(max_examples=15, deadline=None)
def test_any_graph_comes_back_from_parquet(sample: strategies.Sample) -> None:
    assert_same(sample.graph, back(sample.graph, "parquet"))


@pytest.mark.slow
@given(sample=strategies.graphs())
@settings(max_examples=3, deadline=None)
def test_any_graph_comes_back_from_ladybug(sample: strategies.Sample) -> None:
    assert_same(sample.graph, back(sample.graph, "ladybug"))


SAMPLES = {
    "the seeds": lambda: strategies.Sample(gold_records.graph(), gold_records.pages()),
    "nasty text": lambda: strategies.sample(60, seed=5),
}


@pytest.mark.parametrize("name", SAMPLES)
def test_from_one_format_to_the_next_nothing_is_lost(name: str, tmp_path: Path) -> None:
    """networkx → Turtle → Parquet → GraphML → a property graph → Turtle and so on, and the same in the end."""
    first, pages = SAMPLES[name]()
    graph = first
    for form in ("parquet", "graphml", "ladybug", "jsonl", "cytoscape", "node-link"):
        rdf.write(graph, pages, tmp_path / "graph.ttl")
        graph = back(reader.read(tmp_path / "graph.ttl"), form)
    assert_same(first, graph)


def test_a_claim_of_ten_thousand_characters_comes_back() -> None:
    graph = gold_records.graph()
    claim = next(node for node, fields in graph.nodes(data=True) if fields["kind"] == "Claim")
    graph.nodes[claim]["text"] = '𠮷「;|,"\n\\' * 1250
    for name in READERS:
        assert back(graph, name).nodes[claim] == graph.nodes[claim]


@pytest.mark.parametrize("name", [name for name in EXPORTERS if name != "ladybug"])
def test_the_same_graph_gives_the_same_bytes_in_whatever_order_it_was_made(name: str, tmp_path: Path) -> None:
    graph = strategies.sample(40, seed=1).graph
    turned: Graph = nx.MultiDiGraph(base=graph.graph["base"])
    turned.add_nodes_from((n, dict(reversed(f.items()))) for n, f in reversed(list(graph.nodes.items())))
    for source, target, key, fields in reversed(list(graph.edges(keys=True, data=True))):
        turned.add_edge(source, target, key, **dict(reversed(fields.items())))
    for folder, each in (("one", graph), ("two", turned)):
        (tmp_path / folder).mkdir()
        EXPORTERS[name].write(each, tmp_path / folder / EXPORTERS[name].file)
    files = sorted(p.name for p in (tmp_path / "one").iterdir())
    assert files == sorted(p.name for p in (tmp_path / "two").iterdir())
    for file in files:
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes()


def test_a_name_means_one_type_wherever_it_stands() -> None:
    for kinds, types in ((NODES.values(), NODE_TYPES), (EDGES.values(), EDGE_TYPES)):
        for kind in kinds:
            for field in kind.fields:
                assert types[field.name] == field.type


@pytest.mark.parametrize("name", READERS)
def test_an_empty_text_is_not_a_missing_one(name: str) -> None:
    graph = gold_records.graph()
    titled, bare, *_ = sorted(node for node, fields in graph.nodes.items() if fields["kind"] == "Article")
    graph.nodes[titled]["title"] = ""
    graph.nodes[bare].pop("title", None)
    came = back(graph, name)
    assert came.nodes[titled]["title"] == "" and "title" not in came.nodes[bare]


@pytest.mark.parametrize("name", READERS)
def test_two_findings_between_the_same_ends_stay_two(name: str) -> None:
    graph = gold_records.graph()
    source, target, key, fields = next(
        e for e in graph.edges(keys=True, data=True) if e[3]["relation"] == "ABOUT_REGION"
    )
    graph.add_edge(source, target, "finding/again", **{**fields, "id": "finding/again", "quote": "另一處"})
    assert back(graph, name).adj[source][target].keys() == {key, "finding/again"}
