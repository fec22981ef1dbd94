"""A Turtle file held against ``ontology/shapes.ttl``: file in, faults in plain words out.

Core SHACL goes to pyshacl, of a large build to pyoxigraph as one query for each
constraint. The SPARQL rules are asked once each over the whole graph instead of
once for every node, with the same answers. The shapes are always the package's
own: a stranger's could hold any query.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from kg import resources
from kg.errors import ExportError
from kg.export.rdf.core import Rule, core
from kg.export.rdf.names import expand

__all__ = ["check", "check_core", "check_rules", "rules"]

LARGE = 100_000
"""Triples above which pyshacl would take minutes."""
MOST = 1000
"""Faults told of one kind; the rest would not be read."""


def check(turtle: Path) -> list[str]:
    """Everything a build's Turtle breaks, as ``node: what``; empty for a good one.

    Raises ExportError where the file is no Turtle.
    """
    store = ox.Store()
    try:
        store.bulk_load(path=str(turtle), format=ox.RdfFormat.TURTLE)
    except (SyntaxError, OSError) as fault:
        raise ExportError(f"{turtle} cannot be read: {fault}") from fault
    whole = rules()
    if len(store) > LARGE:
        return list(check_rules(store, [*core(), *whole]))
    return [*check_core(turtle), *check_rules(store, whole)]


_DECLARED = "SELECT ?a ?b WHERE { ?x sh:prefix ?a ; sh:namespace ?b } ORDER BY ?a"
_RULES = "SELECT ?a ?b WHERE { ?x sh:message ?a ; sh:select ?b } ORDER BY ?a"


def rules(shapes: Path | None = None) -> list[Rule]:
    """The SPARQL rules of the shapes, each with its prefixes, by message."""
    store = ox.Store()
    store.load(path=str(shapes or resources.ontology() / "shapes.ttl"), format=ox.RdfFormat.TURTLE)
    head = "".join(f"PREFIX {prefix}: <{space}>\n" for prefix, space in _pairs(store, _DECLARED))
    return [Rule(message, head + select) for message, select in _pairs(store, _RULES)]


def _pairs(store: ox.Store, query: str) -> list[tuple[str, str]]:
    rows = store.query(f"PREFIX sh: <{expand('sh:')}> {query}")
    assert isinstance(rows, ox.QuerySolutions)
    return [(row["a"].value, row["b"].value) for row in rows]


def check_rules(store: ox.Store, asked: Iterable[Rule]) -> Iterator[str]:
    """What the store breaks of some rules."""
    for message, query in asked:
        found = store.query(query)
        assert isinstance(found, ox.QuerySolutions)
        nodes = sorted({str(row["this"]).strip("<>") for row in found})
        yield from (f"{node}: {message}" for node in nodes[:MOST])


def check_core(turtle: Path, shapes: Path | None = None) -> Iterator[str]:
    """What a Turtle file breaks of the core shapes."""
    import pyshacl
    import rdflib

    sh = rdflib.Namespace(expand("sh:"))
    ours = rdflib.Graph().parse(shapes or resources.ontology() / "shapes.ttl", format="turtle")
    ours.remove((None, sh.sparql, None))
    data = rdflib.Graph().parse(turtle, format="turtle")
    _, report, _ = pyshacl.validate(data, shacl_graph=ours, inference="none", advanced=False)
    assert isinstance(report, rdflib.Graph)
    faults = set()
    for result in report.subjects(rdflib.RDF.type, sh.ValidationResult):
        node, path = report.value(result, sh.focusNode), report.value(result, sh.resultPath)
        value, message = report.value(result, sh.value), report.value(result, sh.resultMessage)
        of = f" of {path}" if path else ""
        faults.add(f"{node}: {message}{of}" + (f", found {value}" if value is not None and value != node else ""))
    yield from sorted(faults)[:MOST]
