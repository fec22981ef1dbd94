"""RDF terms: local ids, prefixed names and literals in; Turtle or N-Triples tokens out.

As text, and as UTF-8 for the writers of graphs: a graph names the same few
things a million times, so Encoded spells each once, and bytes set into bytes
take half the time of text into text and leave nothing to encode.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from kg.errors import ExportError
from kg.export.rdf.names import expand

__all__ = ["Encoded", "Terms", "TurtleTerms", "escape", "prefixed"]

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


def prefixed(identifier: str) -> str:
    """A local id as a prefixed name; empty where none can be written.

    >>> prefixed("region/440300"), prefixed("article/a#char=3,5")
    ('region:440300', '')
    """
    return identifier.replace("/", ":", 1) if _LOCAL.fullmatch(identifier) else ""


class Terms:
    """N-Triples tokens."""

    def __init__(self, base: str) -> None:
        self.base = base

    def iri(self, identifier: str) -> str:
        """A local id."""
        return f"<{self.base}{identifier}>"

    def name(self, name: str) -> str:
        """A prefixed name of a vocabulary."""
        return f"<{expand(name)}>"

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
        return f'"{number}"^^{self.name("xsd:integer")}'

    def typed(self, lexical: str, datatype: str) -> str:
        """A literal with a datatype."""
        return f'"{escape(lexical)}"^^{self.name(datatype)}'


class TurtleTerms(Terms):
    """Turtle tokens: prefixed names where they can be written, numbers without marks."""

    def iri(self, identifier: str) -> str:
        """A local id."""
        return prefixed(identifier) or f"<{self.base}{identifier}>"

    def name(self, name: str) -> str:
        """A prefixed name of a vocabulary."""
        return "a" if name == "rdf:type" else name

    def integer(self, number: int) -> str:
        """A whole number, bare."""
        return str(number)

    def typed(self, lexical: str, datatype: str) -> str:
        """A literal with a datatype; integers, booleans and decimals with a point stand bare."""
        if datatype in ("xsd:integer", "xsd:boolean") or (datatype == "xsd:decimal" and "." in lexical):
            return lexical
        return f'"{escape(lexical)}"^^{datatype}'


class _Names(dict[str, bytes]):
    """Name → its token, spelt when first asked for."""

    def __init__(self, spell: Callable[[str], str]) -> None:
        self.spell = spell

    def __missing__(self, name: str) -> bytes:
        token = self[name] = self.spell(name).encode()
        return token


class Encoded:
    """Tokens as UTF-8.

    >>> Encoded(TurtleTerms("https://example.org/")).ids["region/440300"]
    b'region:440300'
    """

    def __init__(self, terms: Terms) -> None:
        self._terms = terms
        self.ids = _Names(terms.iri)
        """Of local ids."""
        self.names = _Names(terms.name)
        """Of prefixed names."""
        self.place = terms.iri("#").replace("%", "%%").replace("#", "%b").encode()
        """Slot of an id with a fragment, which never has a prefixed name; takes the id as UTF-8."""
        self.number = terms.integer(0).replace("0", "%d", 1).encode()
        """Slot of a whole number."""
        self.decimal = cache(lambda lexical: terms.typed(lexical, "xsd:decimal").encode())
        """Of decimals, in digits."""
        self._around = cache(lambda tag: terms.tagged("", tag).encode().partition(b'""')[::2])

    def once(self, identifier: str) -> bytes:
        """The token of a local id that is hardly named a second time."""
        return self._terms.iri(identifier).encode()

    def string(self, text: str) -> bytes:
        """A plain literal."""
        if text.isprintable() and '"' not in text and "\\" not in text:  # spelt the same everywhere, as nearly all are
            return f'"{text}"'.encode()
        return self._terms.string(text).encode()

    def tagged(self, text: str, tag: str) -> bytes:
        """A literal in a language."""
        before, after = self._around(tag)
        return b"%b%b%b" % (before, self.string(text), after)

    def typed(self, lexical: str, datatype: str) -> bytes:
        """A literal with a datatype."""
        return self._terms.typed(lexical, datatype).encode()
