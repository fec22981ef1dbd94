"""What was measured before: a line of JSON for each run, with all one needs to judge it by.

Takes figures by part. Gives a record: when, which commit, on what machine, with
which versions, at which load. The file is only ever appended to.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import Any

from benchmarks.figures import Figure, Sizes

__all__ = ["append", "before", "last", "record"]

_PEERS = ("jieba", "rjieba", "networkx", "rdflib", "pyoxigraph", "opencc", "ahocorasick-rs", "lxml", "pyarrow")
_ROOT = Path(__file__).parent.parent

Figures = Mapping[str, Sequence[Figure]]
"""By part."""


def before() -> dict[str, Any]:
    """What is to be noted before the measuring, which itself makes load."""
    load = os.getloadavg() if hasattr(os, "getloadavg") else ()
    return {"when": datetime.now(UTC).isoformat(timespec="seconds"), "load": [round(one, 2) for one in load]}


def record(began: Mapping[str, Any], sizes: Sizes, figures: Figures) -> dict[str, Any]:
    """One run as it is kept."""
    return {
        **began,
        "commit": _git("rev-parse", "HEAD")[:12],
        "changed": bool(_git("status", "--porcelain", "--", "kg", "ontology", "benchmarks")),
        "machine": {
            "processor": _processor(),
            "cores": os.cpu_count(),
            "memory": _memory(),
            "system": f"{platform.system()} {platform.machine()}",
        },
        "versions": {"python": platform.python_version(), **{name: _version(name) for name in _PEERS}},
        "sizes": asdict(sizes),
        "figures": {part: {f.name: [f.value, f.unit] for f in found} for part, found in figures.items()},
    }


def append(path: Path, one: Mapping[str, Any]) -> None:
    """Add a run to the file."""
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(one, ensure_ascii=False) + "\n")


def last(path: Path, part: str, sizes: Sizes) -> dict[str, float]:
    """The figures of a part when it was last measured with the same sizes; by name, none where it never was.

    >>> last(Path("nowhere.jsonl"), "extraction", Sizes())
    {}
    """
    if not path.exists():
        return {}
    like = json.loads(json.dumps(asdict(sizes)))
    for line in reversed(path.read_text(encoding="utf-8").splitlines()):
        one = json.loads(line)
        if part in one["figures"] and one["sizes"] == like:
            return {name: value for name, (value, _) in one["figures"][part].items()}
    return {}


def _git(*arguments: str) -> str:
    try:
        return subprocess.run(
            ["git", *arguments], cwd=_ROOT, capture_output=True, text=True, check=True
        ).stdout.strip()  # fmt: skip
    except (OSError, subprocess.CalledProcessError):
        return ""


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def _processor() -> str:
    try:
        told = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    return next((line.partition(":")[2].strip() for line in told if line.startswith("model name")), "")


def _memory() -> int:
    """Megabytes."""
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 1_000_000
    except (AttributeError, ValueError, OSError):
        return 0
