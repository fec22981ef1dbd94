"""Identifiers: hashes of content, so that the same input gives the same names.

Local ids look like ``person/abcdefghij234567``; ``iri`` puts the base before them.
"""

from __future__ import annotations

import base64
import hashlib

from kg import script

__all__ = ["BASE", "digest", "identify", "iri", "local", "text_hash"]

BASE = "https://example.org/kg/"
"""Namespace of a build unless ``--base`` says otherwise (RFC 2606 name: nobody else's)."""


def digest(*fields: str) -> str:
    """80 bits of SHA-256 over the fields, as 16 lower-case base32 letters.

    >>> digest("Person", "习近平") == digest("Person", "习近平")
    True
    >>> digest("a", "bc") == digest("ab", "c")
    False
    """
    raw = hashlib.sha256("\x1f".join(fields).encode("utf-8", "surrogatepass")).digest()[:10]
    return base64.b32encode(raw).decode("ascii").lower()


def local(kind: str, *fields: str) -> str:
    """An id without its base.

    >>> local("claim", "x").startswith("claim/")
    True
    """
    return f"{kind}/{digest(*fields)}"


def iri(identifier: str, base: str = BASE) -> str:
    """The full IRI of a local id.

    >>> iri("region/440000")
    'https://example.org/kg/region/440000'
    """
    return base + identifier


def identify(kind: str, name: str, concept: str = "", document: str = "") -> str:
    """The id of whoever or whatever bears a name; a group belongs to its document.

    >>> identify("Person", "習近平") == identify("Person", "习近平")
    True
    """
    if concept:
        return concept
    key = "".join(script.fold(name).split()).lower()
    return local(kind.lower(), key, document if kind == "Group" else "")


def text_hash(text: str) -> str:
    """SHA-256 of the text's UTF-8 bytes, in hex."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
