"""The 34 requests of the W3C SPARQL 1.1 Protocol suite, named as there: 20 for queries, 14 for updates.

Ours is read-only: each update must be answered with a 4xx.
"""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import urlencode

import httpx
import pytest

from tests.serve.conftest import DATA, Running

FORM, QUERY, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
D1, D2, D3 = (DATA % n for n in (1, 2, 3))
NONE = DATA % 0
BOTH = f"ASK {{ <{D1}> a ?type . <{D2}> a ?type . }}"
NAMED = f"ASK {{ GRAPH ?g1 {{ <{D1}> a ?type }} GRAPH ?g2 {{ <{D2}> a ?type }} }}"
FULL = f"ASK {{ <{D3}> a ?type GRAPH ?g1 {{ <{D1}> a ?type }} GRAPH ?g2 {{ <{D2}> a ?type }} }}"
FROM = f"ASK FROM <{D3}> {{ GRAPH ?g1 {{ <{D1}> a ?type }} GRAPH ?g2 {{ <{D2}> a ?type }} }}"


class Case(NamedTuple):
    name: str
    method: str
    parameters: list[tuple[str, str]]
    media: str | None = None
    body: str | bytes = b""
    expect: str = "4xx"


def form(*pairs: tuple[str, str]) -> str:
    return urlencode(pairs)


QUERIES = [
    Case("query_post_form", "POST", [("default-graph-uri", NONE)], FORM, form(("query", "ASK {}")), "true"),
    Case("query_dataset_default_graphs_get", "GET", [("query", BOTH), ("default-graph-uri", D1), ("default-graph-uri", D2)], expect="true"),
    Case("query_dataset_default_graphs_post", "POST", [("default-graph-uri", D1), ("default-graph-uri", D2)], QUERY, BOTH, "true"),
    Case("query_dataset_named_graphs_post", "POST", [("named-graph-uri", D1), ("named-graph-uri", D2)], QUERY, NAMED, "true"),
    Case("query_dataset_named_graphs_get", "GET", [("query", NAMED), ("named-graph-uri", D1), ("named-graph-uri", D2)], expect="true"),
    Case("query_dataset_full", "POST", [("default-graph-uri", D3), ("named-graph-uri", D1), ("named-graph-uri", D2)], QUERY, FULL, "true"),
    # the suite escapes the separator between the two names, so that they arrive as one value
    Case("query_multiple_dataset", "POST", [("named-graph-uri", f"{D1}&named-graph-uri={D2}")], QUERY, FROM, "true"),
    Case("query_get", "GET", [("query", "ASK {}"), ("default-graph-uri", NONE)], expect="true"),
    Case("query_content_type_select", "POST", [("default-graph-uri", NONE)], QUERY, "SELECT (1 AS ?value) {}", "rows"),
    Case("query_content_type_ask", "POST", [("default-graph-uri", NONE)], QUERY, "ASK {}", "true"),
    Case("query_content_type_describe", "POST", [("default-graph-uri", NONE)], QUERY, "DESCRIBE <http://example.org/>", "rdf"),
    Case("query_content_type_construct", "POST", [("default-graph-uri", NONE)], QUERY, "CONSTRUCT { <s> <p> 1 } WHERE {}", "rdf"),
    Case("query_post_direct", "POST", [("default-graph-uri", NONE)], QUERY, "ASK {}", "true"),
    Case("bad_query_method", "PUT", [("default-graph-uri", NONE)], FORM, form(("query", "ASK {}"))),
    Case("bad_multiple_queries", "GET", [("query", "ASK {}"), ("query", "SELECT * {}")]),
    Case("bad_query_wrong_media_type", "POST", [], "text/plain", "ASK {}"),
    Case("bad_query_missing_form_type", "POST", [], None, form(("query", "ASK {}"))),
    Case("bad_query_missing_direct_type", "POST", [], None, "ASK {}"),
    Case("bad_query_non_utf8", "POST", [], f"{QUERY}; charset=UTF-16", "ASK {}".encode("utf-16")),
    Case("bad_query_syntax", "GET", [("query", "ASK {")]),
]  # fmt: skip

