"""The index of a build: made once, opened after, and made anew for another graph."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import UsageError
from kg.serve import index

TURTLE = "<http://example.org/a> <http://example.org/p> '%s' .\n"


def test_an_index_is_made_once_for_each_graph(tmp_path: Path) -> None:
    (tmp_path / "graph.ttl").write_text(TURTLE % "一", encoding="utf-8")
    first = index.opened(tmp_path)
    assert index.opened(tmp_path) == first
    assert len(list(ox.Store.read_only(str(first)).query("SELECT * { ?s <http://example.org/p> ?o }"))) == 1
    (tmp_path / "graph.ttl").write_text(TURTLE % "二", encoding="utf-8")
    second = index.opened(tmp_path)
    assert second != first and not first.exists()


def test_a_folder_without_a_graph_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"holds neither graph\.trig nor graph\.ttl"):
        index.opened(tmp_path)
