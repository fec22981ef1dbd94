"""A Neo4j server for the session, first filled by its importer with a graph of nasty text."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any, NamedTuple

import neo4j
import pytest

from kg.export import neo4j_csv
from tests import strategies
from tests.export import neo4j_server

IMPORTED = strategies.sample(120, seed=11)
IMPORTED.graph.nodes[min(IMPORTED.pages)]["title"] = ""


class Database(NamedTuple):
    """A running server, a driver on it, and what its importer said."""

    server: neo4j_server.Server
    driver: neo4j.Driver
    imported: str

    @property
    def auth(self) -> tuple[str, str]:
        return self.server.user, self.server.password

    def ask(self, question: str, **parameters: Any) -> list[list[Any]]:
        """Rows of a question in Cypher."""
        return [list(record.values()) for record in self.driver.execute_query(question, parameters).records]


def need_neo4j() -> None:
    """Skip where there is no Java or no Neo4j, but fail where CI is set."""
    if reason := neo4j_server.missing():
        (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """A server with ``IMPORTED`` in it."""
    need_neo4j()
    home, files = tmp_path_factory.mktemp("neo4j"), tmp_path_factory.mktemp("neo4j-csv")
    neo4j_csv.write(IMPORTED.graph, files)
    imported = neo4j_server.imported(home, files)
    limits = "db.memory.transaction.max=16m"
    with (
        neo4j_server.running(home, limits) as server,
        neo4j.GraphDatabase.driver(server.uri, auth=(server.user, server.password)) as driver,
    ):
        yield Database(server, driver, imported)


@pytest.fixture
def empty(database: Database) -> Database:
    """The server with nothing in it."""
    database.driver.execute_query("MATCH (n) DETACH DELETE n")
    return database
