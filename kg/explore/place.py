"""Where each node stands when everything is drawn.

Takes nodes and weighted edges. Gives whole-number coordinates, components
packed side by side, no two nodes on top of each other. Never random: seeded.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

__all__ = ["positions"]

_SEED = 7
_APART = 34
"""Two nodes are at least so far from each other."""
_ROOM = 46
"""Side of the square a node may fill on average."""
_MARGIN = 70
_WIDE = 1.3
"""Width by height that is aimed at: the space between the panels."""

Point = tuple[float, float]
Box = tuple[dict[int, Point], float, float]
"""Places from the corner of their frame, its width and its height."""


def positions(count: int, edges: Mapping[tuple[int, int], float]) -> list[tuple[int, int]]:
    """Coordinates of ``count`` nodes.

    >>> positions(2, {}) == positions(2, {}), len(set(positions(3, {(0, 1): 1.0})))
    (True, 3)
    """
    boxes = []
    for members in _components(count, edges):
        inside = set(members)
        within = {pair: weight for pair, weight in edges.items() if pair[0] in inside}
        boxes.append(_framed(_apart(_spring(members, within))))
    boxes.sort(key=lambda box: (-box[1] * box[2], min(box[0])))
    placed = _packed(boxes)
    return [(round(placed[i][0]), round(placed[i][1])) for i in range(count)]


def _components(count: int, edges: Mapping[tuple[int, int], float]) -> list[list[int]]:
    leader = list(range(count))

    def find(node: int) -> int:
        while leader[node] != node:
            leader[node] = leader[leader[node]]
            node = leader[node]
        return node

    for a, b in edges:
        leader[find(a)] = find(b)
    groups: dict[int, list[int]] = defaultdict(list)
    for node in range(count):
        groups[find(node)].append(node)
    return sorted(groups.values())


def _spring(members: Sequence[int], edges: Mapping[tuple[int, int], float]) -> dict[int, Point]:
    """Force-directed places of one component, scaled by its size."""
    if len(members) <= 2:
        return {member: (0.0, 1.4 * _APART * n) for n, member in enumerate(members)}
    import rustworkx

    graph: rustworkx.PyGraph[int, float] = rustworkx.PyGraph()
    at = dict(zip(members, graph.add_nodes_from(list(members)), strict=True))
    graph.add_edges_from([(at[a], at[b], w) for (a, b), w in sorted(edges.items())])
    size = _ROOM * len(members) ** 0.5
    steps = 300 if len(members) <= 300 else 120
    found = rustworkx.spring_layout(
        graph, k=1.1 * _ROOM / size, num_iter=steps, weight_fn=float, scale=1, seed=_SEED, adaptive_cooling=True
    )
    wide, tall = size / 2 * _WIDE**0.5, size / 2 / _WIDE**0.5
    return {node: (found[i][0] * wide, found[i][1] * tall) for node, i in at.items()}


def _apart(places: Mapping[int, Point], rounds: int = 30) -> dict[int, Point]:
    """Push pairs that are too near away from each other, by cells of a grid."""
    at = {node: list(point) for node, point in sorted(places.items())}
    for _ in range(rounds):
        cells: dict[tuple[int, int], list[int]] = defaultdict(list)
        for node, (x, y) in at.items():
            cells[int(x // _APART), int(y // _APART)].append(node)
        moved = False
        for (cx, cy), nodes in sorted(cells.items()):
            near = [n for dx in (-1, 0, 1) for dy in (-1, 0, 1) for n in cells.get((cx + dx, cy + dy), ())]
            for a in nodes:
                for b in near:
                    if b <= a:
                        continue
                    dx, dy = at[b][0] - at[a][0], at[b][1] - at[a][1]
                    distance = (dx * dx + dy * dy) ** 0.5
                    if distance >= _APART:
                        continue
                    if distance < 0.01:  # on one spot: part them in a direction of their own
                        dx, dy, distance = float(a % 7 - 3) or 1.0, float(b % 5 - 2) or 1.0, 1.0
                    push = (_APART - min(distance, _APART)) / 2 / distance + 0.001
                    at[a][0] -= dx * push
                    at[a][1] -= dy * push
                    at[b][0] += dx * push
                    at[b][1] += dy * push
                    moved = True
        if not moved:
            break
    return {node: (x, y) for node, (x, y) in at.items()}


def _framed(places: Mapping[int, Point]) -> Box:
    """Places measured from the upper left corner of their frame, and its width and height."""
    left, top = min(x for x, _ in places.values()), min(y for _, y in places.values())
    moved = {n: (x - left + _MARGIN / 2, y - top + _MARGIN / 2) for n, (x, y) in places.items()}
    return moved, max(x for x, _ in moved.values()) + _MARGIN / 2, max(y for _, y in moved.values()) + _MARGIN / 2


def _packed(boxes: Sequence[Box]) -> dict[int, Point]:
    """The greatest frame first; the others in rows beside it while its height lasts, then in rows below."""
    placed: dict[int, Point] = {}
    if not boxes:
        return placed
    (places, w, h), *others = boxes
    width = max(w, (sum(bw * bh for _, bw, bh in boxes) * _WIDE) ** 0.5)
    placed |= places
    below = _rows(others, placed, w, width, 0.0, h)
    _rows(below, placed, 0.0, width, h, float("inf"))
    return placed


def _rows(
    boxes: Sequence[Box], placed: dict[int, Point], left: float, right: float, top: float, bottom: float
) -> list[Box]:
    """Fill a rectangle row by row; the frames that found no room are given back."""
    x, y, row = left, top, 0.0
    rest: list[Box] = []
    for box in boxes:
        places, w, h = box
        if x > left and x + w > right:
            x, y, row = left, y + row, 0.0
        if y + h > bottom or x + w > right + 1:
            rest.append(box)
            continue
        placed |= {node: (px + x, py + y) for node, (px, py) in places.items()}
        x, row = x + w, max(row, h)
    return rest
