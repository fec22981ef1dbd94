"""Matrices of claims: speaker × industry, industry × region, speaker × speaker."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any

from kg.plots.counts import leading, pairs
from kg.plots.style import RAMP, Figure, Script, altair, dressed, ink_on

if TYPE_CHECKING:
    import pandas as pd

    from kg.workbench import Build

__all__ = ["industry_by_region", "shared_topics", "speaker_by_industry"]


def speaker_by_industry(build: Build[Any], most: int = 20, script: Script = "") -> Figure:
    """Who speaks about which industry: a heat map of claims, the ``most`` frequent of each.

    >>> speaker_by_industry(build, most=5).to_dict()["title"]["text"]
    'Speakers and industries'
    """
    return _heat(build, "speaker", "industries", most, script)


def industry_by_region(build: Build[Any], most: int = 20, script: Script = "") -> Figure:
    """Which industry one claim names together with which region: a heat map, the ``most`` frequent of each.

    >>> industry_by_region(build, most=5).to_dict()["title"]["text"]
    'Industries and regions'
    """
    return _heat(build, "industries", "regions", most, script)


def shared_topics(build: Build[Any], most: int = 15, script: Script = "") -> Figure:
    """Who shares topics with whom: for two speakers, how many industries both speak about.

    Drawn are the speakers with the most industries; each pair once.

    >>> shared_topics(build, most=5).to_dict()["title"]["subtitle"].partition(" of ")[0]
    '5'
    """
    import pandas as pd

    named = pairs(build, "speaker", "industries", script)
    topics = {str(s): set(g["industries"]) for s, g in named.groupby("speaker")}
    speakers = sorted(topics, key=lambda s: (-len(topics[s]), s))[:most]
    rows = [
        {"one": one, "other": other, "shared": len(common), "industries": "、".join(sorted(common))}
        for one, other in combinations(speakers, 2)
        if (common := topics[one] & topics[other])
    ]
    frame = pd.DataFrame(rows, columns=["one", "other", "shared", "industries"])
    subtitle = f"{len(speakers)} of {len(topics)} speakers; a number counts the industries both speak about"
    cells = _cells(frame, ("one", speakers[:-1]), ("other", speakers[1:]), "shared", ["industries"])
    return dressed(cells, "Who shares topics with whom", subtitle, script)


def _heat(build: Build[Any], one: str, other: str, most: int, script: Script) -> Figure:
    named = pairs(build, one, other, script)
    rows, columns = leading(named, one, most), leading(named, other, most)
    kept = named[named[one].isin(rows) & named[other].isin(columns)]
    counts = kept.groupby([one, other])["id"].nunique().reset_index(name="claims")
    plural = {"speaker": "speakers"}.get(one, one)
    shown = (f"{kept[c].nunique()} of {named[c].nunique()} {name}" for c, name in ((one, plural), (other, other)))
    subtitle = f"{kept['id'].nunique()} of {len(build.claim_rows)} claims; {', '.join(shown)}"
    cells = _cells(counts, (other, columns), (one, rows), "claims", [])
    return dressed(cells, f"{plural.capitalize()} and {other}", subtitle, script)


def _cells(frame: pd.DataFrame, x: tuple[str, list[str]], y: tuple[str, list[str]], count: str, told: list[str]) -> Any:
    """A cell for each row, coloured by its count, the count on it; empty cells stay empty."""
    alt = altair()
    axis = {"title": None, "grid": True, "gridColor": "#eef1f4", "domain": False, "ticks": False, "zindex": 0}
    base = alt.Chart(frame).encode(
        x=alt.X(f"{x[0]}:N", sort=x[1], axis=alt.Axis(labelAngle=-45, labelLimit=150, **axis)),
        y=alt.Y(f"{y[0]}:N", sort=y[1], axis=alt.Axis(**axis)),
        tooltip=[y[0], x[0], count, *told],
    )
    most = frame[count].max() if len(frame) else 1
    ramp = alt.Scale(range=RAMP, domain=[1, max(most, 2)])
    return base.mark_rect(stroke="white").encode(color=alt.Color(f"{count}:Q", scale=ramp, legend=None)) + (
        base.mark_text(fontSize=11).encode(text=f"{count}:Q", color=ink_on(count, most))
    )
