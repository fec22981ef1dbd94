"""The graph held against its schema: a graph in, its faults in plain words out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from kg import ids
from kg.graph.schema import EDGES, NODES, Field

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["DERIVED", "check", "faults"]

_DECIMAL = re.compile(r"-?\d+(\.\d+)?")
_PYTHON: dict[str, type] = {"str": str, "int": int, "bool": bool, "list": list, "decimal": str, "date": str}
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
Row: TypeAlias = tuple[str, str, Mapping[str, Any]]
_Test: TypeAlias = Callable[[Any], bool]
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
    for fault in _edge(key, fields, source, target):
        yield f"edge {key} from {s} to {t}: {fault}"
    if (relation := fields.get("relation", "")) in DERIVED and key != ids.local("edge", relation, s, t):
        yield f"edge {key} from {s} to {t}: its id does not follow from its ends"


@lru_cache(maxsize=1 << 12)  # few numbers and few days are said, and often
def _is_decimal(text: str) -> bool:
    return _DECIMAL.fullmatch(text) is not None


@lru_cache(maxsize=1 << 12)
def _is_day(text: str) -> bool:
    """Whether the calendar has that day, written out in full (2024-02-30 is none, 20240229 is not so written)."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _is_texts(items: list[Any]) -> bool:
    return all(type(item) is str for item in items)


def _is_sorted(items: list[str]) -> bool:
    return len(items) < 2 or items == sorted(set(items))


_TYPES: dict[str, _Test] = {"decimal": _is_decimal, "date": _is_day, "list": _is_texts}


@cache
def _tests(field: Field) -> tuple[_Test, ...]:
    """What a value of the field's Python type must pass, in this order."""
    allowed = _ALLOWED.get(field.name)
    tests = _TYPES.get(field.type), _is_sorted if field.name in _SETS else None, allowed and allowed.__contains__
    return tuple(test for test in tests if test)


class _Shape(NamedTuple):
    """What is right of all nodes of a kind, or edges of a relation, that have the same fields."""

    types: list[type]
    """Of the values, in their order."""
    tests: tuple[tuple[str, _Test], ...]
    """Of the fields whose type does not tell all."""


_KNOWN: dict[str, tuple[Field, ...]] = {kind: (Field("label", "str"), *NODES[kind].fields) for kind in NODES} | {
    relation: EDGES[relation].fields for relation in EDGES
}
_BESIDE = dict.fromkeys(NODES, ("kind",)) | dict.fromkeys(EDGES, ("relation", "id"))
"""What is looked at elsewhere."""


@cache
def _shape(of: str, names: tuple[str, ...]) -> _Shape | None:
    """That of some fields in some order; None where one is missing, or is no field of it."""
    fields = {field.name: field for field in _KNOWN[of]} | {name: Field(name, "str") for name in _BESIDE[of]}
    if not fields.keys() >= set(names) >= {field.name for field in fields.values() if field.required}:
        return None
    types = [_PYTHON[fields[name].type] for name in names]
    return _Shape(types, tuple((name, test) for name in names for test in _tests(fields[name])))


def _node(identifier: str, fields: Mapping[str, Any]) -> Iterator[str]:
    kind = NODES.get(fields.get("kind", ""))
    if kind is None:
        yield f"kind {fields.get('kind')!r} is none of {', '.join(NODES)}"
        return
    if not _ID.fullmatch(identifier) or not identifier.startswith(kind.prefix + "/"):
        yield f"the id of a {kind.kind} must be {kind.prefix}/ and letters, digits, dots or hyphens"
    yield from _fields(fields, kind.kind)
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
    yield from _fields(fields, kind.relation)


def _fields(fields: Mapping[str, Any], of: str) -> Iterator[str]:
    shape = _shape(of, tuple(fields))
    if shape and [*map(type, fields.values())] == shape.types and all(ok(fields[name]) for name, ok in shape.tests):
        return
    for field in _KNOWN[of]:
        if field.name not in fields:
            if field.required:
                yield f"{field.name} is missing"
            continue
        value = fields[field.name]
        if type(value) is not _PYTHON[field.type] or not all(ok(value) for ok in _tests(field)):
            yield f"{field.name} is {value!r}, which is no {field.type} it may hold"
    for name in sorted(set(fields) - {f.name for f in _KNOWN[of]} - set(_BESIDE[of])):
        yield f"{name} is no field of it"
