"""Articles: a node for each page."""

from __future__ import annotations

from kg.graph.draft import Draft
from kg.graph.index import Index

__all__ = ["add"]


def add(draft: Draft, index: Index) -> None:
    """What a page shows about itself, and the hash by which its spans are pinned; not its text."""
    d = index.document
    draft.node(d.id, "Article", d.title or d.name, {
        "doc": d.name, "path": d.path, "sha256": d.sha256, "characters": len(d.text), "script": d.script,
        "encoding": d.encoding, "title": d.title, "publisher": d.publisher, "published": d.published,
        "byline": list(d.byline),
    })  # fmt: skip
