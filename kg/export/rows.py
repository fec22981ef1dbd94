"""The graph as rows, in an order that depends on nothing but the graph.

A graph in; nodes by id and edges by source and id out, and the columns of each
kind, all from the one table ``kg.graph.schema``. Every format of a property
graph is written from here, and read back through ``restored``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from kg.graph.schema import EDGES, NODES, Field

if TYPE_CHECKING:
    import networkx as nx

__all__ = [
    "EDGE_COLUMNS",
    "EDGE_TYPES",
    "ENDS",
    "ID",
    "NODE_COLUMNS",
    "NODE_TYPES",
    "Edge",
    "Ends",
    "Fields",
    "Graph",
    "Rows",
    "decimal",
    "edges",
    "graph_of",
    "native",
    "nodes",
    "restored",
    "tables",
]

Graph: TypeAlias = "nx.MultiDiGraph[str]"
Fields: TypeAlias = Mapping[str, Any]

ID = Field("id", "str")
_KIND, _LABEL, _RELATION = Field("kind", "str"), Field("label", "str"), Field("relation", "str")

NODE_COLUMNS: dict[str, tuple[Field, ...]] = {kind: (_KIND, _LABEL, *NODES[kind].fields) for kind in NODES}
"""What stands on a node of each kind, beside its id."""
EDGE_COLUMNS: dict[str, tuple[Field, ...]] = {relation: (ID, *EDGES[relation].fields) for relation in EDGES}
"""What stands on an edge of each relation, beside its ends and the relation itself."""
NODE_TYPES: dict[str, str] = {c.name: c.type for columns in NODE_COLUMNS.values() for c in columns}
EDGE_TYPES: dict[str, str] = {
    "relation": _RELATION.type,
    **{c.name: c.type for columns in EDGE_COLUMNS.values() for c in columns},
}
"""A name means one type wherever it stands: formats with one list of columns for all kinds rest on that."""


class Ends(NamedTuple):
    """A relation between two kinds of node, as databases declare it."""

    relation: str
    source: str
    target: str


ENDS: tuple[Ends, ...] = tuple(Ends(e.relation, s, t) for e in EDGES.values() for s in e.sources for t in e.targets)


Edge: TypeAlias = tuple[str, str, Fields]
"""Source, target and fields; ``fields["id"]`` is the edge's key. Plain tuples: there are millions."""


class Rows(NamedTuple):
    """A graph sorted into what a database holds in one table each."""

    nodes: dict[str, list[tuple[str, Fields]]]
    edges: dict[Ends, list[Edge]]


def nodes(graph: Graph) -> Iterator[tuple[str, Fields]]:
    """All nodes by id."""
    return iter(sorted(graph.nodes.items(), key=itemgetter(0)))


def edges(graph: Graph) -> Iterator[Edge]:
    """All edges by source and id; never more in hand than those of one node."""
    out = dict(graph.adjacency())
    for source in sorted(out):
        found = [(key, target, fields) for target, keyed in out[source].items() for key, fields in keyed.items()]
        found.sort(key=itemgetter(0))
        for _, target, fields in found:
            yield source, target, fields


def tables(graph: Graph) -> Rows:
    """The rows of each kind and of each relation between two kinds; empty ones are left out."""
    kinds: dict[str, list[tuple[str, Fields]]] = {kind: [] for kind in NODES}
    kind_of: dict[str, str] = {}
    for node in nodes(graph):
        kind_of[node[0]] = kind = node[1]["kind"]
        kinds[kind].append(node)
    ends: dict[tuple[str, str, str], list[Edge]] = {(e.relation, e.source, e.target): [] for e in ENDS}
    for edge in edges(graph):
        source, target, fields = edge
        ends[fields["relation"], kind_of[source], kind_of[target]].append(edge)
    return Rows({kind: found for kind, found in kinds.items() if found}, {e: ends[e] for e in ENDS if ends[e]})


def decimal(value: float) -> str:
    """The decimal a number was made from, as ``kg.graph`` writes it; exact up to 15 digits.

    >>> decimal(0.95), decimal(1.0), decimal(1e-05)
    ('0.95', '1', '0.00001')
    """
    text = format(Decimal(repr(float(value))), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


_NATIVE: dict[str, Callable[[Any], Any]] = {"decimal": float, "date": date.fromisoformat}
_RESTORED: dict[str, Callable[[Any], Any]] = {
    "decimal": lambda v: v if isinstance(v, str) else decimal(v),
    "date": str,
    "int": int,
    "bool": lambda v: v == "true" if isinstance(v, str) else bool(v),
    "list": list,
}


def native(type_: str, value: Any) -> Any:
    """A field's value as a typed store takes it: decimals as float, dates as date.

    >>> native("date", "2024-03-01"), native("decimal", "0.9"), native("str", "深圳")
    (datetime.date(2024, 3, 1), 0.9, '深圳')
    """
    convert = _NATIVE.get(type_)
    return convert(value) if convert else value


def restored(columns: Iterable[Field], values: Fields) -> dict[str, Any]:
    """The fields as the graph holds them, from what a store gave back; what is None was never there.

    A list that a store keeps as nothing comes back as the empty list it was.

    >>> restored([Field("names", "list"), Field("code", "str", False)], {"names": None, "code": None})
    {'names': []}
    """
    fields: dict[str, Any] = {}
    for column in columns:
        value = values.get(column.name)
        if value is None:
            if column.type == "list" and column.required:
                fields[column.name] = []
            continue
        convert = _RESTORED.get(column.type)
        fields[column.name] = convert(value) if convert else value
    return fields


def graph_of(
    base: str, nodes: Iterable[tuple[str, dict[str, Any]]], edges: Iterable[tuple[str, str, dict[str, Any]]]
) -> Graph:
    """A graph from rows read back."""
    import networkx as nx

    graph: Graph = nx.MultiDiGraph(base=base)
    graph.add_nodes_from(nodes)
    for source, target, fields in edges:
        graph.add_edge(source, target, fields["id"], **fields)
    return graph
