"""Names found: exact mentions by kind, and what is known of each person who speaks."""

from __future__ import annotations

from collections import Counter, defaultdict

from kg.evaluate.counts import Counts
from kg.evaluate.page import bare, spelling
from kg.evaluate.reading import Case, Row

__all__ = ["KINDS", "details", "mentions", "optional", "text"]

KINDS = ("Person", "Organization", "Industry", "Region")


def optional(case: Case) -> set[tuple[str, str]]:
    """Borderline names of the gold: they neither help nor hurt."""
    return {(m["type"], spelling(m["text"])) for m in case.gold_mentions if m.get("optional")}


def text(case: Case, mention: Row) -> str:
    """A found mention as printed, in the scorer's spelling."""
    return spelling(bare(case.page.raw[mention["start"] : mention["end"]]))


def mentions(case: Case, kind: str) -> Counts:
    """Every occurrence counts, by kind and exact text."""
    leave = optional(case)
    wanted: Counter[str] = Counter()
    for m in case.gold_mentions:
        if m["type"] == kind and not m.get("optional"):
            wanted[spelling(m["text"])] += m.get("count", 1)
    have: Counter[str] = Counter()
    for m in case.mentions:
        if m["type"] == kind and (kind, (name := text(case, m))) not in leave:
            have[name] += 1
    right = (wanted & have).total()
    return Counts(right, have.total(), right, wanted.total())


def details(case: Case) -> Counts:
    """The share of the posts and affiliations of the persons who speak that is known."""
    known: dict[str, set[str]] = defaultdict(set)
    for said in case.found:
        speaker = said.row["speaker"]
        for name in said.names:
            known[name] |= {spelling(x) for x in (*speaker.get("roles", ()), *speaker.get("affiliations", ())) if x}
    asked = {
        (spelling(said.row["speaker"]), spelling(x))
        for said in case.gold
        if said.row.get("speaker_type") == "Person"
        for x in (*said.row.get("roles", ()), *said.row.get("affiliations", ()))
    }
    right = sum(any(x in known_as for known_as in known.get(name, ())) for name, x in asked)
    return Counts(right, len(asked), right, len(asked))
