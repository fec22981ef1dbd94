"""The parts of a reported utterance, in passage coordinates; nothing of it leaves the folder."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from kg.extract.claims import begins
from kg.extract.records import Quote, Reading, Segment

__all__ = ["Attribution", "Cue", "Piece", "Scene", "Source", "Unit"]


class Unit(NamedTuple):
    """A sentence that keeps its quotations whole: 「甲。乙。」X說，丙。 is two units, 「甲。乙。」 and X說，丙。"""

    passage: int
    start: int
    end: int
    quotes: tuple[Quote, ...]
    """The outermost quotations inside it."""

    def inside_quote(self, at: int) -> bool:
        """Whether a place stands between quotation marks."""
        return bool(self.quotes) and any(q.start <= at < q.end for q in self.quotes)


class Cue(NamedTuple):
    """A reporting word that can report here."""

    start: int
    end: int
    kind: str
    """As the table's column: ``speech``, ``opinion``, ``directive``, ``announce``, ``document``, ``weak``, …"""


class Source(NamedTuple):
    """A noun phrase that can speak. A plain tuple: there are many."""

    start: int
    end: int
    kind: str
    """``Person``, ``Organization``, ``Meeting``, ``Document``, ``Group``, ``Region``, ``Post``, ``Him`` (他, 她),
    ``Pronoun`` (對方, 該公司 …) or ``Paper`` (the newspaper itself: never a speaker)."""
    name: str
    """As far as the phrase itself says; resolution may know better."""
    rule: str = ""
    head: int = 0
    """Length of the post at its end, without the body or place before it."""


class Piece(NamedTuple):
    """Words said: a stretch of one passage, and whether quotation marks stand around it."""

    passage: int
    start: int
    end: int
    direct: bool

    @property
    def segment(self) -> Segment:
        """The stretch alone."""
        return Segment(self.passage, self.start, self.end)


@dataclass(frozen=True, slots=True)
class Attribution:
    """One reading of one place: this source, these words."""

    passage: int
    at: int
    """Where its source or its cue begins; attributions of a unit are ordered by it."""
    source: Source | None
    """None: whoever spoke before (an omitted subject)."""
    cue: Cue | None
    pieces: tuple[Piece, ...]
    rule: str
    reasons: tuple[str, ...] = ()
    carries: bool = True
    """Whether the next sentence may go on with it."""
    set_off: bool = False
    """A comma, a colon or a quotation mark sets the words off from the cue."""
    announces: bool = False
    """A colon ends the passage: the words come in the next."""
    via: tuple[str, ...] = ()
    """Those who pass the words on."""


@dataclass(frozen=True, eq=False)
class Scene:
    """One passage with everything the patterns look at, in the order of the text; itself alone is its equal."""

    reading: Reading
    units: tuple[Unit, ...]
    cues: tuple[Cue, ...]
    sources: tuple[Source, ...]

    @cached_property
    def _starts(self) -> tuple[list[int], list[int], list[int]]:
        return [u.start for u in self.units], [c.start for c in self.cues], [s.start for s in self.sources]

    @cached_property
    def clauses(self) -> list[int]:
        """Every place where a clause begins."""
        return begins.of_clauses(self.reading.folded, self.units, self.sources)

    @cached_property
    def telling(self) -> int:
        """Where the newspaper's own text begins, behind a byline."""
        return begins.of_telling(self.reading.folded)

    def unit_at(self, at: int) -> Unit:
        """The unit that holds a place."""
        return self.units[max(0, bisect_right(self._starts[0], at) - 1)]

    def cues_in(self, start: int, end: int) -> tuple[Cue, ...]:
        """The cues that begin in a range."""
        starts = self._starts[1]
        return self.cues[bisect_left(starts, start) : bisect_left(starts, end)]

    def sources_in(self, start: int, end: int) -> tuple[Source, ...]:
        """The sources that begin in a range."""
        starts = self._starts[2]
        return self.sources[bisect_left(starts, start) : bisect_left(starts, end)]
