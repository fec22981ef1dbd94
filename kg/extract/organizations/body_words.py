"""The words and kinds by which organisations' names are told.

Takes the Vocabulary and a Reading's hits. Never decides what is a name.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from kg import script
from kg.extract.records import Reading
from kg.vocabulary import Term, Vocabulary

__all__ = ["COMPANIES", "HAS_UNITS", "INSTITUTIONS", "SuffixWords", "suffix_words", "suffixes"]

_SUFFIXES = "organization_suffixes"
HAS_UNITS = frozenset(("state", "government"))
"""Kinds whose own departments follow them: 市委|宣傳部."""
COMPANIES = frozenset(("company", "legal", "firm", "brand", "brand_weak"))
INSTITUTIONS = HAS_UNITS | {"school", "research", "party", "international", "hospital", "legislature", "court"}
"""Kinds whose departments bear their name: 國家發展改革委|產業司, 政大|勞工所."""


@dataclass(frozen=True)
class SuffixWords:
    """The tables' words that this rule and its neighbours look for."""

    stop: frozenset[str]
    inner: frozenset[str]
    generic: frozenset[str]
    national: frozenset[str]
    posts: frozenset[str]
    fillers: frozenset[str]
    joins: frozenset[str]
    seat_prefixes: frozenset[str]
    """Before the place: 中共|廣東省|委."""
    goes_on: frozenset[str]
    """Words after 農業, 科技 … that show it to be the field and no brand: 農業發展."""
    bureau: frozenset[str]
    """Last characters of the bodies that a post or a reporting word right after them names: 環保局長, 都發局回應."""
    before: frozenset[str]
    """Prepositions that a coined word is cut with: 从|某某科技."""
    key: frozenset[str]
    """A key laboratory has its field before 全國重點: 多模態人工智能系統全國重點實驗室."""
    heads: frozenset[str]
    """What says that a company's name follows: 巨頭|某某集團."""
    bilateral: frozenset[str]
    """Two countries, and no brand: 中非, 中歐."""
    branches: frozenset[str]
    """What a place alone is no name of: 美國|辦公室."""
    vague: frozenset[str]
    """Kinds of kinds: 有關, 當地. No society is known by one of them."""
    shared: frozenset[str]
    """Bodies that a place has many of: 辦公室, 管理局."""


@cache
def suffix_words(vocabulary: Vocabulary) -> SuffixWords:
    return SuffixWords(
        vocabulary.words("org_stop"),
        vocabulary.words("org_inner"),
        vocabulary.words("org_generic"),
        vocabulary.words("org_national"),
        frozenset(script.fold(r["role"]) for r in vocabulary.rows["roles"]),
        vocabulary.words("org_filler"),
        vocabulary.words("org_join"),
        vocabulary.words("seat_prefix"),
        vocabulary.words("brand_goes_on"),
        vocabulary.words("org_bureau"),
        vocabulary.words("org_preposition"),
        vocabulary.words("org_key"),
        vocabulary.words("org_head"),
        vocabulary.words("bilateral"),
        vocabulary.words("org_branch"),
        vocabulary.words("org_vague"),
        vocabulary.words("org_shared"),
    )


def suffixes(reading: Reading) -> dict[int, tuple[int, str]]:
    """Start of each word of the suffix table in a text → the end of the longest there and its kind."""
    return {start: (end, _kind(term)) for start, end, term in reading.hits(_SUFFIXES)}


@cache
def _kind(term: Term) -> str:
    return term.of(_SUFFIXES)[-1]["kind"]
