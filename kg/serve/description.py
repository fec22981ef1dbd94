"""What the endpoint says of itself, in the SPARQL Service Description vocabulary."""

from __future__ import annotations

from string import Template

__all__ = ["turtle"]

_TEXT = Template("""\
@prefix sd: <http://www.w3.org/ns/sparql-service-description#> .
@prefix formats: <http://www.w3.org/ns/formats/> .
@prefix dcterms: <http://purl.org/dc/terms/> .

<$here#service> a sd:Service ;
  dcterms:title "Who said what, about which industry, in which region"@en ;
  sd:endpoint <$here> ;
  sd:supportedLanguage sd:SPARQL11Query ;
  sd:feature sd:UnionDefaultGraph, sd:EmptyGraphs ;
  sd:resultFormat formats:SPARQL_Results_JSON, formats:SPARQL_Results_XML, formats:SPARQL_Results_CSV,
    formats:SPARQL_Results_TSV, formats:Turtle, formats:N-Triples, formats:JSON-LD, formats:RDF_XML ;
  sd:defaultDataset <$here#dataset> .

<$here#dataset> a sd:Dataset ;
  sd:defaultGraph <$here#union> .

<$here#union> a sd:Graph .
""")


def turtle(endpoint: str) -> str:
    """The description of the service at an endpoint, as Turtle.

    >>> "sd:endpoint <http://127.0.0.1/sparql>" in turtle("http://127.0.0.1/sparql")
    True
    """
    safe = "".join(c for c in endpoint if c > " " and c not in '<>"{}|^`\\')
    return _TEXT.substitute(here=safe)
