"""``dataset.ttl``: what a build is, told in DCAT, VoID and PROV; never when it was made.

Takes the graph and the files written beside it. Two builds of the same pages
by the same kg have the same description.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kg import __version__
from kg.export.rdf.mapping import CLASSES, LINKS
from kg.export.rdf.names import NS, PREFIXES
from kg.export.rdf.terms import TurtleTerms
from kg.export.rdf.text import head, ntriples

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["MEDIA_TYPES", "Article", "Counts", "counted", "dataset"]

MEDIA_TYPES = {
    ".ttl": "text/turtle",
    ".nt": "application/n-triples",
    ".trig": "application/trig",
    ".jsonld": "application/ld+json",
    ".jsonl": "application/jsonl",
    ".json": "application/json",
    ".html": "text/html",
    ".graphml": "application/graphml+xml",
}
_RIGHTS = "The words quoted belong to those who wrote and published them; each is given with its place."
_VOCABULARIES = ("dcterms", "foaf", "oa", "org", "prov", "schema", "skos")


class Article(NamedTuple):
    """What a description says of a page."""

    id: str
    script: str
    published: str
    """A day, or nothing."""


class Counts(NamedTuple):
    """What a description says of a graph."""

    articles: Sequence[Article]
    kinds: Mapping[str, int]
    """Nodes by kind."""
    relations: Mapping[str, int]
    """Pairs of nodes that are so related."""
    triples: int


def counted(graph: nx.MultiDiGraph[str], pages: Mapping[str, str]) -> Counts:
    """Count a graph."""
    articles = [(n, d) for n, d in graph.nodes(data=True) if d["kind"] == "Article"]
    return Counts(
        [Article(n, d["script"], d.get("published", "")) for n, d in articles],
        Counter(str(d["kind"]) for _, d in graph.nodes(data=True)),
        Counter(r for _, _, r in {(s, t, str(d["relation"])) for s, t, d in graph.edges(data=True)}),
        _triples(graph, pages),
    )


def dataset(counts: Counts, files: Mapping[Path, str], base: str, run: str) -> Iterator[str]:
    """The lines of ``dataset.ttl``; ``files`` are the build's other files, as they stand on disk, and their SHA-256."""
    terms = TurtleTerms(base)
    articles, kinds, relations, triples = counts
    me = f"<{base}dataset>"
    yield head(base)
    said = [
        "a dcat:Dataset , void:Dataset",
        'dcterms:title "Claims read out of press pages"@en',
        f"dcterms:conformsTo <{NS.rstrip('#')}>",
        f"dcterms:rights {terms.string(_RIGHTS)}",
        f"prov:wasGeneratedBy {terms.iri(run)}",
        f"void:uriSpace {terms.string(base)}",
        f"void:triples {triples}",
        f"void:entities {sum(kinds.values())}",
        f"void:vocabulary <{NS}> , " + " , ".join(f"<{PREFIXES[name]}>" for name in _VOCABULARIES),
    ]
    if articles:
        said.append(f"dcterms:source {' , '.join(sorted(terms.iri(a.id) for a in articles))}")
        languages = sorted({terms.string(a.script) for a in articles})
        said.append(f"dcterms:language {' , '.join(languages)}")
    if dates := sorted(a.published for a in articles if a.published):
        said.append(f"schema:temporalCoverage {terms.string(f'{dates[0]}/{dates[-1]}')}")
    partitions = [(f"class-{kind}", "void:class", CLASSES[kind][0], "void:entities", n) for kind, n in kinds.items()]
    partitions += [
        (f"property-{relation}", "void:property", LINKS[relation].predicate, "void:triples", n)
        for relation, n in relations.items()
    ]
    for name, of in (("class", "void:classPartition"), ("property", "void:propertyPartition")):
        if its := [f"<{base}dataset#{p[0]}>" for p in sorted(partitions) if p[0].startswith(name)]:
            said.append(f"{of} {' , '.join(its)}")
    if files:
        said.append("dcat:distribution " + " , ".join(f"<{base}dataset#{path.name}>" for path in sorted(files)))
    yield _block(me, said)
    for name, predicate, of, unit, n in sorted(partitions):
        yield _block(f"<{base}dataset#{name}>", [f"{predicate} {of}", f"{unit} {n}"])
    for path in sorted(files):
        yield _block(f"<{base}dataset#{path.name}>", [
            "a dcat:Distribution", f"dcterms:identifier {terms.string(path.name)}",
            f"dcat:mediaType {terms.string(MEDIA_TYPES.get(path.suffix, 'application/octet-stream'))}",
            f"dcat:byteSize {path.stat().st_size}", f"schema:sha256 {terms.string(files[path])}",
        ])  # fmt: skip
    used = [f"prov:used {' , '.join(sorted(terms.iri(a.id) for a in articles))}"] if articles else []
    yield _block(terms.iri(run), ["a kg:Run , prov:Activity", *used, f"prov:wasAssociatedWith <{base}dataset#kg>"])
    yield _block(f"<{base}dataset#kg>", ["a prov:SoftwareAgent", f"rdfs:label {terms.string(f'kg {__version__}')}"])


def _triples(graph: nx.MultiDiGraph[str], pages: Mapping[str, str]) -> int:
    return sum(block.count(b"\n") for block in ntriples(graph, pages, "", "run/x"))


def _block(subject: str, said: list[str]) -> str:
    return f"{subject} " + " ;\n    ".join(said) + " .\n"
