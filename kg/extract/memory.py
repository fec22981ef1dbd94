"""What a page has established: every occurrence of a name found somewhere is a mention.

Takes accepted candidates of all texts, gives the mentions. Never lets a shorter
name stand where a longer one does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kg.extract import candidates, occurrences
from kg.extract.candidates import Candidate
from kg.extract.records import Found, Reading
from kg.extract.scenes import Scene
from kg.vocabulary import Vocabulary

__all__ = ["everywhere", "insisted", "settled"]

_OFTEN = 4
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
        for shorter in names:
            if longer != shorter and longer.startswith(shorter):
                alone = counts[shorter] > counts[longer]
                better = names[longer].weight + (0.5 if not alone else -2.0) >= names[shorter].weight
                dropped.add(shorter if better else longer)
    return {n: c for n, c in names.items() if n not in dropped}


def insisted(
    possible: Mapping[int, Sequence[Candidate]], scenes: Mapping[int, Scene], names: Mapping[str, Candidate]
) -> dict[str, Candidate]:
    """Names that no single place is sure of, but many places allow: the same three characters four times and more."""
    likely = {scenes[index].text[c.start : c.end] for index, found in possible.items() for c in found if _is_weak(c)}
    insisted = {}
    for name in sorted(likely):
        if any(name in known or known in name for known in names) or not _is_often(name, scenes):
            continue
        places = [c for index in sorted(scenes) for c in _places(name, scenes[index])]
        weights = [c.weight for c in places]
        if len(places) >= _OFTEN and max(weights) >= _ONCE_LIKELY and sum(weights) >= _OFTEN * 0.5:
            insisted[name] = max(places, key=lambda c: c.weight)
    return insisted


def _is_weak(c: Candidate) -> bool:
    return not c.foreign and c.end - c.start == 3 and c.weight >= _ONCE_LIKELY


def _is_often(name: str, scenes: Mapping[int, Scene]) -> bool:
    return sum(scene.text.count(name) for scene in scenes.values()) >= _OFTEN


def _places(name: str, scene: Scene) -> Iterator[Candidate]:
    at = scene.text.find(name)
    while at >= 0:
        for c in candidates.of_three(scene, at):
            if not _holds_a_word(scene, c):
                yield c
        at = scene.text.find(name, at + 1)


def _holds_a_word(scene: Scene, c: Candidate) -> bool:
    words = scene.words
    if scene.text[c.end - 1] in scene.place_ends:
        return True
    held = [at for at in range(c.start, c.end) if words.known_at.get(at, c.end + 1) <= c.end]
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
    for reading in sorted(readings, key=lambda r: r.index):
        for start, end in occurrences.find(reading.folded, names, doctrine):
            if barred[reading.index].isdisjoint(range(start, end)):
                rule = names[reading.folded[start:end]].rule
                found.append(Found(reading.index, start, end, "Person", reading.passage.text[start:end], "", rule))
    return found
