"""Stage 1, corpus: files in; Documents out. The only stage that reads input.

Sources are found, opened one after another and turned into Documents; what
cannot be read comes out as an Unreadable that names it and the reason, and the
rest goes on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from kg import ids, script
from kg.corpus import about, archives, catalogue, sources
from kg.corpus.limits import Limits
from kg.corpus.page import Leaf
from kg.model import Document, Unreadable
from kg.vocabulary import Vocabulary, load

__all__ = ["Limits", "run"]

_SAMPLE = 5000
"""Characters that tell the script of a text."""


def run(
    inputs: Iterable[Path | str], vocabulary: Vocabulary | None = None, limits: Limits | None = None
) -> Iterator[Document | Unreadable]:
    """Every document under the inputs: files, folders, globs, ``-`` for standard input.

    The order is that of the paths, whatever the order they are given in.
    """
    vocabulary = vocabulary or load()
    told: dict[Path, dict[str, catalogue.Row]] = {}
    for source in sources.find(inputs):
        if isinstance(source, Unreadable):
            yield source
            continue
        if source.folder and source.folder not in told:
            told[source.folder], faults = catalogue.load(source.folder)
            yield from faults
        for leaf in archives.leaves(source, limits or Limits()):
            yield leaf if isinstance(leaf, Unreadable) else _document(leaf, told, vocabulary)


def _is_day(published: str) -> bool:
    """Whether it names one day of the calendar: a source's field may hold 2024-02-30, a year alone or anything."""
    try:
        return date.fromisoformat(published).isoformat() == published
    except ValueError:
        return False


def _document(leaf: Leaf, told: dict[Path, dict[str, catalogue.Row]], vocabulary: Vocabulary) -> Document | Unreadable:
    page = leaf.page
    try:
        page.text.encode("utf-8")
    except UnicodeEncodeError as fault:
        return Unreadable(leaf.path, f"holds half a character at {fault.start} (a lone surrogate): repair the source")
    row = told.get(leaf.folder, {}).get(Path(leaf.path).name, catalogue.Row()) if leaf.folder else catalogue.Row()
    shown = about.read(page.text, vocabulary)
    sha = ids.text_hash(page.text)
    return Document(
        ids.local("article", leaf.name, sha),
        leaf.name,
        leaf.path,
        page.text,
        page.encoding,
        sha,
        row.script or script.script_of(page.text[:_SAMPLE]),
        page.title or shown.title or row.title,
        shown.publisher or page.publisher or row.publisher,
        next(filter(_is_day, (shown.published, page.published, row.published)), ""),
        shown.byline or page.byline,
    )
