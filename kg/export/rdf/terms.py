"""RDF terms as text: local ids, prefixed names and literals in; Turtle or N-Triples tokens out.

Each IRI is spelt once and looked up from then on, since a graph names the same
few things a million times.
"""

from __future__ import annotations

import re

from kg.errors import ExportError
from kg.export.rdf.names import expand

__all__ = ["PrefixedIds", "Terms", "TurtleTerms", "escape"]

_SPECIAL = re.compile('["\\\\\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]')
"""What must be escaped, and what editors, terminals or parsers are known to lose or refuse."""
_SHORT = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
_TAG = re.compile(r"[a-zA-Z]+(-[a-zA-Z0-9]+)*")
_LOCAL = re.compile(r"[a-z]+/[A-Za-z0-9]([A-Za-z0-9.\-]*[A-Za-z0-9\-])?")


def escape(text: str) -> str:
    r"""Text as it stands between the quotation marks of a literal.

    >>> escape('said "no"\n')
    'said \\"no\\"\\n'
    """
    if _SPECIAL.search(text) is None:
        return text
    return _SPECIAL.sub(lambda m: _SHORT.get(m[0]) or f"\\u{ord(m[0]):04X}", text)


class _Ids(dict[str, str]):
    """Local id → its token."""

    def __init__(self, base: str) -> None:
        self.base = base

    def __missing__(self, identifier: str) -> str:
        token = self[identifier] = f"<{self.base}{identifier}>"
        return token


class PrefixedIds(_Ids):
    """Local id → its prefixed name, or the full IRI where no prefixed name can be written."""

    def __missing__(self, identifier: str) -> str:
        if "#" in identifier:  # a place on a page: seldom named twice, so not kept
            return f"<{self.base}{identifier}>"
        token = identifier.replace("/", ":", 1) if _LOCAL.fullmatch(identifier) else f"<{self.base}{identifier}>"
        self[identifier] = token
        return token


class _Names(dict[str, str]):
    """Prefixed name → its token."""

    def __missing__(self, name: str) -> str:
        token = self[name] = f"<{expand(name)}>"
        return token


class _PrefixedNames(dict[str, str]):
    def __missing__(self, name: str) -> str:
        token = self[name] = "a" if name == "rdf:type" else name
        return token


class Terms:
    """N-Triples tokens."""

    def __init__(self, base: str) -> None:
        self.ids: dict[str, str] = _Ids(base)
        self.names: dict[str, str] = _Names()

    def string(self, text: str) -> str:
        """A plain literal."""
        return f'"{text}"' if _SPECIAL.search(text) is None else f'"{escape(text)}"'

    def tagged(self, text: str, tag: str) -> str:
        """A literal in a language."""
        if not _TAG.fullmatch(tag):
            raise ExportError(f"{tag!r} is no language tag; the graph breaks its schema, build again")
        return f'"{escape(text)}"@{tag}'

    def integer(self, number: int) -> str:
        """A whole number."""
        return f'"{number}"^^{self.names["xsd:integer"]}'

    def typed(self, lexical: str, datatype: str) -> str:
        """A literal with a datatype."""
        return f'"{escape(lexical)}"^^{self.names[datatype]}'


class TurtleTerms(Terms):
    """Turtle tokens: prefixed names, numbers without marks."""

    def __init__(self, base: str) -> None:
        self.ids = PrefixedIds(base)
        self.names = _PrefixedNames()

    def integer(self, number: int) -> str:
        """A whole number, bare."""
        return str(number)

    def typed(self, lexical: str, datatype: str) -> str:
        """A literal with a datatype; integers, booleans and decimals with a point stand bare."""
        if datatype in ("xsd:integer", "xsd:boolean") or (datatype == "xsd:decimal" and "." in lexical):
            return lexical
        return f'"{escape(lexical)}"^^{datatype}'
