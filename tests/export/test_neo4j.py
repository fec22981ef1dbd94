"""Neo4j itself: its importer, and a load over Bolt that is broken off, repeated, refused and taken back."""

from __future__ import annotations

import re
import socket
import subprocess
from pathlib import Path

import pytest

from kg import graph as graph_stage
from kg import resolve
from kg.errors import ExportError, UsageError
from kg.export import neo4j_bolt, neo4j_csv
from kg.export.neo4j_bolt import Limits
from kg.export.rows import Graph
from tests import gold_records, strategies
from tests.export import neo4j_server
from tests.export.conftest import IMPORTED, Database, need_neo4j
from tests.export.databases import graph_in
from tests.export.same import assert_same, content
from tests.export.test_bolt_told import loading

pytestmark = [pytest.mark.database, pytest.mark.xdist_group("neo4j")]
SMALL = Limits(batch=100, connect=10, retry=1)


def loaded(where: Database, graph: Graph, **how: object) -> neo4j_bolt.Loaded:
    return neo4j_bolt.load(graph, where.server.uri, where.auth, limits=SMALL, **how)  # type: ignore[arg-type]


def held(database: Database) -> Graph:
    return graph_in(database.ask, gold_records.graph().graph["base"])


def states(database: Database) -> list[list[object]]:
    return database.ask("MATCH (m:KgLoad) RETURN m.state, m.nodes, m.edges ORDER BY m.id")


def test_the_importer_brings_everything_in_as_it_was(database: Database) -> None:
    if database.ask("MATCH (m:KgLoad) RETURN m"):
        pytest.skip("another test has loaded already: this one comes first")
    assert f"{len(IMPORTED.graph)} nodes" in database.imported
    assert_same(IMPORTED.graph, held(database))
    labels = {frozenset(row[0]) for row in database.ask("MATCH (n) RETURN DISTINCT labels(n)")}
    assert frozenset(("Person", "Speaker")) in labels and frozenset(("Claim",)) in labels


def test_constraints_hold_on_what_was_imported(database: Database, tmp_path: Path) -> None:
    neo4j_csv.write(IMPORTED.graph, tmp_path)
    for statement in (tmp_path / "constraints.cypher").read_text(encoding="utf-8").split(";\n"):
        if statement:
            database.ask(statement)
    kinds = dict(database.ask("SHOW CONSTRAINTS YIELD type RETURN type, count(*)"))
    assert kinds == {"UNIQUENESS": 11, "RELATIONSHIP_UNIQUENESS": 12}


def test_the_seeds_come_back_over_bolt(empty: Database) -> None:
    graph = gold_records.graph()
    done = loaded(empty, graph)
    assert (done.nodes, done.edges, done.resumed) == (len(graph), graph.number_of_edges(), 0)
    assert_same(graph, held(empty))
    assert states(empty) == [["complete", len(graph), graph.number_of_edges()]]


def test_the_importer_and_bolt_leave_the_same_database(empty: Database) -> None:
    loaded(empty, IMPORTED.graph)
    assert_same(IMPORTED.graph, held(empty))
    assert not empty.ask("MATCH (n) WHERE any(k IN keys(n) WHERE n[k] = []) RETURN n"), (
        "the importer has no empty lists"
    )


def test_loading_twice_changes_nothing(empty: Database) -> None:
    graph = strategies.sample(40, seed=6).graph
    loaded(empty, graph)
    before = content(held(empty)), states(empty)
    loaded(empty, graph)
    assert (content(held(empty)), states(empty)) == before


def test_a_load_that_was_broken_off_is_marked_and_goes_on(empty: Database) -> None:
    graph = gold_records.graph()

    def stop(step: str) -> None:
        if step == "batch 9":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        loaded(empty, graph, progress=stop)
    assert states(empty) == [["loading", len(graph), graph.number_of_edges()]]
    assert loaded(empty, graph).resumed == 9
    assert_same(graph, held(empty))
    assert [row[0] for row in states(empty)] == ["complete"]


def of_pages(*numbers: int) -> Graph:
    """The graph of some of the five pages."""
    pages = [gold_records.extractions()[number] for number in numbers]
    return graph_stage.run(resolve.run(pages), gold_records.vocabulary())


@pytest.mark.parametrize("gone", [0, 2, 4])
def test_an_article_taken_out_leaves_what_a_build_without_it_holds(empty: Database, gone: int) -> None:
    rest = of_pages(*(number for number in range(5) if number != gone))
    loaded(empty, gold_records.graph())
    done = loaded(empty, rest, replace_article=gold_records.extractions()[gone].document.name)
    assert len(done.retracted) == 1
    assert_same(rest, held(empty))


def test_a_replacement_that_was_broken_off_goes_on_and_leaves_nothing_behind(empty: Database) -> None:
    rest = of_pages(0, 1, 2, 4)
    loaded(empty, gold_records.graph())

    def stop(step: str) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        loaded(empty, rest, replace_article=gold_records.extractions()[3].document.name, progress=stop)
    loaded(empty, rest, replace_article=gold_records.extractions()[3].document.name)
    assert_same(rest, held(empty))


