"""What the rules of this stage hand to one another; nothing of it leaves the stage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from kg.extract import posts
from kg.extract.posts import Posts
from kg.extract.tokens import Tokens
from kg.model import Passage, Speaker, Tenure
from kg.vocabulary import Hit, Hits, Row

__all__ = ["Draft", "Found", "Introduction", "Place", "Quote", "Reading", "Segment"]


@dataclass(frozen=True, slots=True)
class Quote:
    """A pair of quotation marks: ``text[start:end]`` is what stands between them."""

    start: int
    end: int
    depth: int
    """0 for the outermost."""
    closed: bool
    """False where the other mark is missing: it runs to the passage's edge."""

    @property
    def mark(self) -> int:
        """Where it opens: its mark's place, or the passage's begin where that mark is lost."""
        return max(self.start - 1, 0)


@dataclass(frozen=True, eq=False)
class Reading:
    """A passage made ready for the rules: folded once, looked up once, cut once; itself alone is its equal."""

    passage: Passage
    folded: str
    """``passage.text`` in Simplified, the same length; every rule looks at this."""
    found: Hits
    """Every table name in it by group, overlaps included."""
    words: Tokens
    quotes: tuple[Quote, ...]
    sentences: tuple[tuple[int, int], ...]
    """Half-open ranges; the closing mark and a following quotation mark belong to the sentence."""
    index: int = field(init=False)
    """The passage's place in the document."""
    posts: Posts = field(init=False)
    """The roles of the table in it."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "index", self.passage.index)
        object.__setattr__(self, "posts", posts.of(self.hits("roles")))

    def hits(self, group: str) -> Sequence[Hit]:
        """The names of one group in it (a table or a class of ``words``, see ``kg.vocabulary.Term.groups``)."""
        return self.found.get(group, ())


class Place(NamedTuple):
    """A place in passage coordinates and the rows it may be; none for a place the table lacks. There are many."""

    start: int
    end: int
    rows: tuple[Row, ...]
    rule: str


class Found(NamedTuple):
    """A mention in passage coordinates: ``reading.passage.text[start:end]``. A plain tuple: there are many."""

    passage: int
    start: int
    end: int
    kind: str
    """As Mention.kind."""
    name: str
    """Fullest name the document gives, as printed."""
    concept: str
    """Vocabulary id or empty."""
    rule: str
    confidence: float = 1.0
    head: str = ""
    """For a proposed concept: id of the concept it is placed under."""


@dataclass(frozen=True, slots=True)
class Introduction:
    """A noun phrase that presents a person: organisations, posts and name together.

    「中科院院士、松山湖材料實驗室主任汪衛華」 is one, and so is 「王理宗委員」;
    ``start``/``end`` hold the whole phrase in passage coordinates.
    """

    passage: int
    start: int
    end: int
    name: str
    """Fullest name of the person in the document, as printed."""
    tenures: tuple[Tenure, ...]


@dataclass(frozen=True, slots=True, order=True)
class Segment:
    """A stretch of one passage: ``readings[passage].passage.text[start:end]``."""

    passage: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Draft:
    """A claim before anyone has asked what it is about: who said which words, and why we think so."""

    segments: tuple[Segment, ...]
    """The words said, in reading order; never empty."""
    kind: str
    """``direct``, ``indirect`` or ``document``, as Claim.kind."""
    speaker: Speaker
    cue: Segment | None
    """The reporting word; None where there is none (headings, carried-on speech without its own verb)."""
    rule: str
    reasons: tuple[str, ...] = ()
    via: tuple[str, ...] = ()
    """Those who pass the words on, outermost first."""
