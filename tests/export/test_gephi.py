"""Gephi itself opens our GEXF, and everything is in it: the Gephi Toolkit, without a window."""

from __future__ import annotations

import os
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote_plus

import pytest

from kg.export import gexf
from kg.export.rows import EDGE_TYPES, NODE_TYPES
from kg.export.xml import unescape
from tests import gold_records, strategies
from tests.export.test_xml import gexf_values

HERE = Path(__file__).parent
LIB = HERE.parents[1] / ".cache" / "gephi" / "lib"


class Opened(NamedTuple):
    """What Gephi holds; each thing with its fields as text and its values by column."""

    graph: list[str]
    nodes: dict[str, tuple[list[str], dict[str, str]]]
    edges: dict[str, tuple[list[str], dict[str, str]]]
    issues: list[list[str]]


def opened(path: Path) -> Opened:
    jars = list(LIB.glob("gephi-toolkit-*-all.jar"))
    if not jars or not shutil.which("javac"):
        reason = f"no Gephi in {LIB}: run scripts/jars.sh gephi" if shutil.which("javac") else "no JDK"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)
    command = ["java", "-Xmx512m", "-Djava.awt.headless=true", "-cp", str(jars[0]), str(HERE / "gephi" / "Open.java")]
    run = subprocess.run([*command, str(path)], capture_output=True, text=True, encoding="utf-8", timeout=180)
    assert run.returncode == 0, run.stderr[-3000:]
    held = Opened([], {}, {}, [])
    values: dict[str, str] = {}
    for line in run.stdout.splitlines():
        kind, *fields = map(unquote_plus, line.split("\t"))
        if kind == "value":
            values[fields[0]] = fields[1]
        elif kind in ("node", "edge"):
            values = {}
            (held.nodes if kind == "node" else held.edges)[fields[0]] = (fields[1:], values)
        elif kind == "issue" and fields[0] != "INFO":
            held.issues.append(fields)
        elif kind == "graph":
            held.graph.extend(fields)
    return held


@pytest.mark.parametrize("seed", [None, 1])
def test_gephi_opens_it_and_loses_nothing(seed: int | None, tmp_path: Path) -> None:
    graph = gold_records.graph() if seed is None else strategies.sample(40, seed).graph
    places = {node: (10.5 * i, -3.25 * i) for i, node in enumerate(sorted(graph))}
    gexf.write(graph, tmp_path / "graph.gexf", places)
    held = opened(tmp_path / "graph.gexf")
    assert held.issues == []
    assert held.graph == ["true", "true", "DATE"]
    assert held.nodes.keys() == set(graph)
    for node, fields in graph.nodes(data=True):
        (label, colour, size, x, y, _), values = held.nodes[node]
        assert unescape(label) == fields["label"]
        assert tuple(map(int, colour.split())) == gexf.COLOURS[fields["kind"]]
        assert float(size) >= 4 and (float(x), float(y)) == places[node]
        assert _typed(values, fields, NODE_TYPES) == _without(gexf_values(fields, NODE_TYPES), "label")
    assert held.edges.keys() == {key for _, _, key in graph.edges(keys=True)}, "parallel edges are kept"
    for source, target, key, fields in graph.edges(keys=True, data=True):
        (label, start, end, kind, _), values = held.edges[key]
        assert (label, start, end, kind) == (fields["relation"], source, target, fields["relation"])
        assert _typed(values, fields, EDGE_TYPES) == _without(gexf_values(fields, EDGE_TYPES), "id")


def test_gephis_timeline_means_article_dates(tmp_path: Path) -> None:
    graph = gold_records.graph()
    gexf.write(graph, tmp_path / "graph.gexf")
    held = opened(tmp_path / "graph.gexf")
    for node, fields in graph.nodes(data=True):
        if fields["kind"] == "Claim":
            date = graph.nodes[fields["article"]].get("published")
            assert [_day(moment) for moment in held.nodes[node][0][-1].split()] == ([date] * 2 if date else [])


def test_what_has_no_date_is_always_on_the_timeline(tmp_path: Path) -> None:
    graph = strategies.small().graph
    for _, fields in graph.nodes(data=True):
        fields.pop("published", None)
    gexf.write(graph, tmp_path / "undated.gexf")
    assert {fields[-1] for fields, _ in opened(tmp_path / "undated.gexf").nodes.values()} == {""}


def _day(milliseconds: str) -> str:
    return datetime.fromtimestamp(int(milliseconds) / 1000, UTC).date().isoformat()


def _typed(values: dict[str, str], fields: dict[str, Any], types: dict[str, str]) -> dict[str, Any]:
    """Gephi's values as what our types make of them."""
    read = {"int": int, "decimal": float, "bool": lambda text: text == "true"}
    names = {name if name == "kind" else gexf_name(name): name for name in fields}
    return {name: read.get(types[names[name]], unescape)(text) for name, text in values.items()}


def gexf_name(name: str) -> str:
    return next(iter(gexf_values({name: ""}, {name: "str"})))


def _without(values: dict[str, Any], name: str) -> dict[str, Any]:
    """Without one, and without what Gephi takes for nothing: the text ``null``."""
    return {key: value for key, value in values.items() if key != name and value != "null"}
