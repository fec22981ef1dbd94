"""The industries and regions a claim is about.

Takes a draft and its page. Gives each topic once, with the first words that name
it and the rule that says the claim is about it. Never a topic from outside the
claim's own words, except by the two rules that say why.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from kg.extract import posts
from kg.extract.claims.about import acts
from kg.extract.claims.about.context import Context, key, place
from kg.extract.claims.boxes import labels
from kg.extract.records import Draft, Found, Reading, Segment
from kg.model import Topic

__all__ = ["find", "heading"]

_QUOTE_MARKS = "「『“‘ "


def find(context: Context, draft: Draft, kind: str) -> tuple[Topic, ...]:
    """The topics of one kind, ``Industry`` or ``Region``, by the first rule that gives them."""
    topics: dict[str, Topic] = {}
    for rule, found in _RULES:
        for f in list(found(context, draft, kind)):
            evidence = context.evidence("about", rule, place(f))
            topics.setdefault(key(f), Topic(kind, f.concept, f.name, evidence, f.head))
    return tuple(topics.values())


def named(context: Context, draft: Draft, kind: str) -> Iterator[Found]:
    """The claim's own words name it."""
    for segment in draft.segments:
        yield from (f for f in context.within(segment) if f.kind == kind)


def under_heading(context: Context, draft: Draft, kind: str) -> Iterator[Found]:
    """A list printed under a region's heading is about that region: 「北京：加快推進集成電路重大項目」."""
    if kind == "Region" and draft.kind == "document":
        for segment in draft.segments:
            if home := heading(context, segment):
                yield home


def carried(context: Context, draft: Draft, kind: str) -> Iterator[Found]:
    """The claim's own sentence leaves out what the sentence just before it named.

    Only where the words show the gap, which is rare: they begin by comparing
    something unnamed (相比……), or the sentence before puts a region first and
    apart (江蘇，完善制度。「今年將加強部署」) and the claim names none.
    """
    first = draft.segments[0]
    if not (before := _before(context, first)):
        return
    names = [f for f in context.within(before) if f.kind == kind]
    if kind == "Region" and len(names) == 1 and not any(named(context, draft, kind)):
        folded = context.readings[before.passage].folded
        apart = names[0].start == before.start and folded[names[0].end : names[0].end + 1] == "，"
        if apart and (before.passage != first.passage or not folded[before.end : first.start].strip(_QUOTE_MARKS)):
            yield names[0]
    elif kind == "Industry" and names and acts.refers_back(context.folded(first), context.vocabulary):
        yield names[-1]


def _before(context: Context, first: Segment) -> Segment | None:
    """The sentence right before the claim's first, in its paragraph or at the end of the one before."""
    reading = context.readings[first.passage]
    if ended := bisect_right(reading.sentences, first.start, key=lambda sentence: sentence[1]):
        return Segment(first.passage, *reading.sentences[ended - 1])
    above = context.readings.get(first.passage - 1)
    opens = not reading.folded[: first.start].strip(_QUOTE_MARKS)
    if not opens or not above or above.passage.kind != "paragraph" or not above.sentences:
        return None
    return Segment(above.index, *above.sentences[-1])


_RULES = (("named", named), ("under_heading", under_heading), ("carried", carried))


def heading(context: Context, segment: Segment) -> Found | None:
    """The region before the colon that opens the segment's line, or that is the heading it stands under."""
    seen: set[int] = set()
    index = segment.passage
    while index in context.readings and index not in seen:
        seen.add(index)
        reading = context.readings[index]
        before = segment.start if index == segment.passage else len(reading.folded)
        if (region := _opening(context, reading)) and region.end <= before:
            return region
        index = reading.passage.parent
    return None


def _opening(context: Context, reading: Reading) -> Found | None:
    first = next(iter(context.names.get(reading.index, ())), None)
    if not first or first.kind != "Region":
        return None
    alone = posts.after(reading.folded, first.end) == len(reading.folded)
    heading = alone or reading.passage.kind == "heading"
    return first if labels.behind(reading.folded, first.start, first.end, heading) is not None else None
