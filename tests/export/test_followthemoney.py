"""followthemoney entities: their shape, and their own model's word."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from kg.export import ftm
from kg.export.rows import Graph
from tests import gold_records, strategies

PLACE = Path(__file__).parents[2] / ".cache" / "followthemoney" / "bin"
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


ASK = """
import json, sys
from followthemoney import model
for line in sys.stdin.buffer:
    entity = json.loads(line)
    held = model.get_proxy(entity, cleaned=False)
    held.schema.validate(entity)
    print(json.dumps(held.to_dict()))
"""
"""Reads each entity as Aleph does, which drops what it takes for no value of its kind."""


def theirs() -> Path:
    """The folder of their programs: an environment of their own."""
    if not (PLACE / "python").exists():
        reason = f"no followthemoney in {PLACE}: run scripts/followthemoney_model.sh"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)
    return PLACE


@pytest.mark.parametrize("seed", [None, 1])
def test_their_model_takes_every_entity_and_drops_nothing(seed: int | None, tmp_path: Path) -> None:
    """It only tidies names: a blank for any white space, no marks that cannot be seen."""
    command = [theirs() / "python", "-c", ASK]
    graph = gold_records.graph() if seed is None else strategies.sample(60, seed).graph
    ours = entities(graph, tmp_path)
    run = subprocess.run(command, input=(tmp_path / "e").read_bytes(), capture_output=True, timeout=180)
    assert run.returncode == 0, run.stderr.decode()[-3000:]
    held = [json.loads(line) for line in run.stdout.splitlines()]
    assert len(held) == len(ours)
    for entity, back in zip(ours, held, strict=True):
        assert (entity["id"], entity["schema"]) == (back["id"], back["schema"])
        if seed is None:
            same = {name: sorted(values) for name, values in back["properties"].items()}
            assert {name: sorted(values) for name, values in entity["properties"].items()} == same
        else:
            assert entity["properties"].keys() == back["properties"].keys()


def test_their_command_line_does_what_the_readme_says(tmp_path: Path) -> None:
    programs = theirs()
    ftm.write(gold_records.graph(), tmp_path / ftm.FILE)
    for command in re.findall(r"(ftm .*?)(?:   |\n)", ftm.README):
        run = subprocess.run([programs / "ftm", *command.split()[1:]], cwd=tmp_path, capture_output=True, timeout=180)
        assert run.returncode == 0, (command, run.stderr.decode()[-3000:])
    assert list((tmp_path / "neo4j").iterdir())
