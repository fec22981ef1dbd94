"""Which industry a sentence puts in which region.

Takes a sentence with the industries and regions named in it. Gives pairs with
the pattern that says so and the words it rests on. Never links what only
stands in one sentence: without a pattern of ``link_patterns.csv`` there is none.

A pattern is a regular expression over the sentence's *shape*: the folded text in
which every mention is painted over, so that ``<R>`` is a region, ``<I>`` an
industry, ``<O>`` a person or body, whatever they are called. ``<Rs>`` and
``<Is>`` are lists of them, ``<B>`` is a mark between clauses, ``<G>`` any other
character, ``<free>`` a place that no region qualifies, and every other ``<name>``
a word of that class of ``link_words.csv``. Nine kinds:

- ``direct`` links its regions and industries.
- ``scope`` gives the floor to its regions, until another takes it or somebody else does.
- ``clause`` gives it to them until the end of the clause.
- ``stop`` takes it away.
- ``predicate`` links its industries to the regions that have the floor.
- ``near`` and ``further`` link what no surer pattern does: in one clause, and in the next one
  (not for a region that is only brought to act). So does the floor itself, up to the next region.
- ``barred`` names industries that these leave alone.
- ``continuing`` is how a sentence begins that leaves out its subject: the region of the sentence before has the floor.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from kg import script
from kg.errors import TableError
from kg.extract.records import Found
from kg.vocabulary import Vocabulary, alternation

__all__ = ["Tie", "find", "floor"]

_PAINT = {"Region": ("\ue000", "\ue001"), "Industry": ("\ue002", "\ue003")}
_OTHER = ("\ue004", "\ue005")
"""First and further characters of a painted mention: private use, never in a page that means anything."""
_BREAK = "[，,；;：:—…]"
_GAP = "[^，,。；;：:！？!?\ue000-\ue005]"
_KINDS = ("direct", "scope", "clause", "stop", "predicate", "near", "further", "barred", "continuing")
_SAID = re.compile(f"{_GAP}{{2}}|{_GAP}?{_BREAK}{_GAP}{{4}}")
"""Letters that are no mark and no name, from where a region has the floor."""
_SHAPES = {
    "R": "(?:\ue000\ue001*+)",
    "I": "(?:\ue002\ue003*+)",
    "O": "(?:\ue004\ue005*+)",
    "RO": "\ue000\ue001\ue004\ue005",
    "G": _GAP,
    "free": "(?<![\ue000\ue001])(?<![\ue000\ue001]的)",
    "B": _BREAK,
    # No list of the press is longer; without an end, a page of nothing but names would take hours.
    "Rs": "(?P<R><R>(?:<and>?<R>){0,40}+)",
    "Is": "(?P<I><I>(?:<G>{0,4}?<and><G>{0,6}?<I>){0,40}(?:<and_so_on><G>{0,8}?<I>)?)",
}


@dataclass(frozen=True, slots=True)
class Tie:
    """An industry and a region that a sentence ties together, ``start``/``end`` around the words that do."""

    industry: Found
    region: Found
    rule: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Pattern:
    name: str
    expression: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence's shape, and the mentions painted over in it."""

    shape: str
    at: int
    """Where it begins in the passage."""
    mentions: tuple[Found, ...]

    def among(self, kind: str, place: tuple[int, int]) -> tuple[Found, ...]:
        start, end = place[0] + self.at, place[1] + self.at
        return tuple(f for f in self.mentions if f.kind == kind and start <= f.start and f.end <= end)


@dataclass(frozen=True, slots=True)
class _Scope:
    name: str
    start: int
    end: int
    regions: tuple[Found, ...]
    sentence: bool
    """Whether it holds for the sentence; else for the clause."""


@cache
def _patterns(vocabulary: Vocabulary) -> dict[str, tuple[_Pattern, ...]]:
    """The table's patterns by kind, in its order, every ``<name>`` replaced by what it stands for."""
    words: dict[str, set[str]] = {}
    for row in vocabulary.rows["link_words"]:
        words.setdefault(row["class"], set()).add(script.fold(row["word"]))
    shapes = {name: alternation(listed) for name, listed in words.items()} | _SHAPES

    def spell(pattern: str) -> str:
        return re.sub(r"(?<!\?P)<([A-Za-z_]+)>", lambda m: spell(shapes[m[1]]), pattern)

    kinds: dict[str, list[_Pattern]] = {kind: [] for kind in _KINDS}
    for row in vocabulary.rows["link_patterns"]:
        try:
            kinds[row["kind"]].append(_Pattern(row["name"], re.compile(spell(row["pattern"]))))
        except (KeyError, re.error) as fault:
            place = f"{vocabulary.folder / 'link_patterns.csv'}:{row.line}"
            raise TableError(f"{place}: the pattern of {row['name']} cannot be read: {fault}") from fault
    kinds["manner"] = [_Pattern("manner", re.compile(shapes["manner"]))]
    kinds["row"] = [_Pattern("row", re.compile(spell("<Rs>")))]
    return {kind: tuple(listed) for kind, listed in kinds.items()}


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
    patterns = _patterns(vocabulary)
    sentence = _Sentence(_paint(folded, start, end, inside), start, tuple(inside))
    if "Region" not in kinds:
        return tuple(_continued(sentence, patterns, before))
    ties: dict[tuple[Found, Found], Tie] = {}
    scopes = tuple(_scopes(sentence, patterns))
    for tie in (*_direct(sentence, patterns["direct"]), *_scoped(sentence, patterns["predicate"], scopes)):
        ties.setdefault((tie.industry, tie.region), tie)
    for tie in _near(sentence, patterns, scopes, {industry for industry, _ in ties}):
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
    row = _patterns(vocabulary)["row"][0].expression.search(_paint(folded, start, end, inside))
    return regions if row and row.end("R") >= regions[-1].end - start else ()


