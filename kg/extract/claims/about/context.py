"""What the rules about a claim's subject look at: the page, its passages, and the names in each."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg import confidence
from kg.extract.claims.about import dates
from kg.extract.records import Found, Reading, Segment
from kg.model import Document, Evidence, Span, Topic
from kg.vocabulary import Vocabulary

__all__ = ["Context", "key", "of", "place"]


@dataclass(frozen=True, slots=True)
class Context:
    """A page as it was read, ready to be asked by place."""

    document: Document
    readings: dict[int, Reading]
    names: dict[int, list[Found]]
    """Passage → its names, by place."""
    starts: dict[int, list[int]]
    """Passage → where they begin."""
    vocabulary: Vocabulary
    calendar: dates.Calendar

    def spans(self, segment: Segment) -> tuple[Span, ...]:
        """Where a stretch of a passage stands on the page."""
        passage = self.readings[segment.passage].passage
        return passage.page_spans(segment.start, segment.end, self.document.text)

    def words(self, segment: Segment) -> str:
        """The stretch as printed."""
        return self.readings[segment.passage].passage.text[segment.start : segment.end]

    def folded(self, segment: Segment) -> str:
        """The stretch in Simplified, as the rules read it."""
        return self.readings[segment.passage].folded[segment.start : segment.end]

    def within(self, segment: Segment) -> list[Found]:
        """The names that stand in the stretch."""
        starts = self.starts.get(segment.passage)
        if starts is None:
            return []
        first = bisect_left(starts, segment.start)
        last = bisect_left(starts, segment.end, first)
        return [f for f in self.names[segment.passage][first:last] if f.end <= segment.end]

    def evidence(self, family: str, rule: str, segment: Segment) -> Evidence:
        """The stretch as what a finding rests on, as sure as its rule."""
        return Evidence(self.spans(segment), rule, confidence.of(self.vocabulary, family, rule))


def of(document: Document, readings: Sequence[Reading], found: Iterable[Found], vocabulary: Vocabulary) -> Context:
    """The context of one page."""
    names: dict[int, list[Found]] = {}
    for f in sorted(found, key=lambda f: (f.passage, f.start, f.end)):
        names.setdefault(f.passage, []).append(f)
    starts = {passage: [f.start for f in here] for passage, here in names.items()}
    calendar = dates.calendar(document, readings, vocabulary)
    return Context(document, {r.index: r for r in readings}, names, starts, vocabulary, calendar)


def key(topic: Topic | Found) -> str:
    """What makes two names one topic: the concept, or without one the name."""
    return topic.concept or topic.name


def place(f: Found) -> Segment:
    """Where a name stands."""
    return Segment(f.passage, f.start, f.end)
