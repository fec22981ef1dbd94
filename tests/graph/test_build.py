"""The graph of the gold records, and what holds for every graph."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings

from kg import graph, ids, resolve
from kg.graph import restated
from kg.graph.schema import EDGES, NODES
from kg.model import (
    Claim,
    Document,
    Evidence,
    Extraction,
    Figure,
    Link,
    Mention,
    Resolution,
    Span,
    Speaker,
    Tenure,
    Topic,
)
from tests import gold_records, strategies


@pytest.fixture(scope="module")
def gold() -> nx.MultiDiGraph[str]:
    return gold_records.graph()


def page(name: str, text: str, published: str = "") -> Document:
    sha = ids.text_hash(text)
    return Document(
        ids.local("article", name, sha), name, f"{name}.txt", text, "utf-8", sha, "zh-Hans", published=published
    )


def said(text: str, words: str, rule: str = "r") -> Evidence:
    at = text.index(words)
    return Evidence((Span(at, at + len(words)),), rule, 0.9)


def claim(document: Document, words: str, who: str, kind: str = "Person", **more: Any) -> Claim:
    text, at = document.text, document.text.index(words)
    speaker = Speaker(who, kind, said(text, who), more.pop("tenures", ()))
    empty: dict[str, Any] = dict.fromkeys(("industries", "regions", "industry_regions", "figures", "dates"), ())
    return Claim(
        ids.local("claim", document.id, words), document.id, (Span(at, at + len(words)),), words, "indirect", speaker,
        cue="", cue_spans=(), rule="r", confidence=0.9, **(empty | more),
    )  # fmt: skip


def built(*extractions: Extraction) -> nx.MultiDiGraph[str]:
    return graph.run(resolve.run(extractions), gold_records.vocabulary())


def read(document: Document, *claims: Claim, mentions: tuple[Mention, ...] = (), tenures: Any = ()) -> Extraction:
    return Extraction(document, (), mentions, claims, (), (), tenures)


def edges(of: nx.MultiDiGraph[str], relation: str) -> list[tuple[str, str, dict[str, Any]]]:
    return [(s, t, d) for s, t, d in of.edges(data=True) if d["relation"] == relation]


def test_every_kind_of_node_and_edge_is_there(gold: nx.MultiDiGraph[str]) -> None:
    assert {d["kind"] for _, d in gold.nodes(data=True)} == set(NODES)
    assert {d["relation"] for *_, d in gold.edges(data=True)} == set(EDGES)


def test_every_finding_quotes_its_page(gold: nx.MultiDiGraph[str]) -> None:
    pages = gold_records.pages()
    for *_, edge in gold.edges(data=True):
        if "quote" in edge:
            assert pages[edge["article"]][edge["start"] : edge["end"]] == edge["quote"]


def test_every_claim_is_a_node_with_its_page_and_its_speaker(gold: nx.MultiDiGraph[str]) -> None:
    stated = Counter(claim for _, claim, _ in edges(gold, "STATED"))
    appearing = Counter(claim for claim, _, _ in edges(gold, "APPEARS_IN"))
    claims = [n for n, d in gold.nodes(data=True) if d["kind"] == "Claim"]
    assert stated == appearing == Counter(claims)


def test_the_order_of_the_pages_changes_nothing() -> None:
    shuffled = list(gold_records.extractions())
    random.Random(3).shuffle(shuffled)
    other = built(*shuffled)
    assert list(other.nodes(data=True)) == list(gold_records.graph().nodes(data=True))
    assert list(other.edges(keys=True, data=True)) == list(gold_records.graph().edges(keys=True, data=True))


def test_ancestors_come_with_a_concept_once() -> None:
    document = page("a", "张三说，要发展集成电路。")
    topic = Topic("Industry", "industry/integrated-circuits", "集成电路", said(document.text, "集成电路"))
    made = built(read(document, claim(document, "要发展集成电路", "张三", industries=(topic,))))
    found = {n.partition("/")[2] for n, d in made.nodes(data=True) if d["kind"] == "Industry"}
    assert found == {"integrated-circuits", "computers", "manufacturing"}
    assert [(s, t) for s, t, _ in edges(made, "BROADER")] == [
        ("industry/computers", "industry/manufacturing"), ("industry/integrated-circuits", "industry/computers"),
    ]  # fmt: skip
    assert made.nodes["industry/computers"]["names"] == []


def test_an_unlisted_industry_stands_under_its_head() -> None:
    document = page("a", "张三说，要发展飞行器制造。")
    topic = Topic("Industry", "", "飞行器制造", said(document.text, "飞行器制造"), "industry/manufacturing")
    made = built(read(document, claim(document, "要发展飞行器制造", "张三", industries=(topic,))))
    ((source, target, _),) = edges(made, "BROADER")
    assert made.nodes[source]["proposed"] and made.nodes[source]["scheme"] == "proposed"
    assert target == "industry/manufacturing"


def test_a_post_is_one_node_with_the_dates_of_its_articles() -> None:
    first = page("a", "北京大学校长张三说，要努力。", "2024-01-05")
    second = page("b", "北京大學校長張三說，要再努力。", "2024-03-01")
    made = built(
        read(first, tenures=(("张三", Tenure("校长", "北京大学", said(first.text, "北京大学校长"))),)),
        read(second, tenures=(("張三", Tenure("校長", "北京大學", said(second.text, "北京大學校長"))),)),
    )
    ((node, fields),) = [(n, d) for n, d in made.nodes(data=True) if d["kind"] == "Tenure"]
    assert (fields["first_seen"], fields["last_seen"]) == ("2024-01-05", "2024-03-01")
    assert [len(edges(made, r)) for r in ("HOLDS", "AT", "AFFILIATED_WITH")] == [2, 2, 2]
    assert {t for _, t, _ in edges(made, "HOLDS")} == {node}


def test_an_affiliation_without_a_post_makes_no_post() -> None:
    document = page("a", "北京大学张三说，要努力。")
    made = built(read(document, tenures=(("张三", Tenure("", "北京大学", said(document.text, "北京大学"))),)))
    assert len(edges(made, "AFFILIATED_WITH")) == 1
    assert not edges(made, "HOLDS")


def test_a_claim_says_in_which_capacity_it_is_made() -> None:
    document = page("a", "北京大学校长张三说，要努力。")
    tenure = Tenure("校长", "北京大学", said(document.text, "北京大学校长"))
    made = built(read(document, claim(document, "要努力", "张三", tenures=(tenure,)), tenures=(("张三", tenure),)))
    ((_, _, stated),) = edges(made, "STATED")
    assert [made.nodes[t]["role"] for t in stated["tenures"]] == ["校长"]


def test_a_group_belongs_to_its_article() -> None:
    documents = [page(name, f"专家表示，前景广阔。{name}") for name in "ab"]
    made = built(*(read(d, claim(d, "前景广阔", "专家", "Group")) for d in documents))
    homes = {d["article"] for _, d in made.nodes(data=True) if d["kind"] == "Group"}
    assert homes == {d.id for d in documents}


def test_the_speaker_is_whom_the_mention_was_resolved_to() -> None:
    """A link says more than a name: 李強 of this page may be another 李強."""
    document = page("a", "李强说，要努力。")
    mention = Mention(document.id, (Span(0, 2),), "李强", "Person", "李强", "", "r")
    extraction = read(document, claim(document, "要努力", "李强"), mentions=(mention,))
    entity = replace(resolve.run([extraction]).entities[0], id="person/another")
    resolution = Resolution((extraction,), (entity,), (Link(document.id, 0, "person/another", 1.0, ()),))
    made = graph.run(resolution, gold_records.vocabulary())
    assert [s for s, _, _ in edges(made, "STATED")] == ["person/another"]


def test_figures_keep_text_value_and_unit() -> None:
    document = page("a", "张三说，增长29.9%。")
    figure = Figure("29.9%", "29.9", "%", (Span(6, 11),))
    made = built(read(document, claim(document, "增长29.9%", "张三", figures=(figure,))))
    assert [d["figures"] for _, d in made.nodes(data=True) if d["kind"] == "Claim"] == [["29.9%|29.9|%"]]


WORDS = "以颠覆性技术和前沿技术催生新产业、新模式、新动能，发展新质生产力"


@pytest.mark.parametrize(
    ("other", "who", "linked"),
    [
        (WORDS, "张三", True),
        ("以顛覆性技術和前沿技術催生新產業、新模式、新動能，發展新質生產力", "張三", True),
        (WORDS.replace("、", "，") + "。", "张三", True),
        (WORDS.replace("发展新质生产力", "培育新质生产力"), "张三", True),
        (WORDS, "李四", False),
        ("要以科技创新推动产业创新，加快发展新质生产力", "张三", False),
    ],
    ids=["same", "other script", "other punctuation", "a word changed", "another speaker", "another utterance"],
)
def test_restatements_are_linked_from_the_later_to_the_earlier(other: str, who: str, linked: bool) -> None:
    first, later = page("a", f"张三说，{WORDS}", "2024-01-01"), page("b", f"{who}表示，{other}", "2024-01-09")
    made = built(read(later, claim(later, other, who)), read(first, claim(first, WORDS, "张三")))
    found = [(made.nodes[s]["article"], made.nodes[t]["article"]) for s, t, _ in edges(made, "RESTATES")]
    assert found == ([(later.id, first.id)] if linked else [])


def test_nothing_restates_within_one_article_nor_in_a_few_characters() -> None:
    document = page("a", f"张三说，{WORDS}。张三又说，{WORDS}")
    again = replace(claim(document, WORDS, "张三"), id="claim/again")
    assert not edges(built(read(document, claim(document, WORDS, "张三"), again)), "RESTATES")
    short = [page(name, f"张三说，要努力！{name}") for name in "ab"]
    assert not edges(built(*(read(d, claim(d, "要努力", "张三")) for d in short)), "RESTATES")


def test_a_chain_of_restatements_leads_to_its_first() -> None:
    documents = [page(name, f"张三说，{WORDS}", f"2024-01-0{i}") for i, name in enumerate("abcd", 1)]
    made = built(*(read(d, claim(d, WORDS, "张三")) for d in documents))
    assert Counter(made.nodes[t]["article"] for _, t, _ in edges(made, "RESTATES")) == {documents[0].id: 3}


def test_similarity_is_one_for_the_same_and_nothing_for_the_different() -> None:
    one = restated.shingles(WORDS)
    assert restated.similarity(one, one) == 1
    assert restated.similarity(one, restated.shingles("香港是国际金融中心")) == 0


@given(strategies.graphs())
@settings(max_examples=60, deadline=None)
def test_the_strategy_makes_valid_graphs(sample: strategies.Sample) -> None:
    assert graph.check(sample.graph) == []


def test_the_generator_makes_valid_graphs_of_any_size() -> None:
    for claims in (0, 1, 300):
        made = strategies.sample(claims)
        assert graph.check(made.graph) == []
        for *_, edge in made.graph.edges(data=True):
            if "quote" in edge:
                assert made.pages[edge["article"]][edge["start"] : edge["end"]] == edge["quote"]
    assert nx.utils.graphs_equal(strategies.sample(50).graph, strategies.sample(50).graph)
