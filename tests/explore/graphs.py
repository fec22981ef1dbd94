"""A graph with harmful text in every field that comes from a page, a file's name or a table."""

from __future__ import annotations

from itertools import cycle
from typing import Any

from kg.explore.index import Edge, Fields
from kg.export.rows import Graph
from tests import strategies

__all__ = ["HOSTILE", "hostile", "rows"]

HOSTILE = (
    "</script><script>globalThis.hurt=1</script>",
    "<img src=x onerror=globalThis.hurt=2>",
    "javascript:globalThis.hurt=3",
    '" onmouseover="globalThis.hurt=4" href="https://example.org/',
    "<a href='https://example.org'>href</a>",
    "<!--<script>",
    "{{ 7*7 }}${globalThis.hurt=5}",
    "\u202egnp.exe\u202c\u200f\ufeff\u2028\u2029\x1b",
    "𠮷野家\U0001f600⿰",
    '=HYPERLINK("https://example.org")',
    "]]>&lt;b&gt;&#x3c;",
    "__proto__",
    "</title></style><style>*{display:none}</style>",
)
"""Texts that do harm where they are taken for markup, code, a path or a formula."""

_KEPT = frozenset(
    [
        "kind",
        "relation",
        "id",
        "article",
        "claim",
        "mode",
        "act",
        "language",
        "script",
        "published",
        "first_seen",
        "last_seen",
        "confidence",
        "score",
        "starts",
        "ends",
        "tenures",
        "dates",
        "sha256",
        "modality",
    ]
)
"""Fields with a form of their own, which no page can fill with just anything."""


def hostile() -> strategies.Sample:
    """A small graph of every kind of node and edge, its texts replaced."""
    graph, pages = strategies.small()
    texts = cycle(HOSTILE)
    for fields in [*(d for _, d in graph.nodes(data=True)), *(d for *_, d in graph.edges(data=True))]:
        for name, value in fields.items():
            if name not in _KEPT:
                fields[name] = _replaced(value, texts)
    return strategies.Sample(graph, {article: text + "。".join(HOSTILE) for article, text in pages.items()})


def _replaced(value: Any, texts: Any) -> Any:
    if isinstance(value, str):
        return next(texts)
    return [next(texts) for _ in value] if isinstance(value, list) else value


def rows(graph: Graph) -> tuple[dict[str, Fields], list[Edge]]:
    """A graph as the explorer takes it."""
    return dict(graph.nodes(data=True)), list(graph.edges(data=True))
