"""The cookbook in Cypher gives the rows that SPARQL gives, in ladybug and in Neo4j."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from kg.errors import UsageError
from kg.export import ladybug, neo4j_bolt, questions
from tests import gold_records, strategies
from tests.export.conftest import Database

EXPECTED = Path(__file__).parents[1] / "queries" / "expected"
NAMES = list(questions.questions())


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("ladybug") / "graph.lbug"
    ladybug.write(gold_records.graph(), path)
    return path


def expected(name: str) -> tuple[list[str], list[list[str]]]:
    """Rows as SPARQL gives them, by content: engines order what is missing each in its own way."""
    with (EXPECTED / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        columns, *rows = csv.reader(file, delimiter="\t")
    return columns, sorted(rows)


def test_there_are_twelve() -> None:
    assert len(NAMES) == 12


@pytest.mark.parametrize("name", NAMES)
def test_ladybug_gives_the_rows_of_sparql(name: str, build: Path) -> None:
    columns, rows = questions.ask(build, name, {})
    assert (columns, sorted(rows)) == expected(name)


@pytest.mark.database
@pytest.mark.xdist_group("neo4j")
def test_neo4j_gives_the_rows_of_sparql(empty: Database) -> None:
    neo4j_bolt.load(gold_records.graph(), empty.server.uri, empty.auth)
    for name, cypher in questions.questions().items():
        result = empty.driver.execute_query(cypher, questions.parameters(name, {}))
        rows = questions.text(record.values() for record in result.records)
        assert (result.keys, sorted(rows)) == expected(name), name


@pytest.mark.parametrize("value", strategies.NASTY)
def test_a_value_never_becomes_cypher(value: str, build: Path) -> None:
    columns, rows = questions.ask(build, "speaker-claims", {"speaker": value})
    assert columns == ["mode", "date", "text"] and rows == []


@pytest.mark.parametrize("name", ["../../etc/passwd", "MATCH (n) RETURN n", "weakest", ""])
def test_nothing_but_the_fixed_questions_is_asked(name: str, build: Path) -> None:
    with pytest.raises(UsageError, match="no question in Cypher"):
        questions.ask(build, name, {})


def test_a_value_of_the_wrong_kind_is_refused(build: Path) -> None:
    with pytest.raises(UsageError, match="a day such as"):
        questions.ask(build, "industry-claims", {"from": "yesterday"})


def test_a_missing_database_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="kg export --to ladybug"):
        questions.ask(tmp_path / "graph.lbug", "restated", {})
