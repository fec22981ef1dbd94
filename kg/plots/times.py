"""Claims along time: how many, and how a term spreads from outlet to outlet.

Only pages with a date can be drawn; subtitles count the rest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from kg import script as scripts
from kg.plots.counts import claims
from kg.plots.style import HUES, Figure, altair, dressed

if TYPE_CHECKING:
    from kg.workbench import Build

__all__ = ["claims_over_time", "first_use"]

_KINDS = ("direct", "indirect", "document", "narrated")
_UNITS = {"year": (4, "Y"), "month": (7, "M"), "day": (10, "D")}
"""How much of a date is kept, and what pandas calls such a period."""
_WIDE, _STEP = 640, 46
"""Pixels: of a whole axis of time at most, of one bar at most."""


def claims_over_time(build: Build[Any], by: Literal["year", "month", "day"] = "month") -> Figure:
    """Claims by the day, month or year their page was published; a time without claims stays empty.

    >>> claims_over_time(build).to_dict()["title"]["text"]
    'Claims by month'
    """
    alt = altair()
    length, unit = _UNITS[by]
    every = claims(build)
    dated = every[every["published"].str.len() >= length]
    dated = dated.assign(when=dated["published"].str[:length])
    counts = dated.groupby(["when", "kind"])["id"].nunique().reset_index(name="claims")
    periods = _between(dated["when"].min(), dated["when"].max(), unit) if len(dated) else []
    kinds = [kind for kind in _KINDS if kind in set(dated["kind"])]
    hues = [HUES[_KINDS.index(kind)] for kind in kinds]
    on = alt.Axis(labelAngle=-45, labelOverlap=True, ticks=False)
    bars = alt.Chart(counts).mark_bar().encode(
        x=alt.X("when:O", title=None, scale=alt.Scale(domain=periods), axis=on),
        y=alt.Y("claims:Q", title="claims", axis=_whole(counts.groupby("when")["claims"].sum().max())),
        color=alt.Color("kind:N", title=None, sort=kinds, scale=alt.Scale(domain=kinds, range=hues)),
        order=alt.Order("kind:N"),
        tooltip=["when:N", "kind:N", "claims:Q"],
    )  # fmt: skip
    told = f"{len(dated)} of {len(every)} claims; the others stand on pages without a date"
    return dressed(
        bars.properties(width=alt.Step(min(_STEP, _WIDE / max(len(periods), 1))), height=220), f"Claims by {by}", told
    )


def _between(first: str, last: str, unit: str) -> list[str]:
    """Every year, month or day from the first to the last.

    >>> _between("2023-12", "2024-02", "M")
    ['2023-12', '2024-01', '2024-02']
    """
    import pandas as pd

    return [str(period) for period in pd.period_range(first, last, freq=unit)]


def _whole(most: float) -> Any:
    """An axis of counts, without halves."""
    few = {"values": list(range(int(most) + 1))} if most <= 5 else {"tickMinStep": 1}
    return altair().Axis(format="d", grid=True, gridColor="#eef1f4", domain=False, **few)


def first_use(build: Build[Any], term: str) -> Figure:
    """First use and spread of a term: claims that hold it, by day and outlet; outlets in the order they take it up.

    The term is found in either script. A page without a publisher stands under its title.

    >>> first_use(build, "低空經濟").to_dict()["title"]["text"]
    'First use and spread of 低空經濟'
    """
    alt = altair()
    wanted = scripts.fold(term)
    every = claims(build)
    holding = every[every["text"].map(lambda text: wanted in scripts.fold(text))]
    titles = {page["doc"]: page.get("title") or page["doc"] for page in build.report["inputs"]}
    named = holding.assign(outlet=holding["publisher"].where(holding["publisher"] != "", holding["doc"].map(titles)))
    dated = named[named["published"].str.len() == 10]
    days = dated.groupby(["published", "outlet"])["id"].nunique().reset_index(name="claims")
    outlets = list(days.sort_values(["published", "outlet"])["outlet"].unique())
    uses = ["first in this outlet", "again"]
    days["use"] = [uses[again] for again in days.duplicated("outlet").astype(int)]
    most = int(days["claims"].max()) if len(days) else 1
    y = alt.Y("outlet:N", sort=outlets, title=None)
    lines = alt.Chart(days).mark_line(color="#d0d7de", strokeWidth=1.5).encode(x="published:T", y=y, detail="outlet:N")
    ticks = {"tickCount": min(6, days["published"].nunique()), "tickMinStep": 86_400_000}  # no finer than a day
    on = alt.Axis(format="%Y-%m-%d", labelOverlap=True, **ticks)
    sizes = alt.Legend(
        format="d", values=sorted({1, (most + 1) // 2, most}), symbolFillColor=HUES[3], symbolStrokeWidth=0
    )
    points = alt.Chart(days).mark_point(filled=True, opacity=1).encode(
        x=alt.X("published:T", title=None, scale=alt.Scale(type="utc", padding=12), axis=on),
        y=y,
        size=alt.Size("claims:Q", scale=alt.Scale(domain=[1, max(most, 2)], range=[70, 420]), legend=sizes),
        color=alt.Color("use:N", title=None, sort=uses, scale=alt.Scale(domain=uses, range=[HUES[1], HUES[0]])),
        shape=alt.Shape("use:N", title=None, sort=uses, scale=alt.Scale(domain=uses, range=["diamond", "circle"])),
        tooltip=["published:N", "outlet:N", "claims:Q"],
    )  # fmt: skip
    told = f"{len(holding)} of {len(every)} claims hold it; {len(holding) - len(dated)} of them on pages without a date"
    chart = (lines + points).properties(width=420, height=alt.Step(34))
    return dressed(chart, f"First use and spread of {term}", told)
