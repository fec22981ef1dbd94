"""Stage 3, extract: a page's passages in; its mentions and claims out.

The steps in order are the body of ``steps``. Takes Passages and the Vocabulary,
gives an Extraction, never reads a file and never looks at another document.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg import confidence, in_step
from kg.extract import claims, events, industries, organizations, overlaps, people, reading, regions
from kg.extract.records import Found, Reading
from kg.in_step import Steps
from kg.model import Document, Extraction, Mention, Passage
from kg.vocabulary import Vocabulary

__all__ = ["run", "steps"]


def run(document: Document, passages: Sequence[Passage], vocabulary: Vocabulary) -> Extraction:
    """Read one page: names first, then who said what about them."""
    return in_step.alone(steps(document, passages, vocabulary))


def steps(document: Document, passages: Sequence[Passage], vocabulary: Vocabulary) -> Steps[Extraction]:
    """The same, step by step."""
    readings = yield from reading.steps(passages, vocabulary)
    bodies = organizations.find(readings, vocabulary)
    yield
    persons, introductions = yield from people.steps(document, readings, bodies, vocabulary)
    places = regions.find(readings, vocabulary)
    yield
    sectors = industries.find(readings, vocabulary)
    yield
    found = events.outside(readings, overlaps.settle([*persons, *bodies, *places, *sectors]), vocabulary)
    said, ledger, notices = yield from claims.steps(document, readings, found, introductions, vocabulary)
    mentions = tuple(_mention(document, readings, f, vocabulary) for f in found)
    tenures = dict.fromkeys((i.name, t) for i in introductions for t in i.tenures)
    return Extraction(document, tuple(passages), mentions, said, notices, ledger, tuple(tenures))


def _mention(document: Document, readings: Sequence[Reading], f: Found, vocabulary: Vocabulary) -> Mention:
    passage, kind, rule = readings[f.passage].passage, f.kind, f.rule
    spans = passage.page_spans(f.start, f.end, document.text)
    text = passage.text[f.start : f.end]
    sure = confidence.of(vocabulary, kind, rule)
    return Mention(document.id, spans, text, kind, f.name or text, f.concept, rule, sure, f.head)
