"""JSON-LD 1.1: one document with its context inside, a line for each subject."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from kg.export.rdf.describe import Describer, whole
from kg.export.rdf.names import prefixes
from kg.export.rdf.patterns import ANY, Said, Shape
from kg.export.rdf.terms import Encoded, Terms, prefixed

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["jsonld"]

_encode = json.JSONEncoder(ensure_ascii=False).encode
_REFERENCE = b'{"@id":'


class _JsonTerms(Terms):
    """JSON values instead of tokens."""

    def iri(self, identifier: str) -> str:
        return f'{{"@id":{_encode(prefixed(identifier) or self.base + identifier)}}}'

    def name(self, name: str) -> str:
        return f'{{"@id":"{name}"}}'

    def string(self, text: str) -> str:
        return _encode(text)

    def tagged(self, text: str, tag: str) -> str:
        return f'{{"@language":"{tag}","@value":{_encode(text)}}}'

    def integer(self, number: int) -> str:
        return str(number)

    def typed(self, lexical: str, datatype: str) -> str:
        return lexical if datatype == "xsd:boolean" else f'{{"@type":"{datatype}","@value":{_encode(lexical)}}}'


def jsonld(graph: nx.MultiDiGraph[str], pages: Mapping[str, str], base: str, run: str) -> Iterator[bytes]:
    """The graph with prefixes as its context; the context is never fetched from anywhere."""
    describer = Describer(Encoded(_JsonTerms(base)), _lay, pages, run)
    yield b'{"@context":%b,\n"@graph":[' % json.dumps(prefixes(base)).encode()
    before = b"\n"
    for block in describer.blocks(whole(graph)):
        yield before + block
        before = b",\n"
    yield b"]}\n"


def _lay(subject: bytes, said: Said) -> Shape:
    """A node: its id without the braces of a reference, its types as bare names."""
    fields = [b"%b" if subject == ANY else subject[1:-1]]
    types = 0  # open ones, which stand first
    for predicate, same in groupby(said, itemgetter(0)):
        slots = [slot for _, slot in same]
        if predicate == "rdf:type":
            types = slots.count(ANY)
            slots = [slot if slot == ANY else _name(slot) for slot in slots]
        value = slots[0] if len(slots) == 1 else b"[" + b",".join(slots) + b"]"
        fields.append(b'"%b":%b' % (b"@type" if predicate == "rdf:type" else predicate.encode(), value))
    pattern = b"{" + b",".join(fields) + b"}"

    def shape(terms: tuple[Any, ...]) -> bytes:
        first = terms[0][1:-1] if subject == ANY else terms[0]
        return pattern % (first, *map(_name, terms[1 : 1 + types]), *terms[1 + types :])

    return shape


def _name(reference: bytes) -> bytes:
    return reference.removeprefix(_REFERENCE)[:-1]
