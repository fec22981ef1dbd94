"""A graph as RDF: nodes and edges in; one block of triples for each subject out, in the order of the IRIs.

The order is that of the subjects' N-Triples spelling, so that every format can
be written as it comes and two builds compared line by line. No blank nodes, no
doubles, no clock. Which tokens a triple is made of is the business of Terms.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from kg import __version__
from kg.export.rdf.mapping import LINKS
from kg.export.rdf.nodes import WITH_PIECES, Fields, Nodes
from kg.export.rdf.patterns import ANY, Lay, Said, Shape, constant
from kg.export.rdf.terms import Encoded

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["CONTEXT", "Describer", "Part", "whole"]

CONTEXT = 16
"""Characters of the page before and after a claim's words, by which a reader finds them in another copy of the page."""

_Entry: TypeAlias = tuple[Any, ...]
"""What a block is sorted by, who says it and what he is told, flat: there are as many as blocks."""


class Part(NamedTuple):
    """Some nodes and edges of a graph."""

    nodes: Iterable[tuple[str, Fields]]
    edges: Iterable[tuple[str, str, Fields]]
    run: bool = True
    """Whether the run is described here."""


def whole(graph: nx.MultiDiGraph[str]) -> Part:
    """All of a graph."""
    return Part(graph.nodes.items(), graph.edges(data=True))


