"""One walk through the document: scenes in; statements out, in reading order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.extract.claims import clauses, patterns
from kg.extract.claims.flow import carry, noted, said_so, settle, signature
from kg.extract.claims.flow.settle import Settled
from kg.extract.claims.flow.state import State
from kg.extract.claims.parts import Attribution, Piece, Scene, Source, Unit
from kg.extract.claims.patterns import issued, quotations
from kg.extract.claims.sources import identity, subject
from kg.extract.claims.sources.identity import Memory
from kg.extract.claims.statement import Statement
from kg.in_step import Steps
from kg.vocabulary import Vocabulary

__all__ = ["walk"]


def walk(scenes: Sequence[Scene], memory: Memory, vocabulary: Vocabulary) -> Steps[list[Statement]]:
    """Every statement of the running text."""
    seen = [[patterns.attributions(scene, n, vocabulary) for n in range(len(scene.units))] for scene in scenes]
    yield
    reader = _Reader(scenes, memory, vocabulary, _upcoming(scenes, seen), sole=_speaks_alone(seen))
    for scene, rows in zip(scenes, seen, strict=True):
        noted.remember(scene, memory)
        kind = scene.reading.passage.kind
        if kind == "caption":  # it interrupts the text: whoever was speaking still is
            before, reader.state = reader.state, None
            reader.read(scene, rows)
            reader.state = before
        elif kind in ("paragraph", "item", "heading"):
            reader.read(scene, rows)
    return [s for s in reader.said if s.pieces]


@dataclass(slots=True)
class _Reader:
    """What is known between two sentences."""

    scenes: Sequence[Scene]
    memory: Memory
    vocabulary: Vocabulary
    upcoming: dict[tuple[int, int], str]
    said: list[Statement] = field(default_factory=list)
    state: State | None = None
    sole: bool = False
    """Whether one person alone speaks on the page."""
    held: list[Piece] = field(default_factory=list)
    """A quotation left open at a paragraph's end, before anybody has claimed it."""

    def read(self, scene: Scene, rows: Sequence[Sequence[Attribution]]) -> None:
        """One passage, sentence by sentence."""
        taken = {p.start for row in rows for a in row for p in a.pieces}
        reached = self._close_quotation(scene)
        for unit, row in zip(scene.units, rows, strict=True):
            if unit.start >= reached:
                self._sentence(scene, unit, row, taken)

    def _sentence(self, scene: Scene, unit: Unit, row: Sequence[Attribution], taken: set[int]) -> None:
        if self.state and scene.reading.index < self.state.until:
            self._carry(scene, unit, self.state, carry.IN_FULL)
            return
        strong = any(settle.is_strong(scene, unit, a) for a in row)
        last, verdict = None, None
        if row and self.state and self.state.doubtful and not carry.speaks_on(scene, unit, self.vocabulary):
            self.state = None
        if self.state is not None:
            self.state.next_speaker = self.upcoming.get((scene.reading.index, unit.start), "")
            self.state.sole = self.sole
            if row and not strong:
                verdict = carry.judge(scene, unit, self.state, self.vocabulary)
                row = [] if verdict.goes_on else row
            last = self.state.who if self.state.passage == scene.reading.index else None
        if settled := settle.speakers(scene, unit, row, self.memory, last, self.vocabulary):
            self._speak(scene, unit, row, settled)
        elif strong:  # somebody speaks whom the page does not name: not the one before
            self.state = None
        elif quotations.is_quotation_only(scene, unit, self.vocabulary):
            self._quotation(scene, unit, taken)
        elif so := said_so.find(scene, unit, self.memory, self.vocabulary):
            named, why = (scene.reading.index, so[0]), ["a quotation behind a sentence that says he said so"]
            statement = Statement(so[1], named, None, said_so.RULE, why, [])
            self.said.append(statement)
            self.state = State(statement, scene.reading.index, True, "")
        elif quote := self._left_over(scene, unit, row, taken):
            self._orphan(scene, unit, quote)
        elif self.state is not None:
            self._carry(scene, unit, self.state, verdict)
        else:
            self._mention(scene, unit)

    def _speak(self, scene: Scene, unit: Unit, row: Sequence[Attribution], settled: Sequence[Settled]) -> None:
        """Take in the sentence's own attributions; the last that is not nested may go on."""
        for s in settled:
            pieces = s.statement.pieces
            if self.held and pieces and pieces[0].direct and pieces[0].start <= 1:
                pieces[:0] = self.held
            self.held = []
            self.said.append(s.statement)
            self.memory.spoke(s.statement.who)
        last = next((s for s in reversed(settled) if not s.nested), settled[-1])
        outer = self.state
        if outer is not None and outer.passage == scene.reading.index and not outer.direct and _only_cites(last, outer):
            end = clauses.start(scene, unit, row[0].at)
            if end - unit.start > 6:  # what stands before the citation is still the outer speaker's
                outer.statement.add(Piece(scene.reading.index, unit.start, end, False))
            return
        self.state = self._state_after(scene, last)

    def _state_after(self, scene: Scene, last: Settled) -> State | None:
        pieces, index = last.statement.pieces, scene.reading.index
        answers = last.statement.rule == "claims.colon"
        if not pieces:
            until = signature.after(self.scenes, index, last.statement) if last.statement.rule == issued.IN_FULL else 0
            return State(last.statement, index, False, "：", answers=answers, until=until)
        direct = pieces[-1].direct
        if not last.carries and not direct:
            return None
        words = "".join(self.scenes[p.passage].reading.folded[p.start : p.end] for p in pieces)
        left_open = direct and pieces[-1].end == len(scene.reading.folded)
        return State(last.statement, index, direct or not last.carries, words, open=left_open, answers=answers)

    def _quotation(self, scene: Scene, unit: Unit, taken: set[int]) -> None:
        """A sentence that is all quotation: the next sentence claims it, or it is the last speaker's."""
        if unit.quotes[0].start in taken:
            return
        pieces = [Piece(scene.reading.index, q.start, q.end, True) for q in unit.quotes]
        left_open = not unit.quotes[-1].closed
        state = self.state
        alone = state is not None and len(scene.units) == 1 and scene.reading.index == state.passage + 1
        if state is not None and (alone or state.passage == scene.reading.index or state.open or state.words == "："):
            for piece in pieces:
                state.statement.add(piece)
            state.direct, state.open, state.passage = True, left_open, scene.reading.index
            state.words += scene.reading.folded[unit.start : unit.end]
        elif left_open:
            self.held += pieces
        elif who := self._told_of_before(scene, unit):
            why = ["a quotation behind a sentence about one person"]
            named = (scene.reading.index, who[0])
            self.said.append(Statement(who[1], named, None, "claims.person_then_quote", why, pieces))
            self.memory.spoke(who[1])

    def _left_over(self, scene: Scene, unit: Unit, row: Sequence[Attribution], taken: set[int]) -> Piece | None:
        """……絡繹不絕，「……。」: a whole quotation at a sentence's end that nobody claims."""
        if row or self.state is not None:
            return None
        q = quotations.closing_quotation(scene, unit, unit.start, self.vocabulary)
        whole = q is not None and scene.reading.folded[q.end - 1] in "。！？" and q.start not in taken
        return Piece(scene.reading.index, q.start, q.end, True) if q and whole else None

    def _orphan(self, scene: Scene, unit: Unit, piece: Piece) -> None:
        """Give it to the one person the sentence before is about, if there is one."""
        if who := self._told_of_before(scene, unit):
            why = ["a quotation at the end of a sentence, behind one about a person"]
            named = (scene.reading.index, who[0])
            self.said.append(Statement(who[1], named, None, "claims.person_then_quote", why, [piece]))
            self.memory.spoke(who[1])

    def _told_of_before(self, scene: Scene, unit: Unit) -> tuple[Source, identity.Who] | None:
        """他顯得淡定。「……。」: the one person the sentence before is about."""
        before = next((u for u in reversed(scene.units) if u.end <= unit.start), None)
        if before is None or before.quotes:
            return None
        for cue in scene.cues_in(before.start, before.end):
            speaker = subject.find(scene, before, cue, self.vocabulary) if cue.kind == "speech" else subject.UNKNOWN
            if speaker.kind in ("Group", "Organization") and (who := identity.resolve(speaker, scene, self.memory)):
                return speaker, who
        source = subject.leading(
            scene, before, before.start, before.end, self.vocabulary, ("Person", "Him"), owner=True
        )
        who = identity.resolve(source, scene, self.memory) if source else None
        return (source, who) if source and who else None

    def _close_quotation(self, scene: Scene) -> int:
        """Where the rest of a quotation that was left open in the passage before ends, if it ends here."""
        if self.state is None or not self.state.open:
            return 0
        lone = next((q for q in scene.reading.quotes if not q.start and not q.closed), None)
        if lone is None:
            return 0
        self.state.statement.add(Piece(scene.reading.index, 0, lone.end, True))
        self.state.open, self.state.passage = False, scene.reading.index
        return lone.end

    def _carry(self, scene: Scene, unit: Unit, state: State, verdict: carry.Verdict | None) -> None:
        """The sentence is the last speaker's, or may be, or ends his words."""
        verdict = verdict or carry.judge(scene, unit, state, self.vocabulary)
        second = scene.reading.passage.kind == "heading" and scene.reading.folded[unit.start - 1].isspace()
        goes = verdict.goes_on and not second
        piece = Piece(scene.reading.index, unit.start, unit.end, False)
        if state.doubtful:
            goes = goes and carry.speaks_on(scene, unit, self.vocabulary)
        if not goes and verdict.doubtful:
            state.doubtful.append(piece)
            return
        if not goes:
            self._mention(scene, unit)
            self.state = None
            return
        for doubted in state.doubtful:
            state.statement.add(doubted)
        state.doubtful.clear()
        state.statement.add(piece)
        state.statement.reasons.append("carried on: " + "; ".join(verdict.reasons))
        state.listing = state.listing or state.words.endswith(("：", ":"))
        state.words += scene.reading.folded[unit.start : unit.end]
        state.passage = scene.reading.index

    def _mention(self, scene: Scene, unit: Unit) -> None:
        """The newspaper speaks of somebody: 他 may mean him next."""
        for s in scene.sources_in(unit.start, unit.end):
            if s.kind == "Him":  # 他出席某某舉辦的活動: he is still meant
                return
            if s.kind == "Person" and not unit.inside_quote(s.start):
                self.memory.persons.append(s.name)
                return


