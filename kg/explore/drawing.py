"""pyvis: the one place that knows it.

Takes the columns of ``core``. Gives vis-network's script, which pyvis carries,
and the nodes and edges of the full drawing. Never imports pyvis: its template
loads from other sites and runs markup out of titles.
"""

from __future__ import annotations

from collections import Counter
from importlib.util import find_spec
from pathlib import Path

from kg.explore import place
from kg.explore.index import KINDS, Fields

__all__ = ["LIMIT", "drawing", "vis_network"]

LIMIT = 1500
"""More nodes than these are not drawn at once: no one can read them, and panning lags."""

_SHAPES = dict(
    zip(
        (*KINDS, "Claim"),
        ("dot", "square", "star", "triangle", "ellipse", "diamond", "hexagon", "box", "box"),
        strict=True,
    )
)


def vis_network() -> str:
    """The source of vis-network 9.1.2 with its licence header, from the installed pyvis."""
    spec = find_spec("pyvis")
    assert spec is not None and spec.origin is not None
    source = Path(spec.origin).parent / "lib" / "vis-9.1.2" / "vis-network.min.js"
    return (
        source.read_text(encoding="utf-8")
        .replace("\r\n", "\n")
        .rstrip("\n")
        .removesuffix("//# sourceMappingURL=vis-network.min.js.map")
    )


def drawing(core: Fields) -> Fields | None:
    """Nodes and edges with their places, or None above LIMIT nodes.

    Node ``n`` is an entity's number, ``-1 - n`` a claim's. Entities that are
    only mentioned, and pages, are left to the other views.
    """
    claims, entities = core["claims"], core["entities"]
    edges: Counter[tuple[int, int]] = Counter()
    for n, ends in enumerate(zip(claims["speakers"], claims["industries"], claims["regions"], strict=True)):
        edges.update((end, -1 - n) for column in ends for end in column)
    edges.update((person, organization) for person, organization in core["affiliations"])
    drawn = sorted({end for pair in edges for end in pair} | {-1 - n for n in range(len(claims["id"]))})
    if not drawn or len(drawn) > LIMIT:
        return None
    at = {node: i for i, node in enumerate(drawn)}
    places = place.positions(len(drawn), {(at[a], at[b]): float(w) for (a, b), w in sorted(edges.items())})
    return {
        "nodes": [_node(node, *at, entities) for node, at in zip(drawn, places, strict=True)],
        "edges": sorted(edges),
    }


def _node(node: int, x: int, y: int, entities: Fields) -> Fields:
    kind = KINDS[entities["kind"][node]] if node >= 0 else "Claim"
    return {"id": node, "shape": _SHAPES[kind], "group": kind, "x": x, "y": y}
