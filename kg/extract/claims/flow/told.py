"""Evidence that the newspaper tells a sentence itself: a unit and the state of the reading in; a weight and why out."""

from __future__ import annotations

import re

from kg import script
from kg.extract.claims import lexicon
from kg.extract.claims.flow.state import State
from kg.extract.claims.parts import Scene, Unit
from kg.extract.claims.sources import subject
from kg.vocabulary import Vocabulary

__all__ = ["asks", "background", "credit", "date", "narrator", "tells", "told_of", "told_of_place"]

_MEMORY = 400
"""How many letters back a reader still has in mind."""
_YEAR = re.compile(r"\d{4}年(?!\d)")
_DATE = re.compile(r"(?:\d{4}年)?(?:\d{1,2}月|\d{1,2}日|\d{1,2}[时点])")
_NARRATOR = lexicon.expression("<narrator_opening>")
_NARRATOR_PERHAPS = lexicon.expression("<narrator_may_open>")
_NARRATOR_MARK = lexicon.expression("<narrator_mark>")
_ASKER = lexicon.expression("<asker_end>")
_TURNS = lexicon.expression("[^，。]{0,2}<turns_to>")
_NARRATIVE = lexicon.expression("<narrative_verb>")
_POINTS_BACK = lexicon.expression("<points_back>")
_RATES = lexicon.expression("<rating>")
_LEADS = re.compile(r"[而但\s]+")
_BRINGS_IN = lexicon.expression("(?:<carry_opening>，?)?<brings_in>")
_FOUNDED = lexicon.expression("<founded>[^，。]{0,4}[0-9]{4}年|[0-9]{4}年[^，。]{0,6}<founding>|<seated>")
_JOINED = re.compile(r"[、及和与]")
_SAYS = 12
"""Letters between people and what they say: 多家券商人士也向記者證實了."""
_LABEL = 10
"""Letters of a label before a question."""
_CREDIT = re.compile(r"[（(【〔◆▲▼●■]")


def narrator(scene: Scene, unit: Unit, state: State, vocabulary: Vocabulary) -> tuple[int, str]:
    """據悉, 記者了解到, 連日來: the newspaper takes up its own story."""
    if opened := _NARRATOR(vocabulary).match(scene.reading.folded, unit.start):
        return -4, f"opens with {opened.group()}"
    may = _NARRATOR_PERHAPS(vocabulary).match(scene.reading.folded, unit.start)
    weight = (
        -1 if state.who.kind in ("Person", "Meeting") else -3
    )  # figures and bodies are cited, and the story goes on
    return (weight, f"may be told: {may.group()}") if may else (0, "")


def credit(scene: Scene, unit: Unit, state: State, vocabulary: Vocabulary) -> tuple[int, str]:
    """（記者…攝）, （完）, 【編輯…】: signs of the page, not words said."""
    text = scene.reading.folded[unit.start : unit.end]
    if not unit.start and _ASKER(vocabulary).search(text[:_LABEL]):
        return -9, "a question of the newspaper"
    return (-9, "a credit") if _CREDIT.match(text) or not re.search(r"[\u3400-\u9fff]{2}", text) else (0, "")


