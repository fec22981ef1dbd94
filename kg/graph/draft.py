"""Nodes and edges as they are gathered."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from kg import ids
from kg.model import Span

__all__ = ["Draft", "Fields", "decimal", "evidence", "present"]

Fields: TypeAlias = dict[str, str | int | bool | list[str] | None]
"""The fields of a node or an edge by name, as ``kg.graph.schema`` lists them."""


class Draft:
    """Nodes and edges, each once: the first that bears an id stays."""

    def __init__(self) -> None:
        self.nodes: dict[str, Fields] = {}
        self.edges: dict[str, tuple[str, str, Fields]] = {}

    def node(self, identifier: str, kind: str, label: str, fields: Fields) -> None:
        """Add a node; fields that are None or an empty string are left out."""
        self.nodes.setdefault(identifier, {"kind": kind, "label": label, **present(fields)})

    def edge(self, relation: str, source: str, target: str, fields: Fields, *also: str) -> None:
        """Add an edge, whose id is a hash of relation, ends and ``also``."""
        prefix = "finding" if "rule" in fields else "edge"
        key = ids.local(prefix, relation, source, target, *also)
        self.edges.setdefault(key, (source, target, {"relation": relation, "id": key, **present(fields)}))


def present(fields: Fields) -> Fields:
    """Without what is None or an empty string."""
    return {name: value for name, value in fields.items() if value is not None and value != ""}


def evidence(
    article: str, page: str, spans: Iterable[Span], rule: str, confidence: float, otherwise: Iterable[Span] = ()
) -> Fields:
    """The fields of a finding: the stretch of the page that holds all its spans, word for word.

    ``otherwise`` stands in where the finding has no words of its own, as a
    speaker who is only named in the heading of another passage may have.

    >>> evidence("article/a", "深圳發展", [Span(0, 2)], "r", 0.5)["quote"]
    '深圳'
    """
    chosen = list(spans) or list(otherwise)
    start, end = min(s.start for s in chosen), max(s.end for s in chosen)
    return {
        "article": article, "start": start, "end": end, "quote": page[start:end],
        "rule": rule, "confidence": decimal(confidence),
    }  # fmt: skip


def decimal(value: float) -> str:
    """Four places at most, in the canonical form of xsd:decimal that every RDF store keeps.

    >>> decimal(0.950001), decimal(1.0), decimal(0)
    ('0.95', '1', '0')
    """
    return f"{value:.4f}".rstrip("0").rstrip(".")
