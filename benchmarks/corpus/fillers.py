"""What may stand in the place of a name, a number or a word: pools in both scripts.

Names come from the tables in ``ontology/``, words from jieba's dictionary by
their frequency, so that generated text has the long tail of real text.
"""

from __future__ import annotations

import random
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, pairwise
from pathlib import Path

from kg import script
from kg.vocabulary import Row, load

__all__ = ["Fillers", "Pair", "Pool", "fillers", "shape"]

Pair = tuple[str, str]
"""The same name in Simplified and in Traditional."""

_WORD_TAGS = ("n", "v", "vn", "a", "ad", "d", "nz", "an")
_KEPT_TABLES = (
    "cues", "roles", "words", "acts", "organization_suffixes", "industry_heads", "times", "units", "link_words",
    "publishers", "organizations", "industries", "regions",
)  # fmt: skip
"""A word of these carries the sentence's meaning for the rules and is never exchanged."""


@dataclass(frozen=True, slots=True)
class Pool:
    """Things of one kind, some drawn more often than others."""

    pairs: tuple[Pair, ...]
    weights: tuple[float, ...]
    """Running sums."""

    def draw(self, choices: random.Random) -> Pair:
        """One of them, by weight."""
        return self.pairs[bisect_right(self.weights, choices.random() * self.weights[-1])]

    @property
    def collision(self) -> float:
        """How likely two draws are the same."""
        return sum(((b - a) / self.weights[-1]) ** 2 for a, b in pairwise((0.0, *self.weights)))


def _pool(weighted: Iterable[tuple[Pair, float]]) -> Pool:
    found = list(weighted)
    return Pool(tuple(p for p, _ in found), tuple(accumulate(w for _, w in found)))


@dataclass(frozen=True, slots=True)
class Fillers:
    """Every pool, and what the tables call which kind."""

    pools: dict[str, Pool]
    kinds: dict[str, str]
    """Folded name of a region, an industry or an organisation → its pool."""
    tags: dict[str, str]
    """Folded word that may be exchanged → its pool."""
    surnames: Pool
    given: Pool


def shape(name: str) -> str:
    """Whether a place is named with its rank (…省) or short: exchanged for the same."""
    return "full" if len(name) > 2 else "short"


def _pair(hans: str) -> Pair:
    hant = script.traditional(hans)
    return hans, hant if len(hant) == len(hans) else hans


@cache
def fillers() -> Fillers:
    """The pools; the same for the same tables and the same jieba."""
    vocabulary = load()
    rows = vocabulary.rows
    kept = {
        script.fold(value)
        for table in _KEPT_TABLES
        for row in rows[table]
        for column, cell in row.cells.items()
        if column not in ("note", "en", "source", "kind", "class")
        for value in cell.split("|")
    }
    kinds: dict[str, str] = {}
    named: dict[str, dict[Pair, float]] = {}
    for row in rows["regions"]:
        for pair, weight in _places(row):
            kind = f"{_rank(row)}.{shape(pair[0])}"
            named.setdefault(kind, {})[pair] = weight
            kinds.setdefault(script.fold(pair[0]), kind)
    for row in rows["organizations"]:
        for name in (row["name"], *row.values("names")):
            if len(name) > 2:
                named.setdefault(f"body.{row['kind']}", {})[_pair(name)] = 1.0
                kinds[script.fold(name)] = f"body.{row['kind']}"
    for row in rows["industries"]:
        for name in (row["hans"], *row.values("names")):
            if 2 <= len(name) <= 8 and "、" not in name:
                named.setdefault("industry", {})[_pair(name)] = 1.0
                kinds.setdefault(script.fold(name), "industry")
    tags: dict[str, str] = {}
    words: dict[str, list[tuple[Pair, float]]] = {}
    for word, count, tag in _dictionary():
        if tag in _WORD_TAGS and word not in kept and word not in kinds:
            tags[word] = f"word.{tag}.{len(word)}"
            words.setdefault(tags[word], []).append((_pair(word), count))
    pools = {kind: _pool(sorted(pairs.items())) for kind, pairs in named.items()}
    pools |= {kind: _pool(pairs) for kind, pairs in words.items()}
    return Fillers(pools, kinds, tags, _surnames(rows["surnames"]), _given(rows["name_characters"]))


def _rank(row: Row) -> str:
    return "abroad" if row["level"] in ("country", "city") else row["level"] if row["level"] == "area" else "home"


def _places(row: Row) -> Iterable[tuple[Pair, float]]:
    """Names of a place; the greater it is, the oftener the press writes of it."""
    weight = {"province": 60.0, "prefecture": 6.0, "country": 6.0}.get(row["level"], 1.0)
    if row["level"] not in ("province", "prefecture", "county", "country", "city", "area"):
        return
    for name in (row["hans"], *row.values("names")):
        if len(name) > 1:
            yield _pair(name), weight


def _dictionary() -> Iterable[tuple[str, int, str]]:
    """jieba's words of two to four letters: word, count, part of speech."""
    import jieba

    with (Path(jieba.__file__).parent / "dict.txt").open(encoding="utf-8") as file:
        for line in file:
            word, count, tag = line.split(" ")
            if 2 <= len(word) <= 4 and int(count) > 2 and "\u4e00" <= word[0] <= "\u9fff":
                yield word, int(count), tag.strip()


def _surnames(rows: Iterable[Row]) -> Pool:
    """The first are the most frequent: by rank, as frequencies of surnames fall."""
    singles = [row["surname"] for row in rows if row["kind"] == "single"]
    return _pool((_pair(name), 1 / (rank + 8)) for rank, name in enumerate(singles))


def _given(rows: Iterable[Row]) -> Pool:
    """Letters that are likelier in a given name than in running text."""
    letters = [row for row in rows if float(row["last"]) > 1.5 and float(row["first"]) > 0.5]
    return _pool((_pair(row["character"]), 1.0) for row in letters)
