"""What each table of ``ontology/`` may hold: its columns and what their cells look like.

What each column means stands in ``ontology/README.md``.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["POST_OF", "SOUGHT", "TABLES", "Column"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table and what its cells may hold."""

    name: str
    required: bool = False
    pattern: str = r".*"
    """Each of the cell's values, between bars, must match in full."""
    names: bool = False
    """Its values are names to be found in text."""


_C = Column
_ID = r"[a-z0-9][a-z0-9.\-]*"
_LOG = r"-?\d+\.\d"
_DATE = r"\d{4}(-\d\d){0,2}"
_NUMBER_KINDS = (
    r"digit|power|point|unit|count|before|part|over|tenth|fixed|range|inexact|about|more|bound|after|ordinal|barred"
)

TABLES: dict[str, tuple[Column, ...]] = {
    # A concept scheme: id, names in both scripts, other names, broader concept, code, source.
    "industries": (
        _C("id", True, _ID),
        _C("hans", True, names=True),
        _C("hant", True, names=True),
        _C("en", True),
        _C("names", names=True),
        _C("weak", names=True),
        _C("broader", pattern=_ID),
        _C("scheme", True),
        _C("code"),
        _C("source", True),
    ),
    "regions": (
        _C("id", True, _ID),
        _C("hans", True, names=True),
        _C("hant", True, names=True),
        _C("en"),
        _C("names", names=True),
        _C("weak", names=True),
        _C("short", pattern=r"."),
        _C("part_of", pattern=_ID),
        _C("level", True),
        _C("code"),
        _C("valid_from", pattern=_DATE),
        _C("valid_to", pattern=_DATE),
        _C("source", True),
    ),
    # What an industry's name may end in, and the concept a name the scheme lacks is placed under.
    "industry_heads": (
        _C("suffix", True, names=True),
        _C("head", True, _ID),
        _C("most", True, r"\d"),
        _C("proof", True, r"noun|thing|kind|reason"),
        _C("note"),
    ),
    # Every other word a rule looks for: what it is, its class, and why it is there.
    "words": (_C("word", True, names=True), _C("class", True, r"[a-z]\w*"), _C("note")),
    # Reporting words: how they attribute (see ontology/README.md).
    "cues": (_C("cue", True, names=True), _C("kind", True, r"[a-z_]+"), _C("act", pattern=r"[a-z]*"), _C("note")),
    "organizations": (_C("name", True, names=True), _C("names", names=True), _C("kind", True, r"[a-z_]+"), _C("note")),
    "organization_suffixes": (_C("suffix", True, names=True), _C("kind", True, r"[a-z_]+"), _C("note")),
    "roles": (_C("role", True, names=True), _C("kind", True, r"[a-z_]+"), _C("note")),
    "surnames": (_C("surname", True), _C("kind", True, r"[a-z_]+"), _C("weight", True, _LOG), _C("note")),
    "name_characters": (
        _C("character", True, r"."),
        *(_C(n, True, _LOG) for n in ("single", "first", "last", "foreign")),
    ),
    "publishers": (_C("name", True, names=True), _C("names", names=True), _C("script"), _C("note")),
    # Industry-region links: named patterns over a sentence, and the word classes they speak of (see README.md).
    "link_patterns": (
        _C("name", True, r"[a-z_]+"),
        _C("kind", True, r"direct|scope|setting|clause|stop|predicate|near|topic|told|barred|continuing"),
        _C("pattern", True),
        _C("note", True),
    ),
    "link_words": (_C("word", True), _C("class", True, r"[a-z_]+"), _C("note")),
    # Numerals and units: what a word is worth; words of time: how far from the day of publication.
    "units": (
        _C("word", True),
        _C("kind", True, _NUMBER_KINDS),
        _C("base"),
        _C("factor", pattern=r"\d*(\.\d+)?"),
        _C("note"),
    ),
    "times": (
        _C("word", True),
        _C("kind", True, r"year|month|day|era|era_evidence|not_before|not_after"),
        _C("value", pattern=r"-?\d+"),
        _C("note"),
    ),
    # Signs for the parts of letters that PDF files put where the letters should be.
    "radicals": (_C("radical", True, "[\u2e80-\u2eff]"), _C("letter", True, "[\u3400-\u9fff]"), _C("note")),
    # What a claim does and how far it commits: words in its cue and in its content.
    "acts": (
        _C("word", True),
        _C("class", True, r"target|forecast|commitment|appeal|denial|denied|hedged|nothing|refers_back"),
        _C("note"),
    ),
    # What each rule holds, for ``kg explain``; a rule that ends in a full stop speaks for all that begin so.
    "fields": (_C("field", True, r"text|name|title|publisher|published"), _C("name", True), _C("note")),
    "rules": (_C("rule", True, r"[a-z_]+\.[a-z_]*"), _C("says", True)),
    # Precision of each rule on the gold, written by ``kg eval --calibrate``.
    "confidence": (
        _C("rule", True, r"[a-z0-9_.\-]+"),
        _C("precision", True, r"[01](\.\d+)?"),
        _C("support", True, r"\d+"),
    ),
}
"""Every table and its columns; a table file that is missing counts as empty."""

SOUGHT = frozenset(
    (
        "authority", "cue_blocker", "document_head", "event_end", "group_barred", "group_head", "industry_blocker",
        "meeting_head", "name_part", "org_short", "people_end", "pronoun_party", "pronoun_person", "region_blocker",
        "rule_head",
    )
)  # fmt: skip
"""Classes of ``words`` that rules look for by place; the others they use as patterns. ``post_of_NAME`` are, too."""

POST_OF = "post_of_"
