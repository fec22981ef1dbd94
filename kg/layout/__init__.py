"""Stage 2, layout: a page's characters in; passages of repaired text out.

The steps in order are ``STEPS``; each is a pure function over blocks that says
in ``Passage.steps`` where it changed something. Every character one can see
belongs to exactly one passage, and keeps its place on the page. Clean text
passes unchanged: a passage for each line.
"""

from __future__ import annotations

from collections.abc import Callable

from kg import letters, script
from kg.layout import (
    blanks,
    doubled,
    glued,
    headings,
    interrupted,
    lines,
    marks,
    outline,
    signs,
    spaced,
    strays,
    turns,
    wrapped,
)
from kg.layout.blocks import Block, Sheet
from kg.model import Document, Passage
from kg.vocabulary import Vocabulary

__all__ = ["STEPS", "run"]

Step = Callable[[Sheet, list[Block]], list[Block]]

STEPS: tuple[tuple[str, Step], ...] = (
    ("blanks", blanks.close),
    ("glued", glued.part),
    ("doubled", doubled.lift),
    ("tables", marks.tabulate),
    ("marks", marks.name),
    ("turns", turns.part),
    ("strays", strays.name),
    ("wrapped", wrapped.reflow),
    ("interrupted", interrupted.mend),
    ("headings", headings.find),
    ("spaced", spaced.close),
)
"""In the order in which they run, after the page has been cut into lines."""


def run(document: Document, vocabulary: Vocabulary) -> tuple[Passage, ...]:
    """The passages of a page in reading order."""
    page = letters.plain(document.text, vocabulary)
    sheet = Sheet(page, script.fold(page), signs.compile_signs(vocabulary))
    blocks = lines.split(sheet)
    for _, step in STEPS:
        blocks = step(sheet, blocks)
    return outline.number(document.id, sheet, blocks)
