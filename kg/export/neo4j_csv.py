"""Files for ``neo4j-admin database import``: one per kind of node and per relation between two kinds.

A graph in; CSV files with typed headers, ``import.sh`` with the ready command
line and ``constraints.cypher`` out. Labels, types and ids spaces come from the
schema, never from text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from kg.export.lines import save
from kg.export.quoted import csv, separator
from kg.export.rows import EDGE_COLUMNS, NODE_COLUMNS, Ends, Graph, tables
from kg.graph.schema import EDGES, NODES, SPEAKERS, Field

__all__ = [
    "README",
    "TYPES",
    "constraints",
    "edge_argument",
    "edge_header",
    "labels",
    "node_argument",
    "node_header",
    "script",
    "table",
    "write",
]

README = """\
On the machine of a stopped Neo4j 5 (tested with 5.26), fill a new database:  sh import.sh neo4j
Start the server; then, once:  cypher-shell -f constraints.cypher
Try it:  MATCH (s:Speaker)-[:STATED]->(c:Claim)-[:ABOUT_INDUSTRY]->(i) RETURN s.label, i.label, c.text LIMIT 25
"""

TYPES = {
    "str": "string", "int": "long", "decimal": "double", "date": "date", "bool": "boolean", "list": "string[]",
}  # fmt: skip
"""Our types as the importer names them."""

_IMPORT = """\
#!/bin/sh
# Fills the database named first, which must not exist yet or be empty, while the server is stopped.
# Further options go to neo4j-admin, as in: sh import.sh neo4j --overwrite-destination=true
set -eu
database="${{1:-neo4j}}"
[ "$#" -eq 0 ] || shift
cd "$(dirname "$0")"
exec "${{NEO4J_ADMIN:-neo4j-admin}}" database import full "$database" "$@" \\
  --id-type=string --multiline-fields=true --array-delimiter=U+{separator:04X} \\
{files}
"""


def write(graph: Graph, folder: Path) -> None:
    """All files of the export into an empty folder."""
    rows = tables(graph)
    between = separator(rows)
    arguments = []
    for kind, found in rows.nodes.items():
        line = csv(1, NODE_COLUMNS[kind], between.join)
        lines = (line((node,), fields) for node, fields in found)
        save(folder / f"{kind}.csv", chain([node_header(kind)], lines))
        arguments.append(node_argument(kind, f"{kind}.csv"))
    for ends, arrows in rows.edges.items():
        line = csv(2, EDGE_COLUMNS[ends.relation], between.join)
        lines = (line((source, target), fields) for source, target, fields in arrows)
        save(folder / f"{table(ends)}.csv", chain([edge_header(ends)], lines))
        arguments.append(edge_argument(ends, f"{table(ends)}.csv"))
    save(folder / "import.sh", [script(between, arguments)])
    save(folder / "constraints.cypher", (f"{line};\n" for line in constraints()))


def labels(kind: str) -> tuple[str, ...]:
    """The labels of a node: its kind, and Speaker for whoever can state a claim.

    >>> labels("Person"), labels("Claim")
    (('Person', 'Speaker'), ('Claim',))
    """
    return (kind, "Speaker") if kind in SPEAKERS else (kind,)


def constraints() -> Iterator[str]:
    """An id is unique in its label and its type: what makes loading again change nothing, and look-ups fast."""
    for label in (*NODES, "Speaker"):
        name = f"{label.lower()}_id"
        yield f"CREATE CONSTRAINT {name} IF NOT EXISTS FOR (n:`{label}`) REQUIRE n.id IS UNIQUE"
    for relation in EDGES:
        name = f"{relation.lower()}_id"
        yield f"CREATE CONSTRAINT {name} IF NOT EXISTS FOR ()-[r:`{relation}`]-() REQUIRE r.id IS UNIQUE"


def table(ends: Ends) -> str:
    """What the file of a relation between two kinds is called."""
    return f"{ends.source}-{ends.relation}-{ends.target}"


def node_header(kind: str) -> str:
    """The first line of the nodes of a kind, of ``csv(1, …)``."""
    return _header((f"id:ID({kind})",), NODE_COLUMNS[kind])


def edge_header(ends: Ends) -> str:
    """The first line of a relation between two kinds, of ``csv(2, …)``."""
    return _header((f":START_ID({ends.source})", f":END_ID({ends.target})"), EDGE_COLUMNS[ends.relation])


def node_argument(kind: str, files: str) -> str:
    """What the importer is told of them; ``files`` may be several, with commas between."""
    return f"--nodes={':'.join(labels(kind))}={files}"


def edge_argument(ends: Ends, files: str) -> str:
    """What the importer is told of a relation."""
    return f"--relationships={ends.relation}={files}"


def script(between: str, arguments: Iterable[str]) -> str:
    """``import.sh``: ``between`` stands between the items of a list."""
    return _IMPORT.format(separator=ord(between), files=" \\\n".join(f"  {a}" for a in arguments))


def _header(first: Iterable[str], columns: Iterable[Field]) -> str:
    return ",".join((*first, *(f"{c.name}:{TYPES[c.type]}" for c in columns))) + "\n"
