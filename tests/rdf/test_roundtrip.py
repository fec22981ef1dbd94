"""Every format back to the same graph, whatever the text; judged by two libraries and rapper."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import networkx as nx
import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import HealthCheck, given, settings

from kg.errors import UsageError
from kg.export import rdf
from kg.export.rdf import reader
from kg.export.rdf.names import checked_base
from tests import gold_records, strategies

OXIGRAPH = {
    "turtle": ox.RdfFormat.TURTLE,
    "turtle12": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "trig": ox.RdfFormat.TRIG,
    "jsonld": ox.RdfFormat.JSON_LD,
}
RDFLIB = {"turtle": "turtle", "ntriples": "nt", "trig": "trig", "jsonld": "json-ld"}
RAPPER = {"turtle": "turtle", "ntriples": "ntriples", "trig": "trig"}
TRIPLE = tuple[str, str, str]
relaxed = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def written(sample: strategies.Sample, folder: Path, form: str) -> Path:
    path = folder / rdf.FORMATS[form][0]
    rdf.write(sample.graph, sample.pages, path, form)
    return path


def by_oxigraph(path: Path, form: str) -> set[TRIPLE]:
    quads = ox.parse(path=str(path), format=OXIGRAPH[form])
    return {(str(q.subject), str(q.predicate), str(q.object)) for q in quads}


def by_rdflib(path: Path, form: str) -> set[TRIPLE]:
    """Spelt as pyoxigraph spells them; tags in lower case."""
    data = rdflib.Dataset(default_union=True)
    data.parse(str(path), format=RDFLIB[form])
    return {(_spelt(s), _spelt(p), _spelt(o)) for s, p, o, _ in data.quads()}


def _spelt(term: rdflib.term.Node) -> str:
    if isinstance(term, rdflib.Literal):
        datatype = ox.NamedNode(term.datatype) if term.datatype and not term.language else None
        return str(ox.Literal(str(term), language=term.language, datatype=datatype))
    return f"<{term}>"


@pytest.fixture(scope="module")
def gold() -> strategies.Sample:
    return strategies.Sample(gold_records.graph(), gold_records.pages())


@pytest.mark.parametrize("form", ["turtle", "ntriples", "trig", "jsonld"])
@given(sample=strategies.graphs())
@relaxed
def test_every_format_gives_the_graph_back(tmp_path: Path, form: str, sample: strategies.Sample) -> None:
    back = reader.read(written(sample, tmp_path, form))
    assert nx.utils.graphs_equal(back, sample.graph)


@given(sample=strategies.graphs(max_claims=3))
@settings(relaxed, max_examples=12)
def test_all_formats_say_the_same_to_both_libraries(tmp_path: Path, sample: strategies.Sample) -> None:
    turtle = by_oxigraph(written(sample, tmp_path, "turtle"), "turtle")
    for form in RDFLIB:
        path = written(sample, tmp_path, form)
        assert by_oxigraph(path, form) == turtle, form
        assert by_rdflib(path, form) == turtle, form


@pytest.mark.parametrize("form", RDFLIB)
def test_the_gold_graph_is_one_in_all_formats(gold: strategies.Sample, tmp_path: Path, form: str) -> None:
    path = written(gold, tmp_path, form)
    turtle = by_oxigraph(written(gold, tmp_path, "turtle"), "turtle")
    assert by_oxigraph(path, form) == by_rdflib(path, form) == turtle
    assert nx.utils.graphs_equal(reader.read(path), gold.graph)


@pytest.mark.parametrize("form", RAPPER)
def test_rapper_takes_it(gold: strategies.Sample, tmp_path: Path, form: str) -> None:
    """All but U+FFFE and U+FFFF, which rapper refuses and RDF allows."""
    if not (rapper := shutil.which("rapper")):
        assert not os.environ.get("CI"), "rapper is missing; install raptor2-utils"
        pytest.skip("rapper is not installed (package raptor2-utils)")
    for sample in (gold, strategies.sample(60)):
        path = written(sample, tmp_path, form)
        run = subprocess.run([rapper, "-q", "-c", "-i", RAPPER[form], str(path)], capture_output=True, text=True)
        assert run.returncode == 0, run.stderr[:2000]
        assert not run.stderr


def test_rdf_1_2_adds_a_reified_triple_for_each_finding(gold: strategies.Sample, tmp_path: Path) -> None:
    plain = by_oxigraph(written(gold, tmp_path, "turtle"), "turtle")
    new = by_oxigraph(written(gold, tmp_path, "turtle12"), "turtle12")
    assert plain < new
    findings = sum("rule" in e or e["relation"] == "RESTATES" for *_, e in gold.graph.edges(data=True))
    assert len(new - plain) == findings
    store = ox.Store()
    store.load(path=str(tmp_path / "graph.rdf12.ttl"), format=ox.RdfFormat.TURTLE)
    bare = "SELECT ?f WHERE { ?f <http://www.w3.org/1999/02/22-rdf-syntax-ns#reifies> <<( ?s ?p ?o )>> "
    assert not list(store.query(bare + "FILTER NOT EXISTS { ?s ?p ?o } }"))  # type: ignore[arg-type]


def test_ntriples_are_sorted_and_the_same_in_any_order(gold: strategies.Sample, tmp_path: Path) -> None:
    path = written(gold, tmp_path, "ntriples")
    lines = path.read_bytes().splitlines()
    assert lines == sorted(set(lines))
    turned: nx.MultiDiGraph[str] = nx.MultiDiGraph(**gold.graph.graph)
    turned.add_nodes_from(reversed(list(gold.graph.nodes(data=True))))
    for source, target, key, fields in reversed(list(gold.graph.edges(keys=True, data=True))):
        turned.add_edge(source, target, key, **fields)
    for form in rdf.FORMATS:
        first = written(gold, tmp_path, form).read_bytes()
        assert written(strategies.Sample(turned, gold.pages), tmp_path, form).read_bytes() == first, form


def test_dropping_an_articles_graph_retracts_the_article(gold: strategies.Sample, tmp_path: Path) -> None:
    store = ox.Store()
    store.load(path=str(written(gold, tmp_path, "trig")), format=ox.RdfFormat.TRIG)
    article = next(n for n, d in gold.graph.nodes(data=True) if d["kind"] == "Article" and d["doc"].startswith("003"))
    base = gold.graph.graph["base"]
    store.remove_graph(ox.NamedNode(base + article.replace("article/", "graph/")))
    left = {str(term) for quad in store for term in (quad.subject, quad.object)}
    assert not [term for term in left if article in term]


@pytest.mark.parametrize("form", ["turtle", "ntriples", "jsonld"])
@pytest.mark.parametrize("base", ["https://data.example.org/press/", "https://data.example.org/%E5%A0%B1/%25d/"])
def test_another_base_changes_every_address_of_the_build_and_none_of_the_vocabulary(
    gold: strategies.Sample, tmp_path: Path, base: str, form: str
) -> None:
    path = tmp_path / rdf.FORMATS[form][0]
    rdf.write(gold.graph, gold.pages, path, form, base=base)
    text = path.read_text(encoding="utf-8")
    assert "https://example.org/kg/" not in text.replace("https://example.org/kg/ns#", "")
    back = reader.read(path)
    assert back.graph.pop("base") == base
    assert dict(back.nodes) == dict(gold.graph.nodes)
    assert sorted(back.edges(keys=True)) == sorted(gold.graph.edges(keys=True))


def test_blank_nodes_and_doubles_are_never_written(gold: strategies.Sample, tmp_path: Path) -> None:
    for quad in ox.parse(path=str(written(gold, tmp_path, "turtle")), format=ox.RdfFormat.TURTLE):
        assert isinstance(quad.subject, ox.NamedNode)
        assert not isinstance(quad.object, ox.BlankNode)
        if isinstance(quad.object, ox.Literal):
            assert not quad.object.datatype.value.endswith(("#double", "#float"))


@pytest.mark.parametrize(
    "base", ["", "kg/", "ftp://a.test/", "https://a.test", "https://a.test/ b/", "https://a.test/#"]
)
def test_a_base_no_iri_can_be_made_of_is_refused(base: str) -> None:
    with pytest.raises(UsageError, match="namespace"):
        checked_base(base)
