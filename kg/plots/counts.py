"""What figures count: claims by the things they name, each thing once in both scripts.

Pages spell a name in their own script; counted are ids, shown are labels.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.plots.style import Script

if TYPE_CHECKING:
    import pandas as pd

    from kg.workbench import Build

__all__ = ["claims", "labels", "leading", "pairs"]

_IDS = {"speaker": "speaker_id", "industries": "industry_ids", "regions": "region_ids"}
"""The column that says which thing the name in a column means."""


def claims(build: Build[Any]) -> pd.DataFrame:
    """The claims as a pandas frame, whichever frames the build gives."""
    import pandas as pd

    from kg.workbench.tables import CLAIM

    return pd.DataFrame(build.claim_rows, columns=list(CLAIM))


def labels(build: Build[Any], script: Script) -> dict[str, str]:
    """Id → the name shown: as the pages print it, or in the script asked for.

    >>> sorted(name for name in labels(build, "hant").values() if name.endswith("政府工作報告"))[0]
    '上海政府工作報告'
    """
    base = build.graph.graph["base"]
    return {
        base + node: data[script] if script and data.get(script) else data["label"]
        for node, data in build.graph.nodes(data=True)
        if "label" in data
    }


def pairs(build: Build[Any], one: str, other: str, script: Script) -> pd.DataFrame:
    """A row for each claim and each pair of the things two columns name; lists are opened."""
    frame = claims(build)[["id", _IDS[one], _IDS[other]]].set_axis(["id", one, other], axis="columns")
    frame = frame.explode(one).explode(other)
    frame = frame[(frame[one].fillna("") != "") & (frame[other].fillna("") != "")]
    names = labels(build, script)
    return frame.assign(**{one: frame[one].map(names), other: frame[other].map(names)})


def leading(frame: pd.DataFrame, column: str, most: int) -> list[str]:
    """The names in a column that most claims hold, the most frequent first."""
    counts = frame.groupby(column)["id"].nunique().reset_index()
    return list(counts.sort_values(["id", column], ascending=[False, True])[column].head(most))
