"""How each kind of node and edge is said in RDF: the table that writer and reader share.

A node's fields become properties of the node. An edge becomes the plain triple
(what most questions need) and, where it rests on words of a page, a Finding:
the same triple's ends with evidence, rule and confidence.
"""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["CLASSES", "LINKS", "MODES", "PROPERTIES", "Link", "Property"]


class Property(NamedTuple):
    """A field of a node as a property."""

    field: str
    predicate: str
    type: str
    """``string``, ``strings``, ``@tag`` or ``@field`` (a string in that language), ``id`` or a datatype's name."""


class Link(NamedTuple):
    """A relation of the graph as a property and, with a class, as a finding."""

    predicate: str
    finding: str = ""
    """Class of the node that carries the evidence."""
    turned: bool = False
    """Whether the triple runs from the edge's target to its source (claim statedBy speaker)."""


CLASSES: dict[str, tuple[str, ...]] = {
    "Article": ("kg:Article",),
    "Claim": ("kg:Claim",),
    "Person": ("kg:Person", "kg:Speaker"),
    "Organization": ("kg:Organization", "kg:Speaker"),
    "Meeting": ("kg:Meeting", "kg:Speaker"),
    "Document": ("kg:SourceDocument", "kg:Speaker"),
    "Group": ("kg:Group", "kg:Speaker"),
    "Industry": ("kg:Industry",),
    "Region": ("kg:Region",),
    "Tenure": ("kg:Tenure",),
}
"""Kind of node → its classes, the telling one first. Superclasses that queries use are written out."""

MODES = {
    "direct": "kg:DirectQuote",
    "indirect": "kg:IndirectSpeech",
    "document": "kg:DocumentStatement",
    "narrated": "kg:Narration",
}
"""Mode of a claim → the class beside kg:Claim."""


def _p(*specs: str) -> tuple[Property, ...]:
    return tuple(Property(*spec.split()) for spec in specs)


_NAMES = _p(
    "label rdfs:label string", "names skos:altLabel strings", "hans skos:prefLabel @zh-Hans",
    "hant skos:prefLabel @zh-Hant", "en skos:prefLabel @en",
)  # fmt: skip

PROPERTIES: dict[str, tuple[Property, ...]] = {
    "Article": _p(
        "label rdfs:label string", "doc kg:doc string", "path kg:path string", "sha256 kg:textSha256 string",
        "characters kg:characters xsd:integer", "script schema:inLanguage string", "encoding kg:encoding string",
        "title schema:headline @script", "publisher schema:publisher string", "published schema:datePublished xsd:date",
    ),
    "Claim": _p(
        "label rdfs:label string", "text schema:text @language", "rule kg:rule string",
        "confidence kg:confidence xsd:decimal", "dates kg:mentionsDate strings",
    ),
    "Person": _NAMES,
    "Organization": _NAMES,
    "Meeting": _NAMES,
    "Document": _NAMES,
    "Group": (*_NAMES, Property("article", "kg:inArticle", "id")),
    "Industry": (*_NAMES, *_p(
        "scheme skos:inScheme scheme", "code skos:notation kg:industryCode", "proposed kg:proposed xsd:boolean",
        "source dcterms:source string",
    )),
    "Region": (*_NAMES, *_p(
        "level kg:level string", "code skos:notation kg:regionCode", "source dcterms:source string",
    )),
    "Tenure": _p(
        "label rdfs:label string", "role kg:roleTitle string", "first_seen kg:firstSeen xsd:date",
        "last_seen kg:lastSeen xsd:date",
    ),
}  # fmt: skip
"""Segments, figures, act, modality and the ordered lists are more than a table can say: see ``describe``."""

LINKS: dict[str, Link] = {
    "STATED": Link("kg:statedBy", "kg:Attribution", turned=True),
    "ABOUT_INDUSTRY": Link("kg:aboutIndustry", "kg:IndustryTag"),
    "ABOUT_REGION": Link("kg:aboutRegion", "kg:RegionTag"),
    "LOCATED_IN": Link("kg:locatedIn", "kg:Location"),
    "APPEARS_IN": Link("kg:appearsIn"),
    "MENTIONED_IN": Link("kg:mentionedIn", "kg:Mention"),
    "HOLDS": Link("org:member", "kg:Holding", turned=True),
    "AT": Link("org:organization", "kg:Seat"),
    "AFFILIATED_WITH": Link("kg:affiliatedWith", "kg:Affiliation"),
    "BROADER": Link("skos:broader"),
    "PART_OF": Link("kg:partOf"),
    "RESTATES": Link("kg:restates", "kg:Restatement"),
}
