"""Posts: a person in a post of an organisation is a node, dated by the articles that say so."""

from __future__ import annotations

from collections.abc import Iterable

from kg import ids, script
from kg.graph.draft import Draft, Fields, evidence
from kg.graph.index import Index
from kg.model import Tenure

__all__ = ["add", "merged", "tenure_id"]


def tenure_id(person: str, organization: str, role: str) -> str:
    """The same person, post and organisation are one tenure, in either script."""
    return ids.local("tenure", person, organization, "".join(script.fold(role).split()))


def add(draft: Draft, index: Index) -> None:
    """Tenures with ``HOLDS`` and ``AT``; where only the organisation is known, ``AFFILIATED_WITH`` alone.

    ``first_seen`` and ``last_seen`` are dates of articles, not of appointment.
    """
    e, page = index.extraction, index.document
    spoken = (
        (c.speaker.name, t) for c in e.claims if c.speaker and c.speaker.kind == "Person" for t in c.speaker.tenures
    )
    for name, tenure in (*e.tenures, *spoken):
        if not tenure.evidence.spans:
            continue
        person = index.entity("Person", name)
        organization = index.entity("Organization", tenure.organization) if tenure.organization else ""
        words = _words(index, tenure)
        if organization:
            draft.edge("AFFILIATED_WITH", person, organization, words, page.id)
        if not tenure.role:
            continue
        post = tenure_id(person, organization, tenure.role)
        draft.node(post, "Tenure", f"{tenure.organization}{tenure.role}", {
            "role": tenure.role, "first_seen": page.published, "last_seen": page.published,
        })  # fmt: skip
        draft.edge("HOLDS", person, post, words, page.id)
        if organization:
            draft.edge("AT", post, organization, words, page.id)


def merged(tenures: Iterable[Fields]) -> Fields:
    """One tenure out of what each article says of it, in the order of the articles: the first words, all the dates."""
    first, *others = tenures
    found = dict(first)
    for name, which in (("first_seen", min), ("last_seen", max)):
        if dates := [str(t[name]) for t in (first, *others) if name in t]:
            found[name] = which(dates)
    return found


def _words(index: Index, tenure: Tenure) -> Fields:
    said, page = tenure.evidence, index.document
    return evidence(page.id, page.text, said.spans, said.rule, said.confidence)
