"""What a claim is about: drafts and mentions in, finished claims out.

Takes what was said by whom, and every name of the page. Gives each claim its
topics and the links between them, its figures, dates, act and modality, with the
words each rests on. Never changes who said what.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg import ids
from kg.extract.claims.about import acts, context, dates, figures, links, topics
from kg.extract.claims.about.context import Context
from kg.extract.records import Draft, Found, Reading, Segment
from kg.model import Claim, Document, Figure
from kg.vocabulary import Vocabulary

__all__ = ["complete"]


def complete(
    document: Document,
    drafts: Sequence[Draft],
    readings: Sequence[Reading],
    found: Sequence[Found],
    vocabulary: Vocabulary,
) -> tuple[Claim, ...]:
    """A claim for each draft, in the order given."""
    page = context.of(document, readings, found, vocabulary)
    return tuple(_claim(page, draft) for draft in drafts)


def _claim(page: Context, draft: Draft) -> Claim:
    spans = tuple(span for segment in draft.segments for span in page.spans(segment))
    places = ",".join(f"{s.start}-{s.end}" for s in spans)
    cue = page.folded(draft.cue) if draft.cue else ""
    folded = "".join(page.folded(segment) for segment in draft.segments)
    industries, regions = (topics.find(page, draft, kind) for kind in ("Industry", "Region"))
    days = [day for segment in draft.segments for day in _dates(page, segment)]
    return Claim(
        id=ids.local("claim", page.document.id, draft.speaker.kind, draft.speaker.name, places),
        document=page.document.id,
        spans=spans,
        text="".join(page.words(segment) for segment in draft.segments),
        kind=draft.kind,
        speaker=draft.speaker,
        cue=page.words(draft.cue) if draft.cue else "",
        cue_spans=page.spans(draft.cue) if draft.cue else (),
        industries=industries,
        regions=regions,
        industry_regions=tuple(links.find(page, draft, (*industries, *regions))),
        figures=tuple(_figures(page, draft, [place for _, place in days])),
        dates=tuple((iso, page.spans(place)) for iso, place in days),
        rule=draft.rule,
        confidence=draft.speaker.evidence.confidence,
        act=acts.act(cue, folded, page.vocabulary),
        modality=acts.modality(cue, folded, page.vocabulary),
        reasons=draft.reasons,
        via=draft.via,
    )


def _dates(page: Context, segment: Segment) -> Iterator[tuple[str, Segment]]:
    folded = page.readings[segment.passage].folded
    for day in dates.find(folded, segment.start, segment.end, page.calendar, page.vocabulary):
        yield day.iso, Segment(segment.passage, day.start, day.end)


def _figures(page: Context, draft: Draft, taken: Sequence[Segment]) -> Iterator[Figure]:
    """The amounts of the claim that are not part of a date."""
    for s in draft.segments:
        for amount in figures.find(page.readings[s.passage].folded, s.start, s.end, page.vocabulary):
            here = Segment(s.passage, amount.start, amount.end)
            if not any(d.passage == s.passage and here.start < d.end and d.start < here.end for d in taken):
                yield Figure(page.words(here), amount.value, amount.unit, page.spans(here))
