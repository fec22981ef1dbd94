"""A graph as RDF: nodes and edges in; one block of triples for each subject out, in the order of the IRIs.

The order is that of the subjects' N-Triples spelling, so that every format can
be written as it comes and two builds compared line by line. No blank nodes, no
doubles, no clock. Which tokens a triple is made of is the business of Terms.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from operator import itemgetter
from typing import Any, NamedTuple, TypeAlias

import networkx as nx

from kg import __version__
from kg.export.rdf.mapping import CLASSES, LINKS, MODES, PROPERTIES
from kg.export.rdf.names import scheme_id
from kg.export.rdf.terms import Terms

__all__ = ["CONTEXT", "Block", "Describer", "Part", "span_id", "whole"]

CONTEXT = 16
"""Characters of the page before and after a claim's words, by which a reader finds them in another copy of the page."""

Block: TypeAlias = tuple[str, tuple[str, ...], list[str]]
"""A subject's local id, its predicates and their objects: one predicate for each, the objects of equal ones sorted."""
Fields: TypeAlias = Mapping[str, Any]
_Span: TypeAlias = tuple[str, int, int, str | None, bool]
"""Article, start, end, its words where they are known, and whether those around it are wanted."""

SPAN = ("rdf:type", "rdf:type", "rdf:type", "oa:start", "oa:end", "kg:inArticle", "oa:exact")
QUOTATION = (*SPAN, "oa:prefix", "oa:suffix")
FINDING = (
    "rdf:type", "rdf:type", "kg:subject", "kg:object", "kg:evidence", "kg:rule", "kg:confidence", "prov:wasGeneratedBy",
)  # fmt: skip
RESTATEMENT = ("rdf:type", "kg:subject", "kg:object", "kg:score")


class Part(NamedTuple):
    """Some nodes and edges of a graph."""

    nodes: Iterable[tuple[str, Fields]]
    edges: Iterable[tuple[str, str, Fields]]
    run: bool = True
    """Whether the run is described here."""


def whole(graph: nx.MultiDiGraph[str]) -> Part:
    """All of a graph."""
    return Part(graph.nodes.items(), graph.edges(data=True))


def span_id(article: str, start: int | str, end: int | str) -> str:
    """Local id of a stretch of a page, in the manner of RFC 5147.

    >>> span_id("article/a", 3, 5)
    'article/a#char=3,5'
    """
    return f"{article}#char={start},{end}"


