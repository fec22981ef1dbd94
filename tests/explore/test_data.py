"""What the page is given: names, numbers, places. The same graph gives the same bytes."""

from __future__ import annotations

import random

import networkx as nx
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import explore
from kg.explore import core, details, drawing, names, order, place
from kg.explore.index import Index, indexed
from tests import gold_records, strategies
from tests.explore import graphs


def gold() -> Index:
    return indexed(*graphs.rows(gold_records.graph()))


def test_each_claim_knows_its_speakers_topics_and_page() -> None:
    index = gold()
    data = core.core(index)
    graph = gold_records.graph()
    entities, claims = data["entities"]["id"], data["claims"]
    first = len(entities) - len(data["articles"])
    assert len(claims["id"]) == sum(d["kind"] == "Claim" for _, d in graph.nodes(data=True))
    for n, claim in enumerate(claims["id"]):
        node = f"claim/{claim}"
        assert [entities[i] for i in claims["speakers"][n]] == sorted(
            (s for s, _, d in graph.in_edges(node, data=True) if d["relation"] == "STATED"), key=entities.index
        )
        assert entities[first + claims["article"][n]] == graph.nodes[node]["article"]


def test_the_claims_words_are_shown_as_the_graph_has_them() -> None:
    index = gold()
    for claim, detail in zip(index.claims, details.details(index, gold_records.pages()), strict=True):
        quoted = "".join(t for f, t in zip(detail["runs"][::2], detail["runs"][1::2], strict=True) if f & 1)
        assert "".join(quoted.split()) == "".join(index.nodes[claim]["text"].split())


def test_names_are_shown_in_a_script_only_as_printed_unless_a_table_has_them() -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_node("person/1", kind="Person", label="范飞", names=["范飞"], hans="范飞", hant="範飛")
    graph.add_node(
        "region/1", kind="Region", label="沪", names=["沪"], hans="上海", hant="上海", en="Shanghai", level="x"
    )
    found = core.core(indexed(*graphs.rows(graph)))["entities"]
    assert dict(zip(found["label"], found["hant"], strict=True)) == {"范飞": "", "沪": "上海"}
    assert dict(zip(found["label"], found["en"], strict=True))["沪"] == "Shanghai"


def test_pinyin_is_read_from_the_simplified_spelling() -> None:
    assert names.pinyin("重慶") == "chong qing"
    assert names.pinyin("廈門") == "xia men"
    assert names.pinyin("OpenAI") == ""


def test_folding_holds_every_way_to_type_a_name_in_use_and_no_more() -> None:
    typed, simplified = names.folding(["广东", "台湾"])
    assert {"廣": "广", "東": "东", "臺": "台", "灣": "湾"}.items() <= dict(zip(typed, simplified, strict=True)).items()
    assert set(simplified) <= set("广东台湾")


def test_order_leaves_fewer_crossings_than_the_order_of_names() -> None:
    choice = random.Random(3)
    speakers = [[choice.randrange(12)] for _ in range(60)]
    industries = [[12 + (s[0] * 7 + choice.randrange(2)) % 12] for s in speakers]
    links = [[i[0], 24 + i[0] * 5 % 7] for i in industries]
    ranks = order.ranks(31, speakers, industries, links)

    def crossed(places: list[float]) -> int:
        left = [(places[s[0]], places[i[0]], 1) for s, i in zip(speakers, industries, strict=True)]
        return order.crossings(left) + order.crossings((places[i], places[r], 1) for i, r in links)

    assert crossed(ranks) < crossed([float(n) for n in range(31)]) / 2


edge = st.tuples(st.integers(0, 6), st.integers(0, 6), st.integers(1, 3))


@given(st.lists(edge, max_size=12))
def test_crossings_are_those_a_ruler_would_count(edges: list[tuple[int, int, int]]) -> None:
    pairs = [(e, f) for n, e in enumerate(edges) for f in edges[n + 1 :]]
    assert order.crossings(edges) == sum(e[2] * f[2] for e, f in pairs if (e[0] - f[0]) * (e[1] - f[1]) < 0)


@settings(max_examples=25)
@given(st.integers(1, 30), st.lists(st.tuples(st.integers(0, 29), st.integers(0, 29)), max_size=40))
def test_no_two_nodes_stand_on_one_spot(count: int, pairs: list[tuple[int, int]]) -> None:
    edges = {(a, b): 1.0 for a, b in pairs if a < b < count}
    places = place.positions(count, edges)
    assert len(set(places)) == count
    assert places == place.positions(count, edges)


def test_the_full_drawing_is_left_out_of_a_graph_too_big_for_it() -> None:
    data = core.core(indexed(*graphs.rows(strategies.sample(1600).graph)))
    assert drawing.drawing(data) is None


@settings(max_examples=30, deadline=None)
@given(strategies.graphs())
def test_any_graph_gives_a_page(sample: strategies.Sample) -> None:
    assert explore.run(sample.graph, sample.pages).startswith("<!doctype html>")


def test_the_order_of_nodes_and_edges_in_memory_changes_nothing() -> None:
    graph = gold_records.graph()
    turned: nx.MultiDiGraph[str] = nx.MultiDiGraph(**graph.graph)
    turned.add_nodes_from(reversed(list(graph.nodes(data=True))))
    for source, target, key, fields in reversed(list(graph.edges(keys=True, data=True))):
        turned.add_edge(source, target, key, **fields)
    assert explore.run(turned, gold_records.pages()) == explore.run(graph, gold_records.pages())
