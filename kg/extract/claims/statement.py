"""A draft in the making: who, which words, why."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.extract.claims.parts import Cue, Piece, Source
from kg.extract.claims.sources.identity import Who

__all__ = ["Statement"]


@dataclass(slots=True)
class Statement:
    """Words of one speaker; grows while he goes on."""

    who: Who
    source: tuple[int, Source] | None
    """Passage and phrase that name him."""
    cue: tuple[int, Cue] | None
    rule: str
    reasons: list[str]
    pieces: list[Piece] = field(default_factory=list)
    via: tuple[str, ...] = ()

    def add(self, piece: Piece) -> None:
        """Take in more words; a sentence that follows without a gap joins the piece before."""
        last = self.pieces[-1] if self.pieces else None
        if last and last.passage == piece.passage and last.end == piece.start and not last.direct and not piece.direct:
            self.pieces[-1] = last._replace(end=piece.end)
        else:
            self.pieces.append(piece)
