"""What the reading keeps of the statement that may go on."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.extract.claims.parts import Piece
from kg.extract.claims.sources.identity import Who
from kg.extract.claims.statement import Statement

__all__ = ["State"]


@dataclass(slots=True)
class State:
    """The statement that may go on."""

    statement: Statement
    passage: int
    direct: bool
    """Its last words stood in quotation marks that are closed."""
    words: str
    """Its words so far, folded; ``：`` where they are only announced."""
    open: bool = False
    """Its last quotation was left open."""
    answers: bool = False
    """It began with a name and a colon, as answers in an interview do."""
    listing: bool = False
    """A list he announced is being read."""
    sole: bool = False
    """Nobody else speaks on the page."""
    until: int = 0
    """A text is printed in full, and all before this passage is it."""
    next_speaker: str = ""
    """Who speaks next in the document, as far as a name says so."""
    doubtful: list[Piece] = field(default_factory=list)
    """Sentences that may be told: his after all where he plainly speaks on behind them."""

    @property
    def who(self) -> Who:
        """Whose words they are."""
        return self.statement.who
