"""``graph.json``: a graph out to a file and back, the same to the last field.

One JSON document with a line for each node and each edge, in sorted order, so
that two builds can be compared with ``diff``. Never knows where a build lies.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import GraphError

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["BETWEEN", "FORMAT", "MIDDLE", "TAIL", "edge_row", "head", "load", "node_row", "save"]

FORMAT = "kg graph 1"

_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode


def save(graph: nx.MultiDiGraph[str], path: Path) -> None:
    """Write the graph; the same graph gives the same bytes, whatever order it was filled in."""
    with path.open("wb") as file:
        file.writelines(line.encode("utf-8", "surrogatepass") for line in _lines(graph))


def _lines(graph: nx.MultiDiGraph[str]) -> Iterator[str]:
    yield head(graph.graph)
    yield from _rows(node_row(*row) for row in sorted(graph.nodes(data=True)))
    yield MIDDLE
    edges = sorted((key, source, target, fields) for source, target, key, fields in graph.edges(keys=True, data=True))
    yield from _rows(edge_row(source, target, fields) for _, source, target, fields in edges)
    yield TAIL


def head(about: Mapping[str, Any]) -> str:
    """What stands before the nodes: the format and what is known of the whole graph."""
    return f'{_encode({"format": FORMAT, **about})[:-1]},\n"nodes":['


MIDDLE = '],\n"edges":['
TAIL = "]}\n"
BETWEEN = ",\n"
"""Before every row but the first of the nodes and of the edges, where the comma is left out."""


def node_row(identifier: str, fields: Mapping[str, Any]) -> str:
    """A node as it stands on its line."""
    return _encode((identifier, fields))


def edge_row(source: str, target: str, fields: Mapping[str, Any]) -> str:
    """An edge as it stands on its line."""
    return _encode((source, target, fields))


def _rows(rows: Iterator[str]) -> Iterator[str]:
    before = "\n"
    for row in rows:
        yield before + row
        before = BETWEEN


def load(path: Path) -> nx.MultiDiGraph[str]:
    """Read what ``save`` wrote.

    Raises GraphError where the file is none of ours.
    """
    import networkx as nx

    try:
        content = json.loads(path.read_bytes().decode("utf-8", "surrogatepass"))
        if content.pop("format") != FORMAT:
            raise GraphError(f"{path} was written by another version of kg; build again")
        graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        graph.add_nodes_from(content.pop("nodes"))
        for source, target, fields in content.pop("edges"):
            graph.add_edge(source, target, fields["id"], **fields)
        graph.graph.update(content)
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        raise GraphError(f"{path} is no graph of kg ({type(fault).__name__}: {fault}); build again") from fault
    return graph
