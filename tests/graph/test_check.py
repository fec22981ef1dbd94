"""The schema check tells each kind of fault, and nothing of a good graph."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import networkx as nx
import pytest

from kg import graph
from kg.graph.schema import EDGES, NODES
from tests import gold_records

Graph = Any


def node(made: Graph, kind: str) -> dict[str, Any]:
    fields: dict[str, Any] = next(d for _, d in made.nodes(data=True) if d["kind"] == kind)
    return fields


def edge(made: Graph, relation: str) -> dict[str, Any]:
    fields: dict[str, Any] = next(d for *_, d in made.edges(data=True) if d["relation"] == relation)
    return fields


def turned(made: Graph) -> None:
    source, target, key, fields = next(
        (s, t, k, d) for s, t, k, d in made.edges(keys=True, data=True) if d["relation"] == "STATED"
    )
    made.remove_edge(source, target, key)
    made.add_edge(target, source, key, **fields)


def doubled(made: Graph) -> None:
    source, target, key, fields = next(iter(made.edges(keys=True, data=True)))
    made.add_edge(target, source, key, **fields)


FAULTS: dict[str, tuple[Callable[[Graph], Any], str]] = {
    "a kind nobody knows": (lambda g: node(g, "Claim").update(kind="Rumour"), "kind 'Rumour' is none of"),
    "an id of another kind": (lambda g: nx.relabel_nodes(g, {next(n for n in g if n.startswith("person/")): "claim/x"}, copy=False), "the id of a Person"),
    "an id no IRI can hold": (lambda g: nx.relabel_nodes(g, {next(n for n in g if n.startswith("person/")): "person/张三"}, copy=False), "the id of a Person"),
    "a field too few": (lambda g: node(g, "Claim").pop("text"), "text is missing"),
    "a field too many": (lambda g: node(g, "Claim").update(truth="yes"), "truth is no field"),
    "None for a field": (lambda g: node(g, "Article").update(title=None), "title is None"),
    "a number for a text": (lambda g: node(g, "Article").update(sha256=7), "sha256 is 7"),
    "a boolean for a number": (lambda g: node(g, "Article").update(characters=True), "characters is True"),
    "a float for a decimal": (lambda g: node(g, "Claim").update(confidence=0.5), "confidence is 0.5"),
    "a decimal with an exponent": (lambda g: node(g, "Claim").update(confidence="5e-1"), "confidence is '5e-1'"),
    "a date that is none": (lambda g: node(g, "Article").update(published="March"), "published is 'March'"),
    "a list of numbers": (lambda g: node(g, "Claim").update(starts=[1]), "starts is [1]"),
    "names out of order": (lambda g: node(g, "Person").update(names=["b", "a"]), "names is ['b', 'a']"),
    "a mode nobody knows": (lambda g: node(g, "Claim").update(mode="sung"), "mode is 'sung'"),
    "a language nobody knows": (lambda g: node(g, "Claim").update(language="zh_CN"), "language is 'zh_CN'"),
    "an act in capitals": (lambda g: node(g, "Claim").update(act="Target!"), "act or modality 'Target!'"),
    "segments that run backwards": (lambda g: node(g, "Claim").update(starts=["9"], ends=["3"]), "segments are empty or run backwards"),
    "no segments": (lambda g: node(g, "Claim").update(starts=[], ends=[]), "segments are empty"),
    "a hull that is none": (lambda g: node(g, "Claim").update(start=0), "not the hull"),
    "a relation nobody knows": (lambda g: edge(g, "STATED").update(relation="SANG"), "relation 'SANG' is none of"),
    "an edge the wrong way round": (turned, "STATED leads from Claim to"),
    "a key that is not the id": (lambda g: edge(g, "STATED").update(id="finding/x"), "its key is not its id"),
    "an id used twice": (doubled, "stands for another edge too"),
    "an id that does not follow from the ends": (lambda g: edge(g, "APPEARS_IN").update(id="edge/x"), "does not follow"),
    "a source that is not the concept's": (lambda g: edge(g, "BROADER").update(source="hearsay"), "its source is not that of"),
    "a finding without a quotation": (lambda g: edge(g, "ABOUT_REGION").pop("quote"), "quote is missing"),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_a_planted_fault_is_told(name: str) -> None:
    plant, message = FAULTS[name]
    made = gold_records.graph()
    plant(made)
    faults = graph.check(made)
    if name == "an id that does not follow from the ends":
        key = next(k for *_, k, d in made.edges(keys=True, data=True) if d["id"] == "edge/x")
        source, target = next((s, t) for s, t, k in made.edges(keys=True) if k == key)
        fields = made.edges[source, target, key]
        made.remove_edge(source, target, key)
        made.add_edge(source, target, "edge/x", **fields)
        faults = graph.check(made)
    assert [fault for fault in faults if message in fault], faults[:5]


def test_a_good_graph_has_no_faults() -> None:
    assert graph.check(gold_records.graph()) == []


def test_the_schema_names_only_kinds_it_has() -> None:
    for kind in EDGES.values():
        assert {*kind.sources, *kind.targets} <= set(NODES)
