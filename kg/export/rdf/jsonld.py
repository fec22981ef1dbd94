"""JSON-LD 1.1: one document with its context inside, a line for each subject."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from itertools import groupby

import networkx as nx

from kg.export.rdf.describe import Block, Describer, whole
from kg.export.rdf.names import prefixes
from kg.export.rdf.terms import PrefixedIds, Terms

__all__ = ["jsonld"]

_encode = json.JSONEncoder(ensure_ascii=False).encode
_REFERENCE = '{"@id":'


class _References(dict[str, str]):
    """Name or local id → the JSON object that points at it."""

    def __init__(self, spelt: Mapping[str, str]) -> None:
        self._spelt = spelt

    def __missing__(self, key: str) -> str:
        token = self[key] = f"{_REFERENCE}{_encode(self._spelt[key].strip('<>'))}}}"
        return token


class _Same(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return key


class _JsonTerms(Terms):
    """JSON values instead of tokens."""

    def __init__(self, base: str) -> None:
        self.ids = _References(PrefixedIds(base))
        self.names = _References(_Same())

    def string(self, text: str) -> str:
        return _encode(text)

    def tagged(self, text: str, tag: str) -> str:
        return f'{{"@language":"{tag}","@value":{_encode(text)}}}'

    def integer(self, number: int) -> str:
        return str(number)

    def typed(self, lexical: str, datatype: str) -> str:
        return lexical if datatype == "xsd:boolean" else f'{{"@type":"{datatype}","@value":{_encode(lexical)}}}'


def jsonld(graph: nx.MultiDiGraph[str], pages: Mapping[str, str], base: str, run: str) -> Iterator[str]:
    """The graph with prefixes as its context; the context is never fetched from anywhere."""
    describer = Describer(_JsonTerms(base), pages, run)
    yield f'{{"@context":{json.dumps(prefixes(base))},\n"@graph":['
    before = "\n"
    for block in describer.blocks(whole(graph)):
        yield before + _node(describer, block)
        before = ",\n"
    yield "]}\n"


def _node(describer: Describer, block: Block) -> str:
    subject, predicates, objects = block
    fields = [describer.terms.ids[subject][1:-1]]
    for predicate, pairs in groupby(zip(predicates, objects, strict=True), key=lambda pair: pair[0]):
        values = [value for _, value in pairs]
        if predicate == "rdf:type":
            predicate, values = "@type", [value.removeprefix(_REFERENCE)[:-1] for value in values]
        fields.append(f'"{predicate}":{values[0] if len(values) == 1 else "[" + ",".join(values) + "]"}')
    return "{" + ",".join(fields) + "}"
