"""The tables of industries and regions as SKOS concept schemes: the vocabulary in, Turtle out.

All of a table, used or not, under the ids the graph uses, so that a question can
ask for what no page speaks of. Labels are skos:prefLabel alone: rdfs:label is
what the pages of a build call a thing.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg import ids
from kg.export.rdf.names import checked_base, scheme_id
from kg.export.rdf.terms import TurtleTerms
from kg.export.rdf.text import head
from kg.vocabulary import Row, Vocabulary

__all__ = ["REGIONS", "schemes"]

REGIONS = "regions"
"""Scheme of the regions; industries name theirs in the table."""

_TABLES = (
    ("industries", "industry", "kg:Industry", "broader", "skos:broader", "kg:industryCode"),
    ("regions", "region", "kg:Region", "part_of", "kg:partOf", "kg:regionCode"),
)


def schemes(vocabulary: Vocabulary, base: str = ids.BASE) -> Iterator[str]:
    """The lines of ``schemes.ttl``, by id."""
    terms = TurtleTerms(checked_base(base))
    yield head(base)
    seen: dict[str, str] = {}
    for table, prefix, class_, column, above, datatype in _TABLES:
        for row in sorted(vocabulary.rows[table], key=lambda row: row["id"]):
            scheme = row["scheme"] if table == "industries" else REGIONS
            seen.setdefault(scheme, table)
            parents = [terms.iri(f"{prefix}/{value}") for value in row.values(column)]
            said = [f"a {class_} , skos:Concept", f"skos:inScheme {terms.iri(scheme_id(scheme))}"]
            said += [f"{above} {' , '.join(sorted(parents))}"] if parents else []
            said += [f"skos:topConceptOf {terms.iri(scheme_id(scheme))}"] if not parents else []
            said += _names(terms, row)
            said += [f"skos:notation {terms.typed(row['code'], datatype)}"] if row["code"] else []
            said += _region(terms, row) if table == "regions" else []
            said.append(f"dcterms:source {terms.string(row['source'])}")
            yield _block(terms.iri(f"{prefix}/{row['id']}"), said)
    for scheme, table in sorted(seen.items()):
        titled = f"rdfs:label {terms.string(scheme)}", f"dcterms:description {terms.string(f'ontology/{table}.csv')}"
        yield _block(terms.iri(scheme_id(scheme)), ["a skos:ConceptScheme", *titled])


def _names(terms: TurtleTerms, row: Row) -> list[str]:
    tagged = (("hans", "zh-Hans"), ("hant", "zh-Hant"), ("en", "en"))
    labels = [terms.tagged(row[column], tag) for column, tag in tagged if row[column]]
    others = sorted({terms.string(name) for name in row.values("names")})
    return [f"skos:prefLabel {' , '.join(labels)}"] + ([f"skos:altLabel {' , '.join(others)}"] if others else [])


def _region(terms: TurtleTerms, row: Row) -> list[str]:
    said = [f"kg:level {terms.string(row['level'])}"]
    if row["valid_from"] or row["valid_to"]:
        said.append(f"dcterms:valid {terms.string(row['valid_from'] + '/' + row['valid_to'])}")
    return said


def _block(subject: str, said: list[str]) -> str:
    return f"{subject} " + " ;\n    ".join(said) + " .\n"
