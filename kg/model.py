"""The records that flow through the stages.

Takes nothing, imports only the standard library. Every span counts Unicode
code points of the page exactly as decoded, half-open: ``page[start:end]`` is
what the record says. Records are never changed; a later stage adds its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

__all__ = [
    "Claim",
    "Document",
    "Entity",
    "Evidence",
    "Extraction",
    "Figure",
    "Link",
    "Mention",
    "Notice",
    "Passage",
    "Resolution",
    "Sighting",
    "Span",
    "Speaker",
    "Tenure",
    "Topic",
    "Unreadable",
]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of the page's code points."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Document:
    """One press text as decoded, with what its page shows about itself."""

    id: str
    """``article/`` and 16 letters, a hash of the name and the text."""
    name: str
    """File name without its ending: ``doc`` in the outputs."""
    path: str
    """Where it was read, relative to the folder given; display only."""
    text: str
    """Exactly as decoded (a byte order mark is encoding, not text)."""
    encoding: str
    """The codec that decoded it, or the format it was taken from."""
    sha256: str
    """Of the text's UTF-8 bytes."""
    script: str
    """``zh-Hans``, ``zh-Hant``, ``zh`` (mixed) or ``en``."""
    title: str = ""
    publisher: str = ""
    published: str = ""
    """ISO date or empty."""
    byline: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """One logical block of a page after repair: a paragraph, a heading, a list item …"""

    document: str
    index: int
    """Position in reading order."""
    kind: str
    """``heading``, ``paragraph``, ``item``, ``caption``, ``byline``, ``credit``, ``table`` or ``duplicate``."""
    text: str
    """Repaired: no line ends, one character for each character kept of the page."""
    offsets: Sequence[int]
    """For each character of ``text`` its place on the page."""
    steps: tuple[str, ...] = ()
    """Names of the repair steps that changed it."""
    parent: int = -1
    """Index of the heading it stands under, or -1."""

    def page_spans(self, start: int, end: int, page: str) -> tuple[Span, ...]:
        """Where ``text[start:end]`` stands on the page, white space between pieces bridged.

        >>> p = Passage("d", 0, "paragraph", "發展經濟", (0, 1, 3, 4))
        >>> p.page_spans(1, 3, "發展\\n經濟")
        (Span(start=1, end=4),)
        """
        places = self.offsets[start:end]
        if not places:
            return ()
        if isinstance(places, range):  # most passages are one line of their page
            return (Span(places[0], places[-1] + 1),)
        spans: list[Span] = []
        first = places[0]
        reached = first
        for at in places:
            if at != reached and (at < reached or page[reached:at].strip()):
                spans.append(Span(first, reached))
                first = at
            reached = at + 1
        spans.append(Span(first, reached))
        return tuple(spans)


@dataclass(frozen=True, slots=True)
class Mention:
    """A name of the page: who, which industry, which region."""

    document: str
    spans: tuple[Span, ...]
    text: str
    """As printed, line ends removed."""
    kind: str
    """``Person``, ``Organization``, ``Industry``, ``Region``, ``Document``, ``Meeting``, ``Group`` or ``Post``."""
    name: str
    """The fullest name the document gives for it, as printed."""
    concept: str
    """Vocabulary id (``industry/…``, ``region/…``) or empty."""
    rule: str
    confidence: float = 1.0
    head: str = ""
    """For a proposed concept: id of the concept it is placed under."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words of the page a finding rests on, and the rule that found it."""

    spans: tuple[Span, ...]
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Tenure:
    """A post and the organisation it is held at, as the page says it of a person."""

    role: str
    """Without the organisation; empty where only the affiliation is known."""
    organization: str
    """As printed, in full; empty where the page gives none."""
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Speaker:
    """The source of a claim, resolved inside its document."""

    name: str
    kind: str
    """``Person``, ``Organization``, ``Meeting``, ``Document`` or ``Group``."""
    evidence: Evidence
    """Where the claim's own sentence (or the one it carries on) names him."""
    tenures: tuple[Tenure, ...] = ()


@dataclass(frozen=True, slots=True)
class Topic:
    """An industry or a region a claim is about."""

    kind: str
    """``Industry`` or ``Region``."""
    concept: str
    name: str
    evidence: Evidence
    head: str = ""
    """For a proposed concept: id of the concept it is placed under."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its unit, as printed and as read."""

    text: str
    value: str
    """Decimal digits in the base unit, as a string; no float ever."""
    unit: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """One reported utterance at one place of one page; never a judgement that it is true."""

    id: str
    document: str
    spans: tuple[Span, ...]
    """The words said, in reading order."""
    text: str
    """The words said, repaired."""
    kind: str
    """``direct``, ``indirect``, ``document`` or ``narrated``."""
    speaker: Speaker | None
    cue: str
    """The reporting word as printed; empty where there is none."""
    cue_spans: tuple[Span, ...]
    industries: tuple[Topic, ...]
    regions: tuple[Topic, ...]
    industry_regions: tuple[tuple[str, str, Evidence], ...]
    """(industry, region) by concept or, without one, by name; with its evidence."""
    figures: tuple[Figure, ...]
    dates: tuple[tuple[str, tuple[Span, ...]], ...]
    """ISO date, month or year, and where it stands."""
    rule: str
    confidence: float
    act: str = "assessment"
    """``target``, ``forecast``, ``commitment``, ``assessment``, ``appeal`` or ``denial``."""
    modality: tuple[str, ...] = ()
    """``denied``, ``hedged``; empty for plain speech."""
    reasons: tuple[str, ...] = ()
    """For ``kg explain``: what spoke for this reading and what was considered instead."""
    via: tuple[str, ...] = ()
    """Those who pass the words on, outermost first (甲引述乙稱: 甲)."""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something odd that was kept and counted; never fatal."""

    document: str
    place: int
    rule: str
    message: str


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was read out of one document."""

    document: Document
    passages: tuple[Passage, ...]
    mentions: tuple[Mention, ...]
    claims: tuple[Claim, ...]
    notices: tuple[Notice, ...]
    ledger: tuple[tuple[str, int], ...] = ()
    """What became of every quotation pair and speech verb: (class, count)."""
    tenures: tuple[tuple[str, Tenure], ...] = ()
    """Posts the page gives to persons, speakers or not: (person's name, tenure)."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """What one document calls an entity."""

    entity: str
    kind: str
    concept: str
    names: tuple[tuple[str, int], ...]
    """Each spelling and how often it was given."""


@dataclass(frozen=True, slots=True)
class Entity:
    """Someone or something with one identity across documents and scripts."""

    id: str
    """``person/…``, ``organization/…``, ``meeting/…``, ``document/…``, ``group/…``, ``industry/…``, ``region/…``."""
    kind: str
    label: str
    """The fullest attested name, of equals the most frequent; of a concept of the vocabulary the most frequent."""
    names: tuple[str, ...]
    """All attested names, sorted."""
    concept: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """Why a mention is this entity."""

    document: str
    mention: int
    entity: str
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Resolution:
    """Entities over all documents, and which name of which document is which."""

    extractions: tuple[Extraction, ...]
    entities: tuple[Entity, ...]
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Unreadable:
    """An input that could not be read; the others are."""

    path: str
    reason: str
    """What is wrong and what to do, in one sentence."""
