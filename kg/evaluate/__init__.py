"""How good a build is, measured against gold files.

Takes the rows of claims.jsonl and mentions.jsonl, gold files and the pages. Gives
precision, recall and F1 of every figure, and how each rule did. Never builds and
never changes a build.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from kg.errors import UsageError
from kg.evaluate import attribution, links, names, rules, statements
from kg.evaluate.counts import NONE, Counts
from kg.evaluate.reading import Case, Row, case
from kg.evaluate.rules import Tried, calibration

__all__ = ["FIGURES", "Counts", "Scores", "Tried", "calibration", "read", "score"]

FIGURES: dict[str, Callable[[Case], Counts]] = {
    "attribution": attribution.counts,
    **{kind.lower(): partial(names.mentions, kind=kind) for kind in names.KINDS},
    **{kind: partial(links.counts, kind=kind) for kind in links.KINDS},
    "speaker_details": names.details,
    **{measure: partial(statements.counts, measure=measure) for measure in statements.MEASURES},
    "source": statements.sources,
}
"""Every figure by its name, in the order in which it is shown."""


@dataclass(frozen=True, slots=True)
class Scores:
    """What the gold says of a build."""

    documents: int
    figures: dict[str, Counts]
    rules: dict[str, Tried]


def score(gold: Iterable[Row], claims: Sequence[Row], mentions: Sequence[Row], pages: Mapping[str, str]) -> Scores:
    """Every figure over all documents of the gold; ``pages`` is document name → its text as decoded."""
    said, named = _by_document(claims), _by_document(mentions)
    cases = [case(g, said.get(g["doc"], ()), named.get(g["doc"], ()), pages[g["doc"]]) for g in gold]
    figures = {name: sum((counts(c) for c in cases), NONE) for name, counts in FIGURES.items()}
    return Scores(len(cases), figures, rules.table(cases))


def _by_document(rows: Sequence[Row]) -> dict[str, list[Row]]:
    by: dict[str, list[Row]] = {}
    for row in rows:
        by.setdefault(row["doc"], []).append(row)
    return by


def read(build: Path, gold: Path, texts: Path) -> Scores:
    """Score a build folder against a folder of gold files and the texts they are about.

    Raises UsageError if there is no gold file, or a text of one is missing.
    """
    files = sorted(gold.glob("*.json"))
    if not files:
        raise UsageError(f"{gold}: no gold files (*.json) here; give the folder that holds them")
    wanted = [json.loads(file.read_text(encoding="utf-8")) for file in files]
    if missing := [g["doc"] for g in wanted if not (texts / f"{g['doc']}.txt").exists()]:
        raise UsageError(f"{texts}: no text for {', '.join(missing)}; give the folder that holds the texts")
    pages = {g["doc"]: (texts / f"{g['doc']}.txt").read_bytes().decode("utf-8") for g in wanted}
    return score(wanted, _rows(build / "claims.jsonl"), _rows(build / "mentions.jsonl"), pages)


def _rows(path: Path) -> list[Row]:
    if not path.exists():
        raise UsageError(f"{path}: no such file; give a folder that kg build wrote")
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
