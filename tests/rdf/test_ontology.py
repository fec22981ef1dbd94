"""ontology/kg.ttl held against itself, against the vocabularies it borrows from, and against what the writers write.

OOPS! and FOOPS! are services on the web; what of their catalogues can be checked
by machine and offline is written out here, one test each, under its number. Not
done: resolvable addresses, content negotiation and registries, which need a host.
"""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path

import owlrl
import pyoxigraph as ox
import pytest
import rdflib
from rdflib import OWL, RDF, RDFS, SKOS, XSD, Graph, URIRef
from rdflib.namespace import DCTERMS, FOAF, ORG, PROV, SDO, ClosedNamespace, DefinedNamespace

from kg import resources
from kg.export import rdf
from kg.export.rdf.mapping import CLASSES, LINKS, MODES, PROPERTIES
from kg.export.rdf.names import NS
from tests import gold_records, strategies

PATH = resources.ontology() / "kg.ttl"
LANGUAGES = {"en", "zh-Hans", "zh-Hant"}
BORROWED: dict[str, type[DefinedNamespace] | ClosedNamespace] = {
    str(SDO): SDO, str(PROV): PROV, str(ORG): ORG, str(FOAF): FOAF, str(SKOS): SKOS, str(DCTERMS): DCTERMS,
}  # fmt: skip
ERROR = URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return Graph().parse(PATH, format="turtle")


def own(graph: Graph, *types: URIRef) -> list[URIRef]:
    return sorted({s for t in types for s in graph.subjects(RDF.type, t) if str(s).startswith(NS)})  # type: ignore[misc]


def classes(graph: Graph) -> list[URIRef]:
    return own(graph, OWL.Class)


def properties(graph: Graph) -> list[URIRef]:
    return own(graph, OWL.ObjectProperty, OWL.DatatypeProperty)


