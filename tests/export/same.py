"""When two graphs are the same graph."""

from __future__ import annotations

from typing import Any

from kg.export import rows
from kg.export.rows import Graph

__all__ = ["assert_same", "content"]


def content(graph: Graph) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
    """All a graph holds, whatever the order it was put in."""
    edges = {key: (source, target, fields) for source, target, key, fields in graph.edges(keys=True, data=True)}
    assert len(edges) == graph.number_of_edges()
    return dict(graph.graph), dict(rows.nodes(graph)), edges


def assert_same(one: Graph, other: Graph) -> None:
    """Equal namespace, nodes and edges, with equal values of equal types."""
    for mine, theirs in zip(content(one), content(other), strict=True):
        assert mine.keys() == theirs.keys()
        for key, value in mine.items():
            assert value == theirs[key] and repr(_ordered(value)) == repr(_ordered(theirs[key])), key


def _ordered(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(map(_ordered, value))
    return sorted(value.items()) if isinstance(value, dict) else value
