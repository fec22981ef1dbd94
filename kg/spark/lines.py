"""All that is written as lines, in one pass: claims, mentions, pages, N-Triples, and CSV for Neo4j's importer.

Takes Rows. Gives compressed parts in a folder for each kind of line, sorted
within; which part a line stands in follows from its key alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import chain
from typing import Any

from kg.export import neo4j_csv, quoted
from kg.export.lines import Lines
from kg.export.rows import EDGE_COLUMNS, ENDS, NODE_COLUMNS, Ends
from kg.graph.schema import NODES
from kg.spark.places import Place
from kg.spark.reading import RUN
from kg.spark.rows import ROWS, Row, batched, unbatched
from kg.spark.staged import Staged

__all__ = ["FOLDERS", "separator", "write"]

FOLDERS = {
    "claim": ("claims", ".jsonl.gz"), "mention": ("mentions", ".jsonl.gz"), "page": ("pages", ".jsonl.gz"),
    "input": ("inputs", ".jsonl.gz"), "notice": ("notices", ".jsonl.gz"), "fault": ("unreadable", ".jsonl.gz"),
    "triple": ("triples", ".nt.gz"),
}  # fmt: skip
"""Kind of line → its folder and the ending of its parts; tables for Neo4j stand in ``neo4j``."""
_KINDS = {kind.prefix: kind.kind for kind in NODES.values()}


def separator(staged: Staged) -> str:
    """A character that stands in no list, to stand between the items of lists."""
    used = staged.of("control").select("key").distinct().collect()
    return quoted.chosen({row[0] for row in used} | {chr(c) for c in range(32, 127)})


def write(staged: Staged, scratch: Place, out: Place, run: str, between: str, parts: Mapping[str, int]) -> None:
    """All lines; ``parts`` says into how many parts the rows of each table go."""
    from pyspark.sql import functions as F

    label = staged.of("label").select("key", F.col("data").alias("label"))
    named = (
        staged.of("mention")
        .join(label, "key")
        .withColumn("data", F.concat("data", F.lit(',"label":'), "label", F.lit(","), "extra"))
    )
    told = F.replace("data", F.lit(RUN), F.lit(run))
    triples = staged.of("triple").withColumn("data", told)
    links = staged.of("link").dropDuplicates(["key"]).withColumn("table", F.lit("triple"))
    fault = F.to_json(F.struct(F.col("key").alias("path"), F.col("data").alias("reason")))
    faults = staged.of("fault").withColumn("data", fault)
    plain = staged.of("claim", "page", "input", "notice")
    tables = [t for t in parts if t.startswith(("node-", "edge-"))]
    csv = staged.of(*tables).mapInArrow(lambda batches: batched(_csv(unbatched(batches), between)), ROWS)
    lines = plain
    for other in (named.select(plain.columns), triples, links, faults, csv):
        lines = lines.unionByName(other)
    shard = F.when(F.col("document") == "", F.col("key")).otherwise(F.col("document"))
    most = F.create_map(*chain.from_iterable((F.lit(t), F.lit(n)) for t, n in sorted(_spread(parts).items())))
    part = F.pmod(F.xxhash64(shard), F.coalesce(most[F.col("table")], F.lit(1)))
    order = ("table", "part", "name", "document", "place", "key", "data")
    spread = lines.withColumn("part", part).repartition(max(parts.values()), "table", "part")
    written = spread.sortWithinPartitions(*order).select(F.col("data").alias("value"), "table")
    written.write.partitionBy("table").option("compression", "gzip").text(str(scratch / "lines"))
    _gather(scratch / "lines", out, between)


def _spread(parts: Mapping[str, int]) -> dict[str, int]:
    """Parts of each kind of line; a relation between several kinds of node is several tables for Neo4j."""
    found = {t: n for t, n in parts.items() if t in FOLDERS}
    found |= {f"neo4j-{t.removeprefix('node-')}": n for t, n in parts.items() if t.startswith("node-")}
    found |= {f"neo4j-{neo4j_csv.table(e)}": parts[f"edge-{e.relation}"] for e in ENDS if f"edge-{e.relation}" in parts}
    return found


def _gather(lines: Place, out: Place, between: str) -> None:
    arguments: list[str] = []
    here = {name.removeprefix("table="): lines / name for name in lines.names() if name.startswith("table=")}
    for table, (folder, ending) in FOLDERS.items():
        if table in here:
            here[table].gather(out / folder, ending)
    neo4j = out / "neo4j"
    tables: list[tuple[str, str, Any]] = [(kind, neo4j_csv.node_header(kind), kind) for kind in NODE_COLUMNS]
    tables += [(neo4j_csv.table(ends), neo4j_csv.edge_header(ends), ends) for ends in ENDS]
    for name, header, what in tables:
        if f"neo4j-{name}" in here:
            here[f"neo4j-{name}"].gather(neo4j / name, ".csv.gz")
            (neo4j / f"{name}-header.csv").write(header)
            files = f"{name}-header.csv,{name}/part-.*"
            argument = neo4j_csv.edge_argument if isinstance(what, Ends) else neo4j_csv.node_argument
            arguments.append(argument(what, files))
    (neo4j / "import.sh").write(neo4j_csv.script(between, arguments))
    (neo4j / "constraints.cypher").write("".join(f"{line};\n" for line in neo4j_csv.constraints()))


def _csv(rows: Iterable[dict[str, Any]], between: str) -> Iterator[Row]:
    for row in rows:
        form, _, kind = row["table"].partition("-")
        fields = json.loads(row["data"])
        if form == "node":
            table, ids = kind, [row["key"]]
        else:
            source, target = fields.pop("from_id"), fields.pop("to_id")
            table, ids = neo4j_csv.table(Ends(kind, _kind(source), _kind(target))), [source, target]
        line = _writer(form, kind, between)(tuple(ids), fields)
        yield Row(f"neo4j-{table}", row["key"], line.rstrip("\n"))


def _kind(identifier: str) -> str:
    return _KINDS[identifier.partition("/")[0]]


@cache
def _writer(form: str, kind: str, between: str) -> Lines:
    columns = NODE_COLUMNS[kind] if form == "node" else EDGE_COLUMNS[kind]
    return quoted.csv(1 if form == "node" else 2, columns, between.join)
