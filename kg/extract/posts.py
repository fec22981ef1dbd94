"""Posts in a text: where a role begins and ends, and of what kind it is.

Takes hits, gives Posts findable by place. Never decides who holds one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from kg.vocabulary import Hit, Term

__all__ = ["Post", "Posts", "after", "before", "of"]


class Post(NamedTuple):
    """A role as printed: ``folded[start:end]``."""

    start: int
    end: int
    kinds: frozenset[str]
    """``post``, ``whole``, ``person`` or ``title`` (see ontology/roles.csv)."""


@dataclass(frozen=True, slots=True)
class Posts:
    """The posts of one text, the longest at each place."""

    ending: dict[int, Post]
    starting: dict[int, Post]


def of(roles: Iterable[Hit]) -> Posts:
    """Every role of the table in a text; the hits by start and end."""
    ending: dict[int, Post] = {}
    starting: dict[int, Post] = {}
    for start, end, term in roles:  # in order: what begins first is longer, what ends last is
        post = Post(start, end, _kinds(term))
        ending.setdefault(end, post)
        starting[start] = post
    return Posts(ending, starting)


@cache
def _kinds(term: Term) -> frozenset[str]:
    return frozenset(r["kind"] for r in term.of("roles"))


def before(folded: str, at: int, marks: Iterable[str] = ()) -> int:
    """The place before white space and the given marks left of ``at``."""
    while at and (folded[at - 1].isspace() or folded[at - 1] in marks):
        at -= 1
    return at


def after(folded: str, at: int) -> int:
    """The place after white space right of ``at``."""
    while at < len(folded) and folded[at].isspace():
        at += 1
    return at
