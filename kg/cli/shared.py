"""What every command prints with: sentences to standard error, tables to standard output."""

from __future__ import annotations

import csv
import json
import shlex
import shutil
import sys
import unicodedata
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kg.errors import UsageError

__all__ = ["BuildFolder", "Form", "Named", "here", "named_values", "rows", "talk"]

BuildFolder = Annotated[Path, typer.Option("--build", "-b", help="A folder that kg build wrote.")]
Named = Annotated[
    Path | None, typer.Argument(metavar="[BUILD]", help="The build, in place of --build.", show_default=False)
]


class Form(StrEnum):
    """How rows are printed."""

    table = "table"
    json = "json"
    csv = "csv"


def talk(line: str) -> None:
    """A sentence for the person at the terminal."""
    typer.echo(line, err=True)


def here(folder: Path) -> str:
    """What a command that is suggested must add to speak of the same build.

    >>> here(Path("build")), here(Path("mine"))
    ('', ' --build mine')
    """
    return "" if folder == Path("build") else f" --build {shlex.quote(str(folder))}"


def named_values(params: Sequence[str] | None) -> dict[str, str]:
    """What ``--param NAME=VALUE`` said, by name.

    >>> named_values(["industry=低空經濟", "from=2024-01-01"])
    {'industry': '低空經濟', 'from': '2024-01-01'}
    """
    pairs = [param.partition("=") for param in params or ()]
    if wrong := [name for name, sign, _ in pairs if not sign]:
        raise UsageError(f"--param wants NAME=VALUE, not {wrong[0]!r}")
    return {name: value for name, _, value in pairs}


def rows(columns: Sequence[str], lines: Sequence[Sequence[object]], form: Form) -> None:
    """Print a table to standard output in the form asked for."""
    if form is Form.json:
        typer.echo(json.dumps([dict(zip(columns, line, strict=True)) for line in lines], ensure_ascii=False, indent=1))
    elif form is Form.csv:
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(lines)
    else:
        cells = [[_one_line(c) for c in line] for line in [columns, *lines]]
        widths = [max(map(_width, column)) for column in zip(*cells, strict=True)]
        if sys.stdout.isatty():
            widths = _fitting(widths, shutil.get_terminal_size().columns)
        for line in cells:
            padded = (_cut(c, w) + " " * (w - _width(_cut(c, w))) for c, w in zip(line, widths, strict=True))
            typer.echo("  ".join(padded).rstrip())


def _one_line(value: object) -> str:
    text = " ".join(str("" if value is None else value).split())
    return text if len(text) <= 60 else text[:59] + "…"


def _fitting(widths: list[int], terminal: int) -> list[int]:
    """Widths that fit a line of the terminal, taken from the widest columns; none becomes narrower than eight.

    >>> _fitting([10, 30, 120], 80)
    [10, 30, 36]
    """
    widths = list(widths)
    while sum(widths) + 2 * (len(widths) - 1) > terminal and max(widths) > 8:
        widths[widths.index(max(widths))] -= 1
    return widths


def _cut(text: str, width: int) -> str:
    """The beginning of a text that fits, with … where something was cut.

    >>> _cut("低空經濟產業", 7), _cut("低空經濟產業", 12)
    ('低空經…', '低空經濟產業')
    """
    if _width(text) <= width:
        return text
    while _width(text) >= width:
        text = text[:-1]
    return f"{text}…"


def _width(text: str) -> int:
    """Columns of a terminal: wide characters take two."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
