"""JSON graphs, opened by strangers."""

from __future__ import annotations

import json
from pathlib import Path

import networkx as nx
import pandas

from kg.export import cytoscape, json_lines, node_link
from kg.export.objects import RESERVED, free
from kg.export.rows import EDGE_TYPES
from tests import gold_records, strategies


def test_networkx_reads_node_link(tmp_path: Path) -> None:
    graph = gold_records.graph()
    node_link.write(graph, tmp_path / "g")
    held = nx.node_link_graph(json.loads((tmp_path / "g").read_bytes()), edges="edges")
    assert isinstance(held, nx.MultiDiGraph) and set(held) == set(graph)
    assert set(held.edges(keys=True)) == set(graph.edges(keys=True))


def test_cytoscape_elements_have_ids_of_their_own_and_ends_that_exist(tmp_path: Path) -> None:
    cytoscape.write(strategies.sample(60, seed=2).graph, tmp_path / "g")
    elements = json.loads((tmp_path / "g").read_bytes())["elements"]
    nodes = {node["data"]["id"] for node in elements["nodes"]}
    edges = [edge["data"] for edge in elements["edges"]]
    ids = [*nodes, *(edge["id"] for edge in edges)]
    assert len(ids) == len(set(ids))
    assert all(edge["source"] in nodes and edge["target"] in nodes for edge in edges)


def test_a_field_called_source_does_not_overwrite_where_an_edge_begins() -> None:
    """BROADER and PART_OF say which table they come from in a field of that name."""
    assert "source" in EDGE_TYPES and free("source") not in EDGE_TYPES
    assert all(free(name) != name for name in RESERVED)


def test_pandas_reads_json_lines(tmp_path: Path) -> None:
    graph = gold_records.graph()
    json_lines.write(graph, tmp_path)
    nodes = pandas.read_json(tmp_path / "nodes.jsonl", lines=True, convert_dates=False, dtype=False)
    assert list(nodes["id"]) == sorted(graph)
    edges = pandas.read_json(tmp_path / "edges.jsonl", lines=True, convert_dates=False, dtype=False)
    assert set(edges["id"]) == {key for *_, key in graph.edges(keys=True)}


def test_lines_end_only_where_a_row_ends(tmp_path: Path) -> None:
    graph = strategies.sample(60, seed=2).graph
    json_lines.write(graph, tmp_path)
    assert (tmp_path / "nodes.jsonl").read_bytes().count(b"\n") == len(graph)
    assert (tmp_path / "edges.jsonl").read_bytes().count(b"\n") == graph.number_of_edges()
