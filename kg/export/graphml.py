"""GraphML: what networkx, igraph, yEd, Gephi and Cytoscape read.

A graph in, a file out, streamed: memory does not grow with the edges. ``read``
gives back the same graph. Lists are JSON, decimals are numbers; characters XML
cannot write are escaped as in ``kg.export.xml``. Never reads a file with a DOCTYPE.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from kg.errors import ExportError
from kg.export.lines import Lines, Text, json_list, save, true_or_false
from kg.export.rows import EDGE_TYPES, NODE_TYPES, Graph, edges, graph_of, nodes
from kg.export.xml import escape, plain, unescape
from kg.graph.schema import Field

__all__ = ["FILE", "README", "TAIL", "edge_lines", "head", "node_lines", "read", "write"]

FILE = "graph.graphml"
README = """\
In Python:  import networkx; g = networkx.read_graphml("graph.graphml", force_multigraph=True)
In Gephi, yEd or Cytoscape:  File > Open (Import) and choose graph.graphml; colour nodes by "kind", edges by "relation".
Lists are JSON arrays; a character XML cannot hold is written _x000B_ (its code point in hex).
"""

TYPES = {"str": "string", "int": "long", "decimal": "double", "date": "string", "bool": "boolean", "list": "string"}
"""Our types as GraphML names them."""
_DOMAINS = (("node", NODE_TYPES), ("edge", EDGE_TYPES))
NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
_HEAD = f"""\
<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="{NAMESPACE}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="{NAMESPACE} http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""
_TEXT: dict[str, Text] = {"bool": true_or_false, "list": json_list}


def write(graph: Graph, path: Path) -> None:
    """The whole graph as one file."""
    save(path, _parts(graph))


def _parts(graph: Graph) -> Iterator[str]:
    yield head(graph.graph.get("base", ""))
    line = node_lines()
    for node, fields in nodes(graph):
        yield line((node,), fields)
    line = edge_lines()
    for source, target, fields in edges(graph):
        yield line((fields["id"], source, target), fields)
    yield TAIL


def head(base: str) -> str:
    """What stands before the nodes."""
    keys = [
        f'  <key id="{key}" for="{domain}" attr.name="{name}" attr.type="{TYPES[type_]}"/>\n'
        for domain, types in _DOMAINS
        for key, (name, type_) in zip(_keys(domain, types), types.items(), strict=True)
    ]
    first = '  <key id="base" for="graph" attr.name="base" attr.type="string"/>\n'
    opening = f'  <graph edgedefault="directed">\n    <data key="base">{escape(base)}</data>\n'
    return "".join((_HEAD, first, *keys, opening))


TAIL = "  </graph>\n</graphml>\n"


def node_lines() -> Lines:
    """Writes nodes, each given by its id; they stand by id."""
    return _lines("node", NODE_TYPES, '    <node id="%s">{}</node>\n')


def edge_lines() -> Lines:
    """Writes edges, each given by its id, source and target; they stand by source and id."""
    return _lines("edge", EDGE_TYPES, '    <edge id="%s" source="%s" target="%s">{}</edge>\n')


def _lines(domain: str, types: dict[str, str], frame: str) -> Lines:
    columns = [Field(name, type_) for name, type_ in types.items()]
    key = dict(zip(types, _keys(domain, types), strict=True))
    return Lines(columns, lambda c: f'<data key="{key[c.name]}">%s</data>', _TEXT, plain, escape, frame)


def _keys(domain: str, types: dict[str, str]) -> list[str]:
    """Short ids of the keys, as they stand in every element."""
    return [f"{domain[0]}{number}" for number in range(len(types))]


_VALUE: dict[str, Callable[[str], Any]] = {"int": int, "bool": "true".__eq__, "list": json.loads}


def read(path: Path) -> Graph:
    """The graph a file of ``write`` holds.

    Raises ExportError for a file that is no such one, or that declares a
    document type, which is how entity bombs and reads of other files begin.
    """
    from lxml import etree

    base = ""
    node_types, edge_types = (dict(zip(_keys(d, t), t.items(), strict=True)) for d, t in _DOMAINS)
    found: list[tuple[str, dict[str, Any]]] = []
    arrows: list[tuple[str, str, dict[str, Any]]] = []
    parser = etree.iterparse(str(path), events=("end",), resolve_entities=False, no_network=True)
    try:
        for _, element in parser:
            if element.getroottree().docinfo.internalDTD is not None:
                raise ExportError(f"{path} declares a document type; kg writes none and reads none")
            tag = element.tag.rpartition("}")[2]
            if tag == "node":
                found.append((element.get("id"), _fields(element, node_types)))
            elif tag == "edge":
                arrows.append((element.get("source"), element.get("target"), _fields(element, edge_types)))
            elif tag == "data":
                if element.get("key") == "base":
                    base = unescape(element.text or "")
                continue
            else:
                continue
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
    except (etree.XMLSyntaxError, KeyError, ValueError) as fault:
        raise ExportError(f"{path} is no GraphML that kg wrote: {fault}") from None
    return graph_of(base, found, arrows)


def _fields(element: Any, types: dict[str, tuple[str, str]]) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for data in element:
        name, type_ = types[data.get("key")]
        text = unescape(data.text or "")
        convert = _VALUE.get(type_)
        fields[name] = convert(text) if convert else text
    return fields
