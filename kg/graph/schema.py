"""What the graph may hold: every kind of node and edge, and the type of each field.

The one table that the builder checks against and every export reads. A field's
type is one of ``str``, ``int``, ``decimal`` (a string of decimal digits, never a
float), ``date`` (ISO text), ``bool``, ``list`` (of str). Absent optional fields
are left out of the node or edge, never None.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["EDGES", "NODES", "SPEAKERS", "EdgeKind", "Field", "NodeKind"]


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a node or an edge."""

    name: str
    type: str
    required: bool = True


@dataclass(frozen=True, slots=True)
class NodeKind:
    """A kind of node; ``kind`` and ``label`` stand on every node beside these fields."""

    kind: str
    prefix: str
    """First part of its local ids."""
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class EdgeKind:
    """A kind of edge; every edge's key is its global id and stands in it as ``id`` too."""

    relation: str
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    fields: tuple[Field, ...]


def _f(spec: str) -> tuple[Field, ...]:
    """``"name:type"`` for required and ``"name:type?"`` for optional fields, by blanks."""
    fields = []
    for item in spec.split():
        name, kind = item.rstrip("?").split(":")
        fields.append(Field(name, kind, not item.endswith("?")))
    return tuple(fields)


SPEAKERS = ("Person", "Organization", "Meeting", "Document", "Group")

_NAMES = "names:list hans:str? hant:str? en:str?"
"""Attested names; the label in Simplified, Traditional and English where there is one."""
_EVIDENCE = "article:str start:int end:int quote:str rule:str confidence:decimal"
"""The words of the page an edge rests on: article id, half-open range, the words, the rule."""

NODES: dict[str, NodeKind] = {
    kind.kind: kind
    for kind in (
        NodeKind(
            "Article",
            "article",
            _f(
                "doc:str path:str sha256:str characters:int script:str encoding:str"
                " title:str? publisher:str? published:date? byline:list"
            ),
        ),
        NodeKind(
            "Claim",
            "claim",
            _f(
                "article:str text:str mode:str act:str start:int end:int starts:list ends:list language:str"
                " rule:str confidence:decimal modality:list figures:list dates:list via:list"
            ),
        ),
        NodeKind("Person", "person", _f(_NAMES)),
        NodeKind("Organization", "organization", _f(_NAMES)),
        NodeKind("Meeting", "meeting", _f(_NAMES)),
        NodeKind("Document", "document", _f(_NAMES)),
        NodeKind("Group", "group", _f(_NAMES + " article:str")),
        NodeKind("Industry", "industry", _f(_NAMES + " scheme:str code:str? proposed:bool source:str")),
        NodeKind("Region", "region", _f(_NAMES + " level:str code:str? source:str")),
        NodeKind("Tenure", "tenure", _f("role:str first_seen:date? last_seen:date?")),
    )
}
"""Claim: ``starts``/``ends`` are its segments as decimal strings, ``start``/``end`` their hull."""

EDGES: dict[str, EdgeKind] = {
    kind.relation: kind
    for kind in (
        EdgeKind("STATED", SPEAKERS, ("Claim",), _f(_EVIDENCE + " cue:str? cue_start:int? cue_end:int? tenures:list")),
        EdgeKind("ABOUT_INDUSTRY", ("Claim",), ("Industry",), _f(_EVIDENCE)),
        EdgeKind("ABOUT_REGION", ("Claim",), ("Region",), _f(_EVIDENCE)),
        EdgeKind("LOCATED_IN", ("Industry",), ("Region",), _f(_EVIDENCE + " claim:str")),
        EdgeKind("APPEARS_IN", ("Claim",), ("Article",), _f("")),
        EdgeKind("MENTIONED_IN", (*SPEAKERS, "Industry", "Region"), ("Article",), _f(_EVIDENCE + " count:int")),
        EdgeKind("HOLDS", ("Person",), ("Tenure",), _f(_EVIDENCE)),
        EdgeKind("AT", ("Tenure",), ("Organization",), _f(_EVIDENCE)),
        EdgeKind("AFFILIATED_WITH", ("Person",), ("Organization",), _f(_EVIDENCE)),
        EdgeKind("BROADER", ("Industry",), ("Industry",), _f("source:str")),
        EdgeKind("PART_OF", ("Region",), ("Region",), _f("source:str")),
        EdgeKind("RESTATES", ("Claim",), ("Claim",), _f("score:decimal")),
    )
}
