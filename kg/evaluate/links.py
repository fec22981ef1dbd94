"""Links as sets, per document: speaker–industry, speaker–region, industry–region."""

from __future__ import annotations

from collections.abc import Iterator

from kg.evaluate.counts import Counts
from kg.evaluate.names import optional
from kg.evaluate.page import same_name, spelling
from kg.evaluate.reading import Case, Row

__all__ = ["KINDS", "Link", "counts", "found", "gold", "same", "surfaces"]

KINDS = ("speaker_industry", "speaker_region", "industry_region")

Link = tuple[frozenset[str], frozenset[str]]
"""Two ends, each with all the spellings it may have."""


def surfaces(topic: Row) -> frozenset[str]:
    """A found topic's spellings: its label and how it is printed."""
    return frozenset(spelling(s) for s in (topic.get("label") or "", *topic.get("surface", ())) if s)


def same(one: Link, other: Link) -> bool:
    """Whether two links may be one: a common spelling at both ends."""
    return same_name(one[0], other[0]) and same_name(one[1], other[1])


def gold(case: Case, kind: str) -> set[Link]:
    """The links the gold wants."""
    return set(_gold(case, kind))


def _gold(case: Case, kind: str) -> Iterator[Link]:
    for said in case.gold:
        if kind == "industry_region":
            for industry, region in said.row.get("industry_region", ()):
                yield frozenset([spelling(industry)]), frozenset([spelling(region)])
        else:
            for topic in said.row.get("industries" if kind == "speaker_industry" else "regions", ()):
                yield said.names, frozenset([spelling(topic)])


def found(case: Case, kind: str) -> set[Link]:
    """The links the build has."""
    return set(_found(case, kind))


def _found(case: Case, kind: str) -> Iterator[Link]:
    for said in case.found:
        industries, regions = said.row.get("industries", ()), said.row.get("regions", ())
        if kind == "industry_region":
            by_id = {topic["id"]: surfaces(topic) for topic in (*industries, *regions)}
            for industry, region in said.row.get("industry_region", ()):
                if industry in by_id and region in by_id:
                    yield by_id[industry], by_id[region]
        else:
            for topic in industries if kind == "speaker_industry" else regions:
                yield said.names, surfaces(topic)


def counts(case: Case, kind: str) -> Counts:
    """Links right, found, met and wanted; one to something the gold calls optional neither helps nor hurts."""
    wanted = gold(case, kind)
    maybe = {name for _, name in optional(case)}
    have = {f for f in found(case, kind) if any(same(f, g) for g in wanted) or not (f[0] | f[1]) & maybe}
    right = [f for f in have if any(same(f, g) for g in wanted)]
    met = [g for g in wanted if any(same(f, g) for f in have)]
    return Counts(len(right), len(have), len(met), len(wanted))
