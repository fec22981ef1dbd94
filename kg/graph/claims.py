"""Claims: a node for each, and the findings that lead out of it."""

from __future__ import annotations

from kg import script
from kg.graph.draft import Draft, Fields, decimal, evidence
from kg.graph.index import Index
from kg.graph.posts import tenure_id
from kg.model import Claim, Document, Evidence, Topic

__all__ = ["LABEL", "add"]

LABEL = 40
"""Characters of a claim that stand for it in a drawing."""


def add(draft: Draft, index: Index) -> None:
    """Who said it, what it is about, where that is, and the page it stands on."""
    page = index.document
    for claim in index.extraction.claims:
        _node(draft, page, claim)
        _stated(draft, index, claim)
        _about(draft, index, claim)
        draft.edge("APPEARS_IN", claim.id, page.id, {})


def _node(draft: Draft, document: Document, claim: Claim) -> None:
    label = claim.text if len(claim.text) <= LABEL else claim.text[: LABEL - 1] + "…"
    draft.node(claim.id, "Claim", label, {
        "article": document.id, "text": claim.text, "mode": claim.kind, "act": claim.act,
        "start": min(s.start for s in claim.spans), "end": max(s.end for s in claim.spans),
        "starts": [str(s.start) for s in claim.spans], "ends": [str(s.end) for s in claim.spans],
        "language": script.script_of(claim.text), "rule": claim.rule, "confidence": decimal(claim.confidence),
        "modality": sorted(set(claim.modality)), "figures": [f"{f.text}|{f.value}|{f.unit}" for f in claim.figures],
        "dates": sorted({date for date, _ in claim.dates}), "via": list(claim.via),
    })  # fmt: skip


def _stated(draft: Draft, index: Index, claim: Claim) -> None:
    if not (speaker := claim.speaker):
        return
    who = index.entity(speaker.kind, speaker.name)
    posts = []
    if speaker.kind == "Person":
        for tenure in speaker.tenures:
            organization = index.entity("Organization", tenure.organization) if tenure.organization else ""
            if (post := tenure_id(who, organization, tenure.role)) in draft.nodes:
                posts.append(post)
    cue = claim.cue_spans
    fields: Fields = {
        **_words(index.document, claim, speaker.evidence),
        "cue": claim.cue, "tenures": sorted(set(posts)),
        "cue_start": min(s.start for s in cue) if cue else None, "cue_end": max(s.end for s in cue) if cue else None,
    }  # fmt: skip
    draft.edge("STATED", who, claim.id, fields)


def _about(draft: Draft, index: Index, claim: Claim) -> None:
    nodes: dict[str, str] = {}

    def node(topic: Topic) -> str:
        return nodes.setdefault(topic.concept or topic.name, index.entity(topic.kind, topic.name, topic.concept))

    for relation, topics in (("ABOUT_INDUSTRY", claim.industries), ("ABOUT_REGION", claim.regions)):
        for topic in topics:
            draft.edge(relation, claim.id, node(topic), _words(index.document, claim, topic.evidence))
    for industry, region, said in claim.industry_regions:
        if industry in nodes and region in nodes:
            fields = {**_words(index.document, claim, said), "claim": claim.id}
            draft.edge("LOCATED_IN", nodes[industry], nodes[region], fields, claim.id)


def _words(document: Document, claim: Claim, said: Evidence) -> Fields:
    return evidence(document.id, document.text, said.spans, said.rule, said.confidence, otherwise=claim.spans)
