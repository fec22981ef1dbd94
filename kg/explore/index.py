"""The graph by number, so that everything in the page can be said in small integers.

Takes nodes and edges. Gives the nodes in a fixed order and the edges by relation.
Never an order that files, hash seeds or memory could change.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from kg import script

__all__ = ["KINDS", "Edge", "Fields", "Index", "indexed"]

KINDS = ("Person", "Organization", "Meeting", "Document", "Group", "Industry", "Region", "Article")

Fields = dict[str, Any]
"""What a node, an edge or a record of the page holds."""

Edge: TypeAlias = tuple[str, str, Fields]
"""Source, target and fields."""


@dataclass
class Index:
    """The graph by number: its entities, articles and claims in a fixed order, and the edges between them."""

    nodes: Mapping[str, Fields]
    entities: list[str] = field(default_factory=list)
    """Entities, then articles: one numbering for both."""
    claims: list[str] = field(default_factory=list)
    tenures: list[str] = field(default_factory=list)
    number: dict[str, int] = field(default_factory=dict)
    out: dict[str, dict[str, list[tuple[str, Fields]]]] = field(default_factory=dict)
    """Relation → node → where its edges lead, and what they hold."""
    into: dict[str, dict[str, list[tuple[str, Fields]]]] = field(default_factory=dict)

    def targets(self, relation: str, node: str) -> list[int]:
        """Numbers of the nodes that a relation leads to, each once, in order."""
        return sorted({self.number[t] for t, _ in self.out[relation].get(node, ())})

    def sources(self, relation: str, node: str) -> list[int]:
        """Numbers of the nodes that a relation comes from, each once, in order."""
        return sorted({self.number[s] for s, _ in self.into[relation].get(node, ())})


def indexed(nodes: Mapping[str, Fields], edges: Iterable[Edge]) -> Index:
    """Number everything in an order that neither files nor hash seeds can change."""
    index = Index(nodes)
    by_kind: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    start: dict[str, int] = {}
    for node, data in nodes.items():
        start[node] = int(data.get("start", 0))
        key = (
            (data.get("published", "9999"), data["doc"]) if data["kind"] == "Article" else (script.fold(data["label"]),)
        )
        by_kind[data["kind"]].append(((*key, node), node))
    for kind in KINDS:
        index.entities += [node for _, node in sorted(by_kind[kind])]
    index.number = {node: i for i, node in enumerate(index.entities)}
    article = {node: index.number[data["article"]] for node, data in nodes.items() if data["kind"] == "Claim"}
    index.claims = sorted(article, key=lambda c: (article[c], start[c], c))
    index.tenures = [node for _, node in sorted(by_kind["Tenure"])]
    index.number |= {node: i for i, node in enumerate(index.claims)} | {node: i for i, node in enumerate(index.tenures)}
    out: Any = defaultdict(lambda: defaultdict(list))
    into: Any = defaultdict(lambda: defaultdict(list))
    for source, target, data in sorted(edges, key=lambda e: str(e[2]["id"])):
        out[data["relation"]][source].append((target, data))
        into[data["relation"]][target].append((source, data))
    index.out, index.into = out, into
    return index
