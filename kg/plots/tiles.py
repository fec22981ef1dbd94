"""The provinces as tiles: one square for each of the 34, roughly where it lies. No map, no borders.

The grid is ``ontology/province_tiles.csv``; a province is counted with all regions inside it,
and with the areas it has a part in (粵港澳大灣區 for three of them).
"""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any

from kg import resources
from kg.plots.style import RAMP, altair, dressed

if TYPE_CHECKING:
    import networkx as nx

    from kg.workbench import Build

__all__ = ["province_tiles"]


def province_tiles(build: Build[Any], industry: str = "", script: str = "hant") -> Any:
    """Claims by province; with ``industry`` (any of its names) only those about it. ``script`` is ``hant`` or ``hans``.

    >>> province_tiles(build, script="hans").to_dict()["title"]["text"]
    'Claims by province'
    """
    alt = altair()
    import pandas as pd

    with (resources.ontology() / "province_tiles.csv").open(encoding="utf-8", newline="") as file:
        tiles = list(csv.DictReader(file))
    graph = build.graph
    claims = {tile["region"]: set() for tile in tiles}  # type: dict[str, set[str]]
    for claim, region, data in graph.edges(data=True):
        if data["relation"] != "ABOUT_REGION" or not (industry == "" or industry in _industries(graph, claim)):
            continue
        for above in _above(graph, region):
            if above in claims:
                claims[above].add(claim)
    frame = pd.DataFrame(
        {
            "name": tile[script],
            "row": int(tile["row"]),
            "column": int(tile["column"]),
            "claims": len(claims[tile["region"]]),
        }
        for tile in tiles
    )
    base = alt.Chart(frame).encode(x=alt.X("column:O", axis=None), y=alt.Y("row:O", axis=None))
    half = frame["claims"].max() / 2
    ink = alt.condition(f"datum.claims > {max(half, 0.5)}", alt.value("white"), alt.value("#1b1f24"))
    cells = base.mark_rect(stroke="white", strokeWidth=3).encode(
        color=alt.Color("claims:Q", scale=alt.Scale(range=RAMP), legend=None), tooltip=["name", "claims"]
    )
    names = base.mark_text(dy=-7, fontSize=13).encode(text="name", color=ink)
    numbers = base.mark_text(dy=10, fontSize=12).encode(text="claims", color=ink)
    chart = (cells + names + numbers).properties(width=alt.Step(54), height=alt.Step(54))
    about = f"about {industry}" if industry else "about any industry"
    return dressed(chart, "Claims by province", f"{sum(len(c) > 0 for c in claims.values())} of 34 spoken of, {about}")


def _industries(graph: nx.MultiDiGraph[str], claim: str) -> set[str]:
    return {
        name
        for _, node, data in graph.out_edges(claim, data=True)
        if data["relation"] == "ABOUT_INDUSTRY"
        for name in (graph.nodes[node]["label"], *graph.nodes[node]["names"])
    }


def _above(graph: nx.MultiDiGraph[str], region: str) -> set[str]:
    seen, todo = set(), [region]
    while todo:
        if (here := todo.pop()) not in seen:
            seen.add(here)
            todo += [t for _, t, data in graph.out_edges(here, data=True) if data["relation"] == "PART_OF"]
    return seen
