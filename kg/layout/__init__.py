"""Stage 2, layout: a page's characters in; passages of repaired text out."""

from __future__ import annotations

import re

from kg.model import Document, Passage

__all__ = ["run"]


def run(document: Document) -> tuple[Passage, ...]:
    """The passages of a page in reading order."""
    lines = [m for m in re.finditer(r"[^\r\n]+", document.text) if m.group().strip()]
    return tuple(
        Passage(document.id, n, "paragraph", m.group(), range(m.start(), m.end())) for n, m in enumerate(lines)
    )
