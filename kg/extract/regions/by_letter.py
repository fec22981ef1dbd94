"""Single letters that stand for a place: 京、沪, 来港, and 港打造… in a headline.

Takes a Reading and the places of the page. Gives Places. Never takes a letter
in running text for a place unless a list or a word of going says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from kg.extract.records import Place, Reading
from kg.extract.tokens import Tokens
from kg.vocabulary import Row, Vocabulary

__all__ = ["find"]


def find(reading: Reading, places: Sequence[Place], named: frozenset[str], vocabulary: Vocabulary) -> Iterator[Place]:
    """Letters in a list of places, after a word of going, and in a headline; ``named`` are ids the page names."""
    if "、" in reading.folded:
        yield from _listed(reading.folded, places, vocabulary)
    for match in _after_going(vocabulary).finditer(reading.folded):
        yield Place(match.start(1), match.end(1), _letters(vocabulary)[match[1]], "letter_moved")
    if reading.passage.kind == "heading":
        yield from _in_headline(reading.words, named, vocabulary)


@cache
def _letters(vocabulary: Vocabulary) -> dict[str, tuple[Row, ...]]:
    letters: dict[str, list[Row]] = {}
    for row in vocabulary.rows["regions"]:
        for letter in row.values("short"):
            letters.setdefault(letter, []).append(row)
    return {letter: tuple(rows) for letter, rows in sorted(letters.items())}


@cache
def _sure(vocabulary: Vocabulary) -> str:
    """The letters that are seldom a word of their own."""
    common = vocabulary.words("region_letter_common")
    return "".join(letter for letter in _letters(vocabulary) if letter not in common)


@cache
def _item(vocabulary: Vocabulary) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A letter that is a whole item of a list: one that ends before a comma, one that begins behind it."""
    letters = f"[{''.join(_letters(vocabulary))}]"
    return re.compile(rf"{letters}(?<![^\W\d_].)(?=、)"), re.compile(rf"、{letters}(?![^\W\d_])")


@cache
def _after_going(vocabulary: Vocabulary) -> re.Pattern[str]:
    before, after = vocabulary.pattern("region_letter_before"), vocabulary.pattern("region_letter_after")
    return re.compile(rf"{before}([{_sure(vocabulary)}])(?=\W|$|{after})")


def _listed(text: str, places: Sequence[Place], vocabulary: Vocabulary) -> Iterator[Place]:
    """Letters beside another letter or a place of the same list."""
    ending, beginning = _item(vocabulary)
    items = {m.start() for m in ending.finditer(text)} | {m.start() + 1 for m in beginning.finditer(text)}
    if not items:
        return
    edges = {p.start for p in places} | {p.end - 1 for p in places} | items
    for at in sorted(items):
        before, after = text[at - 1 : at] == "、" and at - 2 in edges, text[at + 1 : at + 2] == "、" and at + 2 in edges
        if before or after:
            yield Place(at, at + 1, _letters(vocabulary)[text[at]], "letter_list")


def _in_headline(words: Tokens, named: frozenset[str], vocabulary: Vocabulary) -> Iterator[Place]:
    """Letters that are a word by themselves, of a place the page names; pairs (俄乌, 沪浙) name a relation."""
    text, sure = words.text, _sure(vocabulary)
    for match in re.finditer(f"[{sure}]", text):
        at = match.start()
        rows = tuple(r for r in _letters(vocabulary)[match[0]] if r["id"] in named)
        if not rows or text[at - 1 : at] in set(sure) or text[at + 1 : at + 2] in set(sure):
            continue
        if at in words.borders and at + 1 in words.borders:
            yield Place(at, at + 1, rows, "letter_headline")
