"""Namespaces and prefixes: the one place that knows an RDF address.

The vocabulary's own namespace stays the same whatever the base of a build, so
that a query written once works on every build.
"""

from __future__ import annotations

import re
from urllib.parse import quote, unquote

from kg.errors import UsageError
from kg.graph.schema import NODES

__all__ = ["NS", "PREFIXES", "checked_base", "expand", "prefixes", "scheme_id", "scheme_name"]

NS = "https://example.org/kg/ns#"
"""The vocabulary of ``ontology/kg.ttl``."""

PREFIXES = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "kg": NS,
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "void": "http://rdfs.org/ns/void#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""schema.org is https here and everywhere: http would be another vocabulary."""

_BASE = re.compile(r"https?://[^\s<>\"{}|\\^`?#\x00-\x20]+/")
"""No ``#``: spans are fragments of their article."""


def checked_base(base: str) -> str:
    """The base, if IRIs can be made of it.

    >>> checked_base("https://data.example.org/press/")
    'https://data.example.org/press/'
    """
    if not _BASE.fullmatch(base):
        raise UsageError(
            f"{base!r} cannot be a namespace: give an http or https address that ends with /, without ? or #"
        )
    return base


_OWN = sorted({kind.prefix for kind in NODES.values()} | {"edge", "finding", "graph", "run", "scheme"})
"""A prefix for each type of id: nothing but letters and digits ever stands to its right."""


def prefixes(base: str) -> dict[str, str]:
    """Prefix → namespace: those of the vocabularies and one for each type of id of a build."""
    return dict(sorted((PREFIXES | {prefix: f"{base}{prefix}/" for prefix in _OWN}).items()))


def expand(name: str) -> str:
    """The full IRI of a prefixed name.

    >>> expand("kg:Claim")
    'https://example.org/kg/ns#Claim'
    """
    prefix, local = name.split(":", 1)
    return PREFIXES[prefix] + local


def scheme_id(scheme: str) -> str:
    """Local id of a concept scheme, whatever characters its name holds.

    >>> scheme_id("gbt4754"), scheme_id("a b")
    ('scheme/gbt4754', 'scheme/a%20b')
    """
    return "scheme/" + quote(scheme, safe="")


def scheme_name(identifier: str) -> str:
    """What ``scheme_id`` was given."""
    return unquote(identifier.removeprefix("scheme/"))
