"""Stage 5, graph: a Resolution in; one typed networkx.MultiDiGraph out.

What may stand in it is the table in ``schema``. Node keys are local ids
(``person/…``), edge keys global ids by hash, so that two builds of the same
pages hold the same graph. Never reads a file; never holds a claim as an edge.
"""

from __future__ import annotations

import networkx as nx

from kg import ids
from kg.errors import GraphError
from kg.graph import articles, claims, concepts, entities, posts, restated
from kg.graph.check import check
from kg.graph.draft import Draft
from kg.graph.index import Index
from kg.graph.store import load, save
from kg.model import Resolution
from kg.vocabulary import Vocabulary

__all__ = ["STEPS", "check", "load", "run", "save"]

STEPS = (articles.add, entities.add, concepts.add, posts.add, claims.add, restated.add)
"""What fills the graph, in this order: later steps point at what earlier ones put in."""


def run(resolution: Resolution, vocabulary: Vocabulary, base: str = ids.BASE) -> nx.MultiDiGraph[str]:
    """The graph of all pages, its nodes and edges in sorted order.

    ``base`` is kept as ``graph.graph["base"]`` for the exports that write IRIs.
    Raises GraphError if the result breaks the schema: that is a fault of kg.
    """
    draft = Draft()
    index = Index(resolution, vocabulary)
    for step in STEPS:
        step(draft, index)
    graph = draft.graph(base)
    if faults := check(graph):
        more = f" … and {len(faults) - 20} more" if len(faults) > 20 else ""
        raise GraphError("the graph breaks its schema; please report it:\n" + "\n".join(faults[:20]) + more)
    return graph
