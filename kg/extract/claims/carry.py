"""How far a statement goes: one more sentence and the state of the reading in; whether it carries on, and why, out.

Each piece of evidence is a function with a weight; the sentence carries on
where the sum is above zero. Anyone can argue with the list.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from kg import script, segment
from kg.extract.claims import lexicon, lists, subject
from kg.extract.claims.identity import Who
from kg.extract.claims.parts import Piece, Scene, Unit
from kg.extract.claims.statement import Statement
from kg.vocabulary import Vocabulary

__all__ = ["EVIDENCE", "State", "goes_on", "is_doubtful", "speaks_on"]


@dataclass(slots=True)
class State:
    """The statement that may go on."""

    statement: Statement
    passage: int
    direct: bool
    """Its last words stood in quotation marks that are closed."""
    words: str
    """Its words so far, folded; ``：`` where they are only announced."""
    open: bool = False
    """Its last quotation was left open."""
    answers: bool = False
    """It began with a name and a colon, as answers in an interview do."""
    listing: bool = False
    """A list he announced is being read."""
    next_speaker: str = ""
    """Who speaks next in the document, as far as a name says so."""
    doubtful: list[Piece] = field(default_factory=list)
    """Sentences that may be told: his after all where he plainly speaks on behind them."""

    @property
    def who(self) -> Who:
        """Whose words they are."""
        return self.statement.who


Judge = Callable[[Scene, Unit, State, Vocabulary], tuple[int, str]]
_MEMORY = 400
"""How many letters back a reader still has in mind."""
_YEAR = re.compile(r"\d{4}年(?!\d)")
_DATE = re.compile(r"(?:\d{4}年)?(?:\d{1,2}月|\d{1,2}日|\d{1,2}[时点])")
_ITEM = re.compile(r"\s*(?:[（(]?[0-9a-zA-Z一二三四五六七八九十]{1,2}[)）.．、]|[•·◆●■▪-])")
_COUNTED = re.compile(r"[一二三]、|[一二两三四五六七八九十](?:[项大点个条方][^。]{0,40}。?$)")
"""Points numbered, or their number given: 兩項關鍵策略."""
_OTHERS_LINE = re.compile(r"[^，。：:！？\s“「]{1,8}[：:]")
"""A label and a colon: the next question or another guest of an interview."""
_LEADS = re.compile(r"[而但\s]+")
_JOINED = re.compile(r"[、及和与]")
_DOUBTFUL = -2
_LABEL = 10
"""Letters of a label before a question."""
_CREDIT = re.compile(r"[（(【〔◆▲▼●■]")


def goes_on(scene: Scene, unit: Unit, state: State, vocabulary: Vocabulary) -> tuple[bool, tuple[str, ...]]:
    """Whether a sentence without an attribution of its own still belongs to the last speaker."""
    judged = [judge(scene, unit, state, vocabulary) for judge in EVIDENCE]
    return sum(weight for weight, _ in judged) > 0, tuple(f"{why} {weight:+d}" for weight, why in judged if weight)


def is_doubtful(scene: Scene, unit: Unit, state: State, vocabulary: Vocabulary) -> bool:
    """Whether a sentence that does not go on by itself may still be his: nothing weighty speaks against it."""
    if scene.reading.index != state.passage or state.direct:
        return False
    return sum(weight for weight, _ in (judge(scene, unit, state, vocabulary) for judge in EVIDENCE)) >= _DOUBTFUL


def speaks_on(scene: Scene, unit: Unit, vocabulary: Vocabulary) -> bool:
    """Whether a sentence opens with what should be done or what his side will do: 要……, 中方願……."""
    return lexicon.opens(vocabulary, "speaks_on").match(scene.reading.folded, unit.start) is not None


def place(scene: Scene, unit: Unit, state: State, vocabulary: Vocabulary) -> tuple[int, str]:
    """Reported speech goes on inside its paragraph; a closed quotation and a paragraph's end close it."""
    if scene.reading.index != state.passage:
        return -3, "a new paragraph"
    if state.direct:
        return -2, "the quotation is closed"
    return 2, "the same paragraph"


def narrator(scene: Scene, unit: Unit, state: State, vocabulary: Vocabulary) -> tuple[int, str]:
    """據悉, 記者了解到, 連日來: the newspaper takes up its own story."""
    if opened := lexicon.opens(vocabulary, "narrator_opening").match(scene.reading.folded, unit.start):
        return -4, f"opens with {opened.group()}"
    may = lexicon.opens(vocabulary, "narrator_may_open").match(scene.reading.folded, unit.start)
    return (-1, f"may be told: {may.group()}") if may else (0, "")


def credit(scene: Scene, unit: Unit, state: State, vocabulary: Vocabulary) -> tuple[int, str]:
    """（記者…攝）, （完）, 【編輯…】: signs of the page, not words said."""
    text = scene.reading.folded[unit.start : unit.end]
    if not unit.start and lexicon.opens(vocabulary, "asker_end").search(text[:_LABEL]):
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
    if who.kind == "Paper":
        return -4, "a sentence about the newspaper"
    if name == speaker or phrase in speaker:
        return (-4, "a sentence about the speaker") if first or who.kind == "Person" else (-2, "names the speaker")
    if who.kind == "Him" and state.who.kind == "Person" and first:
        before = scene.sources_in(unit.start - _MEMORY, unit.start)
        others = {s.name for s in before if s.kind == "Person"} - {state.who.name}
        return (0, "") if any(script.fold(n) in state.words for n in others) else (-3, "tells of him")
    if who.kind == "Person" and first and "，" in text[who.end : who.end + 5]:
        return -4, "somebody else speaks"
    turns = lexicon.within(vocabulary, "turns_to", before="[^，。]{0,2}").match(text, who.end)
    if who.kind in ("Person", "Organization", "Group") and turns:
        return -4, f"turns to somebody else with {turns.group()}"
    if who.kind == "Person":
        acts = lexicon.within(vocabulary, "narrative_verb").search(text, who.end, min(unit.end, who.end + 40))
        return (-4, "tells what somebody else did") if acts else (-1, "a sentence about somebody else")
    if who.kind == "Document" and "《" in who.name and first:
        return -4, "a sentence about a paper"
    if who.kind == "Group" and text[unit.start : who.start] in vocabulary.words("brings_in"):
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