class Describer:
    """Says what a graph holds in the tokens it was given."""

    def __init__(self, terms: Encoded, lay: Lay, pages: Mapping[str, str], run: str, reify: bool = False) -> None:
        self.terms, self.pages, self.run, self.reify = terms, pages, run, reify
        self._lay = lay
        self._nodes = Nodes(terms, lay)
        self._rules = cache(terms.string)
        self._findings: dict[tuple[Any, ...], Shape] = {}
        classes = "kg:Span", "oa:TextPositionSelector", "oa:TextQuoteSelector"
        where = [*self._types(*classes), ("oa:start", terms.number), ("oa:end", terms.number), ("kg:inArticle", ANY)]
        words, around = ("oa:exact", ANY), (("oa:prefix", ANY), ("oa:suffix", ANY))
        self._bare = lay(terms.place, where)
        self._words = lay(terms.place, [*where, words])
        self._around = lay(terms.place, [*where, words, *around])

    def blocks(self, part: Part) -> Iterator[bytes]:
        """One block for each subject."""
        for entry in self._sorted(part):
            yield entry[1](entry)

    def keyed(self, part: Part) -> Iterator[tuple[str, bytes]]:
        """The same with what they are sorted by."""
        for entry in self._sorted(part):
            yield entry[0], entry[1](entry)

    def node(self, identifier: str, fields: Fields, links: Iterable[tuple[str, str]]) -> bytes:
        """What a node is and, as ``(predicate, target)``, what it is linked to."""
        return self._nodes.block(identifier, fields, links)

    def _sorted(self, part: Part) -> list[_Entry]:
        todo: list[_Entry] = []
        links: dict[str, list[tuple[str, str]]] = defaultdict(list)
        spans: dict[str, _Entry] = {}
        for identifier, fields in part.nodes:
            if fields["kind"] in WITH_PIECES:
                todo += [(piece[0] + ">", self._piece, *piece) for piece in self._nodes.pieces(identifier, fields)]
            if fields["kind"] == "Claim":
                article = fields["article"]
                page = self.pages.get(article)
                for start, end in zip(map(int, fields["starts"]), map(int, fields["ends"]), strict=True):
                    words = page if page is None else page[start:end]
                    key = f"{article}#char={start},{end}"
                    spans[key] = key + ">", self._quotation, key, article, start, end, words
        for source, target, fields in part.edges:
            predicate, finding, turned = LINKS[fields["relation"]]
            subject, object_ = (target, source) if turned else (source, target)
            links[subject].append((predicate, object_))
            if not finding:
                continue
            place = cue = ""
            if "quote" in fields:
                article, start, end = fields["article"], fields["start"], fields["end"]
                place = f"{article}#char={start},{end}"
                if place not in spans or spans[place][6] is None:
                    spans[place] = place + ">", self._span, place, article, start, end, fields["quote"]
                if "cue_start" in fields:
                    start, end = fields["cue_start"], fields["cue_end"]
                    cue = f"{article}#char={start},{end}"
                    if cue not in spans:
                        words = self.pages[article][start:end] if article in self.pages else None
                        spans[cue] = cue + ">", self._span, cue, article, start, end, words
            todo.append((fields["id"] + ">", self._finding, subject, object_, fields, place, cue))
        todo += [(key + ">", self._node, key, fields, links.pop(key, ())) for key, fields in part.nodes]
        todo += [(key + ">", self._linked, key, its) for key, its in links.items()]
        todo += spans.values()
        if part.run:
            todo.append((self.run + ">", self._run))
        todo.sort(key=itemgetter(0))
        return todo

    def _node(self, entry: _Entry) -> bytes:
        return self.node(*entry[2:])

    def _linked(self, entry: _Entry) -> bytes:
        return self._nodes.linked(*entry[2:])

    def _piece(self, entry: _Entry) -> bytes:
        return self._nodes.piece(*entry[2:])

    def _run(self, _: _Entry) -> bytes:
        return self._nodes.run(self.run, f"kg {__version__}")

    def _types(self, *classes: str) -> list[tuple[str, bytes]]:
        return [("rdf:type", constant(name)) for name in sorted(self.terms.names[c] for c in classes)]

    def _finding(self, entry: _Entry) -> bytes:
        _, _, subject, object_, fields, place, cue = entry
        terms, ids = self.terms, self.terms.ids
        said = [terms.once(fields["id"]), ids[subject], ids[object_]]
        if place:
            said += place.encode(), self._rules(fields["rule"]), terms.decimal(fields["confidence"])
        else:
            said.append(terms.decimal(fields["score"]))
        if "cue" in fields:
            said.append(self._rules(fields["cue"]))
        if cue:
            said.append(cue.encode())
        if tenures := fields.get("tenures", ()):
            said += sorted([ids[t] for t in tenures])
        if "claim" in fields:
            said.append(ids[fields["claim"]])
        if "count" in fields:
            said.append(fields["count"])
        if self.reify:
            said += ids[subject], ids[object_]
        kind = fields["relation"], "cue" in fields, cue != "", len(tenures), "claim" in fields, "count" in fields
        if (shape := self._findings.get(kind)) is None:
            shape = self._findings[kind] = self._lay(ANY, self._evidence(place != "", *kind))
        return shape(tuple(said))

    def _evidence(
        self, found: bool, relation: str, cue: bool, cue_place: bool, tenures: int, claim: bool, count: bool
    ) -> Said:
        """What findings of a relation say, in the order ``_finding`` gives it."""
        terms, (predicate, class_, _) = self.terms, LINKS[relation]
        ends = ("kg:subject", ANY), ("kg:object", ANY)
        if found:
            run = ("prov:wasGeneratedBy", constant(terms.ids[self.run]))
            sure = ("kg:rule", ANY), ("kg:confidence", ANY)
            said = [*self._types(class_, "kg:Finding"), *ends, ("kg:evidence", terms.place), *sure, run]
        else:
            said = [*self._types(class_), *ends, ("kg:score", ANY)]
        said += [("kg:cue", ANY)] if cue else []
        said += [("kg:cueSpan", terms.place)] if cue_place else []
        said += [("kg:inCapacity", ANY)] * tenures
        said += [("kg:inClaim", ANY)] if claim else []
        said += [("kg:count", terms.number)] if count else []
        said += [("rdf:reifies", b"<<( %%b %b %%b )>>" % constant(terms.names[predicate]))] if self.reify else []
        return said

    def _span(self, entry: _Entry) -> bytes:
        _, _, key, article, start, end, words = entry
        if words is None:
            return self._bare((key.encode(), start, end, self.terms.ids[article]))
        return self._words((key.encode(), start, end, self.terms.ids[article], self.terms.string(words)))

    def _quotation(self, entry: _Entry) -> bytes:
        """A claim's span, with what stands around it where there is a page."""
        _, _, key, article, start, end, words = entry
        if words is None:
            return self._span(entry)
        page, string = self.pages[article], self.terms.string
        around = string(page[max(0, start - CONTEXT) : start]), string(page[end : end + CONTEXT])
        return self._around((key.encode(), start, end, self.terms.ids[article], string(words), *around))
