"""Evidence that a sentence is the last speaker's: a unit and the state of the reading in; a weight and why out."""

from __future__ import annotations

import re
from functools import lru_cache

from kg import script, segment
from kg.extract.claims import lexicon
from kg.extract.claims.flow.state import State
from kg.extract.claims.parts import Scene, Unit
from kg.extract.claims.patterns import lists
from kg.vocabulary import Vocabulary

__all__ = [
    "announced",
    "announced_list",
    "body_goes_on",
    "deixis",
    "enumeration",
    "first_person",
    "interview",
    "opening",
    "topic",
]

_MEMORY = 400
"""How many letters back a reader still has in mind."""
_CLAUSE = re.compile("[^，。；：！？、]+")
_ITEM = re.compile(r"\s*(?:[（(]?[0-9a-zA-Z一二三四五六七八九十]{1,2}[)）.．、]|[•·◆●■▪-])")
_COUNTED = re.compile(r"[一二三]、|[一二两三四五六七八九十](?:[项大点个条方][^。]{0,40}。?$)")
"""Points numbered, or their number given: 兩項關鍵策略."""
_FIRST_PERSON = lexicon.expression("<first_person>")
_DEIXIS = lexicon.expression("<person_deixis>")
_NEXT_ITEM = lexicon.expression("<next_item>")
_ITEM_WORD = lexicon.expression("<item_word>")
_OPENING = lexicon.expression("<carry_opening>")
_ASPECT = lexicon.expression("[在从以就]?[^，。]{1,12}(?:<aspect_end>)，")
_OTHERS_LINE = re.compile(r"[^，。：:！？\s“「]{1,8}[：:]")
"""A label and a colon: the next question or another guest of an interview."""


def first_person(scene: Scene, unit: Unit, state: State, vocabulary: Vocabulary) -> tuple[int, str]:
    """我, 我們, 咱: only he can say that, once his words stand without quotation marks."""
    if state.direct or scene.reading.index != state.passage:
        return 0, ""
    if not _FIRST_PERSON(vocabulary).search(scene.reading.folded, unit.start, unit.end):
        return 0, ""
    bodies = state.who.kind in ("Organization", "Document")  # a newspaper has a country too: 我國
    words = vocabulary.words("first_person") - (vocabulary.words("our_country") if bodies else frozenset())
    said = next((w for w in segment.cut(scene.reading.folded[unit.start : unit.end]) if w in words), "")
    return (4, f"{said} is the speaker") if said else (0, "")


def enumeration(scene: Scene, unit: Unit, state: State, vocabulary: Vocabulary) -> tuple[int, str]:
    """第二、……: the next item of what he was listing, in a new paragraph too."""
    text = scene.reading.folded
    further = lists.opens_point(text, unit.start, vocabulary) or _NEXT_ITEM(vocabulary).match(text, unit.start)
    if _is_by_field(scene, unit, state, vocabulary):
        return 4, "the next field of a paper's measures"
    if state.direct or not further:
        return 0, ""
    listed = _COUNTED.search(state.words) or _ITEM_WORD(vocabulary).search(state.words)
    return (4, "the next item of a list") if listed else (0, "")


def _is_by_field(scene: Scene, unit: Unit, state: State, vocabulary: Vocabulary) -> bool:
    """在要素保障方面，……: of measures whose number was announced, by somebody who is no person."""
    told = state.statement.rule == lists.RULE and state.who.kind not in ("Person", "Group")
    return told and lists.opens_field(scene.reading.folded, unit.start, vocabulary)


def announced_list(scene: Scene, unit: Unit, state: State, vocabulary: Vocabulary) -> tuple[int, str]:
    """……如下： opens a list; the items that follow are its content, each a line of its own."""
    listing = state.listing or state.words.rstrip().endswith(("：", ":"))
    item = scene.reading.passage.kind == "item" or _ITEM.match(scene.reading.passage.text, unit.start)
    return (6, "an item of the list he announced") if listing and item else (0, "")


