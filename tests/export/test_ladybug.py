"""ladybug where it bites: files that are none, text that looks like Cypher, many rows of one kind."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import export
from kg.errors import ExportError
from kg.export import ladybug
from tests import gold_records, strategies
from tests.export.databases import ladybug_asker


def test_what_is_no_database_is_told(tmp_path: Path) -> None:
    (tmp_path / "graph.lbug").write_bytes(b"not a database at all" * 500)
    with pytest.raises(ExportError, match="export again"):
        ladybug.ask(tmp_path / "graph.lbug", "MATCH (n) RETURN count(*)")


def test_a_folder_with_quotes_in_its_name_is_no_cypher(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    odd = tmp_path / 'it\'s "odd" \\ 深圳'
    odd.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(odd))
    ladybug.write(gold_records.graph(), odd / "graph.lbug")
    with ladybug_asker(odd / "graph.lbug") as ask:
        assert list(ask("MATCH (n) RETURN count(*)")) == [[len(gold_records.graph())]]


def test_nothing_is_left_beside_the_file(tmp_path: Path) -> None:
    out = export.run(strategies.sample(20).graph, "ladybug", tmp_path / "out")
    assert {path.name for path in out.iterdir()} == {"README.txt", "graph.lbug"}


def test_what_the_readme_shows_works(tmp_path: Path) -> None:
    """The second line of the README, run as it stands there."""
    out = export.run(gold_records.graph(), "ladybug", tmp_path / "out")
    shown = ladybug.README.split('c.execute("')[1].split('")')[0]
    with ladybug_asker(out / "graph.lbug") as ask:
        rows = list(ask(shown))
    relations = [fields["relation"] for *_, fields in gold_records.graph().edges(data=True)]
    assert len(rows) >= relations.count("ABOUT_INDUSTRY")
