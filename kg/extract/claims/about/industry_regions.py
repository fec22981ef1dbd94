"""Which industry a sentence puts in which region.

Takes a sentence with the industries and regions named in it. Gives pairs with
the pattern that says so and the words it rests on. Never links what only
stands in one sentence: without a pattern of ``link_patterns.csv`` there is none.

A pattern is a regular expression over the sentence's shape (``shapes``). Eleven kinds:

- ``direct`` links its regions and industries.
- ``scope`` gives the floor to its regions, until another takes it or somebody else does.
- ``setting`` gives it until another takes it: what others do there is done there.
- ``clause`` gives it to them until the end of the clause.
- ``stop`` takes it away.
- ``predicate`` links its industries to the regions that have the floor.
- ``topic`` gives the floor to industries, until the next industry or somebody else.
- ``told`` links regions to the industries that have it, in a clause that names none itself.
- ``near`` links what no surer pattern does, in one clause. So does the floor itself, up to the next region.
- ``barred`` names industries that these leave alone.
- ``continuing`` is how a sentence begins that leaves out its subject: the region of the sentence before has the floor.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.extract.claims.about import floors, shapes
from kg.extract.claims.about.floors import Floor
from kg.extract.claims.about.shapes import BREAK, GAP, Pattern, Sentence
from kg.extract.records import Found
from kg.vocabulary import Vocabulary

__all__ = ["Tie", "find", "floor"]

_Patterns = Mapping[str, Sequence[Pattern]]
_SAID = re.compile(f"{GAP}{{2}}|{GAP}?{BREAK}{GAP}{{4}}")
"""Letters that are no mark and no name, from where a region has the floor."""


@dataclass(frozen=True, slots=True)
class Tie:
    """An industry and a region that a sentence ties together, ``start``/``end`` around the words that do."""

    industry: Found
    region: Found
    rule: str
    start: int
    end: int


def find(
    folded: str, start: int, end: int, mentions: Sequence[Found], vocabulary: Vocabulary, before: Sequence[Found] = ()
) -> tuple[Tie, ...]:
    """The ties of the sentence ``folded[start:end]``, each pair once, by place.

    ``before`` are the regions that had the floor when the sentence before ended.
    """
    inside = _inside(folded, start, end, mentions, vocabulary)
    kinds = {f.kind for f in inside}
    if "Industry" not in kinds or ("Region" not in kinds and not before):
        return ()
    patterns = shapes.patterns(vocabulary)
    sentence = shapes.of(folded, start, end, inside)
    if "Region" not in kinds:
        return tuple(_continued(sentence, patterns, before))
    ties: dict[tuple[Found, Found], Tie] = {}
    held = floors.of_regions(sentence, patterns)
    for tie in (*_direct(sentence, patterns["direct"]), *_predicated(sentence, patterns["predicate"], held)):
        ties.setdefault((tie.industry, tie.region), tie)
    done = {region for _, region in ties}
    for tie in _told(sentence, patterns):
        if tie.region not in done:
            ties.setdefault((tie.industry, tie.region), tie)
    for tie in _near(sentence, patterns, held, {industry for industry, _ in ties}):
        ties.setdefault((tie.industry, tie.region), tie)
    return tuple(sorted(ties.values(), key=lambda t: (t.start, t.end, t.industry.start, t.region.start)))


def floor(folded: str, start: int, end: int, mentions: Sequence[Found], vocabulary: Vocabulary) -> tuple[Found, ...]:
    """The regions a next sentence that leaves out its subject goes on about: the only ones named, in one row.

    Not a country: what a page says of its own land it says of everyone.
    """
    inside = [f for f in mentions if start <= f.start and f.end <= end]
    regions = tuple(f for f in inside if f.kind == "Region")
    if not regions or any(_is_country(f, vocabulary) for f in regions):
        return ()
    row = shapes.patterns(vocabulary)["row"][0].expression.search(shapes.of(folded, start, end, inside).shape)
    return regions if row and row.end("R") >= regions[-1].end - start else ()


def _is_country(region: Found, vocabulary: Vocabulary) -> bool:
    row = vocabulary.by_id("regions").get(region.concept.removeprefix("region/"))
    return row is not None and row["level"] == "country"


def _inside(folded: str, start: int, end: int, mentions: Sequence[Found], vocabulary: Vocabulary) -> list[Found]:
    """The sentence's mentions, without the regions that only name a manner (港式)."""
    manner = shapes.patterns(vocabulary)["manner"][0].expression
    return [
        f
        for f in mentions
        if start <= f.start and f.end <= end and not (f.kind == "Region" and manner.match(folded, f.end))
    ]