def _speaks_alone(seen: Sequence[Sequence[Sequence[Attribution]]]) -> bool:
    """Whether all that a page attributes is one person's, three times and more: a press conference."""
    sources = [a.source for rows in seen for row in rows for a in row if a.source and a.source.kind in _SPEAKERS]
    return len(sources) >= _OFTEN and len({s.name for s in sources}) == 1 and sources[0].kind == "Person"


_SPEAKERS = ("Person", "Organization", "Group", "Meeting", "Document", "Post")
_OFTEN = 3


def _only_cites(inner: Settled, outer: State) -> bool:
    """Whether a person who is speaking only cites a meeting, a paper or a plan, and then goes on."""
    cue = inner.statement.cue
    cited = inner.statement.who.kind in settle.CITED or (cue is not None and cue[1].kind == "document")
    return cited and outer.who.kind == "Person"


def _upcoming(scenes: Sequence[Scene], seen: Sequence[Sequence[Sequence[Attribution]]]) -> dict[tuple[int, int], str]:
    """For each sentence, by passage and place, the name of the source that speaks next."""
    coming: dict[tuple[int, int], str] = {}
    name = ""
    for scene, rows in zip(reversed(scenes), reversed(seen), strict=True):
        for unit, row in zip(reversed(scene.units), reversed(rows), strict=True):
            coming[scene.reading.index, unit.start] = name
            for a in reversed(row):
                name = a.source.name if a.source else name
    return coming