def told_of(scene: Scene, unit: Unit, state: State, vocabulary: Vocabulary) -> tuple[int, str]:
    """A sentence about the speaker, or one that brings in somebody else, is told and not said."""
    who = subject.before(scene, unit, unit.start, min(unit.end, unit.start + 40), vocabulary, first=True)
    if who is None or who.start - unit.start > 12:
        return 0, ""
    text = scene.reading.folded
    phrase = text[who.start : who.end]
    first = not _LEADS.sub("", text[unit.start : who.start])
    name, speaker = script.fold(who.name), script.fold(state.who.name)
    if who.kind == "Pronoun" and first and _POINTS_BACK(vocabulary).match(text, who.start):
        rates = _RATES(vocabulary).search(text, unit.start, unit.end)  # 該行維持「買入」評級: what brokers say
        told = state.who.kind == "Organization" and not rates
        return (-4, "a sentence about the speaker") if told else (0, "")
    if who.kind == "Paper":
        return -4, "a sentence about the newspaper"
    if name == speaker or phrase in speaker:
        return (-4, "a sentence about the speaker") if first or who.kind == "Person" else (-2, "names the speaker")
    if who.kind == "Him" and state.who.kind == "Person" and first:
        before = scene.sources_in(unit.start - _MEMORY, unit.start)
        others = {s.name for s in before if s.kind == "Person"} - {state.who.name}
        return (0, "") if any(script.fold(n) in state.words for n in others) else (-3, "tells of him")
    if who.kind == "Him" and first and state.who.kind in ("Organization", "Document"):
        return -4, "somebody else speaks"
    if who.kind == "Person" and first and "，" in text[who.end : who.end + 5]:
        return -4, "somebody else speaks"
    turns = _TURNS(vocabulary).match(text, who.end)
    if who.kind in ("Person", "Organization", "Group") and turns:
        return -4, f"turns to somebody else with {turns.group()}"
    if who.kind == "Group" and first and any(c.kind == "speech" for c in scene.cues_in(who.end, who.end + _SAYS)):
        return -4, "somebody else speaks"
    if who.kind == "Person" and any(c.start - who.end <= 2 for c in scene.cues_in(who.end, unit.end)):
        return -4, "somebody else speaks"
    if who.kind == "Person":
        acts = _NARRATIVE(vocabulary).search(text, who.end, min(unit.end, who.end + 40))
        return (-4, "tells what somebody else did") if acts else (-1, "a sentence about somebody else")
    if who.kind == "Document" and "《" in who.name and first:
        return -4, "a sentence about a paper"
    if who.kind == "Group" and _BRINGS_IN(vocabulary).fullmatch(text, unit.start, who.start):
        return -4, "brings in others"
    if who.kind == "Meeting" or (who.kind == "Group" and (first or _JOINED.match(text, who.start - 1))):
        return -1, "a sentence about others"
    return 0, ""


def told_of_place(scene: Scene, unit: Unit, state: State, vocabulary: Vocabulary) -> tuple[int, str]:
    """北嶺提出……。圍繞這一目標，北嶺今年……: a place that speaks does not name itself again."""
    name = script.fold(state.who.name)
    source = state.statement.source
    if source is None or source[1].kind != "Region" or scene.reading.index != state.passage or state.direct:
        return 0, ""
    at = scene.reading.folded.find(name, unit.start, min(unit.end, unit.start + 24))
    opens = at == unit.start or (at > 0 and scene.reading.folded[at - 1] in "，、")
    return (-3, "names the speaker") if opens else (0, "")


def background(scene: Scene, unit: Unit, state: State, vocabulary: Vocabulary) -> tuple[int, str]:
    """某廠成立於1998年，總部位於……: what a newspaper tells of a body it has just named."""
    if scene.reading.index != state.passage or not _FOUNDED(vocabulary).search(
        scene.reading.folded, unit.start, unit.end
    ):
        return 0, ""
    return -3, "tells when a body was founded, or where it sits"


def tells(scene: Scene, unit: Unit, state: State, vocabulary: Vocabulary) -> tuple[int, str]:
    """紛紛, 當天, 隨後 in the first clause: events in their order, as a newspaper tells them."""
    clause = re.split(r"[，,]", scene.reading.folded[unit.start : unit.end], maxsplit=1)[0]
    m = _NARRATOR_MARK(vocabulary).search(clause)
    return (-2, f"tells with {m.group()}") if m else (0, "")


def asks(scene: Scene, unit: Unit, state: State, vocabulary: Vocabulary) -> tuple[int, str]:
    """那麼，貨源能否跟上？: behind reported words the newspaper puts the next question."""
    question = scene.reading.folded[unit.start : unit.end].rstrip().endswith(("？", "?"))
    weight = -1 if state.who.kind == "Person" else -3  # a person may ask it himself
    return (weight, "a question") if question and not state.direct else (0, "")


def date(scene: Scene, unit: Unit, state: State, vocabulary: Vocabulary) -> tuple[int, str]:
    """A sentence that opens with a date tells a story."""
    if _YEAR.match(scene.reading.folded, unit.start):
        return (-1, "opens with a year") if state.direct or scene.reading.index != state.passage else (0, "")
    return (-2, "opens with a date") if _DATE.match(scene.reading.folded, unit.start) else (0, "")
