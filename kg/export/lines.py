"""Rows as lines of text, fast: one pattern for each combination of fields, made when first met.

What a cell looks like is told by the format; what a row may hold, by columns
of ``kg.export.rows``.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import islice
from operator import itemgetter
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from kg.export.rows import Fields
from kg.graph.schema import Field

__all__ = ["Lines", "Text", "json_list", "save", "true_or_false"]

Text: TypeAlias = Callable[[Any], str]
_NUMBERS = ("int", "decimal", "date")
"""Types whose values need no escaping in any format."""


def save(path: Path, lines: Iterable[str]) -> None:
    """Write the lines as UTF-8, thousands at a time, with no line end but their own."""
    rest = iter(lines)
    with path.open("wb") as file:
        while chunk := "".join(islice(rest, 2000)):
            file.write(chunk.encode())


_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def json_list(items: list[str]) -> str:
    r"""A list of texts as JSON.

    >>> json_list(["深圳", "鵬城"]), json_list(['"'])
    ('["深圳","鵬城"]', '["\\""]')
    """
    if not items:
        return "[]"
    text = "".join(items)
    if text.isprintable() and '"' not in text and "\\" not in text:  # nothing to escape, as nearly always
        return '["' + '","'.join(items) + '"]'
    return _json(items)


def true_or_false(yes: bool) -> str:
    """As XML, JSON and the importers of databases write it."""
    return "true" if yes else "false"


class _Shape(NamedTuple):
    """How rows with the same fields are written."""

    pattern: str
    values: Callable[[Fields], Sequence[Any]]
    convert: tuple[tuple[int, Text], ...]
    """Places of values that are not text yet, and what makes them so."""
    texts: Callable[[Sequence[Any]], Sequence[str]]
    """Of the values, those that may need escaping."""
    places: tuple[int, ...]


class Lines:
    """Writes rows that share their columns.

    >>> columns = [Field("text", "str"), Field("start", "int"), Field("end", "int", False)]
    >>> line = Lines(columns, lambda c: f" {c.name}=%s", {}, lambda t: "&" not in t, lambda t: t.replace("&", "&amp;"))
    >>> line((), {"text": "R&D", "start": 3}), line((), {"end": 5, "start": 3, "text": ""})
    (' text=R&amp;D start=3', ' text= start=3 end=5')
    """

    def __init__(
        self,
        columns: Iterable[Field],
        cell: Callable[[Field], str],
        text: Mapping[str, Text],
        plain: Callable[[str], bool],
        escape: Text,
        frame: str = "{}",
        between: str = "",
    ) -> None:
        """``cell`` gives a column's pattern, with ``%s`` for its value, made text by ``text[type]`` if ``%s`` cannot.

        ``frame`` is what stands around the cells, with ``%s`` for each id that comes before them.
        ``escape`` is called on a row's values only where all of them in one
        string are not ``plain``: most rows pass with a single look.
        """
        self._columns = tuple(columns)
        self._cell, self._text, self._frame, self._between = cell, text, frame, between
        self._plain, self._escape = plain, escape
        self._shapes: dict[tuple[str, ...], _Shape] = {}

    def __call__(self, ids: tuple[str, ...], fields: Fields) -> str:
        """One row, its ids first; the cells of absent fields are empty."""
        names = tuple(fields)
        pattern, get, convert, texts, places = self._shapes.get(names) or self._shape(names)
        values = get(fields)
        if convert:
            values = list(values)
            for place, text in convert:
                values[place] = text(values[place])
        if not self._plain("".join(texts(values))):
            values = list(values)
            for place in places:
                values[place] = self._escape(values[place])
        return pattern % (*ids, *values)

    def _shape(self, names: tuple[str, ...]) -> _Shape:
        here = [column for column in self._columns if column.name in names]
        pattern = self._frame.format(self._between.join(self._cell(c) if c in here else "" for c in self._columns))
        convert = tuple((place, self._text[c.type]) for place, c in enumerate(here) if c.type in self._text)
        places = tuple(place for place, c in enumerate(here) if c.type not in _NUMBERS)
        shape = _Shape(pattern, _getter([c.name for c in here]), convert, _getter(places), places)
        self._shapes[names] = shape
        return shape


def _getter(keys: Sequence[Any]) -> Callable[[Any], Sequence[Any]]:
    """``itemgetter`` that gives a tuple for one key and for none, too."""
    if len(keys) > 1:
        return itemgetter(*keys)
    return lambda row: tuple(row[key] for key in keys)
