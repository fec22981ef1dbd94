"""What a reader remembers at one place of a document: who spoke, and whom and what the newspaper has named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kg import script
from kg.extract.claims import lexicon
from kg.model import Tenure
from kg.vocabulary import Vocabulary

__all__ = ["Memory", "Who"]

_ONE_OF_THEM = lexicon.expression("<one_of_them>|[^、和与及等]*<single_post>$")


@dataclass(frozen=True, slots=True)
class Who:
    """A speaker with his fullest name in the document."""

    name: str
    kind: str
    reason: str = ""
    single: bool = False
    """One person without a name, by his post."""


@dataclass(slots=True)
class Memory:
    """What a reader remembers at one place of the document: built up passage by passage."""

    vocabulary: Vocabulary
    tenures: Mapping[str, Sequence[Tenure]] = field(default_factory=dict)
    """Of every person of the document."""
    page: str = ""
    """The document's text, folded."""
    persons: list[str] = field(default_factory=list)
    """Persons in the order they spoke or the newspaper spoke of them."""
    bodies: list[str] = field(default_factory=list)
    """Bodies in the order the document names them."""
    parties: list[Who] = field(default_factory=list)
    """Speakers in the order they spoke."""
    titles: list[str] = field(default_factory=list)
    titled: int = -2
    """The passage that holds the last of them."""
    meetings: list[str] = field(default_factory=list)
    convened: list[str] = field(default_factory=list)
    """Meetings the document tells of as taking place."""
    interviewed: Who | None = None
    """Whose answers the page says it prints."""
    nameless: dict[str, Who] = field(default_factory=dict)
    """Single speakers without a name (一位分析師, 該公司負責人): 他 may mean them too; they stand among the persons."""

    def spoke(self, who: Who) -> None:
        """Note a speaker."""
        self.parties.append(who)
        if who.kind == "Person":
            self.persons.append(who.name)
        elif who.kind == "Group" and (who.single or _ONE_OF_THEM(self.vocabulary).match(script.fold(who.name))):
            self.nameless[who.name] = who
            self.persons.append(who.name)
