"""Which words a cue reports: a cue in, the words to its right and to its left out.

Never takes the reporting verb, the comma or colon after it or the outer
quotation marks into the words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg import segment
from kg.extract.claims import lexicon
from kg.extract.claims.parts import Cue, Piece, Scene, Unit
from kg.extract.records import Quote
from kg.vocabulary import Vocabulary

__all__ = [
    "Right",
    "closing_quotation",
    "is_quotation_only",
    "is_term",
    "left",
    "right",
    "says_in_first_person",
    "says_something",
]

_PUNCTUATION = re.compile(r"\s*[，,：:︰]\s*")
_PARTICLE = re.compile(r"(?:了|道|着|到(?![0-9二本])|过|要(?=[“「]))?")
_LIST_OPENER = re.compile(r"[^，,：:。；“「]{1,16}[：:︰]\s*")
_ADDRESSEE = re.compile(r"[^，,：:。；“「]{1,12}?(?:[，,：:︰]\s*|(?=[“「]))")
_GAP = re.compile(r"[ \u3000]+(?=[^ ]{4})")
_EXPLAINED = re.compile(r"了[^，,：:。；“「]{2,24}[，：]")
_SENTENCE_MARK = re.compile(r"[，。！？；,!?]")
_THAT_IS = re.compile(r"[的等][^，。；]{0,10}，即")
_POINT_OF_TIME = re.compile(r"[到至在从]?[^，]{0,4}[0-9]{2,4}年")
_IN_A_PLACE = re.compile(r"在[^，。]{2,16}[内上中下里]$")
_GO_ON = ("announce", "directive")
"""Kinds whose words may go on without a comma behind the cue."""
_PARTIES = ("ns", "nr", "nt", "nz", "m", "t", "r", "j")
"""Tags of words that begin a clause about somebody or some time."""
_WORDS = 6
_TERM = 12
"""A quotation up to this length without a sentence mark names a term."""


def is_term(text: str, vocabulary: Vocabulary) -> bool:
    """Whether what stands between quotation marks names a thing rather than being said.

    >>> from kg import vocabulary
    >>> words = vocabulary.load()
    >>> is_term("新质生产力", words), is_term("必须继续努力，再上台阶", words), is_term("核心技术保护条例草案", words)
    (True, False, True)
    """
    if _SENTENCE_MARK.search(text):
        return False
    named = lexicon.ends(vocabulary, "title_end").search(text) is not None
    return len(text) <= _TERM or (named and len(text) <= 2 * _TERM)


def is_quotation_only(scene: Scene, unit: Unit, vocabulary: Vocabulary) -> bool:
    """Whether a unit is one or more quotations and nothing else, and they are words said."""
    text = scene.reading.folded
    if not unit.quotes:
        return False
    at = unit.start
    for q in unit.quotes:
        if text[at : q.mark].strip(" ，,、\u3000"):
            return False
        at = q.end + 1
    said = any(not is_term(text[q.start : q.end], vocabulary) for q in unit.quotes)
    return said and not text[at : unit.end].strip("。，,！？!? \u3000")


@dataclass(frozen=True, slots=True)
class Right:
    """What stands behind a cue."""

    pieces: tuple[Piece, ...] = ()
    carries: bool = False
    """The next sentence may go on with it."""
    set_off: bool = False
    """A comma, a colon or a quotation mark parts cue and words."""
    announces: bool = False
    """A colon ends the passage."""


def right(scene: Scene, unit: Unit, cue: Cue, vocabulary: Vocabulary) -> Right:
    """The words behind a cue up to the unit's end."""
    text, index = scene.reading.folded, scene.reading.index
    at = cue.end if cue.kind == "view" else _end(_PARTICLE, text, cue.end)
    stop = _ADDRESSEE.match(text, at, unit.end) if cue.kind == "address" else None
    if scene.reading.passage.kind == "heading" and cue.kind != "address":
        stop = _GAP.match(text, at, unit.end)
    stop = stop or _PUNCTUATION.match(text, at, unit.end) or _LIST_OPENER.match(text, at, unit.end)
    if stop is None and text[cue.start : cue.end] in vocabulary.words("explains"):
        stop = _EXPLAINED.match(text, cue.end, unit.end)
    start = stop.end() if stop else at
    while start < unit.end and text[start].isspace():
        start += 1
    if stop and cue.kind == "weak" and (further := lexicon.opens(vocabulary, "says_so").match(text, start, unit.end)):
        start = further.end()  # 持謹慎態度，認為……
    quote = next((q for q in unit.quotes if q.start - 1 == start), None)
    if not text[start : unit.end].strip():
        colon = stop is not None and stop.group().strip().endswith(("：", ":", "︰"))
        return Right(announces=colon and unit is scene.units[-1])
    if quote is not None and (taken := _quoted(scene, unit, cue, quote, bool(stop), vocabulary)) is not None:
        return taken
    reported = (_reported(scene, unit, start, vocabulary),)
    if stop:
        return Right(reported, True, True)
    if text[cue.start : cue.end] in vocabulary.words("retells") and _retold(scene, unit, cue, start):
        return Right(reported, True)
    said = quote is None and start == cue.end and says_something(text[start : unit.end], cue, vocabulary)
    if said and cue.kind in ("speech", "opinion", "forecast"):
        return Right(reported, True)
    if quote is None and (final := closing_quotation(scene, unit, at, vocabulary)):
        quoted = Piece(index, final.start, final.end, True)
        told = text[start : final.start - 2]
        if start == cue.end and cue.kind != "weak" and says_something(told, cue, vocabulary):
            return Right((Piece(index, start, final.start - 2, False), quoted), True, True)
        return Right((quoted,), True, True)
    if quote is not None and says_something(text[start : unit.end], cue, vocabulary):
        return Right(reported, cue.kind in ("speech", "opinion", "forecast"))
    if not said:  # 提出了目標: an act, not its words
        return Right()
    turn = lexicon.within(vocabulary, "narrator_turn", before="[，；]").search(text, start, unit.end)
    end = turn.start() if turn and not unit.inside_quote(turn.start()) else reported[0].end
    return Right((Piece(index, start, min(end, reported[0].end), False),), cue.kind in _GO_ON)


