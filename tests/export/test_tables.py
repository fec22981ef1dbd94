"""Tables, opened with pandas and polars, and in a spreadsheet's eyes."""

from __future__ import annotations

import csv
import datetime
import io
from pathlib import Path

import pandas
import polars
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import ExportError
from kg.export import tables
from kg.graph.schema import EDGES, NODES
from tests import gold_records, strategies


def test_pandas_opens_parquet_with_typed_columns(tmp_path: Path) -> None:
    graph = gold_records.graph()
    tables.write_parquet(graph, tmp_path)
    claims = pandas.read_parquet(tmp_path / "Claim.parquet").set_index("id")
    for node, fields in graph.nodes(data=True):
        if fields["kind"] == "Claim":
            row = claims.loc[node]
            assert (row["text"], row["start"], list(row["figures"])) == (
                fields["text"],
                fields["start"],
                fields["figures"],
            )
            assert row["confidence"] == float(fields["confidence"])
    stated = pandas.read_parquet(tmp_path / "STATED.parquet").merge(claims, left_on="to_id", right_index=True)
    assert len(stated) == sum(f["relation"] == "STATED" for *_, f in graph.edges(data=True))
    published = pandas.read_parquet(tmp_path / "Article.parquet")["published"]
    assert {d for d in published if d is not None} <= {datetime.date(2024, m, d) for m in (2, 3) for d in range(1, 30)}


def test_polars_opens_parquet_and_csv(tmp_path: Path) -> None:
    graph = strategies.sample(50, seed=4).graph
    tables.write_parquet(graph, tmp_path)
    tables.write_csv(graph, tmp_path)
    for file in tmp_path.glob("*.parquet"):
        held = polars.read_parquet(file)
        rows = polars.read_csv(file.with_suffix(".csv"), infer_schema=False, empty_string_is_null=True)
        assert held.columns == rows.columns and len(held) == len(rows) > 0
        for column in held.columns:
            if held[column].dtype == polars.String:
                assert held[column].to_list() == rows[column].to_list()


def test_a_file_for_every_kind_and_relation_there_is(tmp_path: Path) -> None:
    tables.write_csv(strategies.sample(60, seed=1).graph, tmp_path)
    assert {path.stem for path in tmp_path.iterdir()} == {*NODES, *EDGES}


def test_csv_for_machines_alters_nothing(tmp_path: Path) -> None:
    graph = strategies.sample(80, seed=9).graph
    tables.write_csv(graph, tmp_path)
    assert not (tmp_path / "Claim.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    with (tmp_path / "Claim.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            assert row["text"] == graph.nodes[row["id"]]["text"]


FIRST = "=+-@＝＋－＠\t\r\n"


@given(st.text(max_size=5).map(lambda t: t) | st.sampled_from([*strategies.NASTY, "0111", "007", "0.5", "0", ""]))
def test_no_cell_for_people_begins_a_formula(text: str) -> None:
    cell = tables.guarded(text)
    assert not cell or cell[0] not in FIRST
    assert cell in (text, "'" + text)


@pytest.mark.parametrize("first", FIRST)
def test_each_beginning_of_a_formula_is_guarded(first: str) -> None:
    assert tables.guarded(f"{first}1+1") == f"'{first}1+1"


@pytest.mark.parametrize("text", ["深圳", "1=1", "2024", "a@b", "「＝」", "0.5", "'", ""])
def test_other_cells_stay_as_they_are(text: str) -> None:
    assert tables.guarded(text) == text


def test_sheets_open_with_a_byte_order_mark_and_one_row_a_claim(tmp_path: Path) -> None:
    graph = gold_records.graph()
    tables.write_sheets(graph, tmp_path)
    text = (tmp_path / "claims.csv").read_bytes()
    assert text.startswith(b"\xef\xbb\xbf") and text.endswith(b"\r\n")
    rows = list(csv.DictReader(io.StringIO(text.decode("utf-8-sig"), newline="")))
    claims = {f["text"] for _, f in graph.nodes(data=True) if f["kind"] == "Claim"}
    assert {row["text"] for row in rows} == {tables.guarded(claim) for claim in claims}
    assert rows == sorted(rows, key=lambda row: row["published"])
    assert any("; " in row["industries"] for row in rows)


def test_no_file_for_people_holds_a_formula(tmp_path: Path) -> None:
    tables.write_sheets(strategies.sample(80, seed=9).graph, tmp_path)
    for path in tmp_path.iterdir():
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.reader(file):
                assert not any(cell and cell[0] in FIRST for cell in row)


def test_a_folder_of_nothing_is_no_graph(tmp_path: Path) -> None:
    with pytest.raises(ExportError):
        tables.read(tmp_path)
