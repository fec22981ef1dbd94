"""What a build tells about itself: counts, what could not be read, what was odd, what was missed.

``report.json`` is the same for the same input; ``run.json`` beside it (where
the input lay, how long each step took) is not.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import NamedTuple

from kg import __version__
from kg.folder import MARK
from kg.model import Extraction, Unreadable

__all__ = ["RUN", "Report", "Row", "gathered", "row", "text", "texts", "write"]

RUN = "run.json"
"""What differs from run to run: kept apart from the reproducible files."""


@dataclass(frozen=True, slots=True)
class Report:
    """Counts and complaints of one build; the file holds more, what each page adds to it."""

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
    unreadable: list[dict[str, str]]
    """path and reason of each input that was not read."""

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
    """The report of a build, from the rows of its pages and the counts of its whole graph."""
    counts: Counter[str] = Counter()
    documents = 0
    for one in rows:
        documents += 1
        counts.update(one.counts)

    def named(what: str) -> dict[str, int]:
        return _sorted({k.removeprefix(f"{what} "): n for k, n in counts.items() if k.startswith(f"{what} ")})

    return Report(
        version=__version__, documents=documents, characters=counts["characters"], claims=counts["claims"],
        mentions=counts["mentions"], nodes=_sorted(nodes), edges=_sorted(edges), speakers=named("speaker"),
        rules=named("rule"), ledger=named("ledger"),
        unreadable=[{"path": u.path, "reason": u.reason} for u in unreadable],
    )  # fmt: skip


def _sorted(counts: Mapping[str, int]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda kv: (-kv[1], kv[0])))


Rows = Callable[[], Iterable[Row]]
"""The rows of all pages in order, anew each time: nobody holds them."""


def write(report: Report, rows: Rows, timings: Mapping[str, float], inputs: Sequence[str], folder: Path) -> None:
    """Write run.json, then report.json, by which the build counts as complete."""
    run = {
        "inputs": [i if i == "-" else str(Path(i).absolute()) for i in inputs],
        "seconds": {name: round(seconds, 3) for name, seconds in timings.items()},
    }
    told = texts(report, (one.input for one in rows()), (notice for one in rows() for notice in one.notices))
    for name, content in ((RUN, [text(run)]), (MARK, told)):
        with (folder / name).open("wb") as file:
            file.writelines(piece.encode("utf-8", "surrogatepass") for piece in content)


def texts(
    report: Report, inputs: Iterable[Mapping[str, str]], notices: Iterable[Mapping[str, str | int]]
) -> Iterator[str]:
    """report.json in pieces: the report with its ``inputs`` (of each page what it is) and ``notices``."""
    told = asdict(report)
    unreadable = told.pop("unreadable")
    yield text(told).removesuffix("\n}\n")
    for name, rows in (("inputs", inputs), ("unreadable", unreadable), ("notices", notices)):
        yield f',\n "{name}": ['
        before = "\n  "
        for one in rows:
            yield before + text(one).rstrip().replace("\n", "\n  ")
            before = ",\n  "
        yield "]" if before == "\n  " else "\n ]"
    yield "\n}\n"


def text(content: Mapping[str, object]) -> str:
    """As either file is written."""
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"