def _continued(sentence: Sentence, patterns: _Patterns, regions: Sequence[Found]) -> Iterator[Tie]:
    """A sentence without a subject and a region of its own: what it pursues, the region of the sentence before does."""
    for pattern in patterns["continuing"]:
        if pattern.expression.match(sentence.shape):
            held = Floor(pattern.name, 0, len(sentence.shape), tuple(regions), "scope")
            yield from dict.fromkeys(_predicated(sentence, patterns["predicate"][:1], [held]))


def _direct(sentence: Sentence, patterns: Sequence[Pattern]) -> Iterator[Tie]:
    for pattern in patterns:
        for match in shapes.matches(pattern, sentence.shape):
            for region in sentence.among("Region", match.span("R")):
                for industry in sentence.among("Industry", match.span("I")):
                    yield _tie(industry, region, pattern.name)


def _predicated(sentence: Sentence, patterns: Sequence[Pattern], held: Sequence[Floor]) -> Iterator[Tie]:
    """What a pattern says of an industry where a region has the floor."""
    for place in held:
        for pattern in patterns:
            for match in pattern.expression.finditer(sentence.shape, place.start, place.end):
                for region in place.holders:
                    for industry in sentence.among("Industry", match.span("I")):
                        yield _tie(industry, region, f"{place.name}_{pattern.name}")


def _told(sentence: Sentence, patterns: _Patterns) -> Iterator[Tie]:
    """Regions told of an industry named before, where nothing between speaks of another: 「茶叶……，出口至蒙古」."""
    for topic in floors.of_industries(sentence, patterns):
        for pattern in patterns["told"]:
            for match in pattern.expression.finditer(sentence.shape, topic.start, topic.end):
                clause = re.compile(f"{BREAK}|$").search(sentence.shape, match.end("R"))
                if clause and sentence.among("Industry", (match.end("R"), clause.start())):
                    continue
                for region in sentence.among("Region", match.span("R")):
                    yield from (_tie(industry, region, pattern.name) for industry in topic.holders)


def _near(sentence: Sentence, patterns: _Patterns, held: Sequence[Floor], tied: set[Found]) -> Iterator[Tie]:
    """What the surer patterns leave: names side by side, and all that follows who has the sentence's floor."""
    places = [m.span("I") for pattern in patterns["barred"] for m in pattern.expression.finditer(sentence.shape)]
    done = tied.union(f for place in places for f in sentence.among("Industry", place))
    ties = [*_direct(sentence, patterns["near"])]
    ties += (tie for place in held if place.kind in ("scope", "setting") for tie in _following(sentence, place))
    yield from (tie for tie in ties if tie.industry not in done)


def _following(sentence: Sentence, held: Floor) -> Iterator[Tie]:
    """Every industry between a region that has the floor and the next region, where something is said between."""
    end = min([held.end, *(at for at in sentence.starts("Region") if at >= held.start)])
    for industry in sentence.among("Industry", (held.start, end)):
        if held.kind == "setting" or _SAID.match(sentence.shape, held.start, industry.start - sentence.at):
            yield from (_tie(industry, region, f"{held.name}_floor") for region in held.holders)


def _tie(industry: Found, region: Found, rule: str) -> Tie:
    return Tie(industry, region, rule, min(industry.start, region.start), max(industry.end, region.end))
