"""What a build may be told; what its pages, and what all its files depend on."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kg import flow, ids
from kg.flow import database

__all__ = ["Settings"]


@dataclass(frozen=True, slots=True)
class Settings:
    """What a build may be told."""

    base: str = ids.BASE
    """Namespace of every IRI."""
    min_confidence: float = 0.0
    """Claims below it are left out."""
    context: bool = True
    """Whether graph.html carries the sentences around a quotation."""
    title: str = ""
    """Heading of graph.html; empty for the plain one."""
    jobs: int = 1
    """Processes that read pages."""
    seconds: float = 60.0
    """The most a page may take."""
    cache: Path | None = None
    """Folder of what was read before; None for one beside the build."""
    fresh: bool = False
    """Whether to forget all that was read before."""
    shown: int = 5_000
    """Claims that graph.html holds at most, those of the latest pages; the other files always hold all."""
    database: int = database.MOST
    """Bytes of graph.json above which graph.lbug is left to ``kg export``."""

    @property
    def how(self) -> flow.How:
        """What the pieces of a page depend on."""
        return flow.How(self.base, self.min_confidence)

    @property
    def asked(self) -> str:
        """All that the files of a build depend on."""
        return repr((self.how, self.context, self.title, self.shown, self.database))
