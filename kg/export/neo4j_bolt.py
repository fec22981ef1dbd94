"""Loads a graph into a running Neo4j over Bolt.

A graph and an address in; a database that holds it out. The same load twice
changes nothing; one that was broken off goes on where it stopped; until the
last row is in, a ``KgLoad`` node says ``loading``. Passwords come from the
caller, are never written anywhere and never part of a message.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

from kg.errors import ExportError, UsageError, not_installed
from kg.export import neo4j_cypher as cypher
from kg.export.neo4j_csv import constraints
from kg.export.rows import Graph, tables

if TYPE_CHECKING:
    from neo4j import Driver, Session

__all__ = ["SCHEMES", "Limits", "Loaded", "credentials", "load"]

SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")
OLDEST = (5, 7)
"""The first version with uniqueness constraints on relationships."""
_WANTED = f"Neo4j {'.'.join(map(str, OLDEST))} or newer is needed (tested with 5.26)"


class Limits(NamedTuple):
    """How much at once, and how long to wait, in seconds."""

    batch: int = 2000
    connect: float = 15
    """For the server to answer."""
    transaction: float = 120
    """For one batch."""
    retry: float = 30
    """For a batch to be tried again after a fault that may pass."""


class Loaded(NamedTuple):
    """What a load did."""

    nodes: int
    edges: int
    resumed: int
    """Batches an earlier, broken-off load had already brought in."""
    retracted: tuple[str, ...]
    """Articles taken out first."""


def credentials(environment: Mapping[str, str], ask: Callable[[str], str] | None = None) -> tuple[str, str] | None:
    """User and password from NEO4J_USERNAME and NEO4J_PASSWORD, else from ``ask``; None for a server without.

    >>> credentials({"NEO4J_USERNAME": "reader", "NEO4J_PASSWORD": "x"})
    ('reader', 'x')
    >>> credentials({"NEO4J_PASSWORD": "x"})
    ('neo4j', 'x')
    >>> credentials({}) is None
    True
    """
    user = environment.get("NEO4J_USERNAME", "neo4j")
    password = environment.get("NEO4J_PASSWORD")
    if password is None and ask:
        password = ask(f"Password of {user}")
    return (user, password) if password else None


def load(
    graph: Graph,
    uri: str,
    auth: tuple[str, str] | None = None,
    database: str | None = None,
    replace_article: str = "",
    limits: Limits | None = None,
    progress: Callable[[str], None] = lambda _: None,
) -> Loaded:
    """Bring the graph into the database; ``replace_article`` (an id or a document name) is taken out first.

    Who and what rested on that article alone goes with it. Raises UsageError
    for an address that is none, ExportError for anything the server refuses.
    """
    limits = limits or Limits()
    _check_address(uri)
    rows = tables(graph)
    known = cypher.digest(rows, limits.batch)
    counts = {"base": str(graph.graph.get("base", "")), "nodes": len(graph), "edges": graph.number_of_edges()}
    with _explained(uri), _driver(uri, auth, limits) as driver:
        _check_version(driver, uri)
        session = driver.session(database=database, notifications_min_severity="OFF")  # what older ones do not know
        with session:
            for statement in constraints():
                session.run(statement).consume()
            session.run("CALL db.awaitIndexes(300)").consume()
            with _explained(uri, f"; {_LEFT}"):
                done = _begin(session, known, counts)
                articles = _retract(session, replace_article, known)
                for number, batch in enumerate(cypher.batches(rows, limits.batch), 1):
                    if number > done or articles:
                        _put(session, batch, known, number, limits.transaction)
                        progress(f"batch {number}")
                _sweep(session, known, set(graph))
                _run(session, cypher.MARK, load=known, state="complete", **counts)
    return Loaded(len(graph), graph.number_of_edges(), done, articles)


def _begin(session: Session, known: str, counts: dict[str, Any]) -> int:
    """Mark the load as begun; the number of batches it brought in before it broke off."""
    found = _run(session, "MATCH (m:KgLoad {id: $load, state: 'loading'}) RETURN m.batch AS batch", load=known)
    _run(session, cypher.MARK, load=known, state="loading", **counts)
    return int(found[0]["batch"] or 0) if found else 0


def _put(session: Session, batch: cypher.Batch, known: str, number: int, timeout: float) -> None:
    from neo4j import unit_of_work

    @unit_of_work(timeout=timeout)
    def work(transaction: Any) -> int:
        done = transaction.run(batch.statement, rows=batch.rows).single()["done"]
        transaction.run(cypher.MARKED, load=known, batch=number).consume()
        return int(done)

    done = session.execute_write(work)
    if done != len(batch.rows):
        raise ExportError(
            f"{len(batch.rows) - done} of {len(batch.rows)} rows found no ends in the database: somebody else is "
            "deleting in it; load again when they are done"
        )


def _retract(session: Session, article: str, known: str) -> tuple[str, ...]:
    """Take an article out, all batches to be brought in anew; its ids in the database."""
    if not article:
        return ()
    where = "MATCH (a:Article) WHERE a.id = $name OR a.doc = $name RETURN a.id AS id ORDER BY id"
    found = tuple(str(r["id"]) for r in _run(session, where, name=article))
    for one in found:
        rested = {r["id"] for statement in cypher.touched() for r in _run(session, statement, article=one)}
        _run(session, cypher.SUSPECTED, load=known, ids=sorted(rested))
        for statement in cypher.retractions():
            while _run(session, statement, article=one)[0]["left"]:
                pass
    return found


def _sweep(session: Session, known: str, held: set[str]) -> None:
    """Delete what nothing speaks for any more, and what that alone stood under, but nothing of the graph loaded."""
    suspects = {r["id"] for r in _run(session, cypher.SUSPECTS, load=known)} - held
    while suspects:
        suspects = {r["id"] for r in _run(session, cypher.gone(), ids=sorted(suspects))} - held
    _run(session, cypher.SWEPT, load=known)


def _run(session: Session, statement: str, **parameters: Any) -> list[dict[str, Any]]:
    return session.execute_write(lambda transaction: transaction.run(statement, **parameters).data())


def _check_address(uri: str) -> None:
    parts = urlsplit(uri)
    if parts.scheme not in SCHEMES or not parts.hostname:
        raise UsageError(f"{uri!r} is no address of a Neo4j server; it looks like bolt://127.0.0.1:7687")
    if parts.username or parts.password:
        raise UsageError("no passwords in addresses: set NEO4J_USERNAME and NEO4J_PASSWORD instead")


def _driver(uri: str, auth: tuple[str, str] | None, limits: Limits) -> Driver:
    try:
        from neo4j import GraphDatabase
    except ImportError:
        raise not_installed("loading over Bolt", "neo4j", "neo4j") from None
    return GraphDatabase.driver(
        uri, auth=auth, connection_timeout=limits.connect, connection_acquisition_timeout=limits.connect,
        max_transaction_retry_time=limits.retry,
    )  # fmt: skip


def _check_version(driver: Driver, uri: str) -> None:
    agent = driver.get_server_info().agent
    if not _new_enough(agent):
        raise ExportError(f"the server at {uri} is {agent}; {_WANTED}")


def _new_enough(agent: str) -> bool:
    """Whether a server that calls itself that keeps ids of relationships unique.

    >>> [_new_enough(f"Neo4j/{v}") for v in ("4.4.11", "5.6.0", "5.26.1", "2025.06.2")]
    [False, False, True, True]
    """
    found = re.match(r"Neo4j/v?(\d+)\.(\d+)", agent)
    return found is not None and (int(found[1]), int(found[2])) >= OLDEST


_LEFT = "what was loaded so far is marked by a KgLoad node in state 'loading'; the same command goes on from there"


@contextmanager
def _explained(uri: str, left: str = "") -> Iterator[None]:
    """The driver's errors as one sentence each: what is wrong, and what to do."""
    try:
        import neo4j.exceptions as faults
    except ImportError:
        yield
        return
    try:
        yield
    except faults.AuthError as fault:
        raise ExportError(
            f"{uri} does not accept this user and password: set NEO4J_USERNAME and NEO4J_PASSWORD ({fault.code})"
        ) from None
    except (faults.ServiceUnavailable, faults.SessionExpired, faults.ConfigurationError, OSError) as fault:
        if "does not support communication" in str(fault):
            raise ExportError(f"the server at {uri} is too old; {_WANTED}") from None
        raise ExportError(
            f"no Neo4j server answers at {uri}: start it, or name its Bolt address ({_brief(fault)}){left}"
        ) from None
    except faults.Neo4jError as fault:
        raise ExportError(f"{uri} {_reason(str(fault.code), str(fault.message))} ({fault.code}){left}") from None
    except faults.DriverError as fault:
        raise ExportError(f"{uri} broke off ({_brief(fault)}){left}") from None


_REASONS = (
    ("TimedOut", "is too slow: give it time, or load in smaller batches with --batch"),
    ("Memory", "has no memory left for a batch: load in smaller ones with --batch"),
    ("No space left", "has no disk space left"),
    ("ReadOnly", "is read-only"),
    ("DatabaseNotFound", "has no database of that name"),
    ("ConstraintCreationFailed", "holds nodes with doubled ids; load into an empty database"),
)


def _reason(code: str, message: str) -> str:
    return next((said for sign, said in _REASONS if sign in code or sign in message), f"refused a batch: {message}")


def _brief(fault: Exception) -> str:
    return (str(fault).splitlines() or [type(fault).__name__])[0].rstrip(":")[:200]