class Describer:
    """Says what a graph holds in the tokens it was given."""

    def __init__(self, terms: Terms, pages: Mapping[str, str], run: str, reify: bool = False) -> None:
        self.terms, self.pages, self.run, self.reify = terms, pages, run, reify
        selectors = ("kg:Span", "oa:TextPositionSelector", "oa:TextQuoteSelector")
        self._selectors = sorted(terms.names[c] for c in selectors)
        found = {link.finding for link in LINKS.values() if link.finding}
        self._rules = cache(terms.string)
        self._decimals = cache(lambda lexical: terms.typed(lexical, "xsd:decimal"))
        self._classes = {c: sorted((terms.names[c], terms.names["kg:Finding"])) for c in found}

    def blocks(self, part: Part) -> Iterator[Block]:
        """One block for each subject."""
        links: dict[str, list[tuple[str, str]]] = {}
        spans: dict[str, _Span] = {}
        todo: list[tuple[str, Callable[..., Block], tuple[Any, ...]]] = []
        for identifier, fields in part.nodes:
            todo += self._pieces(identifier, fields)
            if fields["kind"] == "Claim":
                article = fields["article"]
                for start, end in zip(map(int, fields["starts"]), map(int, fields["ends"]), strict=True):
                    spans[f"{article}#char={start},{end}"] = article, start, end, self._words(article, start, end), True
        for source, target, fields in part.edges:
            predicate, finding, turned = LINKS[fields["relation"]]
            subject, object_ = (target, source) if turned else (source, target)
            links.setdefault(subject, []).append((predicate, object_))
            if finding:
                todo.append((fields["id"] + ">", self._finding, (subject, object_, fields)))
            if "quote" in fields:
                article, start, end = fields["article"], fields["start"], fields["end"]
                key = f"{article}#char={start},{end}"
                if (known := spans.get(key)) is None or known[3] is None:
                    spans[key] = article, start, end, fields["quote"], known is not None
            if "cue_start" in fields:
                article, start, end = fields["article"], fields["cue_start"], fields["cue_end"]
                if (key := f"{article}#char={start},{end}") not in spans:
                    spans[key] = article, start, end, self._words(article, start, end), False
        todo += [(key + ">", self._node, (key, fields, links.pop(key, ()))) for key, fields in part.nodes]
        todo += [(key + ">", self._linked, (key, its)) for key, its in links.items()]
        todo += [(key + ">", self._span, (key, *span)) for key, span in spans.items()]
        if part.run:
            todo.append((self.run + ">", self._run, ()))
        todo.sort(key=itemgetter(0))
        for _, say, args in todo:
            yield say(*args)

    def _words(self, article: str, start: int, end: int) -> str | None:
        page = self.pages.get(article)
        return None if page is None else page[start:end]

    def _run(self) -> Block:
        return (
            self.run,
            ("rdf:type", "rdfs:label"),
            [self.terms.names["kg:Run"], self.terms.string(f"kg {__version__}")],
        )

    def _node(self, identifier: str, fields: Fields, links: Iterable[tuple[str, str]]) -> Block:
        terms, kind = self.terms, fields["kind"]
        said = {"rdf:type": [terms.names[c] for c in CLASSES[kind]]}
        for field, predicate, type_ in PROPERTIES[kind]:
            if (value := fields.get(field)) is None:
                continue
            objects = said.setdefault(predicate, [])
            if type_ == "string":
                objects.append(terms.string(value))
            elif type_ == "strings":
                objects += map(terms.string, value)
            elif type_[0] == "@":
                tag = type_[1:]
                objects.append(terms.tagged(value, fields[tag] if tag in ("language", "script") else tag))
            elif type_ == "id":
                objects.append(terms.ids[value])
            elif type_ == "scheme":
                objects.append(terms.ids[scheme_id(value)])
            elif type_ == "xsd:boolean":
                objects.append(terms.typed(str(value).lower(), type_))
            else:
                objects.append(terms.typed(str(value), type_))
        if kind == "Claim":
            self._claim(said, identifier, fields)
        elif kind == "Article":
            said["kg:byline"] = self._numbered(identifier, "byline", fields["byline"])
        for predicate, target in sorted(links):
            said.setdefault(predicate, []).append(terms.ids[target])
        return _flat(identifier, said)

    def _claim(self, said: dict[str, list[str]], identifier: str, fields: Fields) -> None:
        ids, names, article = self.terms.ids, self.terms.names, fields["article"]
        said["rdf:type"].append(names[MODES[fields["mode"]]])
        said["kg:act"] = [names[f"kg:act-{fields['act']}"]]
        said["kg:modality"] = [names[f"kg:modality-{m}"] for m in fields["modality"]]
        said["kg:figure"] = self._numbered(identifier, "figure", fields["figures"])
        said["kg:via"] = self._numbered(identifier, "via", fields["via"])
        places = [(int(s), int(e)) for s, e in zip(fields["starts"], fields["ends"], strict=True)]
        said["kg:span"] = [ids[span_id(article, s, e)] for s, e in places]
        if places != sorted(set(places)):
            said["kg:readingOrder"] = [self.terms.string(" ".join(f"{s},{e}" for s, e in places))]

    def _numbered(self, identifier: str, name: str, items: Iterable[str]) -> list[str]:
        return [self.terms.ids[f"{identifier}#{name}={n}"] for n, _ in enumerate(items, 1)]

    def _pieces(self, owner: str, fields: Fields) -> Iterator[tuple[str, Callable[..., Block], tuple[Any, ...]]]:
        """What stands in a list whose order counts: a node each, with its position."""
        for name, class_ in (("byline", "kg:Credit"), ("figures", "kg:Figure"), ("via", "kg:Relay")):
            for n, text in enumerate(fields.get(name, ()), 1):
                key = f"{owner}#{name.rstrip('s')}={n}"
                yield key + ">", self._piece, (key, class_, text, n)

    def _piece(self, key: str, class_: str, text: str, position: int) -> Block:
        terms = self.terms
        text, *reading = text.rsplit("|", 2) if class_ == "kg:Figure" else [text]
        figure = ("kg:value", "kg:unit") if reading else ()
        objects = [terms.names[class_], terms.string(text), terms.integer(position)]
        return key, ("rdf:type", "rdfs:label", "kg:position", *figure), objects + [terms.string(r) for r in reading]

    def _finding(self, subject: str, object_: str, fields: Fields) -> Block:
        terms, ids = self.terms, self.terms.ids
        predicate, class_, _ = LINKS[fields["relation"]]
        ends = [ids[subject], ids[object_]]
        said: tuple[str, ...]
        if "score" in fields:
            said, objects = RESTATEMENT, [terms.names[class_], *ends, terms.typed(fields["score"], "xsd:decimal")]
        else:
            said = FINDING
            place = f"{fields['article']}#char={fields['start']},{fields['end']}"
            sure = self._rules(fields["rule"]), self._decimals(fields["confidence"])
            objects = [*self._classes[class_], *ends, ids[place], *sure, ids[self.run]]
        if "cue" in fields:
            said += ("kg:cue",)
            objects.append(terms.string(fields["cue"]))
        if "cue_start" in fields:
            said += ("kg:cueSpan",)
            objects.append(ids[f"{fields['article']}#char={fields['cue_start']},{fields['cue_end']}"])
        if tenures := fields.get("tenures"):
            said += ("kg:inCapacity",) * len(tenures)
            objects += sorted([ids[t] for t in tenures])
        if "claim" in fields:
            said += ("kg:inClaim",)
            objects.append(ids[fields["claim"]])
        if "count" in fields:
            said += ("kg:count",)
            objects.append(terms.integer(fields["count"]))
        if self.reify:
            said += ("rdf:reifies",)
            objects.append(f"<<( {ends[0]} {terms.names[predicate]} {ends[1]} )>>")
        return fields["id"], said, objects

    def _span(self, key: str, article: str, start: int, end: int, exact: str | None, context: bool) -> Block:
        terms = self.terms
        integer, string = terms.integer, terms.string
        if exact is not None and not context:  # nine in ten
            said = [*self._selectors, integer(start), integer(end), terms.ids[article], string(exact)]
            return key, SPAN, said
        places = [integer(start), integer(end), terms.ids[article]]
        if exact is None:
            return key, SPAN[:-1], self._selectors + places
        if context and (page := self.pages.get(article)) is not None:
            around = page[max(0, start - CONTEXT) : start], page[end : end + CONTEXT]
            return key, QUOTATION, [*self._selectors, *places, terms.string(exact), *map(terms.string, around)]
        return key, SPAN, [*self._selectors, *places, terms.string(exact)]

    def _linked(self, key: str, links: Iterable[tuple[str, str]]) -> Block:
        """Triples of a subject that is described elsewhere."""
        said: dict[str, list[str]] = {}
        for predicate, target in sorted(links):
            said.setdefault(predicate, []).append(self.terms.ids[target])
        return _flat(key, said)


def _flat(identifier: str, said: Mapping[str, list[str]]) -> Block:
    predicates: list[str] = []
    objects: list[str] = []
    for predicate, its in said.items():
        if len(its) > 1:
            its = sorted(set(its))
        predicates += [predicate] * len(its)
        objects += its
    return identifier, tuple(predicates), objects