def test_taking_out_an_article_keeps_what_other_builds_brought(empty: Database) -> None:
    one, other = of_pages(0, 1), of_pages(2, 3, 4)
    loaded(empty, other)
    before = content(held(empty))
    loaded(empty, one)
    for page in (0, 1):
        done = loaded(empty, other, replace_article=gold_records.extractions()[page].document.id)
        assert len(done.retracted) == 1
    assert content(held(empty)) == before


def test_an_article_nobody_loaded_is_just_loaded(empty: Database) -> None:
    assert loaded(empty, of_pages(0), replace_article="nowhere.txt").retracted == ()


@pytest.mark.parametrize("auth", [None, ("neo4j", "hunter2")])
def test_a_refused_password_is_not_repeated(database: Database, auth: tuple[str, str] | None) -> None:
    with pytest.raises(ExportError, match="NEO4J_PASSWORD") as told:
        neo4j_bolt.load(of_pages(0), database.server.uri, auth, limits=SMALL)
    assert "hunter2" not in str(told.value)


def test_a_database_that_is_not_there_is_named(database: Database) -> None:
    with pytest.raises(ExportError, match="no database of that name"):
        loaded(database, of_pages(0), database="nowhere")


def test_a_server_that_is_too_slow_is_told_from_one_that_is_down(empty: Database) -> None:
    hurried = Limits(batch=50_000, transaction=0.001, retry=0.1)
    with pytest.raises(ExportError, match=r"too slow.*'loading'"):
        neo4j_bolt.load(strategies.sample(2_000, seed=1).graph, empty.server.uri, empty.auth, limits=hurried)
    assert [row[0] for row in states(empty)] == ["loading"]


def test_a_full_server_leaves_a_marked_load(empty: Database) -> None:
    graph = strategies.sample(300, seed=1).graph
    for _, fields in graph.nodes.items():
        if fields["kind"] == "Claim":
            fields["text"] = "很長的話" * 8_000
    with pytest.raises(ExportError, match=r"memory.*--batch.*'loading'"):
        neo4j_bolt.load(graph, empty.server.uri, empty.auth, limits=Limits(batch=10_000, retry=0.1))
    assert [row[0] for row in states(empty)] == ["loading"]


def test_a_server_that_dies_is_told_and_nothing_hangs(tmp_path: Path) -> None:
    need_neo4j()
    with neo4j_server.running(tmp_path, neo4j_server.OPEN) as server:

        def kill(step: str) -> None:
            if step == "batch 2":
                server.process.kill()
                server.process.wait()

        with pytest.raises(ExportError, match=r"no Neo4j server answers.*'loading'"):
            neo4j_bolt.load(gold_records.graph(), server.uri, limits=SMALL, progress=kill)


def test_a_server_that_is_down_is_told_at_once() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(ExportError, match="no Neo4j server answers") as told:
        neo4j_bolt.load(of_pages(0), f"bolt://127.0.0.1:{port}", limits=SMALL)
    assert "loading" not in str(told.value)


def test_a_port_that_never_answers_is_given_up() -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        with pytest.raises(ExportError, match="no Neo4j server answers"):
            neo4j_bolt.load(of_pages(0), f"bolt://127.0.0.1:{silent.getsockname()[1]}", limits=Limits(connect=0.5))


def test_credentials_of_a_load_that_works_are_nowhere_either(
    empty: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    shown = loading(empty.server.uri, empty.server.password, tmp_path, monkeypatch, caplog)
    assert "loaded:" in shown
    assert empty.server.password not in shown
    held = empty.ask("MATCH (m:KgLoad) RETURN properties(m)")
    assert held and empty.server.password not in str(held)


@pytest.mark.parametrize("uri", ["http://127.0.0.1:7474", "bolt:", "bolt://neo4j:hunter2@127.0.0.1", "build"])
def test_what_is_no_address_or_holds_a_password_is_refused(uri: str) -> None:
    with pytest.raises(UsageError) as told:
        neo4j_bolt.load(of_pages(0), uri)
    assert "hunter2" not in str(told.value)


def test_import_script_is_a_script_and_names_every_file(tmp_path: Path) -> None:
    neo4j_csv.write(IMPORTED.graph, tmp_path)
    script = tmp_path / "import.sh"
    assert subprocess.run(["sh", "-n", str(script)], check=False).returncode == 0
    named = set(re.findall(r"\S+\.csv", script.read_text(encoding="utf-8")))
    assert {name.partition("=")[2].partition("=")[2] for name in named} == {p.name for p in tmp_path.glob("*.csv")}


def test_a_list_that_holds_the_separator_gets_another(tmp_path: Path) -> None:
    graph = gold_records.graph()
    person = next(node for node, fields in graph.nodes.items() if fields["kind"] == "Person")
    graph.nodes[person]["names"] = ["a\x1fb", ";", "\x01"]
    neo4j_csv.write(graph, tmp_path)
    assert "--array-delimiter=U+0002" in (tmp_path / "import.sh").read_text(encoding="utf-8")
    assert "a\x1fb\x02;\x02\x01" in (tmp_path / "Person.csv").read_text(encoding="utf-8")