def announced(scene: Scene, unit: Unit, state: State, vocabulary: Vocabulary) -> tuple[int, str]:
    """他表示： at a paragraph's end: the next paragraph is what he said; 從以下方面發力： it is what he means."""
    if state.words == "：" and state.statement.rule == lists.RULE:
        first = lists.opens_point(scene.reading.folded, unit.start, vocabulary)
        first = first or _is_by_field(scene, unit, state, vocabulary)
        return (6, "the first of the points") if first else (-9, "no point follows")
    if state.words == "：":
        return 6, "announced by a colon"
    opens = not state.direct and not state.listing and state.words.endswith("：")
    return (4, "announced by a colon") if opens and scene.reading.index == state.passage + 1 else (0, "")


def interview(scene: Scene, unit: Unit, state: State, vocabulary: Vocabulary) -> tuple[int, str]:
    """An answer in an interview is its whole paragraph, and goes on to the next question or name."""
    if not state.answers:
        return 0, ""
    if scene.reading.index != state.passage and _OTHERS_LINE.match(scene.reading.folded):
        return -9, "a line of somebody else"
    return (6, "an answer goes on") if scene.reading.index != state.passage else (5, "the answer's own paragraph")


def opening(scene: Scene, unit: Unit, state: State, vocabulary: Vocabulary) -> tuple[int, str]:
    """同時, 其中, 因此, 如果: an opening that ties a sentence to the one before."""
    m = _OPENING(vocabulary).match(scene.reading.folded, unit.start)
    return (1, f"opens with {m.group()}") if m else (0, "")


def deixis(scene: Scene, unit: Unit, state: State, vocabulary: Vocabulary) -> tuple[int, str]:
    """我們, 要, 應: he speaks of himself or of what should be done."""
    first = re.split(r"[，,]", scene.reading.folded[unit.start : unit.end], maxsplit=1)[0]
    may = _DEIXIS(vocabulary).search(first)
    said = vocabulary.words("person_deixis").intersection(segment.cut(first)) if may else ()
    return (1, "speaks of what should be done") if said else (0, "")


def topic(scene: Scene, unit: Unit, state: State, vocabulary: Vocabulary) -> tuple[int, str]:
    """Shared content words: still the same matter."""
    before = state.words[-_MEMORY:]
    now = scene.reading.words.between(unit.start, unit.end)
    again = {t.word for t in now if t.tag[0] == "n" and len(t.word) > 1 and t.word in before}
    shared = again & set().union(*map(_nouns, _CLAUSE.findall(before))) if again else again
    return (1, f"still about {min(shared)}") if shared else (0, "")


def body_goes_on(scene: Scene, unit: Unit, state: State, vocabulary: Vocabulary) -> tuple[int, str]:
    """Between two paragraphs of one body's words stands a third: agencies report an authority so, but not a person.

    A person only where he alone speaks on the page, as at a press conference, or
    where the paragraph opens with an aspect of what he says (在畜禽方面，……).
    A paragraph that names the body tells of it.
    """
    coming, now = script.fold(state.next_speaker), script.fold(state.who.name)
    same = coming and (now.endswith(coming) or coming.endswith(now))
    aspect = _ASPECT(vocabulary).match(scene.reading.folded, unit.start)
    alike = state.who.kind == "Organization" or state.sole or aspect
    told = now in scene.reading.folded[unit.start : unit.end] or (state.sole and _names_others(scene, now))
    if same and not told and not state.direct and alike and scene.reading.index != state.passage:
        return 3, "the same speaks before and after"
    return 0, ""


def _names_others(scene: Scene, name: str) -> bool:
    """Whether the paragraph is about further persons: the newspaper tells of them."""
    return any(s.kind == "Person" and script.fold(s.name) != name for s in scene.sources)


@lru_cache(maxsize=128)
def _nouns(clause: str) -> frozenset[str]:
    """Those of a clause: no word lies across its marks, and the next sentences ask again."""
    return frozenset(w for w, tag in segment.tags(clause) if tag[0] == "n" and len(w) > 1)
