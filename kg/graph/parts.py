"""What a single page contributes to the graph, and how the contributions of many become one.

A page's extraction in; its Part out, which looks at no other page. Articles,
claims and every edge between a page and what it names are final there. Entities
and tenures are told by several pages: their rows are merged by id. What claims
repeat is found among the claims of one speaker.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from kg import ids
from kg.graph import articles, claims, concepts, entities, posts, restated
from kg.graph.concepts import is_listed
from kg.graph.draft import Draft, Fields
from kg.graph.index import Index
from kg.graph.restated import Words
from kg.graph.schema import SPEAKERS
from kg.model import Entity, Extraction, Link
from kg.vocabulary import Vocabulary

__all__ = ["STEPS", "Part", "is_listed", "listed", "part", "proposed", "restatement", "speaker", "tabled", "tenure"]

STEPS = (articles.add, entities.add, posts.add, claims.add)
"""What fills a part, in this order: later steps point at what earlier ones put in."""

Node: TypeAlias = tuple[str, Fields]
Edge: TypeAlias = tuple[str, str, Fields]


@dataclass(frozen=True, slots=True)
class Part:
    """One page's nodes and edges, and what it adds to those of several pages."""

    document: str
    name: str
    nodes: tuple[Node, ...]
    """The article and its claims: no other page has them."""
    edges: tuple[Edge, ...]
    """Each with its id in ``fields["id"]``: no other page has them."""
    tenures: tuple[Node, ...]
    """As this page alone would have them: ``tenure`` merges."""
    heads: tuple[tuple[str, str], ...]
    """Proposed industry, the concept its head names."""
    words: tuple[Words, ...]
    """Claims that may repeat others or be repeated: ``restatement`` links those of one speaker."""


def part(extraction: Extraction, links: Iterable[Link]) -> Part:
    """What a page says, given who its mentions are."""
    draft, index = Draft(), Index(extraction, links)
    for step in STEPS:
        step(draft, index)
    nodes = [n for n in draft.nodes.items() if n[1]["kind"] != "Tenure"]
    tenures = [n for n in draft.nodes.items() if n[1]["kind"] == "Tenure"]
    page = extraction.document
    return Part(
        page.id, page.name, tuple(nodes), tuple(draft.edges.values()), tuple(tenures),
        tuple(concepts.heads(index).items()), tuple(restated.words(index)),
    )  # fmt: skip


def speaker(entity: Entity, document: str) -> Iterator[Node]:
    """The node of an entity that may speak; ``document`` is one that names it. None for any other."""
    if entity.kind in SPEAKERS:
        yield entities.node(entity, document)


def tenure(identifier: str, rows: Iterable[Fields]) -> Node:
    """A tenure out of the rows of all pages, in the order of ``(name, document)``."""
    return identifier, posts.merged(rows)


def listed(used: Iterable[tuple[Entity, str]], vocabulary: Vocabulary) -> tuple[list[Node], list[Edge]]:
    """The nodes of all industries and regions used, each given with its first head or "", and of those above them."""
    draft = Draft()
    attested: dict[str, tuple[str, ...]] = {}
    for entity, head in used:
        if entity.kind not in ("Industry", "Region"):
            continue
        if is_listed(entity.id, vocabulary):
            attested[entity.id] = entity.names
            continue
        concepts.proposed(draft, entity, head, vocabulary)
        if is_listed(head, vocabulary):
            attested.setdefault(head, ())
    concepts.listed(draft, attested, vocabulary)
    return sorted(draft.nodes.items()), list(draft.edges.values())


def proposed(entity: Entity, head: str, vocabulary: Vocabulary) -> tuple[Fields, list[Edge]]:
    """The node of one concept no table has, and the edge to the concept its head names."""
    draft = Draft()
    concepts.proposed(draft, entity, head, vocabulary)
    return draft.nodes[entity.id], list(draft.edges.values())


def tabled(attested: Mapping[str, tuple[str, ...]], vocabulary: Vocabulary) -> dict[str, tuple[Fields, list[Edge]]]:
    """The nodes of listed concepts by id, and of those above them, each with the edges that lead up from it."""
    draft = Draft()
    concepts.listed(draft, attested, vocabulary)
    found: dict[str, tuple[Fields, list[Edge]]] = {one: (fields, []) for one, fields in draft.nodes.items()}
    for edge in draft.edges.values():
        found[edge[0]][1].append(edge)
    return found


def restatement(claims: Iterable[Words]) -> Iterator[Edge]:
    """``RESTATES`` from each later claim of one speaker to the earliest that says the same; ``claims`` sorted."""
    for later, earlier, score in restated.linked(claims):
        key = ids.local("edge", "RESTATES", later, earlier)
        yield later, earlier, {"relation": "RESTATES", "id": key, "score": score}