def _retold(scene: Scene, unit: Unit, cue: Cue, start: int) -> bool:
    """某某則提到西班牙已立法，……: right behind a person, a clause with a verb of its own, or several clauses."""
    text = scene.reading.folded
    persons = [s for s in scene.sources_in(unit.start, cue.start) if s.kind in ("Person", "Him")]
    near = [s for s in persons if cue.start - s.end <= 2]
    clause, *more = re.split(r"[，；。]", text[start : unit.end].strip("。"))
    tags = [tag for _, tag in segment.tags(clause)]
    return bool(near) and len(clause) > 5 and (any(more) or "v" in tags[1:]) and tags[0][0] not in "uc"


def _end(pattern: re.Pattern[str], text: str, at: int) -> int:
    m = pattern.match(text, at)
    return m.end() if m else at


def _reported(scene: Scene, unit: Unit, start: int, vocabulary: Vocabulary) -> Piece:
    """Reported words up to the unit's end, or to the clause where the newspaper takes over (但他沒有公布……)."""
    text = scene.reading.folded
    end = unit.end
    takes_over = lexicon.within(vocabulary, "narrator_inside", before=r"[，,；]\s*[但而]?")
    for m in takes_over.finditer(text, start, unit.end):
        if not unit.inside_quote(m.start()):
            end = m.start()
            break
    return Piece(scene.reading.index, start, end, False)


def _quoted(scene: Scene, unit: Unit, cue: Cue, quote: Quote, after_stop: bool, vocabulary: Vocabulary) -> Right | None:
    """The words if the quotation is what was said; None if it only names a term in a reported sentence."""
    text, index = scene.reading.folded, scene.reading.index
    inner = text[quote.start : quote.end]
    rest = text[quote.end + 1 : unit.end].strip(" 。，,！？!?）)\u3000")
    piece = Piece(index, quote.start, quote.end, True)
    goes_on = lexicon.within(vocabulary, "after_partial", before=r"\s*(?:[，,。；;、）)]|", after=")")
    partial = goes_on.match(text, quote.end + 1)
    if is_term(inner, vocabulary) and not after_stop and not _is_deed(inner, vocabulary):
        names = text[cue.start : cue.end] in vocabulary.words("naming")
        short = cue.kind == "speech" and not names and not rest and len(inner) > 3
        if not short:
            return Right() if cue.kind in ("document", "weak") or not rest else None
    if not rest:
        return Right((piece,), True, True)
    clause = after_stop and text[quote.end + 1] in "，," and len(inner) > _WORDS and _says_of_something(inner)
    if is_term(inner, vocabulary) and (after_stop or not partial) and not clause:
        return None
    if (m := _THAT_IS.match(text, quote.end + 1)) and m.end() < unit.end:
        return Right((piece, Piece(index, m.end(), unit.end, False)), False, True)
    if m := lexicon.within(vocabulary, "speech_goes_on", before="[，,]").match(text, quote.end + 1):
        more = _reported(scene, unit, m.start() + 1, vocabulary)
        return Right((piece, more), True, True)
    if text[quote.end + 1] == "；":  # 某某表示，「……」；針對……: he goes on without quotation marks
        return Right((piece, Piece(index, quote.end + 2, unit.end, False)), True, True)
    pieces = [piece]
    for q in unit.quotes:
        if q.start > quote.end and not text[pieces[-1].end + 1 : q.start - 1].strip(" ，,、"):
            pieces.append(Piece(index, q.start, q.end, True))
    return Right(tuple(pieces), False, True)


def _says_of_something(text: str) -> bool:
    """Whether a short quotation ends in what is said of a thing (問題尤其嚴重): a clause and no name."""
    tags = [tag for _, tag in segment.tags(text)]
    return tags[-1] in ("a", "z", "i", "l") and tags[0][0] in "nr"


