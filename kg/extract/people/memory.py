"""What a page has established: every occurrence of a name found somewhere is a mention.

Takes accepted candidates of all texts, gives the mentions. Never lets a shorter
name stand where a longer one does.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate

from kg.extract import occurrences
from kg.extract.people import shapes
from kg.extract.people.candidates import Candidate, Candidates
from kg.extract.people.scenes import Scene
from kg.extract.records import Found, Reading
from kg.vocabulary import Vocabulary

__all__ = ["everywhere", "grown", "insisted", "settled", "shortened"]

_OFTEN = 4
_ALWAYS = 3
"""Places of a name, and letters that follow its third, that show the third to belong to it."""
_ONCE_LIKELY = 1.5
"""What the best of many weak places must weigh."""


def settled(accepted: Mapping[int, Sequence[Candidate]], readings: Mapping[int, Reading]) -> dict[str, Candidate]:
    """The names of the page, each with its weightiest candidate.

    Of a name and the same name with a further character (韩正, 韩正在) the one is
    kept that the page's other places speak for: where the longer is always what
    is printed, the longer; where the shorter stands alone too, the shorter.
    """
    names: dict[str, Candidate] = {}
    for index, found in accepted.items():
        for c in found:
            name = readings[index].folded[c.start : c.end]
            if name not in names or names[name].weight < c.weight:
                names[name] = c
    page = "\n".join([r.folded for r in readings.values()])
    counts = {n: page.count(n) for n in names}
    dropped = set()
    for longer in names:
        for shorter in (longer[:size] for size in range(1, len(longer))):
            if shorter in names:
                alone = counts[shorter] > counts[longer]
                better = names[longer].weight + (0.5 if not alone else -2.0) >= names[shorter].weight
                dropped.add(shorter if better else longer)
    return {n: c for n, c in names.items() if n not in dropped}


def grown(
    names: Mapping[str, Candidate], readings: Mapping[int, Reading], vocabulary: Vocabulary
) -> dict[str, Candidate]:
    """Names of two letters that a page always prints with the same third, whatever comes behind it: 刘立|一."""
    page = "\n".join([r.folded for r in readings.values()])
    after = shapes.of(vocabulary).after
    longer = {}
    for name, c in names.items():
        if len(name) != 2 or c.foreign or page.count(name) < _ALWAYS:
            continue
        ends = [m.end() for m in re.finditer(re.escape(name), page)]
        third = {page[end : end + 1] for end in ends}
        beyond = {page[end + 1 : end + 2] for end in ends}
        letter = next(iter(third))
        if len(third) == 1 and len(beyond) >= _ALWAYS and shapes.is_han(letter) and letter not in after:
            longer[name + letter] = c._replace(end=c.end + 1)
    return longer


def shortened(
    names: Mapping[str, Candidate], readings: Mapping[int, Reading], vocabulary: Vocabulary
) -> dict[str, Candidate]:
    """The names without a third letter that is an adverb or a verb's, where the page has the two alone: 刘某|正."""
    page = "\n".join([r.folded for r in readings.values()])
    loose = shapes.of(vocabulary).after | vocabulary.words("name_adverb")
    result = {}
    for name, c in names.items():
        alone = name[:2]
        if len(name) == 3 and not c.foreign and name[2] in loose and page.count(alone) > page.count(name):
            others = sum(page.count(n) for n in names if n.startswith(alone) and n != alone)
            if page.count(alone) > others:
                name, c = alone, c._replace(end=c.end - 1)
        result[name] = c
    return result


def insisted(possible: Mapping[int, Candidates], names: Mapping[str, Candidate]) -> dict[str, Candidate]:
    """Names that no single place is sure of, but many places allow: the same three characters four times and more."""
    insisted = {}
    passages = [possible[index] for index in sorted(possible)]
    starts = list(accumulate((len(p.scene.text) + 1 for p in passages), initial=0))
    page = "\n".join(p.scene.text for p in passages)
    for name in _often(passages, page):
        if any(name in known or known in name for known in names) or not passages[0].may_be(name):
            continue
        places = [c for n, at in _occurrences(name, page, starts) for c in _at(passages[n], at, at + len(name))]
        weights = [c.weight for c in places]
        if len(places) >= _OFTEN and max(weights) >= _ONCE_LIKELY and sum(weights) >= _OFTEN * 0.5:
            insisted[name] = max(places, key=lambda c: c.weight)
    return insisted


def _often(passages: Sequence[Candidates], page: str) -> list[str]:
    """Three characters, the first a surname's, that the page has four times and more."""
    counts = Counter(passages[0].scene.shapes.three.findall(page) if passages else ())
    return sorted(n for n, c in counts.items() if c >= _OFTEN and page.count(n) >= _OFTEN)


def _occurrences(name: str, page: str, starts: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Wherever the page has the name: which of its passages, and where in that."""
    at = page.find(name)
    while at >= 0:
        n = bisect_right(starts, at) - 1
        yield n, at - starts[n]
        at = page.find(name, at + 1)


def _at(passage: Candidates, start: int, end: int) -> Iterable[Candidate]:
    return () if _holds_a_word(passage.scene, start, end) else passage.of_three(start)


def _holds_a_word(scene: Scene, start: int, end: int) -> bool:
    words = scene.words
    if scene.text[end - 1] in scene.place_ends:
        return True
    held = [at for at in range(start, end) if words.known_at.get(at, end + 1) <= end]
    # The dictionary's small places are no evidence: those that exist are in the table of regions.
    return any(at not in words.at_start or words.words[words.at_start[at]].tag != "ns" for at in held)


def everywhere(
    names: Mapping[str, Candidate],
    readings: Sequence[Reading],
    barred: Mapping[int, set[int]],
    vocabulary: Vocabulary,
) -> list[Found]:
    """Every occurrence of the names, the longest first; none inside an organisation or a doctrine's name."""
    doctrine = tuple(sorted(vocabulary.words("doctrine")))
    found: list[Found] = []
    readings = sorted(readings, key=lambda r: r.index)
    for n, start, end in occurrences.on_page([r.folded for r in readings], names, doctrine):
        reading = readings[n]
        if barred[reading.index].isdisjoint(range(start, end)):
            rule = names[reading.folded[start:end]].rule
            found.append(Found(reading.index, start, end, "Person", reading.passage.text[start:end], "", rule))
    return found
