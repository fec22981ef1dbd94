"""What each RDF export says of itself: three lines, and the Python among them works."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyoxigraph
import pytest
import rdflib
from typer.testing import CliRunner

from kg.cli import app
from kg.export import rdf


@pytest.mark.parametrize("form", rdf.FORMATS)
def test_each_form_has_a_readme_whose_python_reads_it(
    form: str, seeds_build: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    command = ["export", "--to", form, "--build", str(seeds_build.folder), "--out", str(tmp_path / form)]
    assert CliRunner().invoke(app, command).exit_code == 0
    assert {path.name for path in (tmp_path / form).iterdir()} == {"README.txt", rdf.FORMATS[form][0]}
    readme = (tmp_path / form / "README.txt").read_text(encoding="utf-8").splitlines()
    assert readme[0] == f"kg export: {form}" and len(readme) == 4 and all(len(line) < 125 for line in readme)
    monkeypatch.chdir(tmp_path / form)
    code = readme[2].removeprefix("In Python:  ")
    held = eval(code, {"rdflib": rdflib, "pyoxigraph": pyoxigraph})
    assert len(held) > 10_000


def test_the_sparql_it_shows_finds_what_the_finding_says(seeds_build: Any, tmp_path: Path) -> None:
    pages = {row["id"]: row["text"] for row in seeds_build.rows("pages.jsonl")}
    rdf.write(seeds_build.graph, pages, tmp_path / "g.ttl", "turtle12")
    store = pyoxigraph.Store()
    store.load(path=str(tmp_path / "g.ttl"), format=pyoxigraph.RdfFormat.TURTLE)
    shown = rdf.READMES["turtle12"].split("In SPARQL 1.2:  ")[1]
    rows: Any = store.query("PREFIX kg: <https://example.org/kg/ns#> " + shown)
    stated = sum(fields["relation"] == "STATED" for *_, fields in seeds_build.graph.edges(data=True))
    assert len(list(rows)) == stated


@pytest.mark.parametrize("form", rdf.FORMATS)
def test_no_file_begins_with_a_byte_order_mark(form: str, seeds_build: Any, tmp_path: Path) -> None:
    """Which pyoxigraph, rapper and rdflib refuse; one in a text is escaped."""
    rdf.write(seeds_build.graph, {}, tmp_path / "g", form)
    assert b"\xef\xbb\xbf" not in (tmp_path / "g").read_bytes()