@pytest.fixture(scope="module")
def triples(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    path = tmp_path_factory.mktemp("rdf") / "graph.nt"
    rdf.write(gold_records.graph(), gold_records.pages(), path, "ntriples")
    return Graph().parse(path, format="nt")


def test_every_term_the_writers_use_is_declared(ontology: Graph) -> None:
    """P34, P35: untyped classes and properties."""
    used = {c for group in CLASSES.values() for c in group} | set(MODES.values())
    used |= {p.predicate for group in PROPERTIES.values() for p in group}
    used |= {term for link in LINKS.values() for term in (link.predicate, link.finding)}
    declared = {f"kg:{s.removeprefix(NS)}" for s in map(str, ontology.subjects())}
    assert {u for u in used if u.startswith("kg:")} <= declared


def test_nothing_undeclared_stands_in_a_build(ontology: Graph, triples: Graph) -> None:
    known = {str(s) for s in ontology.subjects()}
    used = {str(p) for p in triples.predicates()} | {str(o) for o in triples.objects() if isinstance(o, URIRef)}
    assert {u for u in used if u.startswith(NS)} <= known


def test_every_term_is_used_or_a_common_superclass(ontology: Graph, triples: Graph) -> None:
    """P04: unconnected elements. The five pages use all but what they have no case of."""
    used = {str(t) for triple in triples for t in triple}
    absent = {str(c).removeprefix(NS) for c in [*classes(ontology), *properties(ontology)] if str(c) not in used}
    assert absent <= {"Narration", "Relay", "via", "SpeechAct", "Modality", "modality", "readingOrder"}


def test_domains_and_ranges_are_kept_by_a_build(ontology: Graph, triples: Graph) -> None:
    """What OWL would infer from domains and ranges is what the build already says."""

    def members(node: rdflib.term.Node) -> set[rdflib.term.Node]:
        union = ontology.value(node, OWL.unionOf)
        return set(ontology.items(union)) if union else {node}

    below = {c: {c} | {s for s in classes(ontology) if (s, RDFS.subClassOf, c) in ontology} for c in classes(ontology)}
    types: dict[rdflib.term.Node, set[rdflib.term.Node]] = {}
    for s, o in triples.subject_objects(RDF.type):
        types.setdefault(s, set()).add(o)
    for p in properties(ontology):
        for end, of in ((RDFS.domain, 0), (RDFS.range, 1)):
            for node in ontology.objects(p, end):
                allowed = {d for m in members(node) for d in below.get(m, {m})}  # type: ignore[call-overload]
                for pair in triples.subject_objects(p):
                    thing = pair[of]
                    if isinstance(thing, rdflib.Literal):
                        assert thing.datatype in allowed | {None} and (thing.datatype or XSD.string) in allowed, (
                            p,
                            thing,
                        )
                    elif not str(thing).startswith(NS):
                        assert types[thing] & allowed, (p, thing)


def test_labels_and_definitions_in_three_languages(ontology: Graph) -> None:
    """P08: missing annotations."""
    for term in {*classes(ontology), *properties(ontology), *own(ontology, RDFS.Datatype, SKOS.ConceptScheme)}:
        for annotation in (RDFS.label, SKOS.definition):
            tags = [o.language for o in ontology.objects(term, annotation) if isinstance(o, rdflib.Literal)]
            assert sorted(tags, key=str) == sorted(LANGUAGES), (term, annotation)


def test_labels_tell_terms_apart(ontology: Graph) -> None:
    """P32: several classes with the same label."""
    for of in (classes(ontology), properties(ontology)):
        for language in LANGUAGES:
            labels = [str(o) for c in of for o in ontology.objects(c, RDFS.label) if o.language == language]  # type: ignore[attr-defined]
            assert not {x for x in labels if labels.count(x) > 1}


def test_no_class_is_above_itself(ontology: Graph) -> None:
    """P06: cycles in a hierarchy."""
    for relation in (RDFS.subClassOf, RDFS.subPropertyOf):
        for term in [*classes(ontology), *properties(ontology)]:
            for above in ontology.objects(term, relation):
                assert term not in set(ontology.transitive_objects(above, relation))


def test_sister_classes_are_disjoint_where_nothing_can_be_both(ontology: Graph) -> None:
    """P10: missing disjointness."""
    for family in (
        ("Person", "Organization", "Group", "Meeting", "SourceDocument"),
        ("DirectQuote", "IndirectSpeech", "DocumentStatement", "Narration"),
        ("Attribution", "IndustryTag", "RegionTag", "Location"),
    ):
        for one, other in combinations([URIRef(NS + name) for name in family], 2):
            assert {(one, OWL.disjointWith, other), (other, OWL.disjointWith, one)} & set(ontology), (one, other)


def test_each_property_has_one_domain_and_one_range(ontology: Graph) -> None:
    """P11: missing, P19: several (which OWL reads as their intersection)."""
    for p in properties(ontology):
        assert len(list(ontology.objects(p, RDFS.domain))) == 1, p
        assert len(list(ontology.objects(p, RDFS.range))) == 1, p


def test_names_follow_one_convention(ontology: Graph) -> None:
    """P22: naming."""
    assert all(re.fullmatch(r"[A-Z][A-Za-z0-9]*", c.removeprefix(NS)) for c in classes(ontology))
    assert all(re.fullmatch(r"[a-z][A-Za-z0-9]*", p.removeprefix(NS)) for p in properties(ontology))


def test_inverses_are_left_out_on_purpose(ontology: Graph) -> None:
    """P13: an inverse would double the triples and answer nothing a path with ^ does not."""
    assert not list(ontology.subject_objects(OWL.inverseOf))


def test_the_header_says_who_what_and_under_which_licence(ontology: Graph) -> None:
    """P36, P38, P41; FOOPS! OM1 (metadata), VER1 (version IRI), FIND1 (prefix)."""
    (header,) = ontology.subjects(RDF.type, OWL.Ontology)
    assert not re.search(r"\.(ttl|owl|rdf)$", str(header))
    vann = rdflib.Namespace("http://purl.org/vocab/vann/")
    for predicate in (
        DCTERMS.title, DCTERMS.description, DCTERMS.license, DCTERMS.creator, DCTERMS.created,
        OWL.versionIRI, OWL.versionInfo, vann.preferredNamespacePrefix, vann.preferredNamespaceUri,
    ):  # fmt: skip
        assert ontology.value(header, predicate), predicate
    version = ontology.value(header, OWL.versionIRI)
    assert str(version).endswith(str(ontology.value(header, OWL.versionInfo)))
    assert str(ontology.value(header, vann.preferredNamespaceUri)) == NS


def test_borrowed_terms_exist(ontology: Graph, triples: Graph) -> None:
    """A misspelt term of another vocabulary is no term at all."""
    used = {str(t) for graph in (ontology, triples) for triple in graph for t in triple if isinstance(t, URIRef)}
    for space, terms in BORROWED.items():
        for term in used:
            if term.startswith(space) and term != space:
                assert URIRef(term) in terms, term


def test_borrowed_terms_say_what_they_are(ontology: Graph, triples: Graph) -> None:
    """P34, P35 of other vocabularies: nothing is fetched, so an OWL tool knows of them only what stands here."""
    built_in = (str(RDF), str(RDFS), str(OWL), str(XSD), NS)
    used = {p for graph in (ontology, triples) for p in graph.predicates()}
    used |= {c for graph in (ontology, triples) for c in graph.objects(None, RDF.type)}
    used |= {c for relation in (RDFS.subClassOf, RDFS.subPropertyOf) for c in ontology.objects(None, relation)}
    for term in used:
        if not str(term).startswith(built_in):
            kinds = set(ontology.objects(term, RDF.type))
            assert len(kinds & {OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty}) == 1, term


def closure(ontology: Graph, *data: str) -> Graph:
    """OWL 2 RL closure of the ontology and some Turtle."""
    both = Graph()
    both += ontology
    for text in data:
        both.parse(data=text, format="turtle")
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(both)
    return both


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> str:
    path: Path = tmp_path_factory.mktemp("rdf") / "graph.ttl"
    rdf.write(*strategies.small(), path)
    return path.read_text(encoding="utf-8")


def test_a_build_is_consistent_under_owl_rl(ontology: Graph, small: str) -> None:
    """And no document or meeting becomes an agent by inference."""
    closed = closure(ontology, small)
    assert not list(closed.objects(None, ERROR))
    agents = set(closed.subjects(RDF.type, PROV.Agent))
    for kind in ("SourceDocument", "Meeting"):
        sources = set(closed.subjects(RDF.type, URIRef(NS + kind)))
        assert sources and not sources & agents


@pytest.mark.parametrize(
    "planted",
    [
        "<http://a.test/x> a kg:Person , kg:Organization .",
        "<http://a.test/x> a kg:DirectQuote , kg:IndirectSpeech .",
        "<http://a.test/x> kg:restates <http://a.test/x> .",
        "<http://a.test/x> kg:statedBy <http://a.test/y> . <http://a.test/y> a kg:Meeting , kg:Person .",
    ],
)
def test_a_planted_contradiction_is_found(ontology: Graph, planted: str) -> None:
    assert list(closure(ontology, f"@prefix kg: <{NS}> . {planted}").objects(None, ERROR))


def test_strict_parsers_take_it(ontology: Graph) -> None:
    assert len(list(ox.parse(path=str(PATH), format=ox.RdfFormat.TURTLE))) == len(ontology)
