"""The provinces as tiles: one square for each of the 34, roughly where it lies. No map, no borders.

The grid is ``ontology/province_tiles.csv``. A province is counted with all
places inside it. An area over several provinces (粵港澳大灣區, 長三角) is none of
them and counts for none; the subtitle says how many claims that leaves out.
"""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any

from kg import resources, vocabulary
from kg import script as scripts
from kg.plots.style import GREY, INK, RAMP, Figure, Script, altair, dressed

if TYPE_CHECKING:
    import networkx as nx

    from kg.workbench import Build

__all__ = ["province_tiles"]


def province_tiles(build: Build[Any], industry: str = "", script: Script = "hant") -> Figure:
    """Claims by province; with ``industry``, by any of its names, only those about it or an industry under it.

    >>> province_tiles(build, script="hans").to_dict()["title"]["text"]
    'Claims by province'
    """
    alt = altair()
    import pandas as pd

    with (resources.ontology() / "province_tiles.csv").open(encoding="utf-8", newline="") as file:
        tiles = list(csv.DictReader(file))
    claims = {tile["region"]: set() for tile in tiles}  # type: dict[str, set[str]]
    placed = set()
    about = _about(build.graph, industry)
    for claim, region, data in build.graph.edges(data=True):
        if data["relation"] == "ABOUT_REGION" and claim in about:
            placed.add(claim)
            for above in _above(build.graph, region, "PART_OF") & claims.keys():
                claims[above].add(claim)
    frame = pd.DataFrame(
        {
            "name": tile[script or "hant"],
            "row": int(tile["row"]),
            "column": int(tile["column"]),
            "claims": len(claims[tile["region"]]),
        }
        for tile in tiles
    )
    most = int(frame["claims"].max())
    base = alt.Chart(frame).encode(x=alt.X("column:O", axis=None), y=alt.Y("row:O", axis=None))
    ramp = alt.Color("claims:Q", scale=alt.Scale(range=RAMP, domain=[1, max(most, 2)]), legend=None)
    dark = f"datum.claims > {max(most / 2, 1)}"
    ink = {"condition": [{"test": "datum.claims == 0", "value": GREY}, {"test": dark, "value": "white"}], "value": INK}
    cells = base.mark_rect(stroke="white", strokeWidth=3).encode(
        color=alt.condition("datum.claims > 0", ramp, alt.value("#f3f4f6")), tooltip=["name", "claims"]
    )
    names = base.mark_text(dy=-7, fontSize=13).encode(text="name", color=ink)
    numbers = base.mark_text(dy=10, fontSize=12).encode(text="claims", color=ink)
    chart = (cells + names + numbers).properties(width=alt.Step(54), height=alt.Step(54))
    inside = set().union(*claims.values())
    told = (
        f"{len(inside)} of {len(about)} claims, {(frame['claims'] > 0).sum()} of 34 provinces; "
        f"{len(placed - inside)} more speak of the country, larger areas or places abroad"
    )
    return dressed(chart, f"Claims by province: {industry}" if industry else "Claims by province", told, script)


def _about(graph: nx.MultiDiGraph[str], industry: str) -> set[str]:
    """The claims about an industry or anything under it; all claims where none is named."""
    claims = {node for node, data in graph.nodes(data=True) if data["kind"] == "Claim"}
    if not industry:
        return claims
    wanted = scripts.fold(industry)
    listed = vocabulary.load().names.get(wanted, ())
    known = {f"industry/{row['id']}" for row in listed if row.table == "industries"}
    known |= {
        node
        for node, data in graph.nodes(data=True)
        if data["kind"] == "Industry" and wanted in {scripts.fold(name) for name in (data["label"], *data["names"])}
    }
    return {
        claim
        for claim, node, data in graph.edges(data=True)
        if data["relation"] == "ABOUT_INDUSTRY" and _above(graph, node, "BROADER") & known
    }


def _above(graph: nx.MultiDiGraph[str], node: str, relation: str) -> set[str]:
    """The node and everything over it."""
    seen, todo = set(), [node]
    while todo:
        if (here := todo.pop()) not in seen:
            seen.add(here)
            todo += [t for _, t, data in graph.out_edges(here, data=True) if data["relation"] == relation]
    return seen
