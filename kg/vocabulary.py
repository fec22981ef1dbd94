"""The tables of ``ontology/`` read, checked and compiled once.

Takes a folder of CSV files. Gives a Vocabulary: rows by table, and one
automaton over every name and cue. Never knows a Chinese word of its own.

Every table has a header line; ``#`` in the first cell makes a line a comment.
Cells that hold several values separate them with ``|``. What each column means
stands in ``ontology/README.md``; what is allowed stands in ``TABLES`` here.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from kg import compiled, resources, script
from kg.errors import TableError

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

__all__ = ["SOUGHT", "TABLES", "Column", "Hit", "Hits", "Row", "Term", "Vocabulary", "load"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table and what its cells may hold."""

    name: str
    required: bool = False
    pattern: str = r".*"
    """Each of the cell's values, between bars, must match in full."""
    names: bool = False
    """Its values are names to be found in text."""


@cache
def _split(cell: str) -> tuple[str, ...]:
    """A cell's values: asked for again and again wherever a name of many is judged."""
    return tuple(v for v in cell.split("|") if v)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table."""

    table: str
    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def values(self, column: str) -> tuple[str, ...]:
        """The cell's values, split at the bars."""
        return _split(self.cells[column])


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


_C = Column
_ID = r"[a-z0-9][a-z0-9.\-]*"
_LOG = r"-?\d+\.\d"
_DATE = r"\d{4}(-\d\d){0,2}"
_NUMBER_KINDS = (
    r"digit|power|point|unit|count|before|part|over|tenth|fixed|range|inexact|about|more|bound|after|ordinal|barred"
)

TABLES: dict[str, tuple[Column, ...]] = {
    # A concept scheme: id, names in both scripts, other names, broader concept, code, source.
    "industries": (
        _C("id", True, _ID),
        _C("hans", True, names=True),
        _C("hant", True, names=True),
        _C("en", True),
        _C("names", names=True),
        _C("weak", names=True),
        _C("broader", pattern=_ID),
        _C("scheme", True),
        _C("code"),
        _C("source", True),
    ),
    "regions": (
        _C("id", True, _ID),
        _C("hans", True, names=True),
        _C("hant", True, names=True),
        _C("en"),
        _C("names", names=True),
        _C("weak", names=True),
        _C("short", pattern=r"."),
        _C("part_of", pattern=_ID),
        _C("level", True),
        _C("code"),
        _C("valid_from", pattern=_DATE),
        _C("valid_to", pattern=_DATE),
        _C("source", True),
    ),
    # What an industry's name may end in, and the concept a name the scheme lacks is placed under.
    "industry_heads": (
        _C("suffix", True, names=True),
        _C("head", True, _ID),
        _C("most", True, r"\d"),
        _C("proof", True, r"noun|thing|kind|reason"),
        _C("note"),
    ),
    # Every other word a rule looks for: what it is, its class, and why it is there.
    "words": (_C("word", True, names=True), _C("class", True, r"[a-z]\w*"), _C("note")),
    # Reporting words: how they attribute (see ontology/README.md).
    "cues": (_C("cue", True, names=True), _C("kind", True, r"[a-z_]+"), _C("act", pattern=r"[a-z]*"), _C("note")),
    "organizations": (_C("name", True, names=True), _C("names", names=True), _C("kind", True, r"[a-z_]+"), _C("note")),
    "organization_suffixes": (_C("suffix", True, names=True), _C("kind", True, r"[a-z_]+"), _C("note")),
    "roles": (_C("role", True, names=True), _C("kind", True, r"[a-z_]+"), _C("note")),
    "surnames": (_C("surname", True), _C("kind", True, r"[a-z_]+"), _C("weight", True, _LOG), _C("note")),
    "name_characters": (
        _C("character", True, r"."),
        *(_C(n, True, _LOG) for n in ("single", "first", "last", "foreign")),
    ),
    "publishers": (_C("name", True, names=True), _C("names", names=True), _C("script"), _C("note")),
    # Industry-region links: named patterns over a sentence, and the word classes they speak of (see README.md).
    "link_patterns": (
        _C("name", True, r"[a-z_]+"),
        _C("kind", True, r"direct|scope|clause|stop|predicate|near|further|barred"),
        _C("pattern", True),
        _C("note", True),
    ),
    "link_words": (_C("word", True), _C("class", True, r"[a-z_]+"), _C("note")),
    # Numerals and units: what a word is worth; words of time: how far from the day of publication.
    "units": (
        _C("word", True),
        _C("kind", True, _NUMBER_KINDS),
        _C("base"),
        _C("factor", pattern=r"\d*(\.\d+)?"),
        _C("note"),
    ),
    "times": (
        _C("word", True),
        _C("kind", True, r"year|month|day|era|era_evidence|not_before|not_after"),
        _C("value", pattern=r"-?\d+"),
        _C("note"),
    ),
    # What a claim does and how far it commits: words in its cue and in its content.
    "acts": (
        _C("word", True),
        _C("class", True, r"target|forecast|commitment|appeal|denial|denied|hedged|nothing|refers_back"),
        _C("note"),
    ),
    # What each rule holds, for ``kg explain``; a rule that ends in a full stop speaks for all that begin so.
    "rules": (_C("rule", True, r"[a-z_]+\.[a-z_]*"), _C("says", True)),
    # Precision of each rule on the gold, written by ``kg eval --calibrate``.
    "confidence": (
        _C("rule", True, r"[a-z0-9_.\-]+"),
        _C("precision", True, r"[01](\.\d+)?"),
        _C("support", True, r"\d+"),
    ),
}
"""Every table and its columns; a table file that is missing counts as empty."""