def _is_country(region: Found, vocabulary: Vocabulary) -> bool:
    row = vocabulary.by_id("regions").get(region.concept.removeprefix("region/"))
    return row is not None and row["level"] == "country"


def _inside(folded: str, start: int, end: int, mentions: Sequence[Found], vocabulary: Vocabulary) -> list[Found]:
    """The sentence's mentions, without the regions that only name a manner (港式)."""
    manner = _patterns(vocabulary)["manner"][0].expression
    return [
        f
        for f in mentions
        if start <= f.start and f.end <= end and not (f.kind == "Region" and manner.match(folded, f.end))
    ]


def _continued(
    sentence: _Sentence, patterns: dict[str, tuple[_Pattern, ...]], regions: Sequence[Found]
) -> Iterator[Tie]:
    """A sentence without a subject and a region of its own: what it pursues, the region of the sentence before does."""
    for pattern in patterns["continuing"]:
        if pattern.expression.match(sentence.shape):
            scope = _Scope(pattern.name, 0, len(sentence.shape), tuple(regions), True)
            yield from dict.fromkeys(_scoped(sentence, patterns["predicate"][:1], [scope]))


def _paint(folded: str, start: int, end: int, inside: Sequence[Found]) -> str:
    shape = list(folded[start:end])
    for f in inside:
        first, further = _PAINT.get(f.kind, _OTHER)
        shape[f.start - start : f.end - start] = first + further * (f.end - f.start - 1)
    return "".join(shape)


def _direct(sentence: _Sentence, patterns: Sequence[_Pattern]) -> Iterator[Tie]:
    for pattern in patterns:
        for match in _overlapping(pattern.expression, sentence.shape):
            for region in sentence.among("Region", match.span("R")):
                for industry in sentence.among("Industry", match.span("I")):
                    yield _tie(industry, region, pattern.name)


def _near(
    sentence: _Sentence, patterns: dict[str, tuple[_Pattern, ...]], scopes: Sequence[_Scope], tied: set[Found]
) -> Iterator[Tie]:
    """What the surer patterns leave: names side by side, and all that follows who has the sentence's floor."""
    places = [m.span("I") for pattern in patterns["barred"] for m in pattern.expression.finditer(sentence.shape)]
    done = tied.union(f for place in places for f in sentence.among("Industry", place))
    brought = {region for scope in scopes if not scope.sentence for region in scope.regions}
    ties = [*_direct(sentence, patterns["near"])]
    ties += (tie for tie in _direct(sentence, patterns["further"]) if tie.region not in brought)
    ties += (tie for scope in scopes if scope.sentence for tie in _floor(sentence, scope))
    yield from (tie for tie in ties if tie.industry not in done)


def _floor(sentence: _Sentence, scope: _Scope) -> Iterator[Tie]:
    """Every industry between a region that has the floor and the next region, where something is said between."""
    places = [f.start - sentence.at for f in sentence.mentions if f.kind == "Region"]
    end = min([scope.end, *(at for at in places if at >= scope.start)])
    for industry in sentence.among("Industry", (scope.start, end)):
        if _SAID.match(sentence.shape, scope.start, industry.start - sentence.at):
            yield from (_tie(industry, region, f"{scope.name}_floor") for region in scope.regions)


def _overlapping(expression: re.Pattern[str], shape: str) -> Iterator[re.Match[str]]:
    """Every match, each beginning after the first names of the last: two industries may do the same for one region."""
    match = expression.search(shape)
    while match:
        yield match
        match = expression.search(shape, min(match.end("R"), match.end("I")))


def _scoped(sentence: _Sentence, patterns: Sequence[_Pattern], scopes: Sequence[_Scope]) -> Iterator[Tie]:
    for scope in scopes:
        for pattern in patterns:
            for match in pattern.expression.finditer(sentence.shape, scope.start, scope.end):
                for region in scope.regions:
                    for industry in sentence.among("Industry", match.span("I")):
                        yield _tie(industry, region, f"{scope.name}_{pattern.name}")


def _scopes(sentence: _Sentence, patterns: dict[str, tuple[_Pattern, ...]]) -> Iterator[_Scope]:
    """Who has the floor from where to where."""
    opened: dict[int, _Scope] = {}
    for kind in ("scope", "clause"):
        for pattern in patterns[kind]:
            for match in pattern.expression.finditer(sentence.shape):
                start, end = match.span("R")
                regions = sentence.among("Region", (start, end))
                opened.setdefault(start, _Scope(pattern.name, end, end, regions, kind == "scope"))
    others = (m.start() for pattern in patterns["stop"] for m in pattern.expression.finditer(sentence.shape))
    stops = sorted({*opened, *others, len(sentence.shape)})
    breaks = [m.start() for m in re.finditer(_BREAK, sentence.shape)]
    for _, scope in sorted(opened.items(), key=lambda o: o[0]):
        ends = stops if scope.sentence else sorted([*stops, *breaks])
        yield replace(scope, end=next(at for at in ends if at >= scope.start))


def _tie(industry: Found, region: Found, rule: str) -> Tie:
    return Tie(industry, region, rule, min(industry.start, region.start), max(industry.end, region.end))
