"""Phrases that point back: 該負責人, 上述機構, 後者; a source and what was read so far in, whom it means out.

Never guesses a name: where nobody before fits, the phrase stays what it is.
"""

from __future__ import annotations

from kg import script
from kg.extract.claims import lexicon
from kg.extract.claims.memory import Memory, Who
from kg.extract.claims.parts import Scene, Source
from kg.extract.records import Reading
from kg.vocabulary import Vocabulary

__all__ = ["antecedent", "find"]

_POINTS_BACK = lexicon.expression("<points_back>")
_POINTING = lexicon.expression("<points_back><pointed_body|people_end|group_head|pointed_person>")
_OF_TWO = lexicon.expression("<of_two>")


def find(reading: Reading, ends: frozenset[int], vocabulary: Vocabulary) -> list[Source]:
    """The pointing phrases of a passage: a word that points and a noun for people or for a body, up to a word's end.

    >>> from kg.extract.reading import pair
    >>> from kg.extract.tokens import of
    >>> from kg.model import Passage
    >>> from kg.vocabulary import load
    >>> text = "上述机构认为，该负责人知情。"
    >>> r = Reading(Passage("d", 0, "paragraph", text, range(len(text))), text, {}, of(text), pair(text), ())
    >>> [s.name for s in find(r, frozenset(range(15)), load())]
    ['上述机构', '该负责人']
    """
    text = reading.passage.text
    found = [m.span() for m in _POINTING(vocabulary).finditer(reading.folded)]
    found += [m.span() for m in _OF_TWO(vocabulary).finditer(reading.folded)]
    return [Source(start, end, "Pronoun", text[start:end], "pointing") for start, end in sorted(found) if end in ends]


def antecedent(source: Source, scene: Scene, memory: Memory) -> Who | None:
    """Whoever a pointing phrase means.

    後者 is the second of the two named in the sentence before; 該公司 the body that
    spoke last, else was named last; 該人士 the nameless one called so, else
    whoever spoke last and is no body.
    """
    words, phrase = memory.vocabulary, scene.reading.folded[source.start : source.end]
    if phrase in words.words("of_two"):
        return _of_two(source, scene, words)
    reason = f"{source.name} points back"
    if phrase in words.words("pronoun_people"):
        people = [w.name for w in memory.parties if w.kind == "Group"]
        people += [s.name for s in scene.sources_in(0, source.start) if s.kind == "Group"]
        return Who(people[-1], "Group", reason) if people else None
    opened = _POINTS_BACK(words).match(phrase)
    noun = phrase[opened.end() :] if opened else ""
    if noun in words.words("pointed_body"):
        spoke = next((w for w in reversed(memory.parties) if w.kind == "Organization"), None)
        named = [s.name for s in scene.sources_in(0, source.start) if s.kind == "Organization"] or memory.bodies
        return spoke or (Who(named[-1], "Organization", reason) if named else None)
    if not noun:
        return memory.parties[-1] if memory.parties else None
    called = [w for w in reversed(memory.parties) if w.kind == "Group" and script.fold(w.name).endswith(noun)]
    titled = [w for w in reversed(memory.parties) if _holds(w, noun, memory)]
    others = [w for w in reversed(memory.parties[-2:]) if w.kind in ("Person", "Group")]
    for found in (titled, called, others):
        if found:
            return Who(found[0].name, found[0].kind, reason)
    return Who(source.name, "Group")


def _holds(who: Who, noun: str, memory: Memory) -> bool:
    """Whether a speaker is a person whose post ends so: 該教授."""
    held = memory.tenures.get(who.name, ())
    return who.kind == "Person" and any(script.fold(t.role).endswith(noun) for t in held)


def _of_two(source: Source, scene: Scene, vocabulary: Vocabulary) -> Who | None:
    """前者, 後者: of the two persons or bodies the sentence before names."""
    first = scene.reading.folded[source.start : source.end][0] in vocabulary.words("former")
    for unit in reversed([u for u in scene.units if u.start < source.start]):
        for kind in ("Person", "Organization", "Group"):
            named = dict.fromkeys(
                s.name for s in scene.sources_in(unit.start, min(unit.end, source.start)) if s.kind == kind
            )
            if len(named) == 2:
                return Who(list(named)[0 if first else 1], kind, f"{source.name} is one of the two named before")
    return None
