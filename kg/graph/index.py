"""What the steps look up: pages, entities by the name a page gives them, rows of the concept tables."""

from __future__ import annotations

from functools import cached_property

from kg import ids, script
from kg.model import Document, Entity, Extraction, Mention, Resolution
from kg.vocabulary import Row, Vocabulary

__all__ = ["Index"]


class Index:
    """A Resolution and a Vocabulary, ready to be asked."""

    def __init__(self, resolution: Resolution, vocabulary: Vocabulary) -> None:
        self.extractions: tuple[Extraction, ...] = tuple(
            sorted(resolution.extractions, key=lambda e: (e.document.name, e.document.id))
        )
        self.entities: dict[str, Entity] = {e.id: e for e in resolution.entities}
        self.documents: dict[str, Document] = {e.document.id: e.document for e in self.extractions}
        self._mentions = {e.document.id: e.mentions for e in self.extractions}
        self._links = resolution.links
        self._vocabulary = vocabulary

    @cached_property
    def links(self) -> dict[str, list[tuple[Mention, str]]]:
        """Article → its mentions and the entities they were resolved to, in reading order."""
        links: dict[str, list[tuple[Mention, str]]] = {article: [] for article in self.documents}
        for link in sorted(self._links, key=lambda k: (k.document, k.mention)):
            links[link.document].append((self._mentions[link.document][link.mention], link.entity))
        return links

    @cached_property
    def _named(self) -> dict[tuple[str, str, str], str]:
        named: dict[tuple[str, str, str], str] = {}
        for article, links in self.links.items():
            for mention, entity in links:
                named.setdefault((article, mention.kind, script.fold(mention.name)), entity)
        return named

    def entity(self, article: str, kind: str, name: str, concept: str = "") -> str:
        """Who bears the name on that page: as resolved, else by the name alone."""
        if concept:
            return concept
        return self._named.get((article, kind, script.fold(name))) or ids.identify(kind, name, "", article)

    @cached_property
    def _rows(self) -> dict[str, Row]:
        tables = (("industry", "industries"), ("region", "regions"))
        return {f"{p}/{i}": row for p, table in tables for i, row in self._vocabulary.by_id(table).items()}

    def row(self, concept: str) -> Row | None:
        """The line of the vocabulary an industry or a region stands in."""
        return self._rows.get(concept)

    def above(self, concept: str) -> list[str]:
        """The concepts right above one, in the order of the table."""
        row = self.row(concept)
        if row is None:
            return []
        prefix, column = ("industry", "broader") if row.table == "industries" else ("region", "part_of")
        return [f"{prefix}/{value}" for value in row.values(column)]
