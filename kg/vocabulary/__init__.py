"""The tables of ``ontology/`` read, checked and compiled once.

Takes a folder of CSV files. Gives a Vocabulary: rows by table, and one
automaton over every name and cue. Never knows a Chinese word of its own.

Every table has a header line; ``#`` in the first cell makes a line a comment.
Cells that hold several values separate them with ``|``. What each column means
stands in ``ontology/README.md``; what is allowed, in ``columns``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, partial
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from kg import collector, compiled, resources, script
from kg.errors import TableError
from kg.vocabulary.columns import POST_OF, SOUGHT, TABLES, Column
from kg.vocabulary.rows import Row, check_references, read

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

__all__ = [
    "POST_OF",
    "SOUGHT",
    "TABLES",
    "Column",
    "Hit",
    "Hits",
    "Row",
    "Term",
    "Vocabulary",
    "alternation",
    "load",
]


@dataclass(frozen=True, slots=True, eq=False)
class Term:
    """A name as the tables have it; itself alone is its equal."""

    text: str
    """Folded."""
    rows: tuple[Row, ...]
    """Every row that has this name, in the order of the tables."""
    groups: tuple[str, ...]
    """The tables it stands in, and its classes of ``words`` that are looked for by place (``words.authority``)."""

    def of(self, table: str) -> tuple[Row, ...]:
        """Its rows in one table."""
        return tuple(r for r in self.rows if r.table == table)


class Hit(NamedTuple):
    """A name of a table standing in a text: ``text[start:end]``, folded. A plain tuple: there are many."""

    start: int
    end: int
    term: Term


Hits: TypeAlias = Mapping[str, Sequence[Hit]]
"""The hits of a text by group (see ``Term.groups``), each group by start and end."""


_START = itemgetter(1)
_hit = partial(tuple.__new__, Hit)
"""Without the names of its parts asked: there are more hits than words."""
_WITH_ARMS = frozenset(("company", "media", "sports"))
"""Kinds of organisations whose lines hold their arms too: 京东|京东物流."""


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """All tables, and one automaton over every name in them (folded to Simplified)."""

    folder: Path
    rows: dict[str, tuple[Row, ...]]

    @cached_property
    def _folded(self) -> dict[str, str]:
        """Each name of the tables, folded."""
        named = ((table, [c.name for c in TABLES[table] if c.names]) for table in self.rows)
        cells = ((row, column) for table, columns in named for row in self.rows[table] for column in columns)
        return script.folds(value for row, column in cells for value in row.values(column))

    @cached_property
    def names(self) -> dict[str, tuple[Row, ...]]:
        """Folded name → the rows that have it, in the order of the tables."""
        names: dict[str, dict[tuple[str, int], Row]] = {}
        folded = self._folded
        for table, rows in self.rows.items():
            columns = [c.name for c in TABLES[table] if c.names]
            for row in rows:
                for column in columns:
                    for value in row.values(column):
                        names.setdefault(folded[value], {})[(table, row.line)] = row
        return {name: tuple(found.values()) for name, found in sorted(names.items())}

    @cached_property
    def _automaton(self) -> tuple[AhoCorasick, list[Term]]:
        from ahocorasick_rs import AhoCorasick, Implementation

        one: dict[
            tuple[str, ...], tuple[str, ...]
        ] = {}  # few groups for many terms: they stay in the processor's cache
        grouped = ((name, rows, tuple(dict.fromkeys(_groups(rows)))) for name, rows in self.names.items())
        every = (Term(name, rows, one.setdefault(groups, groups)) for name, rows, groups in grouped)
        terms = [term for term in every if term.groups]
        return AhoCorasick([t.text for t in terms], implementation=Implementation.ContiguousNFA), terms

    def find(self, folded: str) -> Hits:
        """Every name of every table in a folded text, overlaps included; of ``words`` only the classes sought."""
        automaton, terms = self._automaton
        hits: defaultdict[str, list[Hit]] = defaultdict(list)
        found = automaton.find_matches_as_indexes(folded, overlapping=True)
        found.sort(key=_START)  # they come by their ends
        for n, start, end in found:
            term = terms[n]
            hit = _hit((start, end, term))
            for group in term.groups:
                hits[group].append(hit)
        hits.default_factory = None
        return hits

    @cached_property
    def _classes(self) -> dict[str, frozenset[str]]:
        classes: dict[str, set[str]] = {}
        for row in self.rows["words"]:
            classes.setdefault(row["class"], set()).add(script.fold(row["word"]))
        return {name: frozenset(found) for name, found in classes.items()}

    @cached_property
    def full_names(self) -> dict[str, str]:
        """Other name of an organisation → its name in full, both folded.

        Of a company, an outlet or a club only names that are letters of the full
        one, in its order: what else stands in its line may be an arm of it.
        """
        folded, full = self._folded, {}
        for row in self.rows["organizations"]:
            name = folded[row["name"]]
            for short in (folded[value] for value in row.values("names")):
                if row["kind"] not in _WITH_ARMS or short.isascii() or _is_within(short, name):
                    full[short] = name
        return full

    @cache  # noqa: B019 a vocabulary lives as long as the process
    def words(self, *classes: str) -> frozenset[str]:
        """The folded words of the given classes of ``words.csv``."""
        return frozenset().union(*(self._classes.get(c, ()) for c in classes))

    @cache  # noqa: B019
    def pattern(self, *classes: str) -> str:
        """A regular expression group for the words of the classes, longest first."""
        return alternation(self.words(*classes))

    @cache  # noqa: B019
    def by_id(self, table: str) -> dict[str, Row]:
        """The rows of a table with an ``id`` column, by id."""
        return {row["id"]: row for row in self.rows[table]}


def _is_within(short: str, name: str) -> bool:
    """Whether all letters of the one stand in the other, in order: 世卫 in 世界卫生组织."""
    rest = iter(name)
    return all(letter in rest for letter in short)


def _groups(rows: Iterable[Row]) -> Iterator[str]:
    for row in rows:
        if row.table != "words":
            yield row.table
        elif row["class"] in SOUGHT:
            yield row["class"]
        elif row["class"].startswith(POST_OF):
            yield POST_OF


def alternation(words: Iterable[str]) -> str:
    """A group that matches any of the words, the longest first; never the empty word.

    Words that begin alike share their first letter: ``re`` tries one way after the other.

    >>> alternation(["说", "讲", "说道"])
    '(?:说(?:道|)|讲)'
    """
    begun: dict[str, list[str]] = {}
    for word in sorted(words, key=lambda w: (-len(w), w)):
        begun.setdefault(word[0], []).append(re.escape(word[1:]))
    ways = [re.escape(first) + (f"(?:{'|'.join(rest)})" if len(rest) > 1 else rest[0]) for first, rest in begun.items()]
    return f"(?:{'|'.join(ways)})" if ways else r"(?!)"


@cache
def load(folder: Path | None = None) -> Vocabulary:
    """Read and check every table; all faults at once.

    Raises TableError naming file:line of each fault.
    """
    folder = folder or resources.ontology()
    paths = {table: folder / f"{table}.csv" for table in TABLES}
    name = f"tables-{compiled.key((*sorted(Path(__file__).parent.glob('*.py')), *paths.values()))}"
    with collector.paused():
        if told := compiled.kept(name):
            return _restored(folder, *told)
    faults: list[str] = []
    rows = {table: tuple(read(path, table, faults)) if path.exists() else () for table, path in paths.items()}
    check_references(rows, folder, faults)
    if faults:
        raise TableError("\n".join(faults))
    vocabulary = Vocabulary(folder, rows)
    lines = {table: [(row.line, row.cells) for row in found] for table, found in rows.items()}
    places = {id(row): (table, n) for table, found in rows.items() for n, row in enumerate(found)}
    named = {name: [places[id(r)] for r in found] for name, found in vocabulary.names.items()}
    compiled.keep(name, (lines, named, vocabulary.full_names))
    return vocabulary


def _restored(
    folder: Path, lines: dict[str, Any], names: dict[str, list[tuple[str, int]]], full_names: dict[str, str]
) -> Vocabulary:
    """The vocabulary as it was kept: rows by table, for each name where its rows stand, and the full names."""
    rows = {table: tuple(Row(table, line, cells) for line, cells in found) for table, found in lines.items()}
    vocabulary = Vocabulary(folder, rows)
    vocabulary.__dict__["full_names"] = full_names
    vocabulary.__dict__["names"] = {name: tuple(rows[t][n] for t, n in places) for name, places in names.items()}
    return vocabulary
