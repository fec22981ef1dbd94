"""Stage 3, extract: a page's passages in; its mentions and claims out.

The steps in order are the body of ``several``. Takes Passages and the Vocabulary,
gives an Extraction, never reads a file and never looks at another document.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, islice

from kg import confidence
from kg.extract import claims, events, industries, organizations, overlaps, people, reading, regions
from kg.extract.records import Found, Introduction, Reading
from kg.model import Document, Extraction, Mention, Passage
from kg.vocabulary import Vocabulary

__all__ = ["run", "several"]


def run(document: Document, passages: Sequence[Passage], vocabulary: Vocabulary) -> Extraction:
    """Read one page."""
    return several([document], [passages], vocabulary)[0]


def several(
    documents: Sequence[Document], passages: Sequence[Sequence[Passage]], vocabulary: Vocabulary
) -> list[Extraction]:
    """Read pages: names first, then who said what about them.

    No page knows of another, but each step reads all of them before the next
    does: its rules and tables are then in the processor's cache, where the
    whole of a page's reading has no room.
    """
    every = iter(reading.read(chain.from_iterable(passages), vocabulary))
    pages = [tuple(islice(every, len(own))) for own in passages]
    bodies = [organizations.find(page, vocabulary) for page in pages]
    persons = [people.find(*one, vocabulary) for one in zip(documents, pages, bodies, strict=True)]
    places = [regions.find(page, vocabulary) for page in pages]
    sectors = [industries.find(page, vocabulary) for page in pages]
    names = [[*who, *o, *r, *i] for (who, _), o, r, i in zip(persons, bodies, places, sectors, strict=True)]
    found = [events.outside(page, overlaps.settle(f), vocabulary) for page, f in zip(pages, names, strict=True)]
    presented = [introductions for _, introductions in persons]
    said = [claims.find(*one, vocabulary) for one in zip(documents, pages, found, presented, strict=True)]
    results = zip(found, presented, said, strict=True)
    read = zip(documents, passages, pages, results, strict=True)
    return [_extraction(document, own, page, *result, vocabulary) for document, own, page, result in read]


def _extraction(
    document: Document,
    passages: Sequence[Passage],
    readings: Sequence[Reading],
    found: Sequence[Found],
    introductions: Sequence[Introduction],
    said: claims.Said,
    vocabulary: Vocabulary,
) -> Extraction:
    told, ledger, notices = said
    mentions = tuple(_mention(document, readings, f, vocabulary) for f in found)
    tenures = dict.fromkeys((i.name, t) for i in introductions for t in i.tenures)
    return Extraction(document, tuple(passages), mentions, told, notices, ledger, tuple(tenures))


def _mention(document: Document, readings: Sequence[Reading], f: Found, vocabulary: Vocabulary) -> Mention:
    passage, kind, rule = readings[f.passage].passage, f.kind, f.rule
    spans = passage.page_spans(f.start, f.end, document.text)
    text = passage.text[f.start : f.end]
    sure = confidence.of(vocabulary, kind, rule)
    return Mention(document.id, spans, text, kind, f.name or text, f.concept, rule, sure, f.head)
