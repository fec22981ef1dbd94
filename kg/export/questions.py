"""The cookbook in Cypher: the name of a question in, columns and rows out.

``ontology/cypher/NAME.cypher`` asks a property graph what
``ontology/queries/NAME.rq`` asks the RDF: the same parameters, the same columns,
the same rows. Values go in as parameters. Cypher that stands anywhere else is
never run: it could read and write files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from kg import resources
from kg.errors import UsageError
from kg.export import ladybug
from kg.export.rows import decimal

__all__ = ["ask", "parameters", "questions", "text"]

_MADE: dict[str, Callable[[str], Any]] = {"date": date.fromisoformat, "integer": int, "decimal": float}


def questions() -> dict[str, str]:
    """The Cypher of every question, by name."""
    files = sorted((resources.ontology() / "cypher").glob("*.cypher"))
    return {file.stem: file.read_text(encoding="utf-8") for file in files}


def parameters(name: str, values: Mapping[str, str]) -> dict[str, Any]:
    """The parameters of a question, typed; defaults where no value is given.

    Raises UsageError for a question or parameter there is not, or a value of the wrong kind.
    """
    from kg.export.rdf import ask as cookbook

    known = questions()
    if name not in known:
        raise UsageError(f"no question in Cypher is called {name!r}; there are {', '.join(known)}")
    if (asked := cookbook.cookbook().get(name)) is None:
        raise UsageError(f"{name}.cypher has no {name}.rq beside it, which would name its parameters: write one")
    cookbook.bind(asked, values)  # refuses what is wrong, in words
    return {p.name: _MADE.get(p.type, str)(values.get(p.name, p.default)) for p in asked.parameters}


def ask(database: Path, name: str, values: Mapping[str, str]) -> tuple[list[str], list[list[str]]]:
    """The answer of a ladybug database, as ``kg query --name`` gives it of the RDF: rows of text."""
    asked = parameters(name, values)
    columns, rows = ladybug.ask(database, questions()[name], asked)
    return columns, text(rows)


def text(rows: Iterable[Iterable[Any]]) -> list[list[str]]:
    """Values as text: nothing for what is missing, decimals and dates as RDF writes them.

    >>> text([["深圳", None, 0.5, 3, date(2024, 3, 1)]])
    [['深圳', '', '0.5', '3', '2024-03-01']]
    """
    return [[_text(value) for value in row] for row in rows]


def _text(value: Any) -> str:
    if isinstance(value, float | Decimal):
        return decimal(float(value))
    return "" if value is None else str(value)
