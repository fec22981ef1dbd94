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
from kg.corpus import about, archives, catalogue
from kg.corpus import sources as found
from kg.corpus.limits import Limits
from kg.corpus.page import Leaf
from kg.model import Document, Unreadable
from kg.vocabulary import Vocabulary, load

__all__ = ["Corpus", "Limits", "document", "documents", "run"]

_SAMPLE = 5000
"""Characters that tell the script of a text."""


def run(
    inputs: Iterable[Path | str], vocabulary: Vocabulary | None = None, limits: Limits | None = None
) -> Iterator[Document | Unreadable]:
    """Every document under the inputs: files, folders, globs, ``-`` for standard input.

    The order is that of the paths, whatever the order they are given in.
    """
    corpus = Corpus(vocabulary, limits)
    for source in corpus.sources(inputs):
        if isinstance(source, Unreadable):
            yield source
        else:
            yield from corpus.documents(source)


class Corpus:
    """The steps of ``run``, for who would rather not open every source."""

    def __init__(self, vocabulary: Vocabulary | None = None, limits: Limits | None = None) -> None:
        self._vocabulary, self._limits = vocabulary or load(), limits or Limits()
        self._told: dict[Path, dict[str, catalogue.Row]] = {}

    def sources(self, inputs: Iterable[Path | str]) -> Iterator[found.Source | Unreadable]:
        """Every source in order, unopened, and what is wrong with a ``sources.csv`` beside them."""
        for source in found.find(inputs):
            if isinstance(source, found.Source) and source.folder and source.folder not in self._told:
                self._told[source.folder], faults = catalogue.load(source.folder)
                yield from faults
            yield source

    def told(self, source: found.Source) -> str:
        """All that the ``sources.csv`` beside a source may tell of its documents."""
        rows = self._told.get(source.folder, {}) if source.folder else {}
        row = rows.get(Path(source.path).name)
        return repr(sorted(rows.items()) if found.suffix(source.path) in archives.ARCHIVES else row)

    def documents(self, source: found.Source) -> Iterator[Document | Unreadable]:
        """The documents of one source."""
        row = self._told.get(source.folder, {}).get(Path(source.path).name) if source.folder else None
        return documents(source, row or catalogue.Row(), self._vocabulary, self._limits)


def documents(
    source: found.Source, row: catalogue.Row, vocabulary: Vocabulary, limits: Limits
) -> Iterator[Document | Unreadable]:
    """Every document of one source; ``row`` is what the catalogue beside it tells of its file."""
    for leaf in archives.leaves(source, limits):
        if isinstance(leaf, Unreadable):
            yield leaf
        else:
            yield document(leaf, row if leaf.folder else catalogue.Row(), vocabulary)


def _is_day(published: str) -> bool:
    """Whether it names one day of the calendar: a source's field may hold 2024-02-30, a year alone or anything."""
    try:
        return date.fromisoformat(published).isoformat() == published
    except ValueError:
        return False


def document(leaf: Leaf, row: catalogue.Row, vocabulary: Vocabulary) -> Document | Unreadable:
    """A document out of what its source gave, what its page shows and, after both, what the catalogue tells."""
    page = leaf.page
    try:
        page.text.encode("utf-8")
    except UnicodeEncodeError as fault:
        return Unreadable(leaf.path, f"holds half a character at {fault.start} (a lone surrogate): repair the source")
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
