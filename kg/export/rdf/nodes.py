"""The nodes of a graph in RDF: an id, its fields and its plain links in; its block of triples out.

Which field is said how stands in ``mapping``; a claim's segments, figures, act
and modality are more than that table can say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeAlias

from kg.export.rdf.mapping import CLASSES, MODES, PROPERTIES
from kg.export.rdf.names import scheme_id
from kg.export.rdf.patterns import ANY, Lay, Shape
from kg.export.rdf.terms import Encoded

__all__ = ["WITH_PIECES", "Fields", "Nodes"]

Fields: TypeAlias = Mapping[str, Any]
_Say: TypeAlias = Callable[[Any, Fields], list[bytes]]
"""A field's value and all fields of its node in; objects out."""

_LISTS = {"Article": (("byline", "kg:Credit"),), "Claim": (("figures", "kg:Figure"), ("via", "kg:Relay"))}
"""Kind of node → its lists whose order counts, and the class of a piece."""
WITH_PIECES = frozenset(_LISTS)


class Nodes:
    """Says what a node holds in the tokens it was given."""

    def __init__(self, terms: Encoded, lay: Lay) -> None:
        self._terms = terms
        self._shapes = _Shapes(lay)
        self._classes = {kind: [terms.names[c] for c in classes] for kind, classes in CLASSES.items()}
        self._plans = {
            kind: [(p.field, p.predicate, self._saying(p.type)) for p in properties]
            for kind, properties in PROPERTIES.items()
        }

    def block(self, identifier: str, fields: Fields, links: Iterable[tuple[str, str]]) -> bytes:
        """The node and (predicate, target) of the plain triples out of it."""
        kind = fields["kind"]
        said = {"rdf:type": self._classes[kind][:]}
        for field, predicate, say in self._plans[kind]:
            if (value := fields.get(field)) is None:
                continue
            if predicate in said:
                said[predicate] += say(value, fields)
            else:
                said[predicate] = say(value, fields)
        if kind == "Claim":
            self._claim(said, identifier, fields)
        elif kind == "Article":
            said["kg:byline"] = self._numbered(identifier, "byline", fields["byline"])
        return self.linked(identifier, links, said)

    def linked(
        self, identifier: str, links: Iterable[tuple[str, str]], said: dict[str, list[bytes]] | None = None
    ) -> bytes:
        """The links of a node, after what was said of it."""
        said = {} if said is None else said
        ids = self._terms.ids
        for predicate, target in sorted(links):
            if predicate in said:
                said[predicate].append(ids[target])
            else:
                said[predicate] = [ids[target]]
        predicates: list[str] = []
        terms = [ids[identifier]]
        for predicate, its in said.items():
            if len(its) == 1:
                predicates.append(predicate)
            else:
                its = sorted(set(its))
                predicates += [predicate] * len(its)
            terms += its
        return self._shapes[tuple(predicates)](tuple(terms))

    def run(self, identifier: str, label: str) -> bytes:
        """The block of the run."""
        said = self._terms.names["kg:Run"], self._terms.string(label)
        return self._shapes["rdf:type", "rdfs:label"]((self._terms.ids[identifier], *said))

    def pieces(self, owner: str, fields: Fields) -> Iterator[tuple[str, str, str, int]]:
        """What stands in a list whose order counts, a node each: its id, class, text and position."""
        for name, class_ in _LISTS[fields["kind"]]:
            for n, text in enumerate(fields[name], 1):
                yield f"{owner}#{name.rstrip('s')}={n}", class_, text, n

    def piece(self, key: str, class_: str, text: str, position: int) -> bytes:
        """The block of one of ``pieces``."""
        terms = self._terms
        text, *reading = text.rsplit("|", 2) if class_ == "kg:Figure" else [text]
        figure = ("kg:value", "kg:unit") if reading else ()
        said = terms.names[class_], terms.string(text), terms.number % position, *map(terms.string, reading)
        return self._shapes["rdf:type", "rdfs:label", "kg:position", *figure]((self._place(key), *said))

    def _saying(self, type_: str) -> _Say:
        terms = self._terms
        string = terms.string
        says: dict[str, _Say] = {
            "string": lambda value, _: [string(value)],
            "strings": lambda value, _: [string(item) for item in value],
            "@language": lambda value, fields: [terms.tagged(value, fields["language"])],
            "@script": lambda value, fields: [terms.tagged(value, fields["script"])],
            "id": lambda value, _: [terms.ids[value]],
            "scheme": lambda value, _: [terms.ids[scheme_id(value)]],
            "xsd:decimal": lambda value, _: [terms.decimal(value)],
            "xsd:boolean": lambda value, _: [terms.typed(str(value).lower(), type_)],
        }
        if type_ not in says and type_[0] == "@":
            return lambda value, _: [terms.tagged(value, type_[1:])]
        return says.get(type_) or (lambda value, _: [terms.typed(str(value), type_)])

    def _claim(self, said: dict[str, list[bytes]], identifier: str, fields: Fields) -> None:
        names, article = self._terms.names, fields["article"]
        said["rdf:type"].append(names[MODES[fields["mode"]]])
        said["kg:act"] = [names[f"kg:act-{fields['act']}"]]
        said["kg:modality"] = [names[f"kg:modality-{m}"] for m in fields["modality"]]
        said["kg:figure"] = self._numbered(identifier, "figure", fields["figures"])
        said["kg:via"] = self._numbered(identifier, "via", fields["via"])
        places = list(zip(map(int, fields["starts"]), map(int, fields["ends"]), strict=True))
        said["kg:span"] = [self._place(f"{article}#char={s},{e}") for s, e in places]
        if len(places) > 1 and places != sorted(set(places)):
            said["kg:readingOrder"] = [self._terms.string(" ".join(f"{s},{e}" for s, e in places))]

    def _numbered(self, identifier: str, name: str, items: Iterable[str]) -> list[bytes]:
        return [self._place(f"{identifier}#{name}={n}") for n, _ in enumerate(items, 1)]

    def _place(self, identifier: str) -> bytes:
        return self._terms.place % identifier.encode()


class _Shapes(dict[tuple[str, ...], Shape]):
    """Predicates → the shape of a block of them."""

    def __init__(self, lay: Lay) -> None:
        self._lay = lay

    def __missing__(self, predicates: tuple[str, ...]) -> Shape:
        shape = self[predicates] = self._lay(ANY, [(predicate, ANY) for predicate in predicates])
        return shape
