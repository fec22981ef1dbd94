"""RDF in, graph out: what the writers wrote comes back to the last field.

Reads any format of ``FORMATS`` through pyoxigraph. Never guesses: a file whose
nodes break the graph's schema is refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from kg import ids
from kg.errors import ExportError
from kg.export.rdf.mapping import CLASSES, LINKS, MODES, PROPERTIES, Property
from kg.export.rdf.names import expand, scheme_name

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["Subjects", "base_of", "read", "subjects"]

Subjects: TypeAlias = dict[str, dict[str, dict[Any, None]]]
"""Subject IRI → predicate IRI → objects, each once: strings for IRIs, pyoxigraph Literals for the rest."""

_KINDS = {expand(classes[0]): kind for kind, classes in CLASSES.items()}
_RELATIONS = {expand(link.finding): relation for relation, link in LINKS.items() if link.finding}
_MODES = {expand(class_): mode for mode, class_ in MODES.items()}
_TAGS = {tag.lower(): tag for tag in ("zh-Hans", "zh-Hant", "zh", "en")}
"""pyoxigraph spells language tags in lower case."""


def read(path: Path) -> nx.MultiDiGraph[str]:
    """The graph a Turtle, N-Triples, TriG or JSON-LD file of kg holds.

    Raises ExportError where the file is not one.
    """
    import networkx as nx

    found = subjects(path)
    base = base_of(found)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(base=base)
    try:
        nodes = dict(_nodes(found, base))
        graph.add_nodes_from(sorted(nodes.items()))
        for key, source, target, fields in sorted((*_findings(found, base), *_derived(found, base, nodes))):
            graph.add_edge(source, target, key, **fields)
    except (KeyError, IndexError, ValueError, AttributeError) as fault:
        raise ExportError(f"{path} is no graph written by kg ({type(fault).__name__}: {fault})") from fault
    return graph


def subjects(path: Path) -> Subjects:
    """Everything a file says, by subject.

    Raises ExportError with the line where the file is no RDF.
    """
    form = RdfFormat.from_extension(path.suffix.removeprefix(".")) or RdfFormat.TURTLE
    found: Subjects = {}
    try:
        for quad in parse(path=str(path), format=form):
            if isinstance(quad.subject, NamedNode):
                object_ = quad.object.value if isinstance(quad.object, NamedNode) else quad.object
                found.setdefault(quad.subject.value, {}).setdefault(quad.predicate.value, {})[object_] = None
    except (SyntaxError, OSError) as fault:
        raise ExportError(f"{path} cannot be read: {fault}") from fault
    return found


def base_of(found: Subjects) -> str:
    """The namespace of a build, told by its articles."""
    type_, article = expand("rdf:type"), expand("kg:Article")
    for subject, said in found.items():
        if article in said.get(type_, ()):
            return subject.rpartition("article/")[0]
    return ids.BASE


class _Subject:
    """What is said about one subject, asked for by prefixed names."""

    def __init__(self, base: str, said: dict[str, dict[Any, None]]) -> None:
        self._base, self._said = base, said

    def all(self, name: str) -> list[Any]:
        return list(self._said.get(expand(name), ()))

    def texts(self, name: str) -> list[str]:
        return [o.value for o in self.all(name)]

    def text(self, name: str) -> str:
        return str(self.all(name)[0].value)

    def locals(self, name: str) -> list[str]:
        return [iri.removeprefix(self._base) for iri in self.all(name)]

    def local(self, name: str) -> str:
        return self.locals(name)[0]


def _nodes(found: Subjects, base: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for iri, said in found.items():
        subject = _Subject(base, said)
        for class_ in subject.all("rdf:type"):
            if kind := _KINDS.get(class_):
                fields: dict[str, Any] = {"kind": kind}
                for property_ in PROPERTIES[kind]:
                    if (value := _value(subject, property_)) is not None:
                        fields[property_.field] = value
                if kind == "Article":
                    fields["byline"] = _ordered(found, base, subject, "kg:byline")
                elif kind == "Claim":
                    fields |= _claim(found, base, subject)
                yield iri.removeprefix(base), fields


def _value(subject: _Subject, property_: Property) -> Any:
    objects, type_ = subject.all(property_.predicate), property_.type
    if type_ == "strings":
        return sorted(o.value for o in objects)
    if type_.startswith("@") and (tag := type_[1:]) not in ("language", "script"):
        objects = [o for o in objects if isinstance(o, Literal) and o.language == tag.lower()]
    if not objects:
        return None
    if type_ == "id":
        return subject.local(property_.predicate)
    if type_ == "scheme":
        return scheme_name(subject.local(property_.predicate))
    text = str(objects[0].value)
    if type_ == "xsd:boolean":
        return text == "true"
    return int(text) if type_ == "xsd:integer" else text


def _claim(found: Subjects, base: str, subject: _Subject) -> dict[str, Any]:
    spans = [iri.rpartition("#char=")[2] for iri in subject.all("kg:span")]
    places = sorted(tuple(map(int, span.split(","))) for span in spans)
    if order := subject.all("kg:readingOrder"):
        places = [tuple(map(int, span.split(","))) for span in order[0].value.split()]
    figures = [
        f"{piece.text('rdfs:label')}|{piece.text('kg:value')}|{piece.text('kg:unit')}"
        for piece in _pieces(found, base, subject, "kg:figure")
    ]
    return {
        "article": subject.local("kg:appearsIn"),
        "mode": next(_MODES[c] for c in subject.all("rdf:type") if c in _MODES),
        "act": subject.all("kg:act")[0].rpartition("act-")[2],
        "modality": sorted(iri.rpartition("modality-")[2] for iri in subject.all("kg:modality")),
        "language": _TAGS[subject.all("schema:text")[0].language],
        "starts": [str(start) for start, _ in places], "ends": [str(end) for _, end in places],
        "start": min(start for start, _ in places), "end": max(end for _, end in places),
        "figures": figures, "via": _ordered(found, base, subject, "kg:via"),
    }  # fmt: skip


def _pieces(found: Subjects, base: str, subject: _Subject, name: str) -> list[_Subject]:
    pieces = [_Subject(base, found[iri]) for iri in subject.all(name)]
    return sorted(pieces, key=lambda piece: int(piece.text("kg:position")))


def _ordered(found: Subjects, base: str, subject: _Subject, name: str) -> list[str]:
    return [piece.text("rdfs:label") for piece in _pieces(found, base, subject, name)]


def _findings(found: Subjects, base: str) -> Iterator[tuple[str, str, str, dict[str, Any]]]:
    for iri, said in found.items():
        finding = _Subject(base, said)
        for class_ in finding.all("rdf:type"):
            if relation := _RELATIONS.get(class_):
                key, ends = iri.removeprefix(base), (finding.local("kg:subject"), finding.local("kg:object"))
                source, target = reversed(ends) if LINKS[relation].turned else ends
                fields = {"relation": relation, "id": key}
                score = finding.texts("kg:score")
                yield key, source, target, fields | ({"score": score[0]} if score else _evidence(found, base, finding))


def _evidence(found: Subjects, base: str, finding: _Subject) -> dict[str, Any]:
    span = finding.all("kg:evidence")[0]
    article, start, end = _place(span.removeprefix(base))
    fields: dict[str, Any] = {
        "article": article, "start": start, "end": end, "quote": _Subject(base, found[span]).text("oa:exact"),
        "rule": finding.text("kg:rule"), "confidence": finding.text("kg:confidence"),
    }  # fmt: skip
    if cue := finding.texts("kg:cue"):
        fields["cue"] = cue[0]
    if cue_span := finding.locals("kg:cueSpan"):
        _, fields["cue_start"], fields["cue_end"] = _place(cue_span[0])
    if expand("kg:Attribution") in finding.all("rdf:type"):
        fields["tenures"] = sorted(finding.locals("kg:inCapacity"))
    if claim := finding.locals("kg:inClaim"):
        fields["claim"] = claim[0]
    if count := finding.texts("kg:count"):
        fields["count"] = int(count[0])
    return fields


def _place(span: str) -> tuple[str, int, int]:
    article, _, numbers = span.rpartition("#char=")
    start, end = numbers.split(",")
    return article, int(start), int(end)


def _derived(
    found: Subjects, base: str, nodes: dict[str, dict[str, Any]]
) -> Iterator[tuple[str, str, str, dict[str, Any]]]:
    """Edges that need no finding, since they say nothing beyond their ends."""
    for relation, link in LINKS.items():
        if link.finding:
            continue
        for source, fields in nodes.items():
            for target in _Subject(base, found[base + source]).locals(link.predicate):
                key = ids.local("edge", relation, source, target)
                extra = {"source": fields["source"]} if relation != "APPEARS_IN" else {}
                yield key, source, target, {"relation": relation, "id": key, **extra}
