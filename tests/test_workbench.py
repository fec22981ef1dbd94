"""What a notebook sees of a build."""

from __future__ import annotations

import re
from dataclasses import fields
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import networkx as nx
import pandas as pd
import polars as pl
import pytest

import kg
from kg import explore, pipeline
from kg.errors import UsageError
from kg.workbench import Build, Marked, tables

TABLES = ("claims", "mentions", "entities", "edges")


@pytest.mark.parametrize("table", TABLES)
def test_tables_are_the_same_in_pandas_and_polars(seeds_build: Any, table: str) -> None:
    one = getattr(seeds_build, table)
    other = getattr(kg.load(seeds_build.folder, frame="polars"), table)
    assert isinstance(one, pd.DataFrame)
    assert isinstance(other, pl.DataFrame)
    assert list(one.columns) == other.columns
    assert len(one) == len(other) > 0


@pytest.mark.parametrize("frame", ["pandas", "polars"])
def test_a_table_without_rows_has_its_columns(seeds_build: Any, frame: Any, tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text("今天天氣很好。\n", encoding="utf-8")
    empty = kg.build(tmp_path / "page.txt", tmp_path / "made", frame=frame)
    assert len(empty.claims) == 0
    for table in TABLES:
        assert list(getattr(empty, table).columns) == list(getattr(seeds_build, table).columns)
    assert list(empty.sparql("SELECT ?claim ?words { ?claim a kg:Claim }").columns) == ["claim", "words"]


def test_options_are_the_settings() -> None:
    assert kg.Options.__annotations__.keys() == {field.name for field in fields(pipeline.Settings)}


def test_ids_join_the_tables(seeds_build: Any) -> None:
    entities = set(seeds_build.entities["id"])
    assert set(seeds_build.claims["speaker_id"]) - {""} <= entities
    assert set(seeds_build.mentions["id"]) <= entities
    stated = seeds_build.edges[seeds_build.edges["relation"] == "STATED"]
    assert set(stated["object"]) <= set(seeds_build.claims["id"])
    assert set(stated["subject"]) <= entities


def test_places_are_whole_numbers_and_quote_the_page(seeds_build: Any) -> None:
    claims, pages = seeds_build.claims, seeds_build.pages
    assert str(seeds_build.edges["start"].dtype) == "Int64"
    for doc, start, end, words in claims[["doc", "start", "end", "text"]].itertuples(index=False):
        printed = "".join(pages[doc][start:end].split())
        assert printed[0] == words[0] or printed[-1] == words[-1]


def test_questions_give_frames(seeds_build: Any) -> None:
    counted = seeds_build.sparql("SELECT (COUNT(?c) AS ?n) { ?c a kg:Claim }")
    assert int(counted["n"][0]) == len(seeds_build.claims)
    named = seeds_build.query("speakers-by-industry", industry="人工智慧")
    assert list(named.columns)[:1] == ["speaker"]


def test_the_graph_is_the_typed_one(seeds_build: Any) -> None:
    assert isinstance(seeds_build.graph, nx.MultiDiGraph)
    assert seeds_build.graph.number_of_edges() == len(seeds_build.edges)


class _Tags(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))


def test_explorer_is_one_sandboxed_frame(seeds_build: Any) -> None:
    ((tag, attributes),) = _Tags(seeds_build.explore(height=400)._repr_html_()).seen
    assert tag == "iframe"
    assert attributes["sandbox"] == "allow-scripts allow-downloads"  # not the notebook's own origin
    assert attributes["height"] == "400"
    assert attributes["srcdoc"] == (seeds_build.folder / "graph.html").read_text(encoding="utf-8")


def test_a_build_too_large_for_a_frame_says_where_it_opens(tmp_path: Path) -> None:
    (tmp_path / explore.FOLDER).mkdir()
    with pytest.raises(UsageError, match="kg explore --build"):
        Build(tmp_path, tables.FRAMES["pandas"]).explore()


def test_summary_is_a_small_table(seeds_build: Any) -> None:
    shown = seeds_build._repr_html_()
    assert {tag for tag, _ in _Tags(shown).seen} == {"table", "caption", "tr", "th", "td"}
    assert str(len(seeds_build.claims)) in shown
    assert "5 pages" in repr(seeds_build)


def test_a_page_shows_its_words_marked(seeds_build: Any) -> None:
    claim = seeds_build.claims.iloc[0]
    shown = seeds_build.page(claim["id"])
    assert str(seeds_build.page(claim["id"].rsplit("/", 1)[-1])) == str(shown)
    assert f"【{seeds_build.pages[claim['doc']][claim['start'] :][:4]}" in str(shown)
    html = shown._repr_html_()
    assert "<mark>" in html
    assert (
        unescape(re.sub(r"<summary>.*?</summary>|<[^>]+>", "", html)) == shown.text
    )  # the whole page, part of it folded


def test_text_of_a_page_is_never_markup() -> None:
    shown = Marked("page", "甲<script>說</script>乙", [(1, 3)])._repr_html_()
    assert [tag for tag, _ in _Tags(shown).seen] == ["div", "mark"]


def test_faults_say_what_to_do(seeds_build: Any, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="kg build --out"):
        kg.load(tmp_path)
    with pytest.raises(UsageError, match="pandas or polars"):
        kg.load(seeds_build.folder, frame="excel")  # type: ignore[call-overload]
    with pytest.raises(UsageError, match="column id of"):
        seeds_build.page("nobody")
    with pytest.raises(UsageError, match="missing; build again"):
        seeds_build.rows("nothing.jsonl")
