"""GraphML and GEXF, opened by strangers, and by strangers' means attacked."""

from __future__ import annotations

import json
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
import rustworkx
from hypothesis import given
from lxml import etree

from kg.errors import ExportError
from kg.export import gexf, graphml
from kg.export.objects import free
from kg.export.rows import EDGE_TYPES, NODE_TYPES
from kg.export.xml import escape, escape_quoted, plain, plain_quoted, unescape
from tests import gold_records, strategies

HERE = Path(__file__).parent
GEXF = "{http://gexf.net/1.3}"


@given(strategies.nasty_text(min_size=0))
def test_any_text_comes_out_of_xml_as_it_went_in(text: str) -> None:
    element = etree.fromstring(f'<t a="{escape_quoted(text)}">{escape(text)}</t>')
    assert unescape(element.text or "") == text
    assert unescape(element.get("a")) == text
    assert not plain(text) or escape(text) == text
    assert not plain_quoted(text) or escape_quoted(text) == text


@pytest.mark.parametrize("text", ["_x0041_", "_x005F_x0041_", "\x00", "\ud800", "\uffff", "\r\n", "_x", "__x000B__"])
def test_what_looks_like_an_escape_or_cannot_be_written_comes_back(text: str) -> None:
    assert unescape(etree.fromstring(f"<t>{escape(text)}</t>").text) == text


def test_networkx_reads_graphml_with_every_value_typed(tmp_path: Path) -> None:
    graph = gold_records.graph()
    graphml.write(graph, tmp_path / "g")
    held = nx.read_graphml(tmp_path / "g", force_multigraph=True)
    assert isinstance(held, nx.MultiDiGraph)
    assert set(held) == set(graph) and held.graph["base"] == graph.graph["base"]
    assert {key for *_, key in held.edges(keys=True)} == {key for *_, key in graph.edges(keys=True)}
    claim = next(node for node, fields in graph.nodes(data=True) if fields["kind"] == "Claim")
    mine, theirs = graph.nodes[claim], held.nodes[claim]
    assert theirs["text"] == mine["text"] and theirs["start"] == mine["start"]
    assert theirs["confidence"] == float(mine["confidence"])


def test_rustworkx_reads_graphml(tmp_path: Path) -> None:
    graph = gold_records.graph()
    graphml.write(graph, tmp_path / "g")
    held = rustworkx.read_graphml(str(tmp_path / "g"))[0]
    assert (held.num_nodes(), held.num_edges()) == (len(graph), graph.number_of_edges())
    assert {node["label"] for node in held.nodes()} == {fields["label"] for _, fields in graph.nodes(data=True)}


BOMB = '<!DOCTYPE a [<!ENTITY x "{}">]>\n<graphml><graph><node id="&x;"/></graph></graphml>'


@pytest.mark.parametrize(
    "text", [BOMB.format("lol"), "<graphml><node", "no XML", "<graphml><graph><node id='a'><data key='z'>1</data></node></graph></graphml>"]
)  # fmt: skip
def test_a_strange_graphml_is_refused(text: str, tmp_path: Path) -> None:
    (tmp_path / "g").write_text(text, encoding="utf-8")
    with pytest.raises(ExportError):
        graphml.read(tmp_path / "g")


def test_memory_stays_flat_while_graphml_is_written(tmp_path: Path) -> None:
    """Six times the graph takes hardly more at once."""
    peaks = []
    for claims in (500, 3000):
        graph = strategies.sample(claims, seed=2).graph
        tracemalloc.start()
        graphml.write(graph, tmp_path / "g")
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 2 * peaks[0]


@pytest.mark.parametrize("seed", [None, 1, 2])
def test_gexf_keeps_its_grammar(seed: int | None, tmp_path: Path) -> None:
    graph = gold_records.graph() if seed is None else strategies.sample(40, seed).graph
    some = sorted(graph)[:3]
    gexf.write(graph, tmp_path / "g", dict.fromkeys(some, (1.5, -2.0)))
    document = etree.parse(str(tmp_path / "g"))
    grammar = etree.RelaxNG(etree.parse(str(HERE / "gexf.rng")))
    assert grammar.validate(document), grammar.error_log
    declared = {(a.getparent().get("class"), a.get("id")) for a in document.iter(f"{GEXF}attribute")}
    for value in document.iter(f"{GEXF}attvalue"):
        assert (value.getparent().getparent().tag.removeprefix(GEXF), value.get("for")) in declared
    ids = [element.get("id") for element in document.iter(f"{GEXF}node", f"{GEXF}edge")]
    assert len(ids) == len(set(ids)) == len(graph) + graph.number_of_edges()
    assert len(list(document.iter("{http://gexf.net/1.3/viz}position"))) == 3


def test_networkx_reads_gexf_and_loses_nothing(tmp_path: Path) -> None:
    graph = gold_records.graph()
    gexf.write(graph, tmp_path / "g")
    held = nx.read_gexf(tmp_path / "g", version="1.3")
    for node, fields in graph.nodes(data=True):
        assert gexf_values(fields, NODE_TYPES) == {
            k: v for k, v in held.nodes[node].items() if k not in ("viz", "start", "end")
        }
    for source, target, key, fields in graph.edges(keys=True, data=True):
        theirs = held.adj[source][target][key]
        expected = {**gexf_values(fields, EDGE_TYPES), "label": fields["relation"]}
        assert expected == {k: v for k, v in theirs.items() if k not in ("start", "end")}


def gexf_values(fields: dict[str, Any], types: dict[str, str]) -> dict[str, Any]:
    """As GEXF holds them: numbers for decimals, JSON for lists, offsets renamed."""
    made: dict[str, Callable[[Any], Any]] = {
        "decimal": float,
        "list": lambda v: json.dumps(v, ensure_ascii=False, separators=(",", ":")),
    }
    held = {name: made.get(types[name], lambda v: v)(value) for name, value in fields.items()}
    return {free(name, gexf.RESERVED) if name not in ("id", "label") else name: v for name, v in held.items()}


def test_the_timeline_means_article_dates(tmp_path: Path) -> None:
    graph = gold_records.graph()
    gexf.write(graph, tmp_path / "g")
    held = nx.read_gexf(tmp_path / "g", version="1.3")
    for node, fields in graph.nodes(data=True):
        if fields["kind"] == "Claim":
            date = graph.nodes[fields["article"]].get("published")
            assert (held.nodes[node].get("start"), held.nodes[node].get("end")) == (date, date)
    dates = {f["published"] for _, f in graph.nodes(data=True) if "published" in f}
    periods = [(f["start"], f["end"]) for _, f in held.nodes(data=True) if "start" in f]
    assert {day for period in periods for day in period} == dates and any(first < last for first, last in periods)
