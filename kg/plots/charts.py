"""Charts of claims: over time, by speaker, by industry, by region."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any

from kg import script
from kg.plots.style import BLUE, RAMP, altair, dressed

if TYPE_CHECKING:
    import pandas as pd

    from kg.workbench import Build

__all__ = ["claims_over_time", "first_use", "industry_by_region", "shared_topics", "speaker_by_industry"]


_IDS = {"speaker": "speaker_id", "industries": "industry_ids", "regions": "region_ids"}
"""The column that says which thing the name in a column means."""


def _claims(build: Build[Any]) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame(build.claim_rows)


def _of(shown: pd.DataFrame, build: Build[Any]) -> str:
    return f"{len(shown)} of {len(build.claim_rows)} claims"


def _pairs(build: Build[Any], one: str, other: str) -> pd.DataFrame:
    """A row for each claim and each pair of the values of two columns, lists opened, a thing under one name.

    Pages spell a name in their own script; counted are ids, shown are the labels of the graph.
    """
    frame = _claims(build)[["id", _IDS[one], _IDS[other]]].set_axis(["id", one, other], axis="columns")
    frame = frame.explode(one).explode(other)
    frame = frame[(frame[one].fillna("") != "") & (frame[other].fillna("") != "")]
    base = build.graph.graph["base"]
    labels = {base + node: data["label"] for node, data in build.graph.nodes(data=True)}
    return frame.assign(**{one: frame[one].map(labels), other: frame[other].map(labels)})


def _leading(frame: pd.DataFrame, column: str, most: int) -> list[str]:
    counts = frame.groupby(column)["id"].nunique().reset_index()
    return list(counts.sort_values(["id", column], ascending=[False, True])[column].head(most))


def _heat(build: Build[Any], one: str, other: str, most: int, title: str) -> Any:
    alt = altair()
    pairs = _pairs(build, one, other)
    rows, columns = _leading(pairs, one, most), _leading(pairs, other, most)
    kept = pairs[pairs[one].isin(rows) & pairs[other].isin(columns)]
    counts = kept.groupby([one, other])["id"].nunique().reset_index(name="claims")
    base = alt.Chart(counts).encode(
        x=alt.X(f"{other}:N", sort=columns, title=None, axis=alt.Axis(labelAngle=-45)),
        y=alt.Y(f"{one}:N", sort=rows, title=None),
    )
    cells = base.mark_rect(stroke="white").encode(
        color=alt.Color("claims:Q", scale=alt.Scale(range=RAMP), legend=None), tooltip=[one, other, "claims"]
    )
    half = counts["claims"].max() / 2 if len(counts) else 0
    numbers = base.mark_text(fontSize=11).encode(
        text="claims:Q", color=alt.condition(f"datum.claims > {half}", alt.value("white"), alt.value("#1b1f24"))
    )
    shown = kept.drop_duplicates("id")
    return dressed(cells + numbers, title, f"{_of(shown, build)}; the {most} most frequent each")


def claims_over_time(build: Build[Any], by: str = "month") -> Any:
    """Claims by the month (or ``by="day"``, ``"year"``) their page was published.

    Pages without a date are counted in the subtitle, not drawn.

    >>> claims_over_time(build).to_dict()["title"]["text"]
    'Claims by month'
    """
    alt = altair()
    dated = _claims(build)[_claims(build)["published"] != ""].copy()
    dated["when"] = dated["published"].str[: {"year": 4, "month": 7, "day": 10}[by]]
    counts = dated.groupby(["when", "kind"])["id"].nunique().reset_index(name="claims")
    bars = alt.Chart(counts).mark_bar().encode(
        x=alt.X("when:O", title=None),
        y=alt.Y("claims:Q", title="claims"),
        color=alt.Color("kind:N", title=None, scale=alt.Scale(range=[BLUE, "#d55e00", "#009e73", "#6e7781"])),
        tooltip=["when", "kind", "claims"],
    )  # fmt: skip
    return dressed(bars, f"Claims by {by}", f"{_of(dated, build)} are on dated pages")


def speaker_by_industry(build: Build[Any], most: int = 20) -> Any:
    """Who speaks about which industry: a heat map of claims.

    >>> speaker_by_industry(build, most=5).to_dict()["title"]["text"]
    'Speakers and industries'
    """
    return _heat(build, "speaker", "industries", most, "Speakers and industries")


def industry_by_region(build: Build[Any], most: int = 20) -> Any:
    """Which industry is spoken of together with which region: a heat map of claims.

    >>> industry_by_region(build, most=5).to_dict()["title"]["text"]
    'Industries and regions'
    """
    return _heat(build, "industries", "regions", most, "Industries and regions")


def shared_topics(build: Build[Any], most: int = 15) -> Any:
    """Who shares topics with whom: for two speakers, the industries both speak about.

    >>> shared_topics(build, most=5).to_dict()["title"]["subtitle"].partition(" of ")[0]
    '5'
    """
    alt = altair()
    import pandas as pd

    pairs = _pairs(build, "speaker", "industries")
    topics = {s: set(g["industries"]) for s, g in pairs.groupby("speaker")}
    speakers = sorted(topics, key=lambda s: (-len(topics[s]), s))[:most]
    rows = [
        {"one": a, "other": b, "shared": len(common), "industries": "、".join(sorted(common))}
        for pair in combinations(speakers, 2)
        for a, b in (pair, pair[::-1])
        if (common := topics[a] & topics[b])
    ]
    frame = pd.DataFrame(rows, columns=["one", "other", "shared", "industries"])
    dots = alt.Chart(frame).mark_circle(color=BLUE).encode(
        x=alt.X("one:N", sort=speakers, title=None, axis=alt.Axis(labelAngle=-45)),
        y=alt.Y("other:N", sort=speakers, title=None),
        size=alt.Size("shared:Q", title="shared industries"),
        tooltip=["one", "other", "shared", "industries"],
    )  # fmt: skip
    return dressed(dots, "Who shares topics with whom", f"{len(speakers)} of {len(topics)} speakers")


def first_use(build: Build[Any], term: str) -> Any:
    """First use and spread of a term: the claims that hold it, by day and outlet, the first day marked.

    The term is found in either script. A claim on a page without a date cannot be drawn; the subtitle counts it.

    >>> first_use(build, "低空經濟").to_dict()["title"]["text"]
    'First use and spread of 低空經濟'
    """
    alt = altair()
    wanted = script.fold(term)
    holding = _claims(build)[_claims(build)["text"].map(lambda text: wanted in script.fold(text))]
    dated = holding[holding["published"] != ""]
    named = dated.assign(outlet=dated["publisher"].where(dated["publisher"] != "", dated["doc"]))
    days = named.groupby(["published", "outlet"])["id"].nunique().reset_index(name="claims")
    days["first"] = days["published"] == days["published"].min()
    kinds = [True, False]
    points = alt.Chart(days).mark_point(filled=True).encode(
        x=alt.X("published:T", title=None, scale=alt.Scale(type="utc"), axis=alt.Axis(format="%Y-%m-%d", tickCount=6)),
        y=alt.Y("outlet:N", title=None),
        size=alt.Size("claims:Q", scale=alt.Scale(domainMin=0, range=[60, 400])),
        color=alt.Color("first:N", title="first", scale=alt.Scale(domain=kinds, range=["#d55e00", BLUE])),
        shape=alt.Shape("first:N", title="first", scale=alt.Scale(domain=kinds, range=["diamond", "circle"])),
        tooltip=["published", "outlet", "claims"],
    )  # fmt: skip
    return dressed(points, f"First use and spread of {term}", f"{_of(holding, build)} hold it, {len(dated)} dated")