def tells(scene: Scene, unit: Unit, state: State, vocabulary: Vocabulary) -> tuple[int, str]:
    """紛紛, 當天, 隨後 in the first clause: events in their order, as a newspaper tells them."""
    clause = re.split(r"[，,]", scene.reading.folded[unit.start : unit.end], maxsplit=1)[0]
    m = lexicon.within(vocabulary, "narrator_mark").search(clause)
    return (-2, f"tells with {m.group()}") if m else (0, "")


def first_person(scene: Scene, unit: Unit, state: State, vocabulary: Vocabulary) -> tuple[int, str]:
    """我, 我們, 咱: only he can say that, once his words stand without quotation marks."""
    if state.direct or scene.reading.index != state.passage:
        return 0, ""
    words = vocabulary.words("first_person")
    said = next((w for w in segment.cut(scene.reading.folded[unit.start : unit.end]) if w in words), "")
    return (4, f"{said} is the speaker") if said else (0, "")


def date(scene: Scene, unit: Unit, state: State, vocabulary: Vocabulary) -> tuple[int, str]:
    """A sentence that opens with a date tells a story."""
    if _YEAR.match(scene.reading.folded, unit.start):
        return (-1, "opens with a year") if state.direct or scene.reading.index != state.passage else (0, "")
    return (-2, "opens with a date") if _DATE.match(scene.reading.folded, unit.start) else (0, "")


def enumeration(scene: Scene, unit: Unit, state: State, vocabulary: Vocabulary) -> tuple[int, str]:
    """第二、……: the next item of what he was listing, in a new paragraph too."""
    text = scene.reading.folded
    further = lists.opens_point(text, unit.start, vocabulary) or lexicon.opens(vocabulary, "next_item").match(
        text, unit.start
    )
    listed = _COUNTED.search(state.words) or lexicon.within(vocabulary, "item_word").search(state.words)
    return (4, "the next item of a list") if further and listed and not state.direct else (0, "")


def announced_list(scene: Scene, unit: Unit, state: State, vocabulary: Vocabulary) -> tuple[int, str]:
    """……如下： opens a list; the items that follow are its content, each a line of its own."""
    listing = state.listing or state.words.rstrip().endswith(("：", ":"))
    item = scene.reading.passage.kind == "item" or _ITEM.match(scene.reading.passage.text, unit.start)
    return (6, "an item of the list he announced") if listing and item else (0, "")


def announced(scene: Scene, unit: Unit, state: State, vocabulary: Vocabulary) -> tuple[int, str]:
    """他表示： at a paragraph's end: the next paragraph is what he said; 從以下方面發力： it is what he means."""
    if state.words == "：" and state.statement.rule == lists.RULE:
        first = lists.opens_point(scene.reading.folded, unit.start, vocabulary)
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
    return (4, "an answer goes on") if scene.reading.index != state.passage else (5, "the answer's own paragraph")


def opening(scene: Scene, unit: Unit, state: State, vocabulary: Vocabulary) -> tuple[int, str]:
    """同時, 其中, 因此, 如果: an opening that ties a sentence to the one before."""
    m = lexicon.opens(vocabulary, "carry_opening").match(scene.reading.folded, unit.start)
    return (1, f"opens with {m.group()}") if m else (0, "")


def deixis(scene: Scene, unit: Unit, state: State, vocabulary: Vocabulary) -> tuple[int, str]:
    """我們, 要, 應: he speaks of himself or of what should be done."""
    first = re.split(r"[，,]", scene.reading.folded[unit.start : unit.end], maxsplit=1)[0]
    said = vocabulary.words("person_deixis").intersection(segment.cut(first))
    return (1, "speaks of what should be done") if said else (0, "")


def topic(scene: Scene, unit: Unit, state: State, vocabulary: Vocabulary) -> tuple[int, str]:
    """Shared content words: still the same matter."""
    shared = _content(scene.reading.folded[unit.start : unit.end]) & _content(state.words[-_MEMORY:])
    return (1, f"still about {min(shared)}") if shared else (0, "")


def body_goes_on(scene: Scene, unit: Unit, state: State, vocabulary: Vocabulary) -> tuple[int, str]:
    """Between two paragraphs of one body's words stands a third: agencies report an authority so, but not a person."""
    coming, now = script.fold(state.next_speaker), script.fold(state.who.name)
    same = coming and (now.endswith(coming) or coming.endswith(now))
    if same and not state.direct and state.who.kind == "Organization" and scene.reading.index != state.passage:
        return 3, "the same body speaks before and after"
    return 0, ""


def _content(text: str) -> set[str]:
    return {w for w, tag in segment.tags(text) if tag[0] == "n" and len(w) > 1}


EVIDENCE: tuple[Judge, ...] = (
    place,
    narrator,
    credit,
    told_of,
    told_of_place,
    tells,
    first_person,
    date,
    announced_list,
    announced,
    interview,
    enumeration,
    opening,
    deixis,
    topic,
    body_goes_on,
)