SOUGHT = frozenset(
    (
        "authority", "cue_blocker", "document_head", "event_end", "group_barred", "group_head", "industry_blocker",
        "meeting_head", "name_part", "people_end", "pronoun_party", "pronoun_person", "region_blocker", "rule_head",
    )
)  # fmt: skip
"""Classes of ``words`` that rules look for by place; the others they use as patterns. ``post_of_NAME`` are, too."""

POST_OF = "post_of_"

_WITH_ARMS = frozenset(("company", "media", "sports"))
"""Kinds of organisations whose lines hold their arms too: 京东|京东物流."""


def _rows(path: Path, table: str, faults: list[str]) -> Iterator[Row]:
    columns = TABLES[table]
    known = {c.name: (c, re.compile(c.pattern)) for c in columns}
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        header = next(reader, [])
        if header != [c.name for c in columns]:
            faults.append(f"{path}:1: the columns must be {','.join(known)}, not {','.join(header)}")
            return
        for cells in reader:
            line = reader.line_num
            if not cells or cells[0].startswith("#"):
                continue
            if len(cells) != len(columns):
                faults.append(f"{path}:{line}: {len(cells)} cells, the header has {len(columns)}")
                continue
            row = Row(table, line, dict(zip(header, (c.strip() for c in cells), strict=True)))
            for name, (column, pattern) in known.items():
                if column.required and not row[name]:
                    faults.append(f"{path}:{line}: {name} is empty; it must be given")
                for value in row.values(name):
                    if not pattern.fullmatch(value):
                        faults.append(f"{path}:{line}: {name} {value!r} does not match {column.pattern}")
            yield row


def _check_references(rows: dict[str, tuple[Row, ...]], folder: Path, faults: list[str]) -> None:
    for table, parent in (("industries", "broader"), ("regions", "part_of")):
        lines: dict[str, int] = {}
        up: dict[str, tuple[str, ...]] = {}
        for row in rows[table]:
            if row["id"] in lines:
                first = lines[row["id"]]
                faults.append(f"{folder / table}.csv:{row.line}: id {row['id']} stands already in line {first}")
            lines.setdefault(row["id"], row.line)
            up[row["id"]] = row.values(parent)
        for row in rows[table]:
            for target in row.values(parent):
                if target not in lines:
                    faults.append(f"{folder / table}.csv:{row.line}: {parent} {target} is no id of this table")
            seen, todo = set(), list(up[row["id"]])
            while todo:
                if (here := todo.pop()) not in seen:
                    seen.add(here)
                    todo += up.get(here, ())
            if row["id"] in seen:
                faults.append(f"{folder / table}.csv:{row.line}: {row['id']} is above itself by {parent}")


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """All tables, and one automaton over every name in them (folded to Simplified)."""

    folder: Path
    rows: dict[str, tuple[Row, ...]]

    @cached_property
    def _folded(self) -> dict[str, str]:
        """Each name of the tables, folded: all in one text, since a call costs more than a name."""
        named = ((table, [c.name for c in TABLES[table] if c.names]) for table in self.rows)
        cells = ((row, column) for table, columns in named for row in self.rows[table] for column in columns)
        values = list(dict.fromkeys(value for row, column in cells for value in row.values(column)))
        return dict(zip(values, script.fold("\n".join(values)).split("\n"), strict=True))

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

        every = (Term(name, rows, tuple(dict.fromkeys(_groups(rows)))) for name, rows in self.names.items())
        terms = [term for term in every if term.groups]
        return AhoCorasick([t.text for t in terms], implementation=Implementation.ContiguousNFA), terms

    def find(self, folded: str) -> Hits:
        """Every name of every table in a folded text, overlaps included; of ``words`` only the classes sought."""
        automaton, terms = self._automaton
        hits: defaultdict[str, list[Hit]] = defaultdict(list)
        for s, e, i in sorted([(s, e, i) for i, s, e in automaton.find_matches_as_indexes(folded, overlapping=True)]):
            term = terms[i]
            hit = Hit(s, e, term)
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

    >>> alternation(["说", "说道"])
    '(?:说道|说)'
    """
    ordered = sorted(words, key=lambda w: (-len(w), w))
    return f"(?:{'|'.join(map(re.escape, ordered))})" if ordered else r"(?!)"


@cache
def load(folder: Path | None = None) -> Vocabulary:
    """Read and check every table; all faults at once.

    Raises TableError naming file:line of each fault.
    """
    folder = folder or resources.ontology()
    paths = {table: folder / f"{table}.csv" for table in TABLES}
    name = f"tables-{compiled.key((Path(__file__), *paths.values()))}"
    if told := compiled.kept(name):
        return _restored(folder, *told)
    faults: list[str] = []
    rows = {table: tuple(_rows(path, table, faults)) if path.exists() else () for table, path in paths.items()}
    _check_references(rows, folder, faults)
    if faults:
        raise TableError("\n".join(faults))
    vocabulary = Vocabulary(folder, rows)
    lines = {table: [(row.line, row.cells) for row in found] for table, found in rows.items()}
    places = {id(row): (table, n) for table, found in rows.items() for n, row in enumerate(found)}
    compiled.keep(name, (lines, {name: [places[id(r)] for r in found] for name, found in vocabulary.names.items()}))
    return vocabulary


def _restored(folder: Path, lines: dict[str, Any], names: dict[str, list[tuple[str, int]]]) -> Vocabulary:
    """The vocabulary as it was kept: rows by table, and for each name where its rows stand."""
    rows = {table: tuple(Row(table, line, cells) for line, cells in found) for table, found in lines.items()}
    vocabulary = Vocabulary(folder, rows)
    vocabulary.__dict__["names"] = {name: tuple(rows[t][n] for t, n in places) for name, places in names.items()}
    return vocabulary
