"""Claims that repeat others: the words of each as a row, and the edges between those of one speaker.

Takes Words. Gives rows that sort as they do, by speaker and the order of the
pages, and from such rows the edges. Never holds more than one speaker's words.
"""

from __future__ import annotations

import pickle
from array import array
from collections.abc import Iterable, Iterator
from itertools import groupby

from kg import graph
from kg.flow.rows import Row
from kg.graph.parts import Edge
from kg.graph.restated import Words

__all__ = ["edges", "row", "speaker"]


def row(one: Words) -> Row:
    """A claim's words."""
    key = "\0".join((one.speaker, one.published, one.name, one.document, f"{one.place:06}"))
    return key, pickle.dumps((*one[:-1], one.shingles.tobytes()), 5)


def speaker(key: str) -> str:
    """Whose they are."""
    return key.partition("\0")[0]


def edges(rows: Iterable[Row]) -> Iterator[tuple[str, Edge]]:
    """Edges between claims of one speaker, each with the page of the later one, from sorted rows."""
    for _, its in groupby(rows, lambda r: speaker(r[0])):
        homes: dict[str, str] = {}
        for edge in graph.restatement(_noted(its, homes)):
            yield homes[edge[0]], edge


def _noted(rows: Iterable[Row], homes: dict[str, str]) -> Iterator[Words]:
    """The words of rows; ``homes`` learns the page of each claim."""
    for _, data in rows:
        fields = pickle.loads(data)
        one = Words._make((*fields[:-1], array("I", fields[-1])))
        homes[one.claim] = one.document
        yield one
