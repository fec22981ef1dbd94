"""Cytoscape JSON, for Cytoscape (desktop) and cytoscape.js.

A graph in, a file out, and back.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from kg.export.lines import save
from kg.export.objects import dump, edge_fields, edge_objects, node_fields, node_objects
from kg.export.rows import Graph, graph_of

__all__ = ["FILE", "README", "read", "write"]

FILE = "graph.cyjs"
README = """\
In Cytoscape:  File > Import > Network from File, choose graph.cyjs; map node label to "label", colour to "kind".
In JavaScript:  cytoscape({container, elements: (await (await fetch("graph.cyjs")).json()).elements})
The field "source" of an edge is called "source_", because "source" is the node it starts from.
"""


def write(graph: Graph, path: Path) -> None:
    """The whole graph as one object, a line for each node and edge."""
    save(path, _parts(graph))


def _parts(graph: Graph) -> Iterator[str]:
    head = dump({"name": "kg", "base": graph.graph.get("base", "")})
    yield f'{{"format_version":"1.0","generated_by":"kg","data":{head},"elements":{{"nodes":['
    between = "\n"
    for node, fields in node_objects(graph):
        yield between + dump({"data": {"id": node, **fields}})
        between = ",\n"
    yield '\n],"edges":['
    between = "\n"
    for (source, target, own), fields in edge_objects(graph):
        yield between + dump({"data": {"id": own["id"], "source": source, "target": target, **fields}})
        between = ",\n"
    yield "\n]}}\n"


def read(path: Path) -> Graph:
    """The graph a file of ``write`` holds."""
    held = json.loads(path.read_bytes())
    nodes, edges = ([item["data"] for item in held["elements"][part]] for part in ("nodes", "edges"))
    return graph_of(
        held["data"]["base"],
        ((node["id"], node_fields(node)) for node in nodes),
        ((edge["source"], edge["target"], edge_fields(edge["id"], edge)) for edge in edges),
    )
