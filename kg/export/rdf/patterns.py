"""How a block of triples is laid out: its predicates and slots in, what sets terms into them out.

A graph has few shapes of blocks and a million blocks, so the text around the
terms is made once for each shape. A slot takes a term (``ANY``), is a term
itself where it is the same in every block, or holds part of one around a
format of ``%``, such as ``Encoded.place``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any, TypeAlias

__all__ = ["ANY", "Lay", "Said", "Shape", "constant", "lines", "turtle"]

ANY = b"%b"
Said: TypeAlias = Sequence[tuple[str, bytes]]
"""Predicates, equal ones together, and the slots of their objects."""
Shape: TypeAlias = Callable[[tuple[Any, ...]], bytes]
"""The block of a subject and those objects whose slots are open, in the order of their slots."""
Lay: TypeAlias = Callable[[bytes, Said], Shape]
"""A subject's slot and what is said of it in; their shape out."""


def constant(term: bytes) -> bytes:
    """The slot of a term that never changes.

    >>> constant(b"<https://example.org/%20/>") % ()
    b'<https://example.org/%20/>'
    """
    return term.replace(b"%", b"%%")


def turtle(names: Mapping[str, bytes]) -> Lay:
    """Blocks of Turtle.

    >>> lay = turtle({"rdf:type": b"a", "kg:via": b"kg:via"})
    >>> lay(ANY, [("rdf:type", b"kg:Claim"), ("kg:via", ANY)])((b"claim:1", b'"x"'))
    b'claim:1 a kg:Claim ;\\n    kg:via "x" .\\n'
    """

    def lay(subject: bytes, said: Said) -> Shape:
        groups = [
            constant(names[predicate]) + b" " + b" , ".join(slot for _, slot in same)
            for predicate, same in groupby(said, itemgetter(0))
        ]
        return (subject + b" " + b" ;\n    ".join(groups) + b" .\n").__mod__

    return lay


def lines(names: Mapping[str, bytes]) -> Lay:
    """Lines of N-Triples, in the order of code points.

    >>> lay = lines({"rdf:type": b"<t>", "kg:via": b"<n>"})
    >>> lay(ANY, [("rdf:type", b"<Claim>"), ("kg:via", ANY)])((b"<1>", b'"x"'))
    b'<1> <n> "x" .\\n<1> <t> <Claim> .\\n'
    """

    def lay(subject: bytes, said: Said) -> Shape:
        open_ = [i for i, (_, slot) in enumerate(said) if _is_open(slot)]
        order = sorted(range(len(said)), key=lambda i: names[said[i][0]])
        pattern = b"".join(b"%b %b %b .\n" % (subject, constant(names[said[i][0]]), said[i][1]) for i in order)
        places = [[0, 1 + open_.index(i)] if i in open_ else [0] for i in order]
        pick = itemgetter(*(place for both in places for place in both))
        return lambda terms: pattern % pick(terms)

    return lay


def _is_open(slot: bytes) -> bool:
    return b"%" in slot.replace(b"%%", b"")
