"""The words of each claim, in pieces that the page may read one by one.

Takes the index and the pages. Gives one record for each claim, in the claims'
order. Never marks a word that the page does not hold.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from kg import markup
from kg.explore.context import CUE, INDUSTRY, REGION, SPEAKER, Page
from kg.explore.index import Fields, Index

__all__ = ["details"]

_NAME = 40
"""A speaker's evidence longer than this is the claim itself, not a name."""


def details(index: Index, pages: Mapping[str, str], context: bool = True) -> list[Fields]:
    """What the evidence panel shows of each claim; without ``context`` only the claim's own words."""
    read = {article: Page(markup.without(text)) for article, text in pages.items()}
    return [_detail(index, claim, read, context) for claim in index.claims]


def _detail(index: Index, claim: str, pages: Mapping[str, Page], context: bool) -> Fields:
    row = index.nodes[claim]
    segments = [(int(s), int(e)) for s, e in zip(row["starts"], row["ends"], strict=True)]
    stated = [data for _, data in index.into["STATED"].get(claim, ())]
    about = [
        (data["start"], data["end"], flag)
        for relation, flag in (("ABOUT_INDUSTRY", INDUSTRY), ("ABOUT_REGION", REGION))
        for _, data in index.out[relation].get(claim, ())
        if data["end"] - data["start"] <= _NAME
    ]
    named = [d for d in stated if d["end"] - d["start"] <= _NAME and d["article"] == row["article"]]
    marks = about + [(d["start"], d["end"], SPEAKER) for d in named]
    marks += [(d["cue_start"], d["cue_end"], CUE) for d in stated if d.get("cue_start") is not None]
    page = pages.get(row["article"])
    runs = page.runs(segments, marks, context) if page else [(1, row["text"])]
    found: Fields = {
        "text": row["text"], "runs": [part for run in runs for part in run], "spans": segments, "rule": row["rule"],
        "language": row["language"], "posts": sorted({index.number[t] for d in stated for t in d.get("tenures", ())}),
        "named": [[d["start"], d["end"], d["quote"]] for d in named], "cue": _first(stated, "cue"),
        "figures": [f.split("|")[0] for f in row.get("figures", ())],
        "modality": row.get("modality", []), "via": row.get("via", []),
    }  # fmt: skip
    return {key: value for key, value in found.items() if value}


def _first(stated: Sequence[Fields], key: str) -> Any:
    return next((d[key] for d in stated if d.get(key)), "")
