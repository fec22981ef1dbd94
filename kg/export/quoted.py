"""CSV for databases: a value that is there is quoted, one that is not is an empty cell.

The csv module (before Python 3.12) cannot keep an empty string apart from no
value; graph databases can read the difference. Used by the Neo4j and ladybug
exports. Never for people: nothing is altered, so nothing is guarded.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from operator import methodcaller

from kg.export.lines import Lines, Text, true_or_false
from kg.export.rows import EDGE_COLUMNS, NODE_COLUMNS, Rows
from kg.graph.schema import Field

__all__ = ["SEPARATOR", "chosen", "csv", "separator"]

SEPARATOR = "\x1f"
"""Between the items of a list: the unit separator, made for that and hardly ever met in text."""

_doubled: Text = methodcaller("replace", '"', '""')


def separator(rows: Rows) -> str:
    """A character that stands in no list of the graph: SEPARATOR if it can be, else the first that is free.

    Importers split a list at every separator and know no way to escape one.
    """
    if not any(SEPARATOR in "".join(items) for items in _lists(rows)):
        return SEPARATOR
    return chosen(set().union(*("".join(items) for items in _lists(rows))))


def chosen(used: set[str]) -> str:
    """The same where the characters of all lists are known.

    >>> chosen({"a"}) == SEPARATOR, chosen({SEPARATOR, chr(1)}) == chr(2)
    (True, True)
    """
    if SEPARATOR not in used:
        return SEPARATOR
    return next(c for c in map(chr, range(1, 0x110000)) if c not in used and c not in '",\r\n')


def _lists(rows: Rows) -> Iterator[list[str]]:
    """Every list of the graph that holds anything."""
    for kind, nodes in rows.nodes.items():
        for name in [c.name for c in NODE_COLUMNS[kind] if c.type == "list"]:
            yield from filter(None, (fields.get(name) for _, fields in nodes))
    for ends, edges in rows.edges.items():
        for name in [c.name for c in EDGE_COLUMNS[ends.relation] if c.type == "list"]:
            yield from filter(None, (fields.get(name) for _, _, fields in edges))


def csv(ids: int, columns: Iterable[Field], joined: Text = SEPARATOR.join) -> Lines:
    r"""The lines of one file: so many ids, which hold no quote, then the columns; ``joined`` makes one text of a list.

    >>> line = csv(1, [Field("label", "str"), Field("names", "list"), Field("code", "str", False)], ";".join)
    >>> line(("region/440300",), {"names": ["深圳", "鵬城"], "label": 'a "city" here'})
    '"region/440300","a ""city"" here","深圳;鵬城",\n'
    """
    text: dict[str, Text] = {"bool": true_or_false, "list": joined}
    return Lines(columns, _cell, text, _plain, _doubled, frame='"%s",' * ids + "{}\n", between=",")


def _plain(text: str) -> bool:
    return '"' not in text


def _cell(column: Field) -> str:
    return '"%s"' if column.type in ("str", "list") else "%s"
