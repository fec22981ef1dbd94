"""The Cypher that puts a graph into Neo4j and takes an article out of it.

Labels, types and property names stand in the statements and come from the
schema; every value is a parameter. Nothing here opens a connection.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from kg.export.neo4j_csv import labels
from kg.export.rows import EDGE_COLUMNS, NODE_COLUMNS, Ends, Fields, Rows, native
from kg.graph.schema import EDGES, Field

__all__ = [
    "FINDINGS",
    "MARK",
    "MARKED",
    "SUSPECTED",
    "SUSPECTS",
    "SWEPT",
    "Batch",
    "batches",
    "digest",
    "gone",
    "retractions",
    "touched",
]

MARK = "MERGE (m:KgLoad {id: $load}) SET m.state = $state, m.base = $base, m.nodes = $nodes, m.edges = $edges"
"""Stands in the database from before the first row: ``loading``, and ``complete`` after the last."""
MARKED = "MATCH (m:KgLoad {id: $load}) SET m.batch = $batch"
SUSPECTED = "MATCH (m:KgLoad {id: $load}) SET m.batch = 0, m.suspects = coalesce(m.suspects, []) + $ids"
"""What an article taken out was evidence for is noted before, so that a load broken off after it still sweeps."""
SUSPECTS = "MATCH (m:KgLoad {id: $load}) UNWIND m.suspects AS id RETURN DISTINCT id"
SWEPT = "MATCH (m:KgLoad {id: $load}) REMOVE m.suspects"

FINDINGS = tuple(e.relation for e in EDGES.values() if any(f.name == "article" for f in e.fields))
"""Relations that rest on the words of one article."""
_TAXONOMY = ("BROADER", "PART_OF")


class Batch(NamedTuple):
    """One statement and its rows."""

    statement: str
    rows: list[dict[str, Any]]


def batches(rows: Rows, size: int) -> Iterator[Batch]:
    """Nodes first, then edges; each row merged by its id, all its other properties set anew."""
    for kind, found in rows.nodes.items():
        columns = NODE_COLUMNS[kind]
        yield from _cut(
            _merge_node(kind), ({"id": n, "set": {"id": n, **_properties(columns, f)}} for n, f in found), size
        )
    for ends, arrows in rows.edges.items():
        columns = EDGE_COLUMNS[ends.relation]
        values = (
            {"id": fields["id"], "source": source, "target": target, "set": _properties(columns, fields)}
            for source, target, fields in arrows
        )
        yield from _cut(_merge_edge(ends), values, size)


def digest(rows: Rows, size: int) -> str:
    """What a load is known by: it is resumed only with the same rows in the same batches."""
    found = hashlib.sha256(str(size).encode())
    for _, rows_ in batches(rows, size):
        found.update(json.dumps(rows_, sort_keys=True, default=str).encode())
    return found.hexdigest()[:16]


def retractions() -> Iterator[str]:
    """Takes out what rests on ``$article``, a thousand at a time: run each until it says ``left`` is 0."""
    patterns = [(f"()-[x:`{relation}`]->()", "x.article = $article") for relation in FINDINGS]
    patterns += [("(x:Claim)", "x.article = $article"), ("(x:`Group`)", "x.article = $article")]
    patterns += [("(x:Article)", "x.id = $article")]
    for pattern, where in patterns:
        delete = "DELETE x" if pattern.startswith("()") else "DETACH DELETE x"
        yield f"MATCH {pattern} WHERE {where} WITH x LIMIT 1000 {delete} RETURN count(*) AS left"


def touched() -> Iterator[str]:
    """Finds who and what an article is evidence for: what may have nothing left to stand on without it."""
    for relation in FINDINGS:
        yield f"MATCH (s)-[r:`{relation}`]->(t) WHERE r.article = $article UNWIND [s.id, t.id] AS id RETURN DISTINCT id"


def gone() -> str:
    """Deletes those of ``$ids`` that no finding and no narrower concept leads to; returns the broader ones to look at.

    Concepts only stand in the graph for what is said about them and for what is under them.
    """
    kept = "|".join(f"`{relation}`" for relation in _TAXONOMY)
    return (
        f"MATCH (n) WHERE n.id IN $ids AND NOT n:KgLoad AND NOT EXISTS {{ (n)<-[:{kept}]-() }} "
        f"AND NOT EXISTS {{ (n)-[r]-() WHERE NOT type(r) IN {list(_TAXONOMY)!r} }} "
        f"OPTIONAL MATCH (n)-[:{kept}]->(broader) "
        "WITH n, collect(broader.id) AS above DETACH DELETE n WITH above UNWIND above AS id RETURN DISTINCT id"
    )


def _merge_node(kind: str) -> str:
    label, *more = labels(kind)
    also = "".join(f", n:`{name}`" for name in more)
    return f"UNWIND $rows AS row MERGE (n:`{label}` {{id: row.id}}) SET n = row.set{also} RETURN count(*) AS done"


def _merge_edge(ends: Ends) -> str:
    return (
        "UNWIND $rows AS row "
        f"MATCH (s:`{ends.source}` {{id: row.source}}) MATCH (t:`{ends.target}` {{id: row.target}}) "
        f"MERGE (s)-[r:`{ends.relation}` {{id: row.id}}]->(t) SET r = row.set RETURN count(*) AS done"
    )


def _properties(columns: Iterable[Field], fields: Fields) -> dict[str, Any]:
    """As the importer leaves them: typed, and without empty lists, which it cannot hold."""
    return {
        column.name: native(column.type, value)
        for column in columns
        if (value := fields.get(column.name)) is not None and value != []
    }


def _cut(statement: str, rows: Iterable[dict[str, Any]], size: int) -> Iterator[Batch]:
    batch: list[dict[str, Any]] = []
    for row in rows:
        batch.append(row)
        if len(batch) == size:
            yield Batch(statement, batch)
            batch = []
    if batch:
        yield Batch(statement, batch)
