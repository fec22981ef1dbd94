"""Good builds conform; each kind of fault, planted into one, is told."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pyshacl
import pytest
import rdflib

from kg import resources
from kg.errors import ExportError
from kg.export import rdf
from kg.export.rdf import shapes
from kg.export.rdf.core import core
from kg.export.rdf.names import expand, prefixes
from tests import gold_records, strategies

HEAD = "".join(f"PREFIX {p}: <{iri}>\n" for p, iri in prefixes("https://example.org/kg/").items())
FAULTS = {
    # Core shapes
    "an article without a hash": ("DELETE WHERE { ?a kg:textSha256 ?h }", "textSha256"),
    "a hash that is none": ("DELETE { ?a kg:textSha256 ?h } INSERT { ?a kg:textSha256 'abc' } WHERE { ?a kg:textSha256 ?h }", "0-9a-f"),
    "a length that is no number": ("DELETE { ?a kg:characters ?n } INSERT { ?a kg:characters 'many' } WHERE { ?a kg:characters ?n }", "characters"),
    "a date that is none": ("INSERT { ?a schema:datePublished 'in March' } WHERE { ?a a kg:Article }", "datePublished"),
    "a language nobody knows": ("INSERT { ?a schema:inLanguage 'zh_CN' } WHERE { ?a a kg:Article }", "inLanguage"),
    "a span that runs backwards": ("DELETE { ?s oa:end ?e } INSERT { ?s oa:end 0 } WHERE { ?s oa:end ?e ; oa:start ?b FILTER(?b > 0) }", "oa#start"),
    "a span without words": ("DELETE WHERE { ?s oa:exact ?x }", "oa#exact"),
    "a span of no article": ("DELETE { ?s kg:inArticle ?a } WHERE { ?s a kg:Span ; kg:inArticle ?a }", "inArticle"),
    "a span under another kind of address": ("INSERT DATA { <https://a.test/span> a kg:Span }", "char="),
    "a claim of two modes": ("INSERT { ?c a kg:DirectQuote , kg:Narration } WHERE { ?c a kg:Claim }", "DirectQuote"),
    "a claim without a mode": ("DELETE { ?c a ?m } WHERE { ?c a kg:Claim , ?m FILTER(?m != kg:Claim) }", "DirectQuote"),
    "a claim without words": ("DELETE { ?c schema:text ?t } WHERE { ?c schema:text ?t }", "schema.org/text"),
    "a claim without a place": ("DELETE WHERE { ?c kg:span ?s }", "ns#span"),
    "a claim of no article": ("DELETE WHERE { ?c kg:appearsIn ?a }", "appearsIn"),
    "a claim stated by an industry": ("INSERT { ?c kg:statedBy ?i } WHERE { ?c a kg:Claim . ?i a kg:Industry }", "statedBy"),
    "a claim about a speaker": ("INSERT { ?c kg:aboutRegion ?s } WHERE { ?c kg:statedBy ?s }", "aboutRegion"),
    "an act nobody listed": ("INSERT { ?c kg:act kg:act-guess } WHERE { ?c a kg:Claim }", "ns#act"),
    "a modality nobody listed": ("INSERT { ?c kg:modality kg:modality-loud } WHERE { ?c a kg:Claim }", "modality"),
    "a confidence above one": ("DELETE { ?f kg:confidence ?c } INSERT { ?f kg:confidence 1.5 } WHERE { ?f a kg:Finding ; kg:confidence ?c }", "confidence"),
    "a confidence as a double": ("DELETE { ?f kg:confidence ?c } INSERT { ?f kg:confidence 5e-1 } WHERE { ?f a kg:Finding ; kg:confidence ?c }", "confidence"),
    "a finding without evidence": ("DELETE WHERE { ?f kg:evidence ?e }", "evidence"),
    "a finding without a rule": ("DELETE { ?f kg:rule ?r } WHERE { ?f a kg:Finding ; kg:rule ?r }", "ns#rule"),
    "a finding of no run": ("DELETE WHERE { ?f prov:wasGeneratedBy ?r }", "wasGeneratedBy"),
    "a finding about nothing": ("DELETE WHERE { ?f kg:object ?o }", "ns#object"),
    "an attribution to a region": ("DELETE { ?f kg:object ?o } INSERT { ?f kg:object ?r } WHERE { ?f a kg:Attribution ; kg:object ?o . ?r a kg:Region }", "ns#object"),
    "a tag with the wrong kind of thing": ("DELETE { ?f kg:object ?o } INSERT { ?f kg:object ?r } WHERE { ?f a kg:IndustryTag ; kg:object ?o . ?r a kg:Region }", "ns#object"),
    "a mention without a count": ("DELETE WHERE { ?f kg:count ?n }", "count"),
    "a speaker of two kinds": ("INSERT { ?s a kg:Meeting } WHERE { ?s a kg:Person }", "person/"),
    "a speaker without a name": ("DELETE { ?s rdfs:label ?n } WHERE { ?s a kg:Person ; rdfs:label ?n }", "label"),
    "two names in one script": ("INSERT { ?s skos:prefLabel '甲'@zh-Hans , '乙'@zh-Hans } WHERE { ?s a kg:Person }", "prefLabel"),
    "a group of no article": ("DELETE { ?g kg:inArticle ?a } WHERE { ?g a kg:Group ; kg:inArticle ?a }", "group/"),
    "a tenure of nobody": ("DELETE WHERE { ?t org:member ?p }", "member"),
    "a tenure without a post": ("DELETE WHERE { ?t kg:roleTitle ?r }", "roleTitle"),
    "a tenure that ends before it begins": ("DELETE { ?t kg:lastSeen ?d } INSERT { ?t kg:lastSeen '1999-01-01'^^xsd:date } WHERE { ?t kg:lastSeen ?d }", "firstSeen"),
    "an industry in no scheme": ("DELETE WHERE { ?i skos:inScheme ?s }", "inScheme"),
    "an industry with two codes": ("INSERT { ?i skos:notation 'x'^^kg:industryCode , 'y'^^kg:industryCode } WHERE { ?i a kg:Industry }", "notation"),
    "an industry under a region": ("INSERT { ?i skos:broader ?r } WHERE { ?i a kg:Industry . ?r a kg:Region }", "broader"),
    "a region without a level": ("DELETE WHERE { ?r kg:level ?l }", "level"),
    "a figure without a unit": ("INSERT DATA { <https://a.test/f> a kg:Figure }", "unit"),
    "a blank node": ("INSERT DATA { [] rdfs:label 'nobody' }", "IRI"),
    # Whole-graph rules
    "a span longer than its words": ("DELETE { ?s oa:exact ?x } INSERT { ?s oa:exact ?y } WHERE { ?s oa:exact ?x BIND(CONCAT(?x, 'x') AS ?y) }", "not as long"),
    "a span past the end": ("DELETE { ?a kg:characters ?n } INSERT { ?a kg:characters 1 } WHERE { ?a kg:characters ?n }", "past the end"),
    "a claim nobody states": ("DELETE WHERE { ?c kg:statedBy ?s }", "nobody states"),
    "a claim with a span of another article": ("DELETE { ?s kg:inArticle ?a } INSERT { ?s kg:inArticle <https://a.test/a> } WHERE { ?c kg:span ?s . ?s kg:inArticle ?a }", "different articles"),
    "a claim whose text was changed": ("DELETE { ?c schema:text ?t } INSERT { ?c schema:text '他沒有說過'@zh-Hant } WHERE { ?c a kg:Claim ; schema:text ?t }", "not the words"),
    "a triple without its finding": ("INSERT { ?c kg:aboutIndustry ?i } WHERE { ?c a kg:Claim . ?i a kg:Industry }", "has no finding"),
    "a finding without its triple": ("DELETE WHERE { ?c kg:statedBy ?s }", "without the triple"),
    "evidence of another article": ("DELETE { ?s kg:inArticle ?a } INSERT { ?s kg:inArticle <https://a.test/a> } WHERE { ?f kg:evidence ?s . ?s kg:inArticle ?a }", "another article than"),
    "somebody else's tenure": ("INSERT { ?f kg:inCapacity ?t } WHERE { ?f a kg:Attribution . ?t a kg:Tenure }", "another person's"),
    "a location its claim does not speak of": ("DELETE WHERE { ?c kg:aboutRegion ?r }", "said to link"),
    "a restatement inside one article": ("INSERT { ?c kg:restates ?d } WHERE { ?c a kg:Claim . ?d a kg:Claim FILTER(?c != ?d) }", "one article"),
    "a group that speaks elsewhere": ("DELETE { ?g kg:inArticle ?a } INSERT { ?g kg:inArticle <https://a.test/a> } WHERE { ?g a kg:Group ; kg:inArticle ?a }", "not its own"),
    "an industry that is its own ancestor": ("INSERT { ?above skos:broader ?i } WHERE { ?i skos:broader ?above }", "own ancestor"),
    "a region inside itself": ("INSERT { ?above kg:partOf ?r } WHERE { ?r kg:partOf ?above }", "part of itself"),
    "a blank node, told by a rule": ("INSERT DATA { [] a kg:Span }", "a blank node"),
}  # fmt: skip


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("rdf") / "graph.ttl"
    rdf.write(*strategies.small(), path)
    return path


def test_the_gold_graph_conforms(tmp_path: Path) -> None:
    rdf.write(gold_records.graph(), gold_records.pages(), tmp_path / "graph.ttl")
    assert shapes.check(tmp_path / "graph.ttl") == []


def test_a_small_graph_conforms(clean: Path) -> None:
    assert shapes.check(clean) == []


@pytest.mark.parametrize("name", FAULTS)
def test_a_planted_fault_is_told(name: str, clean: Path, tmp_path: Path) -> None:
    update, expected = FAULTS[name]
    store = ox.Store()
    store.load(path=str(clean), format=ox.RdfFormat.TURTLE)
    before = set(store)
    store.update(HEAD + update)
    assert set(store) != before, "nothing was planted"
    path = tmp_path / "graph.ttl"
    store.dump(str(path), format=ox.RdfFormat.TURTLE, from_graph=ox.DefaultGraph())
    faults = shapes.check(path)
    assert [f for f in faults if expected in f], faults[:10]
    by_pyshacl = {fault.partition(": ")[0] for fault in shapes.check_core(path) if "http" in fault.partition(": ")[0]}
    by_queries = {fault.partition(": ")[0] for fault in shapes.check_rules(store, core()) if fault.startswith("http")}
    assert by_queries == by_pyshacl


def test_a_large_build_is_checked_by_queries_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sample = strategies.sample(1200)
    rdf.write(sample.graph, sample.pages, tmp_path / "graph.ttl")
    monkeypatch.delattr("pyshacl.validate")
    assert shapes.check(tmp_path / "graph.ttl") == []


def test_a_constraint_nobody_can_ask_for_is_refused(tmp_path: Path) -> None:
    head = f"@prefix sh: <{expand('sh:')}> . @prefix kg: <{expand('kg:')}> . "
    for constraint in (
        "sh:hasValue 1",
        "sh:property [ sh:path kg:act ; sh:maxCount 2 ]",
        "sh:property [ sh:path kg:act ; sh:node kg:x ]",
    ):
        path = tmp_path / f"{len(constraint)}.ttl"
        path.write_text(f"{head} kg:s sh:targetClass kg:Claim ; {constraint} .", encoding="utf-8")
        with pytest.raises(ExportError, match=r"kg (knows|does not know)"):
            core(path)


def test_pyshacl_alone_finds_what_the_rules_find(clean: Path) -> None:
    """The rules are real SHACL: asked once for every node they say the same."""
    data = rdflib.Graph().parse(clean, format="turtle")
    data.update(HEAD + "DELETE { ?s oa:exact ?x } INSERT { ?s oa:exact 'x' } WHERE { ?s oa:exact ?x ; oa:end ?e ; oa:start ?b FILTER(?e - ?b > 1) }")  # fmt: skip
    ours = rdflib.Graph().parse(resources.ontology() / "shapes.ttl", format="turtle")
    conforms, _, text = pyshacl.validate(data, shacl_graph=ours, advanced=False)
    store = ox.Store()
    store.load(data.serialize(format="nt"), format=ox.RdfFormat.N_TRIPLES)
    told = {fault.partition(": ")[2] for fault in shapes.check_rules(store, shapes.rules())}
    assert not conforms
    assert told == {rule.message for rule in shapes.rules() if rule.message in text}


def test_every_rule_has_a_planted_fault() -> None:
    expected = [fragment for _, fragment in FAULTS.values()]
    for rule in shapes.rules():
        assert any(fragment in rule.message for fragment in expected), rule.message


def test_no_turtle_is_told_in_words(tmp_path: Path) -> None:
    (tmp_path / "graph.ttl").write_text("<a> <b> .", encoding="utf-8")
    with pytest.raises(ExportError, match="cannot be read"):
        shapes.check(tmp_path / "graph.ttl")
