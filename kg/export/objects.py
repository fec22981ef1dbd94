"""Nodes and edges as JSON objects, for the formats made of them.

A graph in; dicts out, values typed (decimals are numbers, lists stay lists).
A field whose name the format needs for itself has ``_`` at its end.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from kg.export.rows import EDGE_TYPES, NODE_TYPES, Edge, Fields, Graph, decimal, edges, nodes

__all__ = ["RESERVED", "dump", "edge_fields", "edge_objects", "free", "node_fields", "node_objects"]

RESERVED = ("id", "source", "target", "key")
"""What the formats made of JSON objects call the parts of an edge."""

dump = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode


def free(name: str, reserved: Iterable[str] = RESERVED) -> str:
    """The name under which a field travels.

    >>> free("source"), free("quote")
    ('source_', 'quote')
    """
    return f"{name}_" if name in reserved else name


_NODE_NAMES = {name: free(name) for name in NODE_TYPES}
_EDGE_NAMES = {name: free(name) for name in EDGE_TYPES if name != "id"}
_BACK = {**{v: k for k, v in _NODE_NAMES.items()}, **{v: k for k, v in _EDGE_NAMES.items()}}


def node_objects(graph: Graph) -> Iterator[tuple[str, dict[str, Any]]]:
    """Ids and fields of all nodes."""
    return ((node, _fields(fields, NODE_TYPES, _NODE_NAMES)) for node, fields in nodes(graph))


def edge_objects(graph: Graph) -> Iterator[tuple[Edge, dict[str, Any]]]:
    """All edges and their fields but the id."""
    return ((edge, _fields(edge[2], EDGE_TYPES, _EDGE_NAMES)) for edge in edges(graph))


def _fields(fields: Fields, types: dict[str, str], names: dict[str, str]) -> dict[str, Any]:
    return {
        names[name]: float(fields[name]) if type_ == "decimal" else fields[name]
        for name, type_ in types.items()
        if name in fields and name in names
    }


def node_fields(values: Fields) -> dict[str, Any]:
    """The fields of a node, from the object it became."""
    return _restored(values, NODE_TYPES)


def edge_fields(identifier: str, values: Fields) -> dict[str, Any]:
    """The fields of an edge, from the object it became."""
    return {"id": identifier, **_restored(values, EDGE_TYPES)}


def _restored(values: Fields, types: dict[str, str]) -> dict[str, Any]:
    named = {_BACK[name]: value for name, value in values.items() if name in _BACK}
    return {name: decimal(value) if types[name] == "decimal" else value for name, value in named.items()}
