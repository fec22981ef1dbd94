"""What a build tells about itself: counts, what could not be read, what was odd, what was missed.

``report.json`` is the same for the same input; ``run.json`` beside it (where
the input lay, how long each step took) is not.
"""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from io import TextIOWrapper
from pathlib import Path
from typing import NamedTuple

from kg import __version__
from kg.folder import MARK
from kg.model import Extraction, Unreadable

__all__ = [
    "RUN",
    "Printed",
    "Report",
    "Row",
    "complaints",
    "gathered",
    "printed",
    "refused",
    "row",
    "text",
    "texts",
    "write",
    "write_run",
]

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
    left: tuple[str, ...] = ()
    """Files that the build is too large for; ``kg export`` writes them."""

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
        rules=named("rule"), ledger=named("ledger"), unreadable=complaints(unreadable),
    )  # fmt: skip


def complaints(unreadable: Iterable[Unreadable]) -> list[dict[str, str]]:
    """What could not be read, as a report has it."""
    return [{"path": u.path, "reason": u.reason} for u in unreadable]


_TOLD = 20
"""Lines about inputs that were not read: a folder may hold ten thousand pictures."""


def refused(unreadable: Sequence[Mapping[str, str]]) -> list[str]:
    """What to say of the inputs that were not read: a line for each, or for all that share a reason.

    >>> refused([{"path": f"{n}.jpg", "reason": "has no reader"} for n in range(400)])
    ['not read: 0.jpg, and 399 more for the same reason: has no reader']
    """
    by_reason: dict[str, list[str]] = {}
    for one in unreadable:
        by_reason.setdefault(one["reason"], []).append(one["path"])
    lines = []
    for reason, paths in by_reason.items():
        if len(paths) > 3:
            lines.append(f"not read: {paths[0]}, and {len(paths) - 1} more for the same reason: {reason}")
        else:
            lines += [f"not read: {path}: {reason}" for path in paths]
    if len(lines) > _TOLD:
        lines[_TOLD:] = [f"not read: and more, {len(unreadable)} in all; report.json names each"]
    return lines


def _sorted(counts: Mapping[str, int]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda kv: (-kv[1], kv[0])))


class Printed:
    """Items of a list of report.json, printed as they come; they wait in a file in ``folder``, to be read once."""

    def __init__(self, folder: Path) -> None:
        file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 -- closed when it is read
        self._file = TextIOWrapper(file, "utf-8", "surrogatepass", newline="")

    def add(self, items: Iterable[Mapping[str, str | int]]) -> None:
        """More of them."""
        self._file.writelines(printed(items))

    def __iter__(self) -> Iterator[str]:
        with self._file as file:
            file.seek(0)
            yield from iter(partial(file.read, _CHUNK), "")


_CHUNK = 1_000_000


def write(report: Report, inputs: Iterable[str], notices: Iterable[str], folder: Path) -> None:
    """Write report.json, by which the build counts as complete."""
    with (folder / MARK).open("wb") as file:
        file.writelines(piece.encode("utf-8", "surrogatepass") for piece in texts(report, inputs, notices))


def write_run(timings: Mapping[str, float], inputs: Sequence[str], folder: Path) -> None:
    """Write run.json."""
    run = {
        "inputs": [i if i == "-" else str(Path(i).absolute()) for i in inputs],
        "seconds": {name: round(seconds, 3) for name, seconds in timings.items()},
    }
    (folder / RUN).write_bytes(text(run).encode("utf-8", "surrogatepass"))


def texts(report: Report, inputs: Iterable[str], notices: Iterable[str]) -> Iterator[str]:
    """report.json in pieces: the report with its ``inputs`` (of each page what it is) and ``notices``, both printed."""
    told = asdict(report)
    unreadable = told.pop("unreadable")
    if not told["left"]:
        del told["left"]
    yield text(told).removesuffix("\n}\n")
    for name, items in (("inputs", inputs), ("unreadable", printed(unreadable)), ("notices", notices)):
        pieces = iter(items)
        first = next(pieces, "")
        yield f',\n "{name}": [{first[1:]}'
        yield from pieces
        yield "\n ]" if first else "]"
    yield "\n}\n"


_value = json.JSONEncoder(ensure_ascii=False).encode


def printed(items: Iterable[Mapping[str, str | int]]) -> Iterator[str]:
    """Items of a list as they stand in report.json, a comma before each.

    >>> list(printed([{"doc": "星報", "place": 3}]))
    [',\\n  {\\n   "doc": "星報",\\n   "place": 3\\n  }']
    """
    for one in items:
        inside = ",\n   ".join([f'"{key}": {_value(value)}' for key, value in one.items()])
        yield f",\n  {{\n   {inside}\n  }}"


def text(content: Mapping[str, object]) -> str:
    """As either file is written."""
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"
