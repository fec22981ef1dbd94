"""How often each rule was right, and what its confidence should be.

Takes scored documents whose rows name the rule of every claim, mention, topic and
link. Gives for each rule how often it was tried and right. A topic or a link is
judged only where its claim is right: what goes wrong before is not its fault.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg import confidence
from kg.evaluate import attribution, links, names
from kg.evaluate.page import spelling
from kg.evaluate.reading import Case, Said

__all__ = ["Tried", "calibration", "table"]

_MOSTLY = 0.8
"""A claim is right when this share of its content is given to the right speaker."""


@dataclass(frozen=True, slots=True)
class Tried:
    """What the gold says of a rule."""

    right: int
    support: int

    @property
    def precision(self) -> float:
        """Laplace's rule of succession: a rule tried once is not yet certain.

        >>> Tried(1, 1).precision, Tried(0, 0).precision
        (0.6666666666666666, 0.5)
        """
        return (self.right + 1) / (self.support + 2)


def table(cases: Iterable[Case]) -> dict[str, Tried]:
    """Rule (``claim.…``, ``about.…``, ``link.…``, or the kind of mention before it) → how it did."""
    right: Counter[str] = Counter()
    support: Counter[str] = Counter()
    for case in cases:
        for rule, is_right in (*_claims(case), *_mentions(case)):
            support[rule] += 1
            right[rule] += is_right
    return {rule: Tried(right[rule], support[rule]) for rule in sorted(support)}


def calibration(tried: Mapping[str, Tried]) -> str:
    """The text of ``ontology/confidence.csv``."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["rule", "precision", "support"])
    writer.writerows((rule, f"{t.precision:.4f}", t.support) for rule, t in sorted(tried.items()))
    return out.getvalue()


def _claims(case: Case) -> Iterator[tuple[str, bool]]:
    gold = attribution.owners(case)
    maybe = {name for _, name in names.optional(case)}
    wanted = {kind: links.gold(case, kind) for kind in links.KINDS}
    for said in case.found:
        mine = sum(bool(said.names & gold.get(at, frozenset())) for at in said.content)
        is_right = mine >= _MOSTLY * max(1, len(said.content))
        yield confidence.key("claim", said.row["rule"]), is_right
        if is_right:
            yield from _topics(said, wanted, maybe)


def _topics(said: Said, wanted: Mapping[str, set[links.Link]], maybe: set[str]) -> Iterator[tuple[str, bool]]:
    by_id = {}
    for kind, field in (("speaker_industry", "industries"), ("speaker_region", "regions")):
        for topic in said.row.get(field, ()):
            spelled = by_id[topic["id"]] = links.surfaces(topic)
            is_right = any(links.same((said.names, spelled), g) for g in wanted[kind])
            if is_right or not spelled & maybe:
                yield confidence.key("about", topic["rule"]), is_right
    pairs = zip(said.row.get("industry_region", ()), said.row.get("industry_region_rules", ()), strict=True)
    for (industry, region), rule in pairs:
        link = (by_id[industry], by_id[region])
        is_right = any(links.same(link, g) for g in wanted["industry_region"])
        if is_right or not (link[0] | link[1]) & maybe:
            yield confidence.key("link", rule), is_right


def _mentions(case: Case) -> Iterator[tuple[str, bool]]:
    leave = names.optional(case)
    left: Counter[tuple[str, str]] = Counter()
    for m in case.gold_mentions:
        if not m.get("optional"):
            left[(m["type"], spelling(m["text"]))] += m.get("count", 1)
    for mention in case.mentions:
        key = (mention["type"], names.text(case, mention))
        if key[0] in names.KINDS and key not in leave:
            yield confidence.key(key[0], mention["rule"]), left[key] > 0
            left[key] -= 1