def _is_deed(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a short quotation says what to do (提升本島、跨島發展) and does not name a thing (新質生產力)."""
    opens = next((tag for _, tag in segment.tags(text)), "x")
    named = lexicon.ends(vocabulary, "title_end").search(text) is not None
    return (len(text) > 3 and opens[0] in "vdp") or (len(text) > 8 and not named)


def closing_quotation(scene: Scene, unit: Unit, at: int, vocabulary: Vocabulary) -> Quote | None:
    """A whole quotation that ends the unit behind a comma or colon (介紹來由，「……。」)."""
    text = scene.reading.folded
    if not unit.quotes:
        return None
    q = unit.quotes[-1]
    ends = not text[q.end + 1 : unit.end].strip("。 \u3000")
    opened = q.start >= 2 and q.start - 1 > at and text[q.start - 2] in "，,：:"
    return q if ends and opened and not is_term(text[q.start : q.end], vocabulary) else None


def says_something(text: str, cue: Cue, vocabulary: Vocabulary) -> bool:
    """Whether what follows a cue without a comma is a clause, not the object of a plain action.

    表示歡迎, 提出新要求, 建議和意見 report nothing; 呼籲應慎重評估 does.
    """
    clause, *more = re.split(r"[，,。；;！？]", text.strip(), maxsplit=1)
    more = [m for m in more if m.strip()]
    placed = cue.kind == "document" and _IN_A_PLACE.match(clause)  # 規定在高新區範圍內，……
    if more and (placed or _POINT_OF_TIME.match(clause)):  # 提出到2030年，……
        clause = more[0]
    if cue.kind in ("weak", "address", "according"):
        return False
    polite = lexicon.within(vocabulary, "courtesy", before=vocabulary.pattern("courtesy_adverb") + "?")
    if polite.match(text):
        return False
    timed = lexicon.ends(vocabulary, "clause_of_time").search(clause) is not None
    if len(clause) < 5 or (timed and not (cue.kind == "directive" and more)):  # 建議旅客上車前，先量體溫
        return False
    words = segment.tags(clause[:40])
    denies = words[0][0] in vocabulary.words("negated_verb")
    if (words[0][1][0] in "uc" and not denies) or words[0][0] in ("和", "与", "及", "的", "、"):
        return False
    verbs = [w for w, tag in words if (tag[0] == "v" and tag != "vn") or tag[0] in "dil"]
    if cue.kind in ("document", "weak") and not more and lexicon.ends(vocabulary, "abstract_noun").search(clause):
        return False
    said = any(w in vocabulary.words("set_speech") for w, _ in words[:6])
    aims = any(w in vocabulary.words("states_aim") for w, _ in words[1:])
    thing = words[0][1][0] not in "vdpcz" and words[0][1] not in _PARTIES
    if cue.kind == "document" and thing and not aims and not said:
        return False  # a thing is put forward, nothing is said of it
    states = any(tag in ("a", "ad", "an", "z", "i") for _, tag in words)
    if _POINT_OF_TIME.match(clause) and verbs[1:]:  # 提出到2027年建成……
        return True
    if cue.kind in ("document", "announce", "directive"):
        clauses = cue.kind == "directive" or (cue.kind == "announce" and states)  # 要求用好平台，……
        clauses = clauses or (words[0][1] == "p" and len(words[0][0]) == 1)
        does = bool(verbs) or (clauses and bool(more))
        return (
            does and len(text.strip()) >= 7 and (words[0][1][0] not in "m" or (bool(more) and cue.kind == "announce"))
        )
    return bool(verbs) or states or bool(more) or len(clause) > 8


def says_in_first_person(text: str, vocabulary: Vocabulary) -> bool:
    """Whether words speak of their speaker: 「是我們沒做好，該罵」.

    >>> from kg import vocabulary
    >>> says_in_first_person("是我们没做好，该骂", vocabulary.load())
    True
    """
    return not vocabulary.words("first_person").isdisjoint(segment.cut(text))


def _is_said(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a quotation before 某某表示 is words said: a clause, however short."""
    return not is_term(text, vocabulary) or (len(text) > 4 and any(tag == "v" for _, tag in segment.tags(text)))


def left(scene: Scene, number: int, before: int, vocabulary: Vocabulary) -> tuple[tuple[Piece, ...], bool]:
    """The quotations right before a source: in its own unit, or the whole unit before it.

    Gives the pieces, and whether they came from the unit before.
    """
    text, passage = scene.reading.folded, scene.reading.index
    unit = scene.units[number]
    quotes = [q for q in unit.quotes if q.end < before]
    if quotes and quotes[0].mark == unit.start:
        pieces, at = [], unit.start
        for q in quotes:
            if text[at : q.mark].strip(" ，,、"):
                break
            pieces.append(Piece(passage, q.start, q.end, True))
            at = q.end + 1
        between = text[at:before]
        if len(between) <= 24 and any(_is_said(text[p.start : p.end], vocabulary) for p in pieces):
            return tuple(pieces), False
        return (), False
    if number and not quotes and len(text[unit.start : before]) <= 24:
        previous = scene.units[number - 1]
        if is_quotation_only(scene, previous, vocabulary):
            return tuple(Piece(passage, q.start, q.end, True) for q in previous.quotes), True
    return (), False
