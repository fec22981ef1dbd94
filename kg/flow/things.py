"""What is kept of one document: what it tells of things that others name too, and all that is printed of it alone.

A document in; pieces of bytes out, which a process of its own can make. Never
looks at another document.
"""

from __future__ import annotations

import pickle
import zlib
from collections import Counter
from dataclasses import dataclass, replace
from typing import Any, NamedTuple, TypeVar

from kg import collector, extract, graph, layout, report, resolve
from kg.errors import GraphError
from kg.export import jsonl
from kg.export.rdf import pieces
from kg.graph.draft import Fields
from kg.graph.parts import Edge, Node
from kg.graph.restated import Words
from kg.graph.schema import SPEAKERS
from kg.model import Document, Extraction, Sighting
from kg.vocabulary import Vocabulary, load

__all__ = ["Brief", "How", "Sheet", "Told", "made", "packed", "read_document", "unpacked"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class How:
    """The settings a document's pieces depend on."""

    base: str
    min_confidence: float


class Told(NamedTuple):
    """What one page tells of a thing that others may name."""

    sighting: Sighting | None
    head: str
    """Of a proposed industry: the concept its head names."""
    tenure: Fields | None
    links: tuple[tuple[str, str], ...]
    """Predicate and object of the plain triples."""


class Brief(NamedTuple):
    """What is merged with other pages."""

    things: tuple[tuple[str, Told], ...]
    words: tuple[Words, ...]


class Sheet(NamedTuple):
    """What is printed of a page."""

    document: str
    name: str
    text: str
    nodes: tuple[Node, ...]
    """The article, its claims and its groups."""
    edges: tuple[Edge, ...]
    page: str
    claims: str
    mentions: tuple[tuple[str, str, str, str], ...]
    """Entity, the label this page alone would give it, the line before it and after it."""


def read_document(document: Document, vocabulary: Vocabulary) -> Extraction:
    """Stages 2 and 3 on one page: its repaired passages, mentions and claims."""
    with collector.paused():
        return extract.run(document, layout.run(document, vocabulary), vocabulary)


def made(document: Document, how: How) -> tuple[bytes, ...]:
    """A document read: the pieces report row, Brief and Sheet."""
    with collector.paused():  # until what was read is bytes, and gone
        return _made(document, how)


def _made(document: Document, how: How) -> tuple[bytes, ...]:
    e = sure_enough(read_document(document, load()), how.min_confidence)
    sightings = resolve.sightings(e)
    part = graph.part(e, resolve.links(e))
    entities = {s.entity: resolve.entity([s]) for s in sightings}
    groups = tuple(n for one in entities.values() if one.kind == "Group" for n in graph.speaker(one, document.id))
    if faults := graph.faults((*part.nodes, *groups, *part.tenures), part.edges):
        raise GraphError("the graph breaks its schema: " + "; ".join(faults[:3]))
    links: dict[str, set[tuple[str, str]]] = {}
    for source, target, fields in part.edges:
        subject, predicate, object_ = pieces.link(source, target, str(fields["relation"]))
        if not subject.startswith(pieces.OWN):
            links.setdefault(subject, set()).add((predicate, object_))
    heads, tenures = dict(part.heads), dict(part.tenures)
    seen = {s.entity: s for s in sightings if s.kind in (*SPEAKERS, "Industry", "Region") and s.kind != "Group"}
    things = tuple(
        (key, Told(seen.get(key), heads.get(key, ""), tenures.get(key), tuple(sorted(links.get(key, ())))))
        for key in sorted(seen.keys() | heads.keys() | tenures.keys() | links.keys())
    )
    sheet = Sheet(
        document.id, document.name, document.text, part.nodes + groups, part.edges, jsonl.page(document),
        "".join(jsonl.claims_of(e, how.base)),
        tuple((m[0], entities[m[0]].label, m[1], m[2]) for m in jsonl.mentions_of(e, how.base)),
    )  # fmt: skip
    counts = Counter(str(fields["kind"]) for _, fields in sheet.nodes)
    relations = Counter(str(fields["relation"]) for *_, fields in part.edges)
    return packed(report.row(e, counts, relations)), packed(Brief(things, part.words)), packed(sheet)


def packed(piece: Any) -> bytes:
    """A record as bytes; whoever can write them could change the code as well."""
    return zlib.compress(pickle.dumps(piece, 5), 1)


def unpacked(data: bytes) -> Any:
    """What was packed."""
    return pickle.loads(zlib.decompress(data))


def sure_enough(extraction: Extraction, least: float) -> Extraction:
    """Without the claims below a confidence."""
    if not least:
        return extraction
    return replace(extraction, claims=tuple(c for c in extraction.claims if c.confidence >= least))
