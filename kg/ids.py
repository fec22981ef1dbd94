"""Identifiers: hashes of content, so that the same input gives the same names.

Local ids look like ``person/abcdefghij234567``; ``iri`` puts the base before them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import lru_cache

from kg import script, vocabulary

__all__ = ["BASE", "digest", "identify", "iri", "local", "of_many", "text_hash"]

BASE = "https://example.org/kg/"
"""Namespace of a build unless ``--base`` says otherwise (RFC 2606 name: nobody else's)."""


def digest(*fields: str) -> str:
    """80 bits of SHA-256 over the fields, as 16 lower-case base32 letters.

    >>> digest("Person", "习近平") == digest("Person", "习近平")
    True
    >>> digest("a", "bc") == digest("ab", "c")
    False
    """
    return _letters(hashlib.sha256("\x1f".join(fields).encode("utf-8", "surrogatepass")).digest())


_LETTERS = "abcdefghijklmnopqrstuvwxyz234567"
_PAIRS = [one + two for one in _LETTERS for two in _LETTERS]
_TENS = range(70, -1, -10)


def _letters(whole: bytes) -> str:
    """Two letters for each ten bits: half the time of ``base64``, and a build asks for millions."""
    bits = int.from_bytes(whole[:10], "big")
    return "".join([_PAIRS[bits >> place & 1023] for place in _TENS])


def local(kind: str, *fields: str) -> str:
    """An id without its base.

    >>> local("claim", "x").startswith("claim/")
    True
    """
    return f"{kind}/{digest(*fields)}"


def of_many(kind: str, fields: Iterable[str]) -> str:
    """As ``local``, of more fields than should be held at once.

    >>> of_many("run", iter(["a", "b"])) == local("run", "a", "b")
    True
    """
    whole, between = hashlib.sha256(), b""
    for field in fields:
        whole.update(between + field.encode("utf-8", "surrogatepass"))
        between = b"\x1f"
    return f"{kind}/{_letters(whole.digest())}"


def iri(identifier: str, base: str = BASE) -> str:
    """The full IRI of a local id.

    >>> iri("region/440000")
    'https://example.org/kg/region/440000'
    """
    return base + identifier


def identify(kind: str, name: str, concept: str = "", document: str = "") -> str:
    """The id of whoever or whatever bears a name; a group belongs to its document.

    An organisation's short name that the table has is the full one's.

    >>> identify("Person", "習近平") == identify("Person", "习近平")
    True
    >>> identify("Organization", "世衛") == identify("Organization", "世界衞生組織")
    True
    """
    return concept or _named(kind, name, document if kind == "Group" else "")


@lru_cache(maxsize=1 << 16)  # a name is said again and again, on one page and on the next
def _named(kind: str, name: str, document: str) -> str:
    key = "".join(script.fold(name).split())
    if kind == "Organization":
        key = vocabulary.load().full_names.get(key, key)
    return local(kind.lower(), key.lower(), document)


def text_hash(text: str) -> str:
    """SHA-256 of the text's UTF-8 bytes, in hex."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
