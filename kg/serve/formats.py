"""Media types of answers, and which one an Accept header asks for."""

from __future__ import annotations

__all__ = ["RDF", "ROWS", "choose"]

ROWS: dict[str, str] = {
    "application/sparql-results+json": "json",
    "application/json": "json",
    "application/sparql-results+xml": "xml",
    "application/xml": "xml",
    "text/xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
}
"""Answers of SELECT and, the first five, of ASK; the first is sent where nothing is asked for."""

RDF: dict[str, str] = {
    "text/turtle": "ttl",
    "application/n-triples": "nt",
    "text/plain": "nt",
    "application/ld+json": "jsonld",
    "application/rdf+xml": "rdf",
    "application/xml": "rdf",
}
"""Answers of CONSTRUCT and DESCRIBE."""


def choose(accept: str, offered: dict[str, str]) -> tuple[str, str] | None:
    """The media type of ``offered`` the client likes best, and its format; None if it likes none.

    >>> choose("text/html, text/csv;q=0.5", ROWS)
    ('text/csv', 'csv')
    >>> choose("", ROWS)[1]
    'json'
    >>> choose("image/png", ROWS) is None
    True
    """
    first = next(iter(offered.items()))
    if not accept.strip():
        return first
    best: tuple[float, int, int] | None = None
    chosen = None
    for position, item in enumerate(accept.lower().split(",")):
        media, *parameters = (part.strip() for part in item.split(";"))
        quality = 1.0
        for parameter in parameters:
            if parameter.startswith("q="):
                try:
                    quality = float(parameter[2:])
                except ValueError:
                    quality = 0.0
        for candidate in offered.items():
            kind = candidate[0].split("/")[0]
            specific = 2 if media == candidate[0] else 1 if media == f"{kind}/*" else 0 if media == "*/*" else -1
            if specific >= 0 and quality > 0 and (best is None or (quality, specific, -position) > best):
                best, chosen = (quality, specific, -position), candidate
                break
    return chosen
