"""What the steps look up of one page: its document, and who bears a name on it."""

from __future__ import annotations

from collections.abc import Iterable

from kg import ids, script
from kg.model import Extraction, Link, Mention

__all__ = ["Index"]


class Index:
    """An extraction and the links of its mentions, ready to be asked."""

    def __init__(self, extraction: Extraction, links: Iterable[Link]) -> None:
        self.extraction, self.document = extraction, extraction.document
        self.links: list[tuple[Mention, str]] = [
            (extraction.mentions[link.mention], link.entity) for link in sorted(links, key=lambda k: k.mention)
        ]
        """The mentions of the page and the entities they were resolved to, in reading order."""
        self._named: dict[tuple[str, str], str] = {}
        for mention, entity in self.links:
            self._named.setdefault((mention.kind, script.fold(mention.name)), entity)

    def entity(self, kind: str, name: str, concept: str = "") -> str:
        """Who bears the name on this page: as resolved, else by the name alone."""
        if concept:
            return concept
        return self._named.get((kind, script.fold(name))) or ids.identify(kind, name, "", self.document.id)
