"""Regions named in the text.

Takes all Readings of a page. Gives its places, each with its concept where the
table has one. Never takes a place out of an organisation's name away:
``overlaps`` does that.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from kg.extract.records import Found, Place, Reading
from kg.extract.regions import by_letter, by_shape, ends, evidence, foreign, gazetteer, table
from kg.vocabulary import Vocabulary

__all__ = ["find"]


def find(readings: Sequence[Reading], vocabulary: Vocabulary) -> tuple[Found, ...]:
    """Every mention, in reading order: names of the table, single letters, and places known by their shape.

    >>> from kg import vocabulary as tables
    >>> from kg.extract.reading import read
    >>> from kg.model import Passage
    >>> words = tables.load()
    >>> page = read([Passage("d", 0, "paragraph", "發展中國家來到浙江省湖州市。", range(14))], words)
    >>> [(f.name, f.concept) for f in find(page, words)]
    [('浙江省', 'region/330000'), ('湖州市', 'region/330500')]
    """
    listed = [(r, gazetteer.listed(r, vocabulary)) for r in readings]
    page = evidence.named((p for _, places in listed for p in places), vocabulary)
    pages = [(r, names, gazetteer.find(r.words, names, page, vocabulary)) for r, names in listed]
    reasoned = frozenset(row["id"] for _, _, sure in pages for p in sure if p.rule == "weak_name" for row in p.rows)
    if reasoned:  # a weak name that has its reason somewhere has it everywhere
        page = replace(page, again=reasoned)
        pages = [(r, names, gazetteer.find(r.words, names, page, vocabulary)) for r, names in listed]
    ids = frozenset(row["id"] for _, _, sure in pages for p in sure for row in p.rows)
    pages = [(r, names, ends.settle(r.words, sure, vocabulary)) for r, names, sure in pages]
    shapes = by_shape.find(pages, vocabulary)
    bare = by_shape.short(pages, shapes, vocabulary) if shapes else {}
    places: list[tuple[Reading, Place]] = []
    for reading, _, sure in pages:
        letters = by_letter.find(reading, sure, ids, vocabulary)
        spelt = gazetteer.glosses(reading.folded, sure)
        abroad = foreign.find(reading, sure, vocabulary)
        shaped = (*shapes.get(reading.index, ()), *bare.get(reading.index, ()))
        for place in gazetteer.longest([*sure, *shaped, *abroad, *letters, *spelt]):
            places.append((reading, place))
    above: Counter[str] = Counter()
    if any(len(p.rows) > 1 for _, p in places):
        above.update(a for _, p in places if len(p.rows) == 1 for a in table.chain(p.rows[0]["id"], vocabulary))
    return tuple([_found(r, p, above) for r, p in places])


def _found(reading: Reading, place: Place, above: Counter[str]) -> Found:
    """Homonyms go to the place whose surroundings the page speaks of most; of equals to the first of the table."""
    start, end, rows, rule = place
    row = rows[0] if rows else None
    if len(rows) > 1:
        row = max(rows, key=lambda r: above[r["id"]] + sum(above[p] for p in r.values("part_of")))
    name = reading.passage.text[start:end]
    concept = f"region/{row['id']}" if row else ""
    return Found(reading.index, start, end, "Region", name, concept, rule)
