"""What several pages say of one thing, brought together by grouped keys: Rows in, Rows out.

Who and what is named, posts, restatements, and the concepts above those named.
Spellings and dates are added up before they travel, so that a name that stands
in every article makes no large group; only the claims of one speaker must meet
in one task, sorted and one after another.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import groupby
from operator import itemgetter
from typing import Any

from kg import graph, resolve
from kg.export.rdf import text as rdf
from kg.export.rdf.describe import Part
from kg.graph.restated import Words
from kg.model import Entity, Sighting
from kg.spark.rows import ROWS, Row, batched, encode, unbatched
from kg.spark.staged import Staged
from kg.vocabulary import load

__all__ = ["merged", "proposed", "tabled"]


def merged(staged: Staged, base: str, run: str, partitions: int) -> Any:
    """Speakers, posts and restatements with their triples, the labels of all entities and the concepts named."""
    from pyspark.sql import functions as F

    seen = staged.of("sighting").groupBy("key", "extra", "data")
    spelt = seen.agg(F.sum("place").alias("place"), F.min("document").alias("document"))
    when = F.from_json("data", "first_seen string, last_seen string")
    first = F.min_by("data", F.struct("name", "document"))
    dates = F.min(when["first_seen"]).alias("extra"), F.max(when["last_seen"]).alias("name")
    posts = staged.of("tenure").groupBy("key").agg(first.alias("data"), *dates)
    order = ("key", "extra", "name", "document", "place")
    said = staged.of("words").select(*order, "data", "blob")
    parts = []
    for rows, sort, merge in (
        (spelt, ("key", "data"), _entities), (posts, ("key",), _posts), (said, order, _restatements)
    ):  # fmt: skip
        grouped = rows.repartition(partitions, "key").sortWithinPartitions(*sort)
        parts.append(grouped.mapInArrow(partial(_merge, merge=merge, base=base, run=run), ROWS))
    return parts[0].unionByName(parts[1]).unionByName(parts[2])


def _merge(batches: Iterable[Any], merge: Any, base: str, run: str) -> Iterator[Any]:
    groups = groupby(unbatched(batches), itemgetter("key"))
    yield from batched(row for key, rows in groups for row in merge(key, rows, base, run))


def _entities(key: str, rows: Iterable[dict[str, Any]], base: str, run: str) -> Iterator[Row]:
    held = list(rows)
    kind, concept = held[0]["extra"].split("\t")
    entity = resolve.entity([Sighting(key, kind, concept, tuple((r["data"], r["place"]) for r in held))])
    yield Row("label", key, encode(entity.label))
    if kind in ("Industry", "Region"):
        yield Row(
            "concept" if graph.is_listed(key, load()) else "proposed", key, encode([entity.label, entity.names]), kind
        )
    for identifier, fields in graph.speaker(entity, min(r["document"] for r in held)):
        yield from _described([(identifier, fields)], [], base, run)


def _posts(key: str, rows: Iterable[dict[str, Any]], base: str, run: str) -> Iterator[Row]:
    (row,) = rows
    dates = {"first_seen": row["extra"], "last_seen": row["name"]}
    seen = {name: value for name, value in dates.items() if value is not None}
    yield from _described([graph.tenure(key, [json.loads(row["data"]), seen])], [], base, run)


def _restatements(key: str, rows: Iterable[dict[str, Any]], base: str, run: str) -> Iterator[Row]:
    words = (
        Words(key, r["extra"], r["name"], r["document"], r["place"], r["data"], array("I", r["blob"])) for r in rows
    )
    for edge in graph.restatement(words):
        yield from _described([], [edge], base, run)


def proposed(staged: Staged, base: str, run: str, partitions: int) -> Any:
    """Industries and regions no table has, each below the first concept the pages put it under."""
    rows = _headed(staged).selectExpr("key", "extra", "data", "coalesce(head, '') as name")
    grouped = rows.repartition(partitions, "key").sortWithinPartitions("key")
    return grouped.mapInArrow(partial(_merge, merge=_proposed, base=base, run=run), ROWS)


def _proposed(key: str, rows: Iterable[dict[str, Any]], base: str, run: str) -> Iterator[Row]:
    (row,) = rows
    label, names = json.loads(row["data"])
    fields, edges = graph.proposed(Entity(key, row["extra"], label, tuple(names)), row["name"], load())
    yield from _described([(key, fields)], edges, base, run)


def _headed(staged: Staged) -> Any:
    from pyspark.sql import functions as F

    heads = staged.of("head").groupBy("key").agg(F.min("data").alias("head"))
    return staged.of("proposed").join(heads, "key", "left")


def tabled(staged: Staged, base: str, run: str) -> list[Row]:
    """The concepts of the tables that are named, and those above them, with the run itself: on the driver."""
    named = {key: tuple(json.loads(data)[1]) for key, data in staged.of("concept").select("key", "data").collect()}
    for (head,) in _headed(staged).select("head").where("head is not null").distinct().collect():
        if graph.is_listed(head, load()):
            named.setdefault(head, ())
    rows = [Row("triple", run, lines.rstrip("\n")) for _, lines in rdf.lines(Part((), ()), {}, base, run)]
    for identifier, (fields, edges) in sorted(graph.tabled(named, load()).items()):
        rows += _described([(identifier, fields)], edges, base, run)
    return rows


def _described(nodes: Any, edges: Any, base: str, run: str) -> Iterator[Row]:
    """Nodes and edges as rows, and all that RDF says of them."""
    for identifier, fields in nodes:
        yield Row(f"node-{fields['kind']}", identifier, encode(fields))
    for source, target, fields in edges:
        told = encode({"from_id": source, "to_id": target, **fields})
        yield Row(f"edge-{fields['relation']}", str(fields["id"]), told)
    for subject, lines in rdf.lines(Part(nodes, edges, run=False), {}, base, run):
        yield Row("triple", subject, lines.rstrip("\n"))
