"""A finished build opened for analysis: tables, queries, the graph, the page behind a claim.

Takes a build folder. Gives data frames (pandas or polars) and what a notebook
shows. Never writes, never asks a network.
"""

from __future__ import annotations

import html
import json
from collections.abc import Callable, Iterable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeAlias, TypeVar

from kg.errors import UsageError
from kg.folder import MARK
from kg.report import RUN

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd
    import polars as pl

__all__ = ["Build", "Frame", "Marked", "load"]

F = TypeVar("F")
"""What tables are given as: a pandas or a polars DataFrame."""
Row: TypeAlias = dict[str, Any]

_THINGS = ("Person", "Organization", "Meeting", "Document", "Group", "Industry", "Region")


def load(folder: Path | str = "build", frame: str = "pandas") -> Build[Any]:
    """Open a build folder; tables are given as ``frame``, ``"pandas"`` or ``"polars"``.

    >>> type(load(build.folder, frame="polars").claims).__module__.partition(".")[0]
    'polars'

    Raises UsageError where there is no complete build.
    """
    folder = Path(folder)
    if not (folder / MARK).exists():
        raise UsageError(f"{folder} holds no complete build (no {MARK}); make one with kg build --out {folder}")
    if frame not in _FRAMES:
        raise UsageError(f"frame is {' or '.join(_FRAMES)}, not {frame!r}")
    return Build(folder, _FRAMES[frame])


