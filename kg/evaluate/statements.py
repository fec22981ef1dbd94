"""Whole stretches of speech: the figures other systems publish.

A *stretch* is a longest run of one speaker's content with no other content in
between, so that one statement of two segments and two statements of one are the
same. Four measures, from strict to lenient:

- ``exact``: the same characters and the same speaker;
- ``jaccard``: common characters over all characters at least 0.8, the same speaker;
- ``overlap``: as Gender Gap Tracker counts (doi:10.1371/journal.pone.0245533): at least 0.3 of the wanted
  stretch is in the found one, however long that is, and whoever spoke; ``overlap_strict`` asks 0.8;
- ``source``: the set of speakers named, per document.

Cues are not scored: the gold files do not mark them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from kg.evaluate.counts import Counts
from kg.evaluate.reading import Case, Said

__all__ = ["MEASURES", "Stretch", "counts", "sources", "stretches"]

_NEAR = 0.8
_LENIENT = 0.3
"""The two thresholds of Gender Gap Tracker's evaluation."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of one speaker's content."""

    names: frozenset[str]
    content: frozenset[int]


def stretches(case: Case, said: Iterable[Said]) -> tuple[Stretch, ...]:
    """The runs of each speaker, by place."""
    numbers = [k for k, is_content in enumerate(case.page.content) if is_content]
    order = {k: n for n, k in enumerate(numbers)}
    runs: list[Stretch] = []
    for names, content in _by_speaker(said):
        run: list[int] = []
        for at in sorted(content):
            if run and order[at] != order[run[-1]] + 1:
                runs.append(Stretch(names, frozenset(run)))
                run = []
            run.append(at)
        if run:
            runs.append(Stretch(names, frozenset(run)))
    return tuple(sorted(runs, key=lambda s: (min(s.content), sorted(s.names))))


def _by_speaker(said: Iterable[Said]) -> list[tuple[frozenset[str], set[int]]]:
    speakers: list[tuple[frozenset[str], set[int]]] = []
    for one in said:
        for i, (names, content) in enumerate(speakers):
            if names & one.names:
                speakers[i] = (names | one.names, content | one.content)
                break
        else:
            speakers.append((one.names, set(one.content)))
    return speakers


def _exact(wanted: Stretch, found: Stretch) -> bool:
    return wanted.content == found.content and bool(wanted.names & found.names)


def _jaccard(wanted: Stretch, found: Stretch) -> bool:
    common = len(wanted.content & found.content)
    return common >= _NEAR * len(wanted.content | found.content) and bool(wanted.names & found.names)


def _overlap(wanted: Stretch, found: Stretch) -> bool:
    return len(wanted.content & found.content) >= _LENIENT * len(wanted.content)


def _overlap_strict(wanted: Stretch, found: Stretch) -> bool:
    return len(wanted.content & found.content) >= _NEAR * len(wanted.content)


MEASURES: dict[str, Callable[[Stretch, Stretch], bool]] = {
    "exact": _exact,
    "jaccard": _jaccard,
    "overlap": _overlap,
    "overlap_strict": _overlap_strict,
}


def counts(case: Case, measure: str) -> Counts:
    """Stretches right, found, met and wanted by one measure."""
    match = MEASURES[measure]
    wanted, found = stretches(case, case.gold), stretches(case, case.found)
    right = sum(any(match(w, f) for w in wanted) for f in found)
    met = sum(any(match(w, f) for f in found) for w in wanted)
    return Counts(right, len(found), met, len(wanted))


def sources(case: Case) -> Counts:
    """Speakers named, whatever they said."""
    wanted, found = {s.names for s in case.gold}, {s.names for s in case.found}
    right = sum(any(f & w for w in wanted) for f in found)
    met = sum(any(f & w for f in found) for w in wanted)
    return Counts(right, len(found), met, len(wanted))
