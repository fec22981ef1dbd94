"""RDF of a generated graph beside pyoxigraph's and rdflib's own writers, and the same questions asked of both.

Processor time, the best of some. rdflib gets a graph of ``PEER`` claims at most,
for it takes a minute for a million triples; rates compare.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import networkx as nx
import pyoxigraph as ox
import rdflib

from benchmarks.clock import best
from benchmarks.figures import Figure, Sizes
from kg.export import rdf
from kg.export.rdf import ask, reader
from tests import strategies

__all__ = ["run"]

PEER = 2_000
_SYNTAX = {"turtle": ox.RdfFormat.TURTLE, "ntriples": ox.RdfFormat.N_TRIPLES}
_THEIRS = {"turtle": "turtle", "ntriples": "nt"}
QUESTIONS = {
    "join of four": (
        "SELECT ?who ?text { ?claim schema:text ?text ; kg:aboutIndustry ?industry ; kg:statedBy/rdfs:label ?who . "
        "?industry rdfs:label ?label FILTER(STRLEN(STR(?label)) = 3) }"
    ),
    "group and count": "SELECT ?industry (COUNT(*) AS ?n) { ?claim kg:aboutIndustry ?industry } GROUP BY ?industry",
    "path": "SELECT ?narrow ?broad { ?narrow a kg:Industry ; skos:broader* ?broad }",
}
"""Asked of both stores; a question whose property the graph lacks would answer nothing and is a fault."""


def run(sizes: Sizes, work: Path) -> Iterator[Figure]:
    """Writers, then loading and questions, then the cookbook's slowest question."""
    graph, pages = strategies.sample(sizes.claims)
    gc.collect()
    gc.freeze()
    yield from _beside_pyoxigraph(graph, pages, work, sizes.repeat)
    yield Figure("read back as a networkx graph", best(lambda: reader.read(work / "graph.ttl"), 1), "s")
    yield from _cookbook(graph, ask.store(work))
    del graph
    gc.unfreeze()
    (work / "peer").mkdir()
    yield from _beside_rdflib(*strategies.sample(min(sizes.claims, PEER)), work / "peer", sizes.repeat)


def _beside_pyoxigraph(graph: nx.MultiDiGraph[str], pages: dict[str, str], work: Path, repeat: int) -> Iterator[Figure]:
    for form, syntax in _SYNTAX.items():
        path, peer, store = work / rdf.FORMATS[form][0], str(work / "peer.rdf"), ox.Store()
        write = partial(rdf.write, graph, pages, path, form)
        write()
        loading = best(partial(store.bulk_load, path=str(path), format=syntax), 1)
        dump = partial(store.dump, peer, format=syntax, from_graph=ox.DefaultGraph())
        # turn and turn about: both meet the same load
        ours, theirs = map(min, zip(*((best(write, 1), best(dump, 1)) for _ in range(repeat)), strict=True))
        rate = len(store) / 1e6
        yield Figure(f"{form}: kg writes", rate / ours, "M triples/s")
        yield Figure(f"{form}: pyoxigraph writes", rate / theirs, "M triples/s")
        yield Figure(f"{form}: kg / pyoxigraph, writing", theirs / ours, "times", ">= 0.6")
        yield Figure(f"{form}: pyoxigraph loads", rate / loading, "M triples/s")
    yield Figure("triples", len(store), "")


def _cookbook(graph: nx.MultiDiGraph[str], store: ox.Store) -> Iterator[Figure]:
    """Every question of the cookbook once, with values the graph has."""
    labels: dict[str, str] = {}
    for _, fields in graph.nodes(data=True):
        if len(fields["label"]) == 3:
            labels.setdefault(fields["kind"], fields["label"])
    values = {
        "industry": labels["Industry"], "region": labels["Region"], "person": labels["Person"], "term": "能",
        "speaker": labels["Meeting"], "organization": labels["Organization"], "name": labels["Person"],
        "traditional": "展", "rule": "heading", "from": "2000-01-01", "to": "2030-01-01", "article": "page-000003",
    }  # fmt: skip
    found = []
    for name, asked in ask.cookbook().items():
        given = {p.name: values[p.name] for p in asked.parameters if p.name in values}
        if name == "compare-regions":
            given = {"one": labels["Region"], "other": labels["Region"]}
        text = ask.bind(asked, given)
        found.append((best(lambda text=text: ask.run(text, store), 1), name))  # type: ignore[misc]
    slowest, name = max(found)
    yield Figure(f"slowest of {len(found)} questions of the cookbook ({name})", slowest * 1000, "ms", "<= 1000")


def _beside_rdflib(graph: nx.MultiDiGraph[str], pages: dict[str, str], work: Path, repeat: int) -> Iterator[Figure]:
    ours, path = {}, work / rdf.FORMATS["ntriples"][0]
    for form in _THEIRS:
        ours[form] = best(
            lambda form=form: rdf.write(graph, pages, work / rdf.FORMATS[form][0], form), repeat  # type: ignore[misc]
        )  # fmt: skip
    store, theirs = ox.Store(), rdflib.Graph()
    loaded = best(lambda: store.bulk_load(path=str(path), format=ox.RdfFormat.N_TRIPLES), 1)
    yield Figure("pyoxigraph / rdflib, loading", best(lambda: theirs.parse(path, format="nt"), 1) / loaded, "times")
    for form, name in _THEIRS.items():
        written = best(lambda n=name: theirs.serialize(work / "theirs", format=n, encoding="utf-8"), 1)  # type: ignore[misc]
        yield Figure(
            f"{form}: kg / rdflib, writing", written / ours[form], "times", ">= 10" if form == "turtle" else ""
        )
    head = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in ask.PREFIXES.items())
    for name, text in QUESTIONS.items():
        rows = sum(1 for _ in store.query(head + text))
        if not rows:
            raise RuntimeError(f"the question {name!r} finds nothing: have the graph's properties changed?")
        quick = best(lambda text=text: sum(1 for _ in store.query(head + text)), repeat)  # type: ignore[misc]
        slow = best(lambda text=text: sum(1 for _ in theirs.query(head + text)), 1)  # type: ignore[misc]
        yield Figure(f"question, {name} ({rows:,} rows): pyoxigraph / rdflib", slow / quick, "times")
