"""The files beside the graph: concept schemes and the description of the build."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib import RDF, SKOS, URIRef
from rdflib.namespace import DCAT, VOID

from kg import vocabulary
from kg.errors import ExportError, UsageError
from kg.export import rdf
from kg.export.rdf.names import NS
from tests import gold_records

BASE = "https://example.org/kg/"


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("build")
    graph, pages = gold_records.graph(), gold_records.pages()
    rdf.write(graph, pages, folder / "graph.ttl")
    rdf.write_schemes(gold_records.vocabulary(), folder / "schemes.ttl")
    rdf.write_dataset(graph, pages, [folder / "schemes.ttl", folder / "graph.ttl"], folder / "dataset.ttl")
    return folder


def parsed(path: Path) -> rdflib.Graph:
    """Read by rdflib, and the same in number by pyoxigraph, and without complaint by rapper."""
    graph = rdflib.Graph().parse(path, format="turtle")
    assert len(graph) == len(set(ox.parse(path=str(path), format=ox.RdfFormat.TURTLE)))
    if rapper := shutil.which("rapper"):
        assert subprocess.run([rapper, "-q", "-c", "-i", "turtle", str(path)]).returncode == 0
    else:
        assert not os.environ.get("CI"), "rapper is missing; install raptor2-utils"
    return graph


def test_schemes_hold_every_row_of_the_tables(build: Path) -> None:
    graph = parsed(build / "schemes.ttl")
    rows = gold_records.vocabulary().rows
    assert len(set(graph.subjects(RDF.type, URIRef(NS + "Industry")))) == len(rows["industries"])
    assert len(set(graph.subjects(RDF.type, URIRef(NS + "Region")))) == len(rows["regions"])
    for concept in graph.subjects(RDF.type, SKOS.Concept):
        scheme = graph.value(concept, SKOS.inScheme)
        assert (scheme, RDF.type, SKOS.ConceptScheme) in graph
        labels = [
            label.language for label in graph.objects(concept, SKOS.prefLabel) if isinstance(label, rdflib.Literal)
        ]
        assert len(labels) == len(set(labels)) >= 2


def test_concepts_have_the_ids_the_graph_uses(build: Path) -> None:
    listed = {str(s) for s in parsed(build / "schemes.ttl").subjects(RDF.type, SKOS.Concept)}
    for node, fields in gold_records.graph().nodes(data=True):
        if fields["kind"] == "Industry" and not fields["proposed"]:
            assert BASE + node in listed


def test_the_projects_own_tables_make_schemes(tmp_path: Path) -> None:
    rdf.write_schemes(vocabulary.load(), tmp_path / "schemes.ttl", "https://data.example.org/")
    parsed(tmp_path / "schemes.ttl")


def test_the_description_counts_what_is_there(build: Path) -> None:
    graph = parsed(build / "dataset.ttl")
    data = parsed(build / "graph.ttl")
    (me,) = graph.subjects(RDF.type, DCAT.Dataset)
    assert int(str(graph.value(me, VOID.triples))) == len(data)
    assert int(str(graph.value(me, VOID.entities))) == gold_records.graph().number_of_nodes()
    for partition in graph.objects(me, VOID.classPartition):
        class_, count = graph.value(partition, VOID["class"]), graph.value(partition, VOID.entities)
        assert len(set(data.subjects(RDF.type, class_))) == int(str(count)), class_
    for partition in graph.objects(me, VOID.propertyPartition):
        predicate, count = graph.value(partition, VOID.property), graph.value(partition, VOID.triples)
        assert len(list(data.subject_objects(predicate))) == int(str(count)), predicate


def test_the_description_pins_each_file_by_its_hash(build: Path) -> None:
    graph = parsed(build / "dataset.ttl")
    schema = rdflib.Namespace("https://schema.org/")
    for distribution in graph.subjects(RDF.type, DCAT.Distribution):
        path = build / str(distribution).rpartition("#")[2]
        assert hashlib.sha256(path.read_bytes()).hexdigest() == str(graph.value(distribution, schema.sha256))
        assert path.stat().st_size == int(str(graph.value(distribution, DCAT.byteSize)))


def test_the_description_says_nothing_of_when(build: Path, tmp_path: Path) -> None:
    graph, pages = gold_records.graph(), gold_records.pages()
    rdf.write_dataset(graph, pages, [build / "graph.ttl", build / "schemes.ttl"], tmp_path / "dataset.ttl")
    assert (tmp_path / "dataset.ttl").read_bytes() == (build / "dataset.ttl").read_bytes()


def test_the_run_is_known_by_its_pages_and_settings() -> None:
    graph = gold_records.graph()
    assert rdf.run_id(graph) == rdf.run_id(gold_records.graph())
    assert rdf.run_id(graph) != rdf.run_id(graph, "tables of another day")
    article = next(n for n, d in graph.nodes(data=True) if d["kind"] == "Article")
    graph.nodes[article]["sha256"] = "0" * 64
    assert rdf.run_id(graph) != rdf.run_id(gold_records.graph())


def test_a_format_nobody_knows_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="choose of turtle, ntriples, trig, jsonld, turtle12"):
        rdf.write(gold_records.graph(), {}, tmp_path / "x", "rdfxml")


def test_half_a_character_is_told_with_its_surroundings(tmp_path: Path) -> None:
    graph = gold_records.graph()
    claim = next(n for n, d in graph.nodes(data=True) if d["kind"] == "Claim")
    graph.nodes[claim]["text"] = "半\ud83d個"
    with pytest.raises(ExportError, match="lone surrogate"):
        rdf.write(graph, gold_records.pages(), tmp_path / "graph.ttl")
