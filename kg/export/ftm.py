"""Entities of followthemoney, for newsrooms with Aleph or OpenAleph.

A graph in; ``entities.ftm.json`` out, one entity a line. Their model has no
claim and no industry: a claim is a Note on its speaker, with the article as
proof; industries and regions are keywords. Offsets and confidences stay behind.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from unicodedata import category

from kg.export.lines import save
from kg.export.objects import dump
from kg.export.rows import Edge, Fields, Graph, edges, nodes

__all__ = ["FILE", "README", "REFERENCES", "write"]

FILE = "entities.ftm.json"
README = """\
In OpenAleph:  alephclient write-entities -i entities.ftm.json -f press-claims   (the data set is created)
On a terminal:  ftm validate -i entities.ftm.json   ftm export-neo4j-bulk -i entities.ftm.json -o neo4j
A claim is a Note on its speaker; what it is about stands in keywords. Places in the text are not kept: see parquet.
"""

_SCHEMATA = {
    "Person": "Person", "Organization": "Organization", "Meeting": "Event", "Document": "Document",
    "Group": "LegalEntity",
}  # fmt: skip
REFERENCES = ("entity", "proof", "employee", "employer", "document", "member", "organization")
"""Properties whose values are ids."""


class _About(NamedTuple):
    """What the edges say of the nodes."""

    speakers: dict[str, list[str]]
    topics: dict[str, list[str]]
    holders: dict[str, list[str]]
    bodies: dict[str, list[str]]
    proofs: dict[str, list[str]]


def write(graph: Graph, path: Path) -> None:
    """All entities, a line each."""
    save(path, (dump(entity) + "\n" for entity in _entities(graph)))


def _entities(graph: Graph) -> Iterator[dict[str, object]]:
    about = _about(graph)
    for node, fields in nodes(graph):
        if fields["kind"] in _SCHEMATA:
            names = [fields["label"], *(n for n in fields["names"] if n != fields["label"])]
            also = {"fileName": names[:1], "title": names[:1]} if fields["kind"] == "Document" else {}
            yield _entity(node, _SCHEMATA[fields["kind"]], name=names[:1], alias=names[1:], **also)
        elif fields["kind"] == "Article":
            yield _article(node, fields)
        elif fields["kind"] == "Claim":
            yield _entity(
                node, "Note", name=[fields["label"]], description=[fields["text"]], entity=about.speakers.get(node, []),
                proof=[fields["article"]], keywords=about.topics.get(node, []),
            )  # fmt: skip
        elif fields["kind"] == "Tenure":
            yield from _employments(node, fields, about)
    for edge in edges(graph):
        yield from _link(edge, graph)


def _article(node: str, fields: Fields) -> dict[str, object]:
    return _entity(
        node, "Article", title=[fields.get("title", fields["label"])], fileName=[fields["path"]],
        publisher=[fields.get("publisher", "")], publishedAt=[fields.get("published", "")], author=fields["byline"],
        encoding=[fields["encoding"]],
    )  # fmt: skip


def _employments(node: str, fields: Fields, about: _About) -> Iterator[dict[str, object]]:
    """A post at an organisation; their model has none without."""
    for person in dict.fromkeys(about.holders.get(node, [])):
        for body in dict.fromkeys(about.bodies.get(node, [])):
            yield _entity(
                f"{node}/{person}/{body}", "Employment", employee=[person], employer=[body], role=[fields["role"]],
                date=[fields.get("first_seen", ""), fields.get("last_seen", "")], proof=about.proofs.get(node, []),
            )  # fmt: skip


def _link(edge: Edge, graph: Graph) -> Iterator[dict[str, object]]:
    source, target, fields = edge
    relation = fields["relation"]
    if relation == "MENTIONED_IN" and graph.nodes[source]["kind"] in _SCHEMATA:
        yield _entity(fields["id"], "Documentation", entity=[source], document=[target], summary=[fields["quote"]])
    elif relation == "AFFILIATED_WITH":
        yield _entity(
            fields["id"], "Membership", member=[source], organization=[target], proof=[fields["article"]],
            summary=[fields["quote"]],
        )  # fmt: skip


def _about(graph: Graph) -> _About:
    about = _About({}, {}, {}, {}, {})
    for source, target, fields in edges(graph):
        relation = fields["relation"]
        if relation == "STATED":
            about.speakers.setdefault(target, []).append(source)
        elif relation in ("ABOUT_INDUSTRY", "ABOUT_REGION"):
            about.topics.setdefault(source, []).append(graph.nodes[target]["label"])
        elif relation == "HOLDS":
            about.holders.setdefault(target, []).append(source)
            about.proofs.setdefault(target, []).append(fields["article"])
        elif relation == "AT":
            about.bodies.setdefault(source, []).append(target)
    return about


def _entity(identifier: str, schema: str, **properties: list[str]) -> dict[str, object]:
    """An entity; ids lose their slashes, which Aleph keeps for addresses."""
    held = {
        name: [_id(v) if name in REFERENCES else v for v in dict.fromkeys(values) if _visible(v)]
        for name, values in properties.items()
    }
    held.update({name: [_id(identifier)] for name in ("name", "fileName") if name in held and not held[name]})
    return {"id": _id(identifier), "schema": schema, "properties": {k: v for k, v in held.items() if v}}


def _visible(text: str) -> bool:
    """Whether a text has anything to see: their model refuses names that have not.

    >>> _visible("深圳"), _visible(chr(0x200B))
    (True, False)
    """
    return any(category(character)[0] in "LNPS" for character in text)


def _id(identifier: str) -> str:
    return identifier.replace("/", "-")
