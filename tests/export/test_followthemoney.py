"""followthemoney entities: their shape, and their own model's word where it is installed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kg.export import ftm
from kg.export.rows import Graph
from tests import gold_records, strategies

REQUIRED = {
    "Person": {"name"}, "Organization": {"name"}, "LegalEntity": {"name"}, "Event": {"name"}, "Document": {"fileName"},
    "Article": {"fileName"}, "Note": {"description"}, "Employment": {"employer", "employee"},
    "Membership": {"member", "organization"}, "Documentation": {"document", "entity"},
}  # fmt: skip
"""What their model asks of each schema we use (4.11)."""


def entities(graph: Graph, folder: Path) -> list[dict[str, Any]]:
    ftm.write(graph, folder / "e")
    return [json.loads(line) for line in (folder / "e").read_bytes().splitlines()]


@pytest.mark.parametrize("seed", [None, 1])
def test_every_entity_has_what_its_schema_asks_and_points_at_another(seed: int | None, tmp_path: Path) -> None:
    graph = gold_records.graph() if seed is None else strategies.sample(60, seed).graph
    found = entities(graph, tmp_path)
    by_id = {entity["id"]: entity for entity in found}
    assert len(by_id) == len(found)
    for entity in found:
        assert REQUIRED[entity["schema"]] <= entity["properties"].keys(), entity
        for name in ftm.REFERENCES:
            assert all(other in by_id for other in entity["properties"].get(name, []))
    notes = [entity for entity in found if entity["schema"] == "Note"]
    assert len(notes) == sum(fields["kind"] == "Claim" for _, fields in graph.nodes(data=True))


def test_a_claim_is_a_note_on_its_speaker_with_the_article_as_proof(tmp_path: Path) -> None:
    graph = gold_records.graph()
    by_id = {entity["id"]: entity for entity in entities(graph, tmp_path)}
    for speaker, claim, fields in graph.edges(data=True):
        if fields["relation"] == "STATED":
            note = by_id[claim.replace("/", "-")]["properties"]
            assert speaker.replace("/", "-") in note["entity"]
            assert note["proof"] == [fields["article"].replace("/", "-")]
            assert note["description"] == [graph.nodes[claim]["text"]]


def test_their_model_takes_every_entity(tmp_path: Path) -> None:
    followthemoney = pytest.importorskip(
        "followthemoney", reason="followthemoney brings ICU; not part of the tests' set-up"
    )
    for graph in (gold_records.graph(), strategies.sample(60, seed=1).graph):
        for entity in entities(graph, tmp_path):
            followthemoney.model.get_proxy(entity, cleaned=False).schema.validate(entity)
