"""GEXF 1.3 for Gephi: coloured by kind, sized by degree, with a timeline of article dates.

A graph in, a file out, streamed. A node or edge shows on the timeline from the
first to the last article it rests on; where no article has a date, always.
Offsets are called ``start_`` and ``end_``: ``start`` and ``end`` mean time here.
An edge's ``kind`` is its relation: Gephi keeps apart what differs in it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from pathlib import Path

from kg.export.lines import Lines, Text, json_list, save, true_or_false
from kg.export.objects import free
from kg.export.rows import EDGE_TYPES, NODE_TYPES, Fields, Graph, edges, nodes
from kg.export.xml import escape_quoted, plain_quoted
from kg.graph.schema import Field

__all__ = ["COLOURS", "FILE", "README", "RESERVED", "write"]

FILE = "graph.gexf"
README = """\
In Gephi 0.10 or newer:  File > Open, choose graph.gexf; under More options, Edges merge strategy: Don't merge.
Colours and sizes are set.  Layout > ForceAtlas 2; Enable Timeline at the bottom shows the graph as it was published.
Lists are JSON arrays; offsets are start_ and end_; a character XML cannot hold is written _x000B_.
"""

RESERVED = ("id", "label", "source", "target", "type", "weight", "start", "end", "timestamp", "pid", "viz")
"""Names that mean something to GEXF or its readers."""
TYPES = {"str": "string", "int": "long", "decimal": "double", "date": "string", "bool": "boolean", "list": "string"}
"""Our types as GEXF names them."""
COLOURS = {
    "Article": (153, 153, 153), "Claim": (204, 204, 204), "Person": (0, 114, 178), "Organization": (86, 180, 233),
    "Meeting": (204, 121, 167), "Document": (213, 94, 0), "Group": (170, 170, 119), "Industry": (0, 158, 115),
    "Region": (230, 159, 0), "Tenure": (240, 228, 66),
}  # fmt: skip
"""Okabe and Ito's colours, which the colour-blind tell apart too."""

Period = tuple[str, str]
_HEAD = """\
<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">
  <meta><creator>kg</creator><description>{base}</description></meta>
  <graph defaultedgetype="directed" mode="dynamic" timeformat="date" timerepresentation="interval">
"""
_TEXT: dict[str, Text] = {"bool": true_or_false, "list": json_list}


def write(graph: Graph, path: Path, positions: Mapping[str, tuple[float, float]] | None = None) -> None:
    """The whole graph as one file; Gephi lays out what has no position."""
    save(path, _parts(graph, positions or {}))


def _parts(graph: Graph, positions: Mapping[str, tuple[float, float]]) -> Iterator[str]:
    dates = {n: f["published"] for n, f in graph.nodes(data=True) if f["kind"] == "Article" and "published" in f}
    seen, degree = _seen(graph, dates)
    yield _HEAD.format(base=escape_quoted(str(graph.graph.get("base", ""))))
    yield from _attributes("node", NODE_TYPES)
    yield from _attributes("edge", EDGE_TYPES)
    yield f'    <nodes count="{len(graph)}">\n'
    values = _values("node", NODE_TYPES)
    for node, fields in nodes(graph):
        red, green, blue = COLOURS[fields["kind"]]
        place = positions.get(node)
        where = f'<viz:position x="{place[0]:.3f}" y="{place[1]:.3f}" z="0"/>' if place else ""
        yield (
            f'      <node id="{node}" label="{escape_quoted(fields["label"])}"{_time(seen.get(node))}>'
            f"<attvalues>{values((), fields)}</attvalues>"
            f'<viz:color r="{red}" g="{green}" b="{blue}"/><viz:size value="{_size(degree.get(node, 0))}"/>{where}'
            "</node>\n"
        )
    yield f'    </nodes>\n    <edges count="{graph.number_of_edges()}">\n'
    values = _values("edge", EDGE_TYPES)
    for source, target, fields in edges(graph):
        date = dates.get(_article(target, fields))
        yield (
            f'      <edge id="{fields["id"]}" source="{source}" target="{target}" label="{fields["relation"]}"'
            f' kind="{fields["relation"]}"'
            f"{_time((date, date) if date else None)}><attvalues>{values((), fields)}</attvalues></edge>\n"
        )
    yield "    </edges>\n  </graph>\n</gexf>\n"


def _article(target: str, fields: Fields) -> str:
    """The article an edge rests on, if it rests on one."""
    return str(fields.get("article") or (target if fields["relation"] == "APPEARS_IN" else ""))


def _seen(graph: Graph, dates: Mapping[str, str]) -> tuple[dict[str, Period], dict[str, int]]:
    """First and last date of each node, and its degree, in one pass."""
    seen: dict[str, Period] = {article: (date, date) for article, date in dates.items()}
    degree: dict[str, int] = {}
    for source, target, fields in edges(graph):
        date = dates.get(_article(target, fields))
        for node in (source, target):
            degree[node] = degree.get(node, 0) + 1
            if date:
                first, last = seen.get(node, (date, date))
                seen[node] = (min(first, date), max(last, date))
    return seen, degree


def _size(degree: int) -> str:
    """Area grows with the logarithm of the degree: a hub stays readable beside a leaf."""
    return f"{4 + 4 * math.log2(1 + degree):.1f}"


def _time(period: Period | None) -> str:
    return f' start="{period[0]}" end="{period[1]}"' if period else ""


def _columns(types: Mapping[str, str]) -> list[Field]:
    """All but what is an attribute of the element itself."""
    return [Field(name, type_) for name, type_ in types.items() if name not in ("id", "label")]


def _attributes(domain: str, types: Mapping[str, str]) -> Iterator[str]:
    yield f'    <attributes class="{domain}" mode="static">\n'
    for number, column in enumerate(_columns(types)):
        title = free(column.name, RESERVED)
        yield f'      <attribute id="{domain[0]}{number}" title="{title}" type="{TYPES[column.type]}"/>\n'
    yield "    </attributes>\n"


def _values(domain: str, types: Mapping[str, str]) -> Lines:
    columns = _columns(types)
    place = {column.name: f"{domain[0]}{number}" for number, column in enumerate(columns)}
    return Lines(columns, lambda c: f'<attvalue for="{place[c.name]}" value="%s"/>', _TEXT, plain_quoted, escape_quoted)
