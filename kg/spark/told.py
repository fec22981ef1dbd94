"""The report of a build on a cluster: counts of everything, and the first of what there are many of.

Takes Rows. Gives the Report a single machine would give, and its file, the lists cut after
LISTED; in full they are the parts in ``inputs``, ``notices`` and ``unreadable``.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from typing import Any

from kg import report
from kg.model import Unreadable
from kg.spark.staged import Staged

__all__ = ["LISTED", "told"]

LISTED = 1000
"""Inputs, notices and faults that the report itself names."""


def told(staged: Staged) -> tuple[report.Report, str]:
    """Count a build; its report, and the text of the file."""
    from pyspark.sql import functions as F

    rows = staged.counts

    def first(table: str, *order: str) -> list[Any]:
        return list(staged.of(table).orderBy(*order).limit(LISTED).collect())

    def of(form: str) -> dict[str, int]:
        return {table.removeprefix(form): n for table, n in rows.items() if table.startswith(form)}

    sums = staged.of("count").groupBy("key").agg(F.sum("place")).collect()
    counts = Counter({row[0]: row[1] for row in sums})
    notices = [json.loads(row["data"]) for row in first("notice", "name", "document", "place")]
    inputs = [json.loads(row["data"]) for row in first("input", "name", "document")]
    faults = [Unreadable(row["key"], row["data"]) for row in first("fault", "key", "data")]
    whole = report.gathered([report.Row({}, [], counts, {}, {})], of("node-"), of("edge-"), faults)
    whole = replace(whole, documents=rows.get("input", 0))
    return whole, "".join(report.texts(whole, report.printed(inputs), report.printed(notices)))
