"""The order of the overview's columns: few crossings.

Takes which claims join which rows. Gives each entity a place in its column.
Never random: sweeps of weighted means (Sugiyama), the best one kept.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

__all__ = ["crossings", "lifted", "ranks"]

_SWEEPS = 8
_EXACT = 4000
"""Above this many edges the crossings are no longer counted: the last sweep stands."""

Edges = Mapping[tuple[int, int], int]


def ranks(
    count: int, speakers: Sequence[Sequence[int]], industries: Sequence[Sequence[int]], links: Sequence[Sequence[int]]
) -> list[float]:
    """A place between 0 and 1 for each of ``count`` entities; 0.5 for those without an edge."""
    left: Counter[tuple[int, int]] = Counter()
    right: Counter[tuple[int, int]] = Counter()
    for who, what, where in zip(speakers, industries, links, strict=True):
        left.update((s, i) for s in who for i in what)
        right.update(zip(where[::2], where[1::2], strict=True))
    first = sorted({s for s, _ in left})
    middle = sorted({i for _, i in left} | {i for i, _ in right})
    last = sorted({r for _, r in right})
    columns = [_even(first), _even(middle), _even(last)]
    best, fewest = [dict(c) for c in columns], _cost(columns, left, right)
    back_left, back_right = _turned(left), _turned(right)
    for sweep in range(_SWEEPS):
        columns[1] = _even(_sorted(columns[1], [(left, columns[0]), (back_right, columns[2])]))
        columns[0] = _even(_sorted(columns[0], [(back_left, columns[1])]))
        columns[2] = _even(_sorted(columns[2], [(right, columns[1])]))
        cost = _cost(columns, left, right) if len(left) + len(right) <= _EXACT else _SWEEPS - sweep
        if cost < fewest or len(left) + len(right) > _EXACT:
            best, fewest = [dict(c) for c in columns], cost
    placed = best[0] | best[1] | best[2]
    return [round(placed.get(i, 0.5), 4) for i in range(count)]


def lifted(own: Sequence[float], up: Sequence[Sequence[int]]) -> list[float]:
    """Entities without an edge of their own (0.5) stand where those below them stand on average.

    >>> lifted([0.5, 0.2, 0.4], [[], [0], [0]])
    [0.3, 0.2, 0.4]
    """
    below: dict[int, list[float]] = defaultdict(list)
    for node, above in enumerate(up):
        for parent in above:
            below[parent].append(own[node])
    return [round(sum(below[i]) / len(below[i]), 4) if rank == 0.5 and below[i] else rank for i, rank in enumerate(own)]


def crossings(edges: Iterable[tuple[float, float, int]]) -> int:
    """Weighted crossings of edges ``(from, to, weight)`` between two columns.

    >>> crossings([(0, 1, 1), (1, 0, 2)])
    2
    """
    ordered = sorted(edges)
    places = sorted({to for _, to, _ in ordered})
    tree = [0] * (len(places) + 1)
    total = seen = 0
    at = 0
    while at < len(ordered):
        group = at
        while at < len(ordered) and ordered[at][0] == ordered[group][0]:
            _, to, weight = ordered[at]
            below, i = 0, bisect_left(places, to) + 1
            while i:
                below += tree[i]
                i &= i - 1
            total += weight * (seen - below)
            at += 1
        for _, to, weight in ordered[group:at]:
            seen += weight
            i = bisect_left(places, to) + 1
            while i <= len(places):
                tree[i] += weight
                i += i & -i
    return total


def _cost(columns: Sequence[Mapping[int, float]], left: Edges, right: Edges) -> int:
    if len(left) + len(right) > _EXACT:
        return _SWEEPS + 1
    first, middle, last = columns
    return crossings((first[a], middle[b], w) for (a, b), w in left.items()) + crossings(
        (middle[a], last[b], w) for (a, b), w in right.items()
    )


def _turned(edges: Edges) -> dict[tuple[int, int], int]:
    return {(b, a): weight for (a, b), weight in edges.items()}


def _even(nodes: Sequence[int]) -> dict[int, float]:
    return {node: (place + 0.5) / len(nodes) for place, node in enumerate(nodes)}


def _sorted(column: Mapping[int, float], neighbours: Sequence[tuple[Edges, Mapping[int, float]]]) -> list[int]:
    """The column by the weighted mean place of its neighbours; who has none stays where he is."""
    total: dict[int, float] = defaultdict(float)
    weights: dict[int, float] = defaultdict(float)
    for edges, places in neighbours:
        for (other, node), weight in edges.items():
            total[node] += weight * places[other]
            weights[node] += weight
    return sorted(column, key=lambda n: (total[n] / weights[n] if weights[n] else column[n], column[n], n))
