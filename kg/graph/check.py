"""The graph held against its schema: a graph in, its faults in plain words out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

import networkx as nx

from kg import ids
from kg.graph.schema import EDGES, NODES, Field

__all__ = ["DERIVED", "check", "faults"]

_DECIMAL = re.compile(r"-?\d+(\.\d+)?")
_PYTHON = {"str": str, "int": int, "bool": bool, "list": list, "decimal": str, "date": str}
_SETS = frozenset({"names", "dates", "modality", "tenures"})
"""Lists whose order means nothing: sorted, each item once."""
_SCRIPTS = frozenset({"zh-Hans", "zh-Hant", "zh", "en"})
_ALLOWED = {
    "script": _SCRIPTS,
    "language": _SCRIPTS,
    "mode": frozenset({"direct", "indirect", "document", "narrated"}),
}
DERIVED = frozenset({"APPEARS_IN", "BROADER", "PART_OF"})
"""Edges that say nothing beyond their ends: their id follows from relation, source and target."""
_WORD = re.compile(r"[a-z][a-z_]*")
_ID = re.compile(r"[a-z]+/[A-Za-z0-9.\-]+")
Row = tuple[str, str, Mapping[str, Any]]
_KINDS = {kind.prefix: kind.kind for kind in NODES.values()}


def check(graph: nx.MultiDiGraph[str]) -> list[str]:
    """Every way in which the graph breaks ``kg.graph.schema``; empty for a good one."""
    kinds = {node: str(fields.get("kind", "")) for node, fields in graph.nodes(data=True)}
    found = [f"node {n}: {fault}" for n, d in graph.nodes(data=True) for fault in _node(n, d)]
    seen: set[str] = set()
    for s, t, key, fields in graph.edges(keys=True, data=True):
        found += _said(s, t, key, fields, kinds[s], kinds[t])
        derived = fields.get("relation", "") in DERIVED and "source" in fields
        if derived and fields["source"] != graph.nodes[s].get("source"):
            found.append(f"edge {key} from {s} to {t}: its source is not that of {s}")
        if key in seen:
            found.append(f"edge {key} from {s} to {t}: its id stands for another edge too")
        seen.add(key)
    return found


def faults(nodes: Iterable[tuple[str, Mapping[str, Any]]], edges: Iterable[Row]) -> list[str]:
    """The same of some nodes and edges whose ends may be elsewhere: their kinds are read from the ids."""
    found = [f"node {n}: {fault}" for n, d in nodes for fault in _node(n, d)]
    for s, t, fields in edges:
        found += _said(s, t, str(fields.get("id")), fields, *(_KINDS.get(end.partition("/")[0], "") for end in (s, t)))
    return found


def _said(s: str, t: str, key: str, fields: Mapping[str, Any], source: str, target: str) -> Iterator[str]:
    where = f"edge {key} from {s} to {t}"
    for fault in _edge(key, fields, source, target):
        yield f"{where}: {fault}"
    if (relation := fields.get("relation", "")) in DERIVED and key != ids.local("edge", relation, s, t):
        yield f"{where}: its id does not follow from its ends"


def _is_day(text: str) -> bool:
    """Whether the calendar has that day, written out in full (2024-02-30 is none, 20240229 is not so written)."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


_TYPES: dict[str, Callable[[str], bool]] = {"decimal": lambda text: bool(_DECIMAL.fullmatch(text)), "date": _is_day}


def _node(identifier: str, fields: Mapping[str, Any]) -> Iterator[str]:
    kind = NODES.get(fields.get("kind", ""))
    if kind is None:
        yield f"kind {fields.get('kind')!r} is none of {', '.join(NODES)}"
        return
    if not _ID.fullmatch(identifier) or not identifier.startswith(kind.prefix + "/"):
        yield f"the id of a {kind.kind} must be {kind.prefix}/ and letters, digits, dots or hyphens"
    yield from _fields(fields, (Field("label", "str"), *kind.fields), {"kind"})
    if kind.kind == "Claim":
        yield from _segments(fields)


def _segments(claim: Mapping[str, Any]) -> Iterator[str]:
    try:
        starts, ends = [int(s) for s in claim["starts"]], [int(e) for e in claim["ends"]]
        if not starts or any(s >= e for s, e in zip(starts, ends, strict=True)):
            yield "its segments are empty or run backwards"
        elif (min(starts), max(ends)) != (claim["start"], claim["end"]):
            yield f"start and end are {claim['start']} and {claim['end']}, not the hull of its segments"
    except (KeyError, TypeError, ValueError) as fault:
        yield f"its segments cannot be read ({fault})"
    for word in (claim.get("act"), *claim.get("modality", ())):
        if not _WORD.fullmatch(str(word)):
            yield f"act or modality {word!r} must be a word of a-z"


def _edge(key: object, fields: Mapping[str, Any], source: str, target: str) -> Iterator[str]:
    kind = EDGES.get(fields.get("relation", ""))
    if kind is None:
        yield f"relation {fields.get('relation')!r} is none of {', '.join(EDGES)}"
        return
    if key != fields.get("id"):
        yield f"its key is not its id {fields.get('id')!r}"
    if source not in kind.sources or target not in kind.targets:
        yield f"{kind.relation} leads from {source} to {target}"
    yield from _fields(fields, kind.fields, {"relation", "id"})


def _fields(fields: Mapping[str, Any], known: tuple[Field, ...], beside: set[str]) -> Iterator[str]:
    for field in known:
        if field.name not in fields:
            if field.required:
                yield f"{field.name} is missing"
            continue
        value = fields[field.name]
        right = type(value) is _PYTHON[field.type]
        if right and field.type == "list":
            right = all(type(item) is str for item in value)
        if right and field.type in _TYPES:
            right = _TYPES[field.type](value)
        if right and field.name in _SETS:
            right = value == sorted(set(value))
        if right and field.name in _ALLOWED:
            right = value in _ALLOWED[field.name]
        if not right:
            yield f"{field.name} is {value!r}, which is no {field.type} it may hold"
    for name in sorted(set(fields) - {f.name for f in known} - beside):
        yield f"{name} is no field of it"
