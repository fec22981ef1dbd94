"""Identifiers: hashes of content, so that the same input gives the same names.

Local ids look like ``person/abcdefghij234567``; ``iri`` puts the base before them.
"""

from __future__ import annotations

import base64
import hashlib

__all__ = ["BASE", "digest", "iri", "local", "text_hash"]

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


def text_hash(text: str) -> str:
    """SHA-256 of the text's UTF-8 bytes, in hex."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