class Build(Generic[F]):
    """One build folder; every table is read when first asked for.

    In the examples ``build`` is ``kg.build("seeds")``.

    >>> build  # doctest: +ELLIPSIS
    <kg build ...: 5 pages, ... claims>
    """

    def __init__(self, folder: Path, frame: Callable[[list[Row]], F]) -> None:
        self.folder, self._frame = folder, frame

    def __repr__(self) -> str:
        told = self.report
        return f"<kg build {self.folder}: {told['documents']} pages, {told['claims']} claims>"

    def _repr_html_(self) -> str:
        """A small summary for notebooks."""
        told = self.report
        rows = [("pages", told["documents"]), ("claims", told["claims"]), ("mentions", told["mentions"])]
        rows += [(kind, count) for kind, count in told["nodes"].items() if kind in _THINGS]
        cells = "".join(f"<tr><th>{html.escape(str(k))}</th><td>{html.escape(str(v))}</td></tr>" for k, v in rows)
        return f"<table><caption>{html.escape(str(self.folder))}</caption>{cells}</table>"

    @cached_property
    def report(self) -> Row:
        """``report.json``: counts, notices, what could not be read.

        >>> build.report["documents"]
        5
        """
        report: Row = json.loads((self.folder / MARK).read_text(encoding="utf-8"))
        return report

    @cached_property
    def inputs(self) -> list[str]:
        """The files and folders it was built from, as they lay then.

        >>> [Path(path).name for path in build.inputs]
        ['seeds']
        """
        run = json.loads((self.folder / RUN).read_text(encoding="utf-8"))
        return [str(path) for path in run["inputs"]]

    @cached_property
    def graph(self) -> nx.MultiDiGraph[str]:
        """The typed graph, as ``kg.graph.schema`` describes it.

        >>> sorted({data["kind"] for _, data in build.graph.nodes(data=True)})[:3]
        ['Article', 'Claim', 'Document']
        """
        from kg import graph

        return graph.load(self.folder / "graph.json")

    @cached_property
    def pages(self) -> dict[str, str]:
        """Document name → its text exactly as decoded.

        >>> build.pages["004_7364f5dc65257ad7"].count("新质生产力") > 10
        True
        """
        return {row["doc"]: row["text"] for row in self.rows("pages.jsonl")}

    @cached_property
    def claims(self) -> F:
        """A row for each claim: who said what, about which industries and regions, where and when.

        Names are those of the claim's own page; count over pages by ``speaker_id``,
        ``industry_ids`` and ``region_ids``, which are one in both scripts.

        >>> said = build.claims
        >>> "北京政府工作报告" in set(said[said["text"].str.contains("低空经济")]["speaker"])
        True
        """
        return self._frame(self.claim_rows)

    @cached_property
    def claim_rows(self) -> list[Row]:
        """The rows of ``claims`` as plain records.

        >>> {row["kind"] for row in build.claim_rows} <= {"direct", "indirect", "document", "narrated"}
        True
        """
        published = {i["doc"]: i for i in self.report["inputs"]}
        return [_claim_row(claim, published.get(claim["doc"], {})) for claim in self.rows("claims.jsonl")]

    @cached_property
    def mentions(self) -> F:
        """A row for each mention of a speaker, an industry or a region, with its place on the page.

        >>> one = build.mentions.iloc[0]
        >>> build.pages[one["doc"]][one["start"] : one["end"]] == one["text"]
        True
        """
        return self._frame(self.rows("mentions.jsonl"))

    @cached_property
    def entities(self) -> F:
        """A row for each speaker, industry and region; ``id`` is what ``claims`` and ``mentions`` refer to.

        >>> known = set(build.entities["id"])
        >>> set(build.mentions["id"]) <= known
        True
        """
        columns = ("kind", "label", "names", "hans", "hant", "en", "code", "level", "scheme", "proposed")
        base = self.graph.graph["base"]
        return self._frame(
            [
                {"id": base + node} | {name: data.get(name) for name in columns}
                for node, data in self.graph.nodes(data=True)
                if data["kind"] in _THINGS
            ]
        )

    @cached_property
    def edges(self) -> F:
        """A row for each edge of the graph, with the words it rests on where it rests on words.

        >>> about = build.edges[build.edges["relation"] == "ABOUT_INDUSTRY"]
        >>> bool((about["quote"].str.len() > 0).all())
        True
        """
        fields = ("article", "quote", "start", "end", "cue", "rule", "confidence")
        base = self.graph.graph["base"]
        return self._frame(
            [
                {"subject": base + one, "relation": data["relation"], "object": base + other}
                | {name: data.get(name) for name in fields}
                for one, other, data in self.graph.edges(data=True)
            ]
        )

    def rows(self, name: str) -> list[Row]:
        """The records of one of the build's JSON Lines files.

        >>> len(build.rows("claims.jsonl")) == build.report["claims"]
        True
        """
        path = self.folder / name
        if not path.exists():
            raise UsageError(f"{path} is missing; build again with kg build --out {self.folder}")
        with path.open(encoding="utf-8") as lines:
            return [json.loads(line) for line in lines]

    def sparql(self, query: str) -> F:
        """The rows of a SPARQL SELECT over the build; every cell is text, prefixes are known.

        >>> int(build.sparql("SELECT (COUNT(?c) AS ?n) { ?c a kg:Claim }")["n"].iloc[0]) == len(build.claims)
        True
        """
        from kg.export.rdf import ask

        return self._answer(ask.select(self.folder, query))

    def query(self, name: str, **parameters: str) -> F:
        """The rows of a cookbook question, by its name and with its parameters (``kg query --list``).

        >>> "眭紀剛" in set(build.query("speakers-by-industry", industry="人工智能")["speaker"])
        True
        """
        from kg.export.rdf import ask

        return self._answer(ask.named(self.folder, name, parameters))

    def _answer(self, table: tuple[list[str], list[list[str]]]) -> F:
        columns, rows = table
        return self._frame([dict(zip(columns, row, strict=True)) for row in rows])

    def page(self, claim: str) -> Marked:
        """The page of a claim with its words marked; ``claim`` is an id from ``claims`` or its last part.

        >>> one = build.claim_rows[0]
        >>> str(build.page(one["id"])).replace("【", "").replace("】", "") == build.pages[one["doc"]]
        True
        """
        for row in self.rows("claims.jsonl"):
            if row["id"] == claim or row["id"].endswith(f"/{claim}"):
                return Marked(row["doc"], self.pages[row["doc"]], row["spans"])
        raise UsageError(f"no claim {claim} in {self.folder}; ids stand in the column id of .claims")

    def explore(self, height: int = 720) -> Frame:
        """The explorer, inside JupyterLab, VS Code or marimo.

        >>> "<iframe sandbox=" in build.explore()._repr_html_()
        True
        """
        return Frame((self.folder / "graph.html").read_text(encoding="utf-8"), height)


