"""The table of regions, ready to be asked: the rows of a name, and what a place is part of.

Takes the Vocabulary. Never looks at a text.
"""

from __future__ import annotations

from functools import cache

from kg import script
from kg.vocabulary import Row, Vocabulary

__all__ = ["chain", "names", "provinces"]


@cache
def chain(identifier: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """A place and everything it is part of.

    >>> from kg import vocabulary
    >>> chain("330500", vocabulary.load())[:3]
    ('330500', '330000', 'cn')
    """
    found, todo = [], [identifier]
    while todo:
        if (here := todo.pop(0)) not in found:
            found.append(here)
            todo += _rows(vocabulary)[here].values("part_of")
    return tuple(found)


@cache
def provinces(identifier: str, vocabulary: Vocabulary) -> frozenset[str]:
    """The provinces a place lies in, itself if it is one."""
    return frozenset(i for i in chain(identifier, vocabulary) if _rows(vocabulary)[i]["level"] == "province")


@cache
def names(vocabulary: Vocabulary) -> dict[str, tuple[tuple[Row, ...], str]]:
    """Each name with its rows, and whether it is a ``name`` beyond doubt or a ``weak_name``."""
    weak = _weak(vocabulary)
    names = ((name, tuple(r for r in rows if r.table == "regions")) for name, rows in vocabulary.names.items())
    return {name: (rows, "weak_name" if name in weak else "name") for name, rows in names if rows}


@cache
def _weak(vocabulary: Vocabulary) -> frozenset[str]:
    """Names that are ordinary words too and no row's strong name."""
    weak, strong = set[str](), set[str]()
    cells = [
        (row.values("weak"), [v for c in ("hans", "hant", "names") for v in row.values(c)])
        for row in vocabulary.rows["regions"]
    ]
    folded = script.folds(v for cell in cells for values in cell for v in values)
    for doubtful, sure in cells:
        own = {folded[v] for v in doubtful}
        weak |= own
        strong |= {folded[v] for v in sure} - own
    return frozenset(weak - strong)


@cache
def _rows(vocabulary: Vocabulary) -> dict[str, Row]:
    return vocabulary.by_id("regions")
