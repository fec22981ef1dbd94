"""Exports are there whole or not at all, and say how to load them."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import export
from kg.errors import ExportError, UsageError
from kg.export import EXPORTERS
from tests import gold_records


@pytest.mark.parametrize("name", EXPORTERS)
def test_each_export_has_a_readme_of_three_lines_and_no_leftovers(name: str, tmp_path: Path) -> None:
    out = export.run(gold_records.graph(), name, tmp_path / "deep" / name)
    readme = (out / "README.txt").read_text(encoding="utf-8").splitlines()
    assert readme[0] == f"kg export: {name}" and len(readme) == 4 and all(len(line) < 125 for line in readme)
    assert not EXPORTERS[name].file or (out / EXPORTERS[name].file).stat().st_size > 1000
    assert [path.name for path in out.parent.iterdir()] == [name]


def test_an_older_export_is_replaced_and_nothing_else(tmp_path: Path) -> None:
    out = export.run(gold_records.graph(), "graphml", tmp_path / "out")
    export.run(gold_records.graph(), "jsonl", out)
    assert {path.name for path in out.iterdir()} == {"README.txt", "nodes.jsonl", "edges.jsonl"}
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "diary.txt").write_text("dear diary")
    for name in ("diary.txt", "README.txt"):
        (tmp_path / "mine" / name).write_text("dear diary")
        with pytest.raises(UsageError, match="of kg"):
            export.run(gold_records.graph(), "jsonl", tmp_path / "mine")
        assert (tmp_path / "mine" / name).read_text() == "dear diary"


def test_an_unknown_name_lists_the_known(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="neo4j-csv, ladybug"):
        export.run(gold_records.graph(), "excel", tmp_path / "out")


@pytest.mark.parametrize("name", ["graphml", "node-link", "jsonl", "csv", "neo4j-csv", "parquet"])
def test_a_fault_on_the_way_leaves_the_older_export_whole(name: str, tmp_path: Path) -> None:
    out = export.run(gold_records.graph(), "gexf", tmp_path / "out")
    before = (out / "graph.gexf").read_bytes()
    graph = gold_records.graph()
    claim = next(node for node, fields in graph.nodes(data=True) if fields["kind"] == "Claim")
    graph.nodes[claim]["text"] = "half \ud800 a character"
    if name == "graphml":  # which can escape it
        export.run(graph, name, tmp_path / "other")
        return
    with pytest.raises(ExportError, match="half a character"):
        export.run(graph, name, out)
    assert (out / "graph.gexf").read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