class Marked:
    """A page with words marked; shows itself in notebooks.

    >>> print(Marked("page", "王明說，產業升級。", [(4, 8)]))
    王明說，【產業升級】。
    """

    def __init__(self, doc: str, text: str, spans: Iterable[tuple[int, int]]) -> None:
        self.doc, self.text, self.spans = doc, text, [(s, e) for s, e in spans]

    def __str__(self) -> str:
        return self._joined("【", "】", str)

    def _repr_html_(self) -> str:
        body = self._joined("<mark>", "</mark>", html.escape)
        return f'<div lang="zh" style="white-space:pre-wrap;max-height:30em;overflow:auto">{body}</div>'

    def _joined(self, before: str, after: str, shown: Callable[[str], str]) -> str:
        pieces, at = [], 0
        for start, end in sorted(self.spans):
            pieces += [shown(self.text[at:start]), before, shown(self.text[start:end]), after]
            at = end
        return "".join([*pieces, shown(self.text[at:])])


class Frame:
    """An HTML page in a sandboxed frame of its own; it needs no file and no network."""

    def __init__(self, page: str, height: int) -> None:
        self._page, self._height = page, height

    def _repr_html_(self) -> str:
        return (
            f'<iframe sandbox="allow-scripts allow-downloads" width="100%" height="{self._height}" '
            f'style="border:0" srcdoc="{html.escape(self._page, quote=True)}"></iframe>'
        )


def _claim_row(claim: Row, source: Row) -> Row:
    speaker = claim["speaker"] or {}
    return {
        "id": claim["id"],
        "doc": claim["doc"],
        "publisher": source.get("publisher", ""),
        "published": source.get("published", ""),
        "speaker": speaker.get("name", ""),
        "speaker_id": speaker.get("id", ""),
        "speaker_type": speaker.get("type", ""),
        "roles": speaker.get("roles", []),
        "affiliations": speaker.get("affiliations", []),
        "text": claim["text"],
        "kind": claim["kind"],
        "act": claim["act"],
        "cue": claim["cue"],
        "industries": [i["label"] for i in claim["industries"]],
        "industry_ids": [i["id"] for i in claim["industries"]],
        "regions": [r["label"] for r in claim["regions"]],
        "region_ids": [r["id"] for r in claim["regions"]],
        "figures": [f["text"] for f in claim["figures"]],
        "start": claim["spans"][0][0],
        "end": claim["spans"][-1][1],
        "rule": claim["rule"],
        "confidence": claim["confidence"],
    }


def _pandas(rows: list[Row]) -> pd.DataFrame:
    try:
        import pandas as pd
    except ImportError as fault:
        raise UsageError("data frames need the tables extra: pip install 'kg[tables]'") from fault
    frame = pd.DataFrame(rows)
    for name in ("start", "end"):  # absent on some edges, and a place is no float
        if name in frame:
            frame[name] = frame[name].astype("Int64" if frame[name].isna().any() else "int64")
    return frame


def _polars(rows: list[Row]) -> pl.DataFrame:
    try:
        import polars as pl
    except ImportError as fault:
        raise UsageError("data frames need the tables extra: pip install 'kg[tables]'") from fault
    return pl.DataFrame(rows, infer_schema_length=None)


_FRAMES: dict[str, Callable[[list[Row]], Any]] = {"pandas": _pandas, "polars": _polars}
