"""graph.json gives back the graph it was made of."""

from __future__ import annotations

import random
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import HealthCheck, given, settings

from kg import graph
from kg.errors import GraphError
from tests import gold_records, strategies


@given(sample=strategies.graphs())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_goes_in_comes_out(tmp_path: Path, sample: strategies.Sample) -> None:
    graph.save(sample.graph, tmp_path / "graph.json")
    back = graph.load(tmp_path / "graph.json")
    assert nx.utils.graphs_equal(back, sample.graph)
    assert back.graph == sample.graph.graph


def test_the_order_of_filling_leaves_no_trace(tmp_path: Path) -> None:
    built = gold_records.graph()
    nodes, edges = list(built.nodes(data=True)), list(built.edges(keys=True, data=True))
    for shuffled in (nodes, edges):
        random.Random(7).shuffle(shuffled)
    other: nx.MultiDiGraph[str] = nx.MultiDiGraph(**built.graph)
    other.add_nodes_from(nodes)
    for source, target, key, fields in edges:
        other.add_edge(source, target, key, **fields)
    graph.save(built, tmp_path / "one.json")
    graph.save(other, tmp_path / "two.json")
    assert (tmp_path / "one.json").read_bytes() == (tmp_path / "two.json").read_bytes()


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"{}", b'{"format":"kg graph 0"}', b"\xff", b'{"format":"kg graph 1"}']
)
def test_another_file_is_refused_in_words(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "graph.json").write_bytes(content)
    with pytest.raises(GraphError, match="build again"):
        graph.load(tmp_path / "graph.json")
