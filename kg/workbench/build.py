"""One build folder: its tables, its graph, its questions, its pages."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from kg.errors import UsageError
from kg.folder import MARK
from kg.report import RUN
from kg.workbench import tables
from kg.workbench.display import Frame, Marked, summary
from kg.workbench.tables import THINGS, Row

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["Build"]

F = TypeVar("F")
"""What tables are given as: a pandas or a polars DataFrame."""


class Build(Generic[F]):
    """One build folder; every table is read when first asked for.

    In the examples ``build`` is ``kg.build("seeds")``.

    >>> build  # doctest: +ELLIPSIS
    <kg build ...: 5 pages, ... claims>
    """

    def __init__(self, folder: Path, frame: Callable[[list[Row], Sequence[str]], F]) -> None:
        self.folder, self._frame = folder, frame

    def __repr__(self) -> str:
        told = self.report
        return f"<kg build {self.folder}: {told['documents']} pages, {told['claims']} claims>"

    def _repr_html_(self) -> str:
        """A small summary for notebooks."""
        told = self.report
        rows = [("pages", told["documents"]), ("claims", told["claims"]), ("mentions", told["mentions"])]
        rows += [(kind, count) for kind, count in told["nodes"].items() if kind in THINGS]
        return summary(self.folder.name, rows)

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
        return self._frame(self.claim_rows, tables.CLAIM)

    @cached_property
    def claim_rows(self) -> list[Row]:
        """The rows of ``claims`` as plain records.

        >>> {row["kind"] for row in build.claim_rows} <= {"direct", "indirect", "document", "narrated"}
        True
        """
        published = {i["doc"]: i for i in self.report["inputs"]}
        return [tables.claim(said, published.get(said["doc"], {})) for said in self.rows("claims.jsonl")]

    @cached_property
    def mentions(self) -> F:
        """A row for each mention of a speaker, an industry or a region, with its place on the page.

        >>> one = build.mentions.iloc[0]
        >>> build.pages[one["doc"]][one["start"] : one["end"]] == one["text"]
        True
        """
        return self._frame(self.rows("mentions.jsonl"), tables.MENTION)

    @cached_property
    def entities(self) -> F:
        """A row for each speaker, industry and region; ``id`` is what ``claims`` and ``mentions`` refer to.

        >>> known = set(build.entities["id"])
        >>> set(build.mentions["id"]) <= known
        True
        """
        return self._frame(tables.entities(self.graph), tables.ENTITY)

    @cached_property
    def edges(self) -> F:
        """A row for each edge of the graph, with the words it rests on where it rests on words.

        >>> about = build.edges[build.edges["relation"] == "ABOUT_INDUSTRY"]
        >>> bool((about["quote"].str.len() > 0).all())
        True
        """
        return self._frame(tables.edges(self.graph), tables.EDGE)

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
        return self._frame([dict(zip(columns, row, strict=True)) for row in rows], columns)

    def page(self, claim: str) -> Marked:
        """The page of a claim with its words marked; ``claim`` is an id from ``claims`` or its last part.

        >>> one = build.claim_rows[0]
        >>> str(build.page(one["id"])).replace("【", "").replace("】", "") == build.pages[one["doc"]]
        True
        """
        found = self._places.get(claim.rsplit("/", 1)[-1])
        if found is None:
            raise UsageError(f"no claim {claim} in {self.folder}; ids stand in the column id of .claims")
        return Marked(found["doc"], self.pages[found["doc"]], found["spans"])

    @cached_property
    def _places(self) -> dict[str, Row]:
        """Last part of a claim's id → its line of ``claims.jsonl``."""
        return {row["id"].rsplit("/", 1)[-1]: row for row in self.rows("claims.jsonl")}

    def explore(self, height: int = 720) -> Frame:
        """The explorer, inside JupyterLab, VS Code or marimo, ``height`` pixels high.

        >>> "<iframe sandbox=" in build.explore()._repr_html_()
        True

        Raises UsageError where the build is so large that the words lie in files
        beside ``graph.html``, which a frame may not read.
        """
        from kg import explore

        if (self.folder / explore.FOLDER).exists():
            raise UsageError(f"this build is too large for a notebook; open it with: kg explore --build {self.folder}")
        return Frame((self.folder / explore.NAME).read_text(encoding="utf-8"), height)
