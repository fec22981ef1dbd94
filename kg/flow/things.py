"""What is kept of one document: what it tells of things that others name too, and all that is printed of it alone.

A document in; pieces of bytes out, which a process of its own can make. Never
looks at another document.
"""

from __future__ import annotations

import pickle
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple, TypeVar

from kg import collector, extract, graph, in_step, layout, report, resolve
from kg.errors import GraphError
from kg.export import jsonl
from kg.export.rdf import pieces
from kg.flow import repeats
from kg.flow.rows import Row
from kg.graph.draft import Fields
from kg.graph.parts import Edge, Node
from kg.graph.schema import SPEAKERS
from kg.in_step import Steps
from kg.model import Document, Entity, Extraction, Sighting
from kg.vocabulary import Vocabulary, load

__all__ = [
    "Brief", "How", "Sheet", "Told", "made", "made_of", "packed", "read_document", "read_documents", "sure_enough",
    "told", "unpacked",
]  # fmt: skip

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class How:
    """The settings a document's pieces depend on."""

    base: str
    min_confidence: float


class Told(NamedTuple):
    """What one page tells of a thing that others may name."""

    sighting: Sighting | None
    label: str
    """What the page alone would call it."""
    head: str
    """Of a proposed industry: the concept its head names."""
    tenure: Fields | None
    links: tuple[tuple[str, str], ...]
    """Predicate and object of the plain triples."""


class Brief(NamedTuple):
    """What is merged with other pages."""

    things: tuple[tuple[str, bytes], ...]
    """Each thing, and what is Told of it, as it will be sorted."""
    words: tuple[Row, ...]
    """The words of its claims, as ``repeats`` sorts them."""


class Sheet(NamedTuple):
    """What is printed of a page."""

    document: str
    name: str
    text: str
    nodes: tuple[Node, ...]
    """The article, its claims and its groups."""
    edges: tuple[Edge, ...]
    claims: bytes
    """Its lines of claims.jsonl."""
    mentions: bytes
    """Its lines of mentions.jsonl, with the labels this page alone would give."""
    named: tuple[str, ...]
    """The entity of each of them."""


def read_document(document: Document, vocabulary: Vocabulary) -> Extraction:
    """Stages 2 and 3 on one page: its repaired passages, mentions and claims."""
    return read_documents([document], vocabulary)[0]


def read_documents(documents: Sequence[Document], vocabulary: Vocabulary) -> list[Extraction]:
    """Stages 2 and 3 on several pages in step, which costs less than one after the other."""
    with collector.paused():
        return in_step.together([_read(document, vocabulary) for document in documents])


def _read(document: Document, vocabulary: Vocabulary) -> Steps[Extraction]:
    passages = layout.run(document, vocabulary)
    yield
    return (yield from extract.steps(document, passages, vocabulary))


def made(document: Document, how: How) -> tuple[bytes, ...]:
    """A document read: the pieces report row, Brief and Sheet."""
    return made_of([document], how)[0]


def made_of(documents: Sequence[Document], how: How) -> list[tuple[bytes, ...]]:
    """The same of several."""
    with collector.paused():  # until what was read is bytes, and gone
        return [_made(e, how) for e in read_documents(documents, load())]


def _made(extraction: Extraction, how: How) -> tuple[bytes, ...]:
    e = sure_enough(extraction, how.min_confidence)
    document = e.document
    sightings = resolve.sightings(e)
    part = graph.part(e, resolve.links(e))
    entities = {s.entity: resolve.entity([s]) for s in sightings}
    groups = tuple(n for one in entities.values() if one.kind == "Group" for n in graph.speaker(one, document.id))
    nodes = part.nodes + groups
    if faults := graph.faults((*nodes, *part.tenures), part.edges):
        raise GraphError("the graph breaks its schema: " + "; ".join(faults[:3]))
    mentions = list(jsonl.mentions_of(e, how.base))
    sheet = Sheet(
        document.id, document.name, document.text, nodes, part.edges, _bytes(jsonl.claims_of(e, how.base)),
        _bytes(jsonl.labelled(before, entities[key].label, after) for key, before, after in mentions),
        tuple(key for key, _, _ in mentions),
    )  # fmt: skip
    brief = Brief(tuple(_things(part, sightings, entities)), tuple(map(repeats.row, part.words)))
    counts = Counter(str(fields["kind"]) for _, fields in nodes)
    relations = Counter(str(fields["relation"]) for *_, fields in part.edges)
    return packed(report.row(e, counts, relations)), packed(brief), packed(sheet)


def _things(
    part: graph.Part, sightings: Iterable[Sighting], entities: Mapping[str, Entity]
) -> Iterator[tuple[str, bytes]]:
    """Everything others may name too, with what this page tells of it."""
    links: dict[str, set[tuple[str, str]]] = {}
    for source, target, fields in part.edges:
        subject, predicate, object_ = pieces.link(source, target, str(fields["relation"]))
        if not subject.startswith(pieces.OWN):
            links.setdefault(subject, set()).add((predicate, object_))
    heads, tenures = dict(part.heads), dict(part.tenures)
    seen = {s.entity: s for s in sightings if s.kind in _NAMED}
    for key in sorted(seen.keys() | heads.keys() | tenures.keys() | links.keys()):
        label = entities[key].label if key in seen else ""
        its = tuple(sorted(links.get(key, ())))
        yield key, _told(seen.get(key), label, heads.get(key, ""), tenures.get(key), its)


_NAMED = frozenset({*SPEAKERS, "Industry", "Region"} - {"Group"})
"""Kinds that several pages may name."""


def _bytes(lines: Iterable[str]) -> bytes:
    return "".join(lines).encode("utf-8", "surrogatepass")


def _told(seen: Sighting | None, *others: object) -> bytes:
    return pickle.dumps((seen and (seen.kind, seen.concept, seen.names), *others), 5)


def told(thing: str, data: bytes) -> Told:
    """What a page tells of a thing, from such bytes."""
    seen, *others = pickle.loads(data)
    return Told(Sighting(thing, *seen) if seen else None, *others)


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
