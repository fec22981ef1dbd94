"""The SPARQL 1.1 Protocol's query operation: an HTTP request in, a query and its dataset out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl

from kg.serve.guard import Refused

__all__ = ["Asked", "read"]

_DOUBLY_ENCODED = re.compile(r"&(?:default|named)-graph-uri=")
"""Clients, and the protocol's own test suite, at times escape the separator of two graph names."""
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:[^\x00-\x20<>\"{}|\\^`]*")


@dataclass(frozen=True, slots=True)
class Asked:
    """A query and the dataset the protocol gives it; ``query`` None asks for the service description."""

    query: str | None
    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


def _pairs(raw: bytes | str) -> list[tuple[str, str]]:
    try:
        text = raw if isinstance(raw, str) else raw.decode("ascii")
        return parse_qsl(text, keep_blank_values=True, strict_parsing=bool(text), errors="strict", max_num_fields=64)
    except ValueError as fault:
        raise Refused(f"the parameters cannot be read: {fault}") from fault


def read(method: str, query_string: str, content_type: str, body: bytes) -> Asked:
    """What a request asks for. Raises Refused with the status the protocol wants.

    >>> read("GET", "query=ASK%20%7B%7D", "", b"").query
    'ASK {}'
    """
    pairs = _pairs(query_string)
    if method in ("GET", "HEAD"):
        return _asked(pairs, None)
    if method != "POST":
        raise Refused(f"{method} is not a method of the SPARQL Protocol; use GET or POST", 405)
    media, *parameters = (part.strip().lower() for part in content_type.split(";"))
    if any(p.startswith("charset=") and p[8:].strip('"') not in ("utf-8", "utf8") for p in parameters):
        raise Refused("the query must be UTF-8", 415)
    if media == "application/x-www-form-urlencoded":
        asked = _asked([*pairs, *_pairs(body)], None)
        if asked.query is None:
            raise Refused("the form holds no query")
        return asked
    if media == "application/sparql-query":
        try:
            return _asked(pairs, body.decode("utf-8"))
        except UnicodeDecodeError as fault:
            raise Refused(f"the query is not UTF-8: {fault}") from fault
    if media == "application/sparql-update":
        raise Refused("this endpoint is read-only; updates are not served", 403)
    raise Refused("post a query as application/sparql-query or application/x-www-form-urlencoded", 415)


def _asked(pairs: list[tuple[str, str]], posted: str | None) -> Asked:
    values: dict[str, list[str]] = {}
    for name, value in pairs:
        values.setdefault(name, []).append(value)
    if any(name in values for name in ("update", "using-graph-uri", "using-named-graph-uri")):
        raise Refused("this endpoint is read-only; updates are not served", 403)
    queries = values.get("query", []) if posted is None else [posted, *values.get("query", [])]
    if len(queries) > 1:
        raise Refused("one query a request, please")
    graphs = {
        kind: tuple(g for value in values.get(f"{kind}-graph-uri", []) for g in _DOUBLY_ENCODED.split(value))
        for kind in ("default", "named")
    }
    for graph in (*graphs["default"], *graphs["named"]):
        if not _IRI.fullmatch(graph):
            raise Refused(f"{graph[:100]!r} is no IRI of a graph")
    return Asked(queries[0] if queries else None, graphs["default"], graphs["named"])
