"""Core SHACL as SPARQL: the shapes in, one whole-graph query for each constraint out.

Knows the constraints ``ontology/shapes.ttl`` uses and refuses any other. pyshacl
takes seconds for a small build and hours for a large one; these take as long as
a few questions, and the tests hold that both tell of the same nodes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from kg import resources
from kg.errors import ExportError
from kg.export.rdf.names import expand

__all__ = ["Rule", "core"]


class Rule(NamedTuple):
    """A rule over the whole graph."""

    message: str
    query: str
    """Its rows are the nodes the message is true of, as ``?this``."""


def _unless(test: str) -> str:
    """A filter that also holds where the test cannot be made."""
    return f"FILTER(!COALESCE({test}, false))"


def _typed(datatype: str) -> str:
    cast = f" && STR({datatype}(STR(?v))) != '\\u0000'" if "XMLSchema#" in datatype else ""
    return _unless(f"isLiteral(?v) && DATATYPE(?v) = {datatype}{cast}")


_TAGGED = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#langString>"

ON_VALUES: dict[str, Callable[[str], str]] = {
    "class": lambda c: f"FILTER NOT EXISTS {{ ?v a {c} }}",
    "datatype": lambda d: _unless("LANG(?v) != ''") if d == _TAGGED else _typed(d),
    "nodeKind": lambda _: "FILTER(!isIRI(?v))",
    "pattern": lambda p: f"FILTER(!REGEX(STR(?v), {p}))",
    "minInclusive": lambda n: _unless(f"?v >= {n}"),
    "maxInclusive": lambda n: _unless(f"?v <= {n}"),
    "minLength": lambda n: f"FILTER(STRLEN(STR(?v)) < {n})",
}
"""What every value of a path must keep."""

ON_PATHS: dict[str, Callable[[str, str], str]] = {
    "minCount": lambda path, _: f"FILTER NOT EXISTS {{ ?this {path} ?v }}",
    "maxCount": lambda path, _: f"?this {path} ?v , ?w FILTER(!sameTerm(?v, ?w))",
    "uniqueLang": lambda path, _: (
        f"?this {path} ?v , ?w FILTER(!sameTerm(?v, ?w) && LANG(?v) = LANG(?w) && LANG(?v) != '')"
    ),
    "lessThan": lambda path, other: f"?this {path} ?v ; {other} ?w {_unless('?v < ?w')}",
    "lessThanOrEquals": lambda path, other: f"?this {path} ?v ; {other} ?w {_unless('?v <= ?w')}",
}
"""What a path must keep; minCount and maxCount are 1 wherever they are used."""


def core(shapes: Path | None = None) -> list[Rule]:
    """A rule for each core constraint of the shapes.

    Raises ExportError for a constraint of a kind not known here.
    """
    return _core(shapes or resources.ontology() / "shapes.ttl")


@cache
def _core(shapes: Path) -> list[Rule]:
    store = ox.Store()
    store.load(path=str(shapes), format=ox.RdfFormat.TURTLE)
    found: list[Rule] = []
    for shape, target, of in _rows(
        store, "?shape ?target ?of", "?shape ?target ?of FILTER(?target IN (sh:targetClass, sh:targetSubjectsOf))"
    ):
        start = f"?this a {of} . " if target.endswith("targetClass>") else f"?this {of} ?any . "
        found += [Rule(m, f"SELECT DISTINCT ?this WHERE {{ {start}{t} }}") for m, t in _of(store, shape)]
    return sorted(found)


def _of(store: ox.Store, shape: str) -> Iterator[tuple[str, str]]:
    """Message and test of each constraint of one shape."""
    for kind, value in _rows(store, "?kind ?value", f"{shape} ?kind ?value FILTER(STRSTARTS(STR(?kind), STR(sh:)))"):
        name = kind.rpartition("#")[2].rstrip(">")
        if name in ("targetClass", "targetSubjectsOf", "property", "sparql"):
            continue
        if name == "xone":
            classes = [row[0] for row in _rows(store, "?c", f"{shape} sh:xone/rdf:rest*/rdf:first/sh:class ?c")]
            counted = " + ".join(f"IF(EXISTS {{ ?this a {c} }}, 1, 0)" for c in classes)
            yield f"must be exactly one of {', '.join(classes)}", f"FILTER({counted} != 1)"
        elif name in ON_VALUES:
            yield f"{name} is not {value}", ON_VALUES[name](value).replace("?v", "?this")
        else:
            raise ExportError(f"{shape}: kg does not know how to ask for sh:{name}")
    properties = f"{shape} sh:property ?p . ?p sh:path ?path ; ?kind ?value FILTER(?kind != sh:path)"
    for node, path, kind, value in _rows(store, "?p ?path ?kind ?value", properties):
        name, of = kind.rpartition("#")[2].rstrip(">"), f"of {path[1:-1]}"
        if name == "in":
            allowed = _rows(store, "?v", f"?p sh:path {path} ; sh:in/rdf:rest*/rdf:first ?v . {shape} sh:property ?p")
            listed = ", ".join(sorted(row[0] for row in allowed))
            yield f"Value not among {listed} {of}", f"?this {path} ?v FILTER(?v NOT IN ({listed}))"
        elif name in ON_PATHS:
            if name in ("minCount", "maxCount") and not value.startswith('"1"'):
                raise ExportError(f"{shape}: kg knows sh:{name} 1 only ({node})")
            yield f"{name} {value} not kept {of}", ON_PATHS[name](path, value)
        elif name in ON_VALUES:
            yield f"Value of another {name} than {value} {of}", f"?this {path} ?v {ON_VALUES[name](value)}"
        else:
            raise ExportError(f"{shape}: kg does not know how to ask for sh:{name}")


def _rows(store: ox.Store, columns: str, pattern: str) -> list[tuple[str, ...]]:
    head = f"PREFIX sh: <{expand('sh:')}> PREFIX rdf: <{expand('rdf:')}>"
    found = store.query(f"{head} SELECT DISTINCT {columns} WHERE {{ {pattern} }}")
    assert isinstance(found, ox.QuerySolutions)
    return sorted(tuple(str(row[c.lstrip("?")]) for c in columns.split()) for row in found)
