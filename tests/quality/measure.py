"""The five shipped pages, built in memory and scored: what the gate compares with its floors."""

from __future__ import annotations

import hashlib
import json
import tomllib
from functools import cache
from pathlib import Path

from kg import evaluate, ids, pipeline, resources
from kg.export import jsonl

__all__ = ["FLOORS", "fingerprint", "floors", "measured"]

GOLD = Path(__file__).parent.parent / "gold"
FLOORS = Path(__file__).parent / "floors.toml"


@cache
def measured() -> evaluate.Scores:
    """Every figure over the five pages."""
    resolution = pipeline.records([resources.seeds()]).resolution
    claims = [json.loads(line) for line in jsonl.claims(resolution, ids.BASE)]
    mentions = [json.loads(line) for line in jsonl.mentions(resolution, ids.BASE)]
    gold = [json.loads(file.read_text(encoding="utf-8")) for file in sorted(GOLD.glob("*.json"))]
    return evaluate.score(gold, claims, mentions, {e.document.name: e.document.text for e in resolution.extractions})


def fingerprint() -> str:
    """A hash of pages and gold: floors hold for these and no others."""
    files = sorted([*resources.seeds().glob("*.txt"), *GOLD.glob("*.json")], key=lambda f: f.name)
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()[:16]


def floors() -> dict[str, float]:
    """Figure → the F1 it must not fall below."""
    return {name: float(f1) for name, f1 in tomllib.loads(FLOORS.read_text(encoding="utf-8"))["f1"].items()}
