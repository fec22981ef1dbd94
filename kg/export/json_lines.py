"""JSON Lines: one node or edge a line, for streams, jq, DuckDB and Elasticsearch.

A graph in; ``nodes.jsonl`` and ``edges.jsonl`` out, and back.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kg.export.lines import save
from kg.export.objects import dump, edge_fields, edge_objects, node_fields, node_objects
from kg.export.rows import Graph, graph_of

__all__ = ["README", "read", "write"]

README = """\
On a terminal:  jq -r 'select(.relation == "STATED") | .quote' edges.jsonl
In Python:  import pandas; nodes = pandas.read_json("nodes.jsonl", lines=True)
Ids are local: put the namespace of the build before them for IRIs. An edge field "source" is called "source_".
"""


def write(graph: Graph, folder: Path) -> None:
    """Both files into an empty folder."""
    save(folder / "nodes.jsonl", _nodes(graph))
    save(folder / "edges.jsonl", _edges(graph))


def _nodes(graph: Graph) -> Iterator[str]:
    for node, fields in node_objects(graph):
        yield dump({"id": node, **fields}) + "\n"


def _edges(graph: Graph) -> Iterator[str]:
    for (source, target, own), fields in edge_objects(graph):
        yield dump({"id": own["id"], "source": source, "target": target, **fields}) + "\n"


def read(folder: Path, base: str) -> Graph:
    """The graph the two files hold; the namespace does not stand in them."""
    return graph_of(
        base,
        ((node["id"], node_fields(node)) for node in _lines(folder / "nodes.jsonl")),
        ((edge["source"], edge["target"], edge_fields(edge["id"], edge)) for edge in _lines(folder / "edges.jsonl")),
    )


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open("rb") as file:
        for line in file:
            yield json.loads(line)
