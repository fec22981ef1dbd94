"""Who said what: readings and mentions in, claims out.

Never names a speaker the document does not name, and never gives one stretch
of text to two speakers by two rules. The order of work is the body of ``find``:
sentences, reporting words and noun phrases of each passage; one walk through
the text; what only the page's make-up attributes; last, what each claim is about.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from kg import confidence, in_step
from kg.extract.claims import about, boxes, cues, flow, ledger, repeated, sources, spokesmen, units
from kg.extract.claims.boxes import listed, measures
from kg.extract.claims.memory import Memory
from kg.extract.claims.parts import Cue, Scene, Source, Unit
from kg.extract.claims.patterns import issued
from kg.extract.claims.sources import bare_names, surnames
from kg.extract.claims.statement import Statement
from kg.extract.records import Draft, Found, Introduction, Reading, Segment
from kg.in_step import Steps
from kg.model import Claim, Document, Evidence, Notice, Span, Speaker, Tenure
from kg.vocabulary import Vocabulary

__all__ = ["Said", "find", "steps"]

Said: TypeAlias = tuple[tuple[Claim, ...], tuple[tuple[str, int], ...], tuple[Notice, ...]]
"""The claims of a page, its coverage ledger, and what was odd."""


def find(
    document: Document,
    readings: Sequence[Reading],
    found: Sequence[Found],
    introductions: Sequence[Introduction],
    vocabulary: Vocabulary,
) -> Said:
    """Claims in reading order, the coverage ledger, and what was odd."""
    return in_step.alone(steps(document, readings, found, introductions, vocabulary))


def steps(
    document: Document,
    readings: Sequence[Reading],
    found: Sequence[Found],
    introductions: Sequence[Introduction],
    vocabulary: Vocabulary,
) -> Steps[Said]:
    """The same, step by step."""
    scenes, dropped = yield from _scenes(readings, found, introductions, vocabulary)
    yield
    tenures = _tenures(introductions)
    memory = Memory(vocabulary, tenures, "\n".join([r.folded for r in readings]))
    said = yield from flow.walk(scenes, memory, vocabulary)
    yield
    said += boxes.find(scenes, frozenset(p.passage for s in said for p in s.pieces), vocabulary)
    said += measures.find(scenes, frozenset(p.passage for s in said for p in s.pieces), vocabulary)
    said += repeated.find(scenes, said)
    said.sort(key=lambda s: (s.pieces[0].passage, s.pieces[0].start))
    yield
    tenures |= spokesmen.find(document, readings, found, said, vocabulary)
    drafts = [_draft(document, readings, s, tenures, vocabulary) for s in said]
    claims = about.complete(document, drafts, readings, found, vocabulary)
    yield
    fates = list(ledger.fates(scenes, said, vocabulary))
    counts = dropped + Counter(fate.name for fate in fates)
    notices = (*_unbalanced(document, readings), *_missed(document, readings, fates))
    return claims, tuple(sorted(counts.items())), notices


_ON_PAPER = (listed.OF_PAPER, issued.IN_FULL, issued.GIVEN_OUT)


def _scenes(
    readings: Sequence[Reading],
    found: Sequence[Found],
    introductions: Iterable[Introduction],
    vocabulary: Vocabulary,
) -> Steps[tuple[list[Scene], Counter[str]]]:
    names: dict[int, list[Found]] = defaultdict(list)
    phrases: dict[int, list[Introduction]] = defaultdict(list)
    for f in found:
        names[f.passage].append(f)
    for i in introductions:
        phrases[i.passage].append(i)
    fates: Counter[str] = Counter()
    heard: list[tuple[Reading, tuple[Unit, ...], tuple[Cue, ...]]] = []
    for reading in readings:
        sentences = units.split(reading)
        words, dropped = cues.find(reading, sentences, vocabulary)
        fates.update(dropped)
        heard.append((reading, sentences, _outside_names(words, names[reading.index])))
    yield
    scenes = []
    for reading, sentences, words in heard:
        speakers = sources.find(reading, words, names[reading.index], phrases[reading.index], vocabulary)
        scenes.append(Scene(reading, sentences, words, speakers))
    yield
    called = {name: name for scene in scenes for name in bare_names.find(scene, vocabulary)}
    called |= surnames.short_names({f.name for f in found if f.kind == "Person" and f.name}, vocabulary)
    if called:
        again = re.compile("|".join(map(re.escape, sorted(called))))
        scenes = [_with_names(scene, again, called) for scene in scenes]
    return scenes, fates


def _outside_names(words: tuple[Cue, ...], names: Sequence[Found]) -> tuple[Cue, ...]:
    """The reporting words that are no part of what a body or a person is called: 新|希望 hopes nothing, 努魯|依|莎."""
    inside = {at for f in names if f.kind == "Organization" for at in range(f.start, f.end)}
    people = [f for f in names if f.kind == "Person"] if words else []
    letters = [c for c in words if c.end - c.start == 1] if people else []
    within = {c for c in letters if any(f.start <= c.start and c.end < f.end + (f.start < c.start) for f in people)}
    return tuple(c for c in words if c.start not in inside and c not in within) if inside or within else words


def _with_names(scene: Scene, names: re.Pattern[str], called: Mapping[str, str]) -> Scene:
    """The scene with every occurrence of names that only their verbs of saying, or a longer name, made known.

    They win over phrases that only their shape made: 某某死撐決定 is no paper.
    """
    found = list(names.finditer(scene.reading.passage.text))
    if not found:
        return scene
    kept, more = list(scene.sources), []
    for m in found:
        across = [s for s in kept if s.start < m.end() and m.start() < s.end]
        if not any(s.kind == "Person" or (s.kind == "Organization" and s.start < m.start() - 1) for s in across):
            kept = [s for s in kept if s not in across]
            more.append(Source(m.start(), m.end(), "Person", called[m.group()], "bare name"))
    return replace(scene, sources=tuple(sorted((*kept, *more), key=lambda s: s.start)))


def _tenures(introductions: Iterable[Introduction]) -> dict[str, tuple[Tenure, ...]]:
    """Every post the document gives each person, once each."""
    tenures: dict[str, dict[tuple[str, str], Tenure]] = defaultdict(dict)
    for i in introductions:
        for t in i.tenures:
            tenures[i.name].setdefault((t.role, t.organization), t)
    return {name: tuple(held.values()) for name, held in tenures.items()}


def _draft(
    document: Document,
    readings: Sequence[Reading],
    s: Statement,
    tenures: dict[str, tuple[Tenure, ...]],
    vocabulary: Vocabulary,
) -> Draft:
    spans: tuple[Span, ...] = ()
    if s.source:
        passage, source = s.source
        spans = readings[passage].passage.page_spans(source.start, source.end, document.text)
    kind = "direct" if any(p.direct for p in s.pieces) else "indirect"
    if s.who.kind in ("Meeting", "Document") or s.rule in _ON_PAPER:
        kind = "document"
    cue = Segment(s.cue[0], s.cue[1].start, s.cue[1].end) if s.cue else None
    sure = confidence.of(vocabulary, "claim", s.rule)
    speaker = Speaker(s.who.name, s.who.kind, Evidence(spans, s.rule, sure), tenures.get(s.who.name, ()))
    return Draft(tuple(p.segment for p in s.pieces), kind, speaker, cue, s.rule, tuple(s.reasons), s.via)


def _unbalanced(document: Document, readings: Iterable[Reading]) -> Iterator[Notice]:
    for reading in readings:
        for q in reading.quotes:
            if not q.closed and reading.passage.offsets:
                at = reading.passage.offsets[min(q.start, len(reading.passage.offsets) - 1)]
                message = "a quotation mark has no partner in its passage"
                yield Notice(document.id, at, "claims.unbalanced_quotation", message)


def _missed(document: Document, readings: Iterable[Reading], fates: Iterable[ledger.Fate]) -> Iterator[Notice]:
    passages = {reading.index: reading.passage for reading in readings}
    for fate in sorted(fates):
        if fate.name in ledger.OPEN:
            at = passages[fate.passage].offsets[fate.start]
            yield Notice(document.id, at, f"ledger.{fate.name}", ledger.OPEN[fate.name])
