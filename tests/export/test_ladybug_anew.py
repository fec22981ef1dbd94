"""A database that is changed holds what one written at once holds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kg.export import ladybug
from kg.export.ladybug_anew import Changed, change
from kg.export.rows import EDGE_COLUMNS, ENDS, NODE_COLUMNS, Graph, edges, nodes
from tests import gold_records


def held(path: Path) -> dict[str, Any]:
    """Every row of every table."""
    found: dict[str, Any] = {}
    for kind, columns in NODE_COLUMNS.items():
        listed = ", ".join(f"n.`{c.name}`" for c in columns)
        found[kind] = ladybug.ask(path, f"MATCH (n:`{kind}`) RETURN n.id, {listed} ORDER BY n.id")[1]
    for ends in ENDS:
        listed = ", ".join(f"e.`{c.name}`" for c in EDGE_COLUMNS[ends.relation])
        pattern = f"(a:`{ends.source}`)-[e:`{ends.relation}`]->(b:`{ends.target}`)"
        found[str(ends)] = ladybug.ask(path, f"MATCH {pattern} RETURN a.id, b.id, {listed} ORDER BY e.id")[1]
    return found


def test_a_changed_database_holds_what_a_new_one_does(tmp_path: Path) -> None:
    now: Graph = gold_records.graph()
    before = now.copy()
    article = next(n for n, d in now.nodes(data=True) if d["kind"] == "Article")
    claims = [n for n, d in now.nodes(data=True) if d.get("article") == article]
    before.remove_nodes_from([article, *claims])
    for _, fields in before.nodes(data=True):
        if fields["kind"] == "Person":
            fields.update(names=[], label='an "old" name')
    before.add_node("person/aaaaaaaaaaaaaaaa", kind="Person", label="x", names=["x"])
    ladybug.write(before, tmp_path / "db")
    ladybug.write(now, tmp_path / "new")
    old = {key: (s, t, d) for s, t, key, d in before.edges(keys=True, data=True)}
    all_ = {d["id"]: (s, t, d) for s, t, d in edges(now)}
    changed = Changed(
        [n for n in nodes(before) if n[0] not in now],
        [n for n in nodes(now) if n[0] in before and before.nodes[n[0]] != n[1]],
        [n for n in nodes(now) if n[0] not in before],
        [e for key, e in old.items() if key not in all_],
        [e for key, e in all_.items() if key not in old],
    )
    assert all((changed.gone_nodes, changed.set_nodes, changed.new_nodes, changed.new_edges))
    change(tmp_path / "db", changed)
    assert held(tmp_path / "db") == held(tmp_path / "new")
    back = Changed(
        changed.new_nodes,
        [(n, before.nodes[n]) for n, _ in changed.set_nodes],
        changed.gone_nodes,
        changed.new_edges,
        (),
    )
    change(tmp_path / "db", back)
    ladybug.write(before, tmp_path / "old")
    assert held(tmp_path / "db") == held(tmp_path / "old")


def test_a_database_loaded_in_pieces_holds_what_one_loaded_at_once_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ladybug.write(gold_records.graph(), tmp_path / "once")
    monkeypatch.setattr(ladybug, "PIECE", 5_000)
    ladybug.write(gold_records.graph(), tmp_path / "pieces")
    assert held(tmp_path / "pieces") == held(tmp_path / "once")
