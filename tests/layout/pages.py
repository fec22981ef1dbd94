"""Small pages for the tests of the layout: a document of a text, its passages as lines."""

from __future__ import annotations

from functools import cache

from kg import ids, layout
from kg.layout.blocks import width as columns
from kg.model import Document, Passage
from kg.vocabulary import load

__all__ = ["passages", "shown", "visible", "wrap"]


def passages(text: str) -> tuple[Passage, ...]:
    return layout.run(Document("article/x", "x", "x.txt", text, "utf-8", ids.text_hash(text), "zh"), load())


def shown(text: str) -> list[str]:
    """``kind: text`` of each passage, as the cases are written."""
    return [f"{p.kind}: {p.text}" for p in passages(text)]


@cache
def visible(c: str) -> bool:
    """Whether a reader sees the character: no blank, no control, nothing of zero width."""
    import unicodedata

    return not c.isspace() and unicodedata.category(c) not in ("Cc", "Cs", "Cf")


def wrap(paragraph: str, width: int, indent: int = 0) -> list[str]:
    """The lines of a paragraph in a column, its first one shorter by ``indent``; no mark begins a line."""
    lines: list[str] = []
    line = ""
    for c in paragraph:
        if columns(line) > width - 1 - (0 if lines else indent) and c not in "，。、；：？！」』”’）》":
            lines.append(line)
            line = ""
        line += c
    return [*lines, line]