INSERT = "INSERT DATA { <s> <p> <o> }"
UPDATES = [
    Case("update_dataset_default_graph", "POST", [("using-graph-uri", D1)], UPDATE, INSERT),
    Case("update_dataset_default_graphs", "POST", [("using-graph-uri", D1), ("using-graph-uri", D2)], UPDATE, INSERT),
    Case("update_dataset_named_graphs", "POST", [("using-named-graph-uri", D1)], UPDATE, INSERT),
    Case("update_dataset_full", "POST", [("using-graph-uri", D1), ("using-named-graph-uri", D2)], UPDATE, INSERT),
    Case("update_post_form", "POST", [], FORM, form(("update", "CLEAR NONE"))),
    Case("update_post_direct", "POST", [], UPDATE, "CLEAR NONE"),
    Case("update_base_uri", "POST", [], UPDATE, "CLEAR GRAPH <http://example.org/> ; " + INSERT),
    Case("bad_update_get", "GET", [("update", "CLEAR NONE")]),
    Case("bad_multiple_updates", "POST", [], FORM, form(("update", "CLEAR NONE"), ("update", "CLEAR DEFAULT"))),
    Case("bad_update_wrong_media_type", "POST", [], "text/plain", "CLEAR NONE"),
    Case("bad_update_missing_form_type", "POST", [], None, form(("update", "CLEAR NONE"))),
    Case("bad_update_non_utf8", "POST", [], f"{UPDATE}; charset=UTF-16", "CLEAR NONE".encode("utf-16")),
    Case("bad_update_syntax", "POST", [], FORM, form(("update", "CLEAR XYZ"))),
    Case("bad_update_dataset_conflict", "POST", [("using-named-graph-uri", D1)], FORM, form(("update", "WITH <g> " + INSERT))),
]  # fmt: skip


@pytest.mark.parametrize("case", QUERIES + UPDATES, ids=lambda case: case.name)
def test_w3c_protocol_suite(served: Running, case: Case) -> None:
    url = f"{served.url}/sparql/" + (f"?{urlencode(case.parameters)}" if case.parameters else "")
    headers = {"Content-Type": case.media} if case.media else {}
    body = case.body.encode() if isinstance(case.body, str) else case.body
    answer = httpx.request(case.method, url, content=body, headers=headers, timeout=10)
    media = answer.headers.get("content-type", "").split(";")[0]
    if case.expect == "4xx":
        assert 400 <= answer.status_code < 500, answer.text
        return
    assert answer.status_code == 200, answer.text
    if case.expect == "true":
        assert media == "application/sparql-results+json"
        assert answer.json()["boolean"] is True
    elif case.expect == "rows":
        assert answer.json()["results"]["bindings"]
    else:
        assert media == "text/turtle"


def test_there_are_twenty_and_fourteen() -> None:
    assert (len(QUERIES), len(UPDATES)) == (20, 14)


@pytest.mark.parametrize(
    ("query", "media"),
    [
        *(("SELECT ?s { ?s ?p ?o } LIMIT 1", m) for m in ("application/sparql-results+json", "application/sparql-results+xml", "text/csv", "text/tab-separated-values")),
        *(("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o } LIMIT 1", m) for m in ("text/turtle", "application/n-triples", "application/ld+json", "application/rdf+xml")),
        ("ASK {}", "application/sparql-results+xml"),
    ],
)  # fmt: skip
def test_the_answer_comes_in_the_form_asked_for(served: Running, query: str, media: str) -> None:
    answer = httpx.get(f"{served.url}/sparql", params={"query": query}, headers={"Accept": media})
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith(media)


def test_a_form_nobody_can_give_is_406(served: Running) -> None:
    answer = httpx.get(f"{served.url}/sparql", params={"query": "ASK {}"}, headers={"Accept": "image/png"})
    assert answer.status_code == 406


def test_without_a_query_the_service_describes_itself(served: Running) -> None:
    import rdflib

    answer = httpx.get(f"{served.url}/sparql", headers={"Accept": "text/turtle"})
    graph = rdflib.Graph().parse(data=answer.text, format="turtle")
    sd = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
    assert (None, sd.endpoint, rdflib.URIRef(f"{served.url}/sparql")) in graph


@pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_sparqlwrapper_reads_every_tabular_form(served: Running, form: str, method: str) -> None:
    from SPARQLWrapper import SPARQLWrapper

    client = SPARQLWrapper(f"{served.url}/sparql")
    client.setMethod(method)
    client.setReturnFormat(form)
    client.setQuery("SELECT ?o { <http://example.org/7> <http://example.org/p> ?o }")
    answer = client.queryAndConvert()
    text = answer.toxml() if form == "xml" else answer.decode() if isinstance(answer, bytes) else str(answer)
    assert "值7" in text


@pytest.mark.parametrize("form", ["turtle", "rdf+xml", "json-ld", "n3"])
def test_sparqlwrapper_reads_every_graph_form(served: Running, form: str) -> None:
    from SPARQLWrapper import SPARQLWrapper

    client = SPARQLWrapper(f"{served.url}/sparql")
    client.setReturnFormat(form)
    client.setQuery("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o } LIMIT 3")
    assert client.queryAndConvert()


def test_sparqlwrapper_is_told_of_bad_queries(served: Running) -> None:
    from SPARQLWrapper import SPARQLWrapper
    from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

    client = SPARQLWrapper(f"{served.url}/sparql")
    client.setQuery("SELECT nonsense")
    with pytest.raises(QueryBadFormed):
        client.query()
