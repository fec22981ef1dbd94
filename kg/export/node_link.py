"""Node-link JSON: networkx's own, which d3 and many libraries read.

A graph in, a file out, and back. Never NaN, never half a surrogate pair.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from kg.export.lines import save
from kg.export.objects import dump, edge_fields, edge_objects, node_fields, node_objects
from kg.export.rows import Graph, graph_of

__all__ = ["FILE", "README", "read", "write"]

FILE = "graph.json"
README = """\
In Python:  import json, networkx; g = networkx.node_link_graph(json.load(open("graph.json", encoding="utf-8")))
In JavaScript:  const {nodes, edges} = await (await fetch("graph.json")).json()   (d3-force: links are "edges")
The field "source" of an edge is called "source_", because "source" is the node it starts from.
"""


def write(graph: Graph, path: Path) -> None:
    """The whole graph as one object, a line for each node and edge."""
    save(path, _parts(graph))


def _parts(graph: Graph) -> Iterator[str]:
    head = dump({"base": graph.graph.get("base", "")})
    yield f'{{"directed":true,"multigraph":true,"graph":{head},"nodes":['
    between = "\n"
    for node, fields in node_objects(graph):
        yield between + dump({"id": node, **fields})
        between = ",\n"
    yield '\n],"edges":['
    between = "\n"
    for (source, target, own), fields in edge_objects(graph):
        yield between + dump({"source": source, "target": target, "key": own["id"], "id": own["id"], **fields})
        between = ",\n"
    yield "\n]}\n"


def read(path: Path) -> Graph:
    """The graph a file of ``write`` holds."""
    held = json.loads(path.read_bytes())
    return graph_of(
        held["graph"]["base"],
        ((node["id"], node_fields(node)) for node in held["nodes"]),
        ((edge["source"], edge["target"], edge_fields(edge["key"], edge)) for edge in held["edges"]),
    )
