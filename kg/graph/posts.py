"""Posts: a person in a post of an organisation is a node, dated by the articles that say so."""

from __future__ import annotations

from kg import ids, script
from kg.graph.draft import Draft, Fields, evidence
from kg.graph.index import Index
from kg.model import Document, Tenure

__all__ = ["add", "tenure_id"]


def tenure_id(person: str, organization: str, role: str) -> str:
    """The same person, post and organisation are one tenure, in either script."""
    return ids.local("tenure", person, organization, "".join(script.fold(role).split()))


def add(draft: Draft, index: Index) -> None:
    """Tenures with ``HOLDS`` and ``AT``; where only the organisation is known, ``AFFILIATED_WITH`` alone.

    ``first_seen`` and ``last_seen`` are dates of articles, not of appointment.
    """
    dates: dict[str, list[str]] = {}
    found: dict[str, tuple[str, str, str, str]] = {}
    for e in index.extractions:
        spoken = (
            (c.speaker.name, t) for c in e.claims if c.speaker and c.speaker.kind == "Person" for t in c.speaker.tenures
        )
        for name, tenure in (*e.tenures, *spoken):
            if not tenure.evidence.spans:
                continue
            person = index.entity(e.document.id, "Person", name)
            organization = (
                index.entity(e.document.id, "Organization", tenure.organization) if tenure.organization else ""
            )
            if person not in index.entities or (organization and organization not in index.entities):
                continue
            words = _words(e.document, tenure)
            if organization:
                draft.edge("AFFILIATED_WITH", person, organization, words, e.document.id)
            if not tenure.role:
                continue
            post = tenure_id(person, organization, tenure.role)
            found.setdefault(post, (person, organization, tenure.role, tenure.organization))
            dates.setdefault(post, []).extend([e.document.published] if e.document.published else [])
            draft.edge("HOLDS", person, post, words, e.document.id)
            if organization:
                draft.edge("AT", post, organization, words, e.document.id)
    for post, (_, _, role, printed) in found.items():
        seen = {"first_seen": min(dates[post], default=""), "last_seen": max(dates[post], default="")}
        draft.node(post, "Tenure", f"{printed}{role}", {"role": role, **seen})


def _words(document: Document, tenure: Tenure) -> Fields:
    said = tenure.evidence
    return evidence(document.id, document.text, said.spans, said.rule, said.confidence)
