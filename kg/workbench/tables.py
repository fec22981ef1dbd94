"""Records of a build as rows of tables, and rows as a pandas or a polars frame.

A row is a plain dict whose keys are the table's columns, in their order; a
table without rows has its columns all the same.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

from kg.errors import not_installed

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd
    import polars as pl

__all__ = ["CLAIM", "EDGE", "ENTITY", "FRAMES", "MENTION", "THINGS", "Row", "claim", "edges", "entities"]

Row: TypeAlias = dict[str, Any]

THINGS = ("Person", "Organization", "Meeting", "Document", "Group", "Industry", "Region")
"""Kinds of node that claims speak of or come from."""

_OF_AN_ENTITY = ("kind", "label", "names", "hans", "hant", "en", "code", "level", "scheme", "proposed")
_OF_AN_EDGE = ("article", "quote", "start", "end", "cue", "rule", "confidence")

CLAIM = (
    "id", "doc", "publisher", "published", "speaker", "speaker_id", "speaker_type", "roles", "affiliations",
    "text", "kind", "act", "cue", "industries", "industry_ids", "regions", "region_ids", "figures",
    "start", "end", "rule", "confidence",
)  # fmt: skip
MENTION = ("doc", "start", "end", "text", "type", "id", "label", "name", "rule", "confidence")
ENTITY = ("id", *_OF_AN_ENTITY)
EDGE = ("subject", "relation", "object", *_OF_AN_EDGE)
"""The columns of each table."""


def claim(record: Row, source: Row) -> Row:
    """The row of a line of ``claims.jsonl``; ``source`` is its page in ``report.json``.

    >>> said = {"id": "c", "doc": "page", "speaker": None, "text": "產業升級", "spans": [[4, 8]],
    ...     "kind": "direct", "act": "assess", "cue": "", "rule": "verb_before", "confidence": 0.9,
    ...     "industries": [], "regions": [], "figures": []}
    >>> row = claim(said, {"published": "2024-03-09"})
    >>> row["published"], row["speaker"], row["start"], row["end"]
    ('2024-03-09', '', 4, 8)
    """
    speaker = record["speaker"] or {}
    return {
        "id": record["id"],
        "doc": record["doc"],
        "publisher": source.get("publisher", ""),
        "published": source.get("published", ""),
        "speaker": speaker.get("name", ""),
        "speaker_id": speaker.get("id", ""),
        "speaker_type": speaker.get("type", ""),
        "roles": speaker.get("roles", []),
        "affiliations": speaker.get("affiliations", []),
        "text": record["text"],
        "kind": record["kind"],
        "act": record["act"],
        "cue": record["cue"],
        "industries": [i["label"] for i in record["industries"]],
        "industry_ids": [i["id"] for i in record["industries"]],
        "regions": [r["label"] for r in record["regions"]],
        "region_ids": [r["id"] for r in record["regions"]],
        "figures": [f["text"] for f in record["figures"]],
        "start": record["spans"][0][0],
        "end": record["spans"][-1][1],
        "rule": record["rule"],
        "confidence": record["confidence"],
    }


def entities(graph: nx.MultiDiGraph[str]) -> list[Row]:
    """A row for each node of THINGS."""
    base = graph.graph["base"]
    return [
        {"id": base + node} | {name: data.get(name) for name in _OF_AN_ENTITY}
        for node, data in graph.nodes(data=True)
        if data["kind"] in THINGS
    ]


def edges(graph: nx.MultiDiGraph[str]) -> list[Row]:
    """A row for each edge."""
    base = graph.graph["base"]
    return [
        {"subject": base + one, "relation": data["relation"], "object": base + other}
        | {name: data.get(name) for name in _OF_AN_EDGE}
        for one, other, data in graph.edges(data=True)
    ]


def _pandas(rows: list[Row], columns: Sequence[str]) -> pd.DataFrame:
    try:
        import pandas as pd
    except ImportError as fault:
        raise not_installed("a data frame", "notebook", "pandas") from fault
    frame = pd.DataFrame(rows, columns=list(columns))
    for name in ("start", "end"):  # absent on some edges, and a place is no float
        if name in frame:
            frame[name] = frame[name].astype("Int64" if frame[name].isna().any() else "int64")
    return frame


def _polars(rows: list[Row], columns: Sequence[str]) -> pl.DataFrame:
    try:
        import polars as pl
    except ImportError as fault:
        raise not_installed("a data frame", "notebook", "polars") from fault
    return pl.DataFrame(rows, schema=None if rows else list(columns), infer_schema_length=None)


FRAMES: dict[str, Callable[[list[Row], Sequence[str]], Any]] = {"pandas": _pandas, "polars": _polars}
"""What a table may be given as."""
