"""Which of a claim's industries belong to which of its regions, and the words that say so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.extract.claims.about import industry_regions, topics
from kg.extract.claims.about.context import Context, key, place
from kg.extract.records import Draft, Found, Segment
from kg.model import Evidence, Topic

__all__ = ["find"]

_FULL_STOP = re.compile("[。！？!?…]")
"""What ends a sentence for a link: a semicolon does not, the region before it still has the floor."""

_Said = tuple[industry_regions.Tie, Segment]


def find(context: Context, draft: Draft, about: Iterable[Topic]) -> Iterator[tuple[str, str, Evidence]]:
    """Each pair once, by the first rule and place that says so; only between topics of the claim."""
    known = {key(topic) for topic in about}
    seen: set[tuple[str, str]] = set()
    for segment in draft.segments:
        for tie, words in (*_listed(context, draft, segment), *_told(context, segment)):
            pair = (key(tie.industry), key(tie.region))
            if pair not in seen and known.issuperset(pair):
                seen.add(pair)
                yield (*pair, context.evidence("link", tie.rule, words))


def _listed(context: Context, draft: Draft, segment: Segment) -> Iterator[_Said]:
    """Where a list is printed under a region's heading, its industries are that region's."""
    if draft.kind == "document" and (home := topics.heading(context, segment)):
        for f in context.within(segment):
            if f.kind == "Industry":
                yield industry_regions.Tie(f, home, "under_heading", f.start, f.end), place(f)


def _told(context: Context, segment: Segment) -> Iterator[_Said]:
    """What the sentences of the claim say themselves."""
    folded = context.readings[segment.passage].folded
    names = context.within(segment)
    if not {"Region", "Industry"} <= {f.kind for f in names}:
        return
    before: tuple[Found, ...] = ()
    for start, end in _sentences(folded, segment):
        for tie in industry_regions.find(folded, start, end, names, context.vocabulary, before):
            yield tie, Segment(segment.passage, tie.start, tie.end)
        if any(f.kind == "Region" and start <= f.start < end for f in names):
            before = industry_regions.floor(folded, start, end, names, context.vocabulary)


def _sentences(folded: str, segment: Segment) -> Iterator[tuple[int, int]]:
    start = segment.start
    for stop in _FULL_STOP.finditer(folded, segment.start, segment.end):
        yield start, stop.end()
        start = stop.end()
    if start < segment.end:
        yield start, segment.end
