"""What a build tells about itself: counts, what could not be read, what was odd, what was missed.

``report.json`` is the same for the same input; ``run.json`` beside it (where
the input lay, how long each step took) is not.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import NamedTuple

from kg import __version__
from kg.folder import MARK
from kg.model import Extraction, Unreadable

__all__ = ["RUN", "Report", "Row", "gathered", "row", "text", "write"]

RUN = "run.json"
"""What differs from run to run: kept apart from the reproducible files."""


@dataclass(frozen=True, slots=True)
class Report:
    """Counts and complaints of one build."""

    version: str
    documents: int
    characters: int
    claims: int
    mentions: int
    nodes: dict[str, int]
    edges: dict[str, int]
    speakers: dict[str, int]
    """Claims by kind of speaker."""
    rules: dict[str, int]
    """Claims by the rule that found them."""
    ledger: dict[str, int]
    """What became of every quotation and every speech verb."""
    inputs: list[dict[str, str]]
    """name, path, encoding, script, sha256 of each document read."""
    unreadable: list[dict[str, str]]
    """path and reason of each input that was not."""
    notices: list[dict[str, str | int]]

    @property
    def complete(self) -> bool:
        """Whether every input was read."""
        return not self.unreadable


class Row(NamedTuple):
    """What one page adds to a report."""

    input: dict[str, str]
    notices: list[dict[str, str | int]]
    counts: dict[str, int]
    """``characters``, ``claims``, ``mentions``; by kind or name after a blank: ``speaker``, ``rule``, ``ledger``."""
    nodes: dict[str, int]
    """Of the nodes only this page has, by kind."""
    edges: dict[str, int]
    """Of the edges only this page has, by relation."""


def row(e: Extraction, nodes: Mapping[str, int], edges: Mapping[str, int]) -> Row:
    """Count a page."""
    d = e.document
    counts = Counter({"characters": len(d.text), "claims": len(e.claims), "mentions": len(e.mentions)})
    counts.update(f"speaker {c.speaker.kind}" for c in e.claims if c.speaker)
    counts.update(f"rule {c.rule}" for c in e.claims)
    counts.update({f"ledger {name}": count for name, count in e.ledger})
    about = {
        "doc": d.name, "path": d.path, "encoding": d.encoding, "script": d.script, "sha256": d.sha256,
        "publisher": d.publisher, "published": d.published, "title": d.title,
    }  # fmt: skip
    notices: list[dict[str, str | int]] = [
        {"doc": d.name, "place": n.place, "rule": n.rule, "message": n.message} for n in e.notices
    ]
    return Row(about, notices, dict(counts), dict(nodes), dict(edges))


def gathered(
    rows: Iterable[Row], nodes: Mapping[str, int], edges: Mapping[str, int], unreadable: Sequence[Unreadable]
) -> Report:
    """The report of a build, from the rows of its pages in order and the counts of its whole graph."""
    counts: Counter[str] = Counter()
    inputs: list[dict[str, str]] = []
    notices: list[dict[str, str | int]] = []
    for one in rows:
        counts.update(one.counts)
        inputs.append(one.input)
        notices += one.notices

    def named(what: str) -> dict[str, int]:
        return _sorted({k.removeprefix(f"{what} "): n for k, n in counts.items() if k.startswith(f"{what} ")})

    return Report(
        version=__version__, documents=len(inputs), characters=counts["characters"], claims=counts["claims"],
        mentions=counts["mentions"], nodes=_sorted(nodes), edges=_sorted(edges), speakers=named("speaker"),
        rules=named("rule"), ledger=named("ledger"), inputs=inputs,
        unreadable=[{"path": u.path, "reason": u.reason} for u in unreadable], notices=notices,
    )  # fmt: skip


def _sorted(counts: Mapping[str, int]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda kv: (-kv[1], kv[0])))


def write(report: Report, timings: Mapping[str, float], inputs: Sequence[str], folder: Path) -> None:
    """Write run.json, then report.json, by which the build counts as complete."""
    run = {
        "inputs": [i if i == "-" else str(Path(i).absolute()) for i in inputs],
        "seconds": {name: round(seconds, 3) for name, seconds in timings.items()},
    }
    for name, content in ((RUN, run), (MARK, asdict(report))):
        (folder / name).write_bytes(text(content).encode("utf-8", "surrogatepass"))


def text(content: Mapping[str, object]) -> str:
    """As either file is written."""
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"
