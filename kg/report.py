"""What a build tells about itself: counts, what could not be read, what was odd, what was missed.

``report.json`` is the same for the same input; ``run.json`` beside it (where
the input lay, how long each step took) is not.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg import __version__
from kg.folder import MARK
from kg.model import Resolution, Unreadable

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["RUN", "Report", "of", "write"]

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


def of(resolution: Resolution, graph: nx.MultiDiGraph[str], unreadable: Sequence[Unreadable]) -> Report:
    """Count a build."""
    extractions = resolution.extractions
    claims = [c for e in extractions for c in e.claims]
    ledger: Counter[str] = Counter()
    for e in extractions:
        ledger.update(dict(e.ledger))
    names = {e.document.id: e.document.name for e in extractions}
    return Report(
        version=__version__,
        documents=len(extractions),
        characters=sum(len(e.document.text) for e in extractions),
        claims=len(claims),
        mentions=sum(len(e.mentions) for e in extractions),
        nodes=_sorted(Counter(str(data["kind"]) for _, data in graph.nodes(data=True))),
        edges=_sorted(Counter(str(data["relation"]) for _, _, data in graph.edges(data=True))),
        speakers=_sorted(Counter(c.speaker.kind for c in claims if c.speaker)),
        rules=_sorted(Counter(c.rule for c in claims)),
        ledger=_sorted(ledger),
        inputs=[
            {
                "doc": d.name, "path": d.path, "encoding": d.encoding, "script": d.script, "sha256": d.sha256,
                "publisher": d.publisher, "published": d.published, "title": d.title,
            }
            for d in (e.document for e in extractions)
        ],
        unreadable=[{"path": u.path, "reason": u.reason} for u in unreadable],
        notices=[
            {"doc": names[n.document], "place": n.place, "rule": n.rule, "message": n.message}
            for e in extractions
            for n in e.notices
        ],
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
        text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
        (folder / name).write_bytes(text.encode("utf-8", "surrogatepass"))
