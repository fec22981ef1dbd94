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
from kg.extract.claims.patterns import clause_said, quotations
from kg.extract.records import Quote
from kg.vocabulary import Vocabulary

__all__ = ["Right", "right"]

_PUNCTUATION = re.compile(r"\s*[，,：:︰]\s*")
_PARTICLE = re.compile(r"(?:了|道|着|到(?![0-9二本])|过|要(?=[“「]))?")
_LIST_OPENER = re.compile(r"[^，,：:。；“「]{1,16}[：:︰]\s*")
_ADDRESSEE = re.compile(r"[^，,：:。；“「]{1,12}?(?:[，,：:︰]\s*|(?=[“「]))")
_GAP = re.compile(r"[ \u3000]+(?=[^ ]{4})")
_EXPLAINED = re.compile(r"了[^，,：:。；“「]{2,24}[，：]")
_AND = re.compile("[并且又也还亦更]")
_ASKS = lexicon.expression("<interrogative>")
_SAYS_SO = lexicon.expression("<says_so>")
_NARRATOR_TURN = lexicon.expression("[，；]<narrator_turn>")
_TAKES_OVER = lexicon.expression(r"[，,；]\s*[但而]?<narrator_inside>")
_CONCEDED = lexicon.expression("<although>")
_TURN = lexicon.expression("[，；]<turns_but>")
"""港鐵雖強調……，但現場所見……: what he says is only conceded, and the newspaper answers it."""
_BUT = lexicon.expression("[，；]<turns_but>([^，。；]{2,8}?)<link_adverb>?<all_along>?<untold>")
"""但該廠未有透露……: of the one who speaks the newspaper tells what he did not say."""
_PARTIAL = lexicon.expression(r"\s*(?:[，,。；;、）)]|<after_partial>)")
_GOES_ON = lexicon.expression("[，,]<speech_goes_on>")
_is_title = lexicon.ends("title_end")
_THAT_IS = re.compile(r"[的等][^，。；]{0,10}，即")
_GO_ON = ("announce", "directive")
"""Kinds whose words may go on without a comma behind the cue."""
_HEADLINE = 4
"""Letters of a clause that says something; a headline is short of words."""
_WORDS = 6


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


_REMINDED = lexicon.expression("[^，。；：:]{0,6}?<people_end|group_head>们?(?=[^，。；：:、的等])")
_ACTS = 6


def right(scene: Scene, unit: Unit, cue: Cue, vocabulary: Vocabulary) -> Right:
    """The words behind a cue up to the unit's end."""
    text, index = scene.reading.folded, scene.reading.index
    at = cue.end if cue.kind == "view" else _end(_PARTICLE, text, cue.end)
    if cue.kind == "address" and _reminds(text, cue, at, unit.end, vocabulary):
        return Right((Piece(index, at, unit.end, False),))
    stop = _ADDRESSEE.match(text, at, unit.end) if cue.kind == "address" else None
    if scene.reading.passage.kind == "heading" and cue.kind != "address":
        stop = _GAP.match(text, at, unit.end)
    stop = stop or _PUNCTUATION.match(text, at, unit.end) or _LIST_OPENER.match(text, at, unit.end)
    if stop is None and text[cue.start : cue.end] in vocabulary.words("explains"):
        stop = _EXPLAINED.match(text, cue.end, unit.end)
    start = stop.end() if stop else at
    while start < unit.end and text[start].isspace():
        start += 1
    if stop and any(_AND.fullmatch(text, start, c.start) for c in scene.cues_in(start, start + 3)):
        return Right()  # 某某認同，並建議……: the next word reports
    if stop and cue.kind == "weak" and (further := _SAYS_SO(vocabulary).match(text, start, unit.end)):
        start = further.end()  # 持謹慎態度，認為……
    quote = next((q for q in unit.quotes if q.start - 1 == start), None)
    if not text[start : unit.end].strip():
        colon = stop is not None and stop.group().strip().endswith(("：", ":", "︰"))
        return Right(announces=colon and unit is scene.units[-1])
    if quote is not None and (taken := _quoted(scene, unit, cue, quote, bool(stop), vocabulary)) is not None:
        return taken
    conceded = _CONCEDED(vocabulary).search(text, max(unit.start, cue.start - 3), cue.start) is not None
    reported = (_reported(scene, unit, start, vocabulary, conceded),)
    if stop:
        return Right(reported, True, True)
    if text[cue.start : cue.end] in vocabulary.words("retells") and clause_said.is_retold(scene, unit, cue, start):
        return Right(reported, True)
    short = {"least": _HEADLINE} if scene.reading.passage.kind == "heading" else {}
    said = quote is None and start == cue.end and not _only_names_question(scene, unit, cue, vocabulary)
    said = said and clause_said.says_something(text[start : unit.end], cue, vocabulary, **short)
    if said and cue.kind in ("speech", "opinion", "forecast"):
        return Right(reported, True)
    if quote is None and (final := quotations.closing_quotation(scene, unit, at, vocabulary)):
        quoted = Piece(index, final.start, final.end, True)
        told = text[start : final.start - 2]
        if start == cue.end and cue.kind != "weak" and clause_said.says_something(told, cue, vocabulary):
            return Right((Piece(index, start, final.start - 2, False), quoted), True, True)
        return Right((quoted,), True, True)
    if quote is not None and clause_said.says_something(text[start : unit.end], cue, vocabulary):
        return Right(reported, cue.kind in ("speech", "opinion", "forecast"))
    if not said:  # 提出了目標: an act, not its words
        return Right()
    turn = _NARRATOR_TURN(vocabulary).search(text, start, unit.end)
    end = turn.start() if turn and not unit.inside_quote(turn.start()) else reported[0].end
    return Right((Piece(index, start, min(end, reported[0].end), False),), cue.kind in _GO_ON)


def _reminds(text: str, cue: Cue, at: int, end: int, vocabulary: Vocabulary) -> bool:
    """提醒市民|注意安全: no mark parts whom it is said to from what they are to do."""
    if text[cue.start : cue.end] not in vocabulary.words("reminds"):
        return False
    m = _REMINDED(vocabulary).match(text, at, end)
    return m is not None and segment.tags(text[m.end() : m.end() + _ACTS])[0][1][0] in "vd"


def _only_names_question(scene: Scene, unit: Unit, cue: Cue, vocabulary: Vocabulary) -> bool:
    """媒體追問工程進度: what was asked about, and no question."""
    text = scene.reading.folded
    if text[cue.start : cue.end] not in vocabulary.words("asks"):
        return False
    clause = re.split("[，；。]", text[cue.end : unit.end], maxsplit=1)[0]
    return _ASKS(vocabulary).search(clause) is None


def _end(pattern: re.Pattern[str], text: str, at: int) -> int:
    m = pattern.match(text, at)
    return m.end() if m else at


def _reported(scene: Scene, unit: Unit, start: int, vocabulary: Vocabulary, conceded: bool = False) -> Piece:
    """Reported words up to the unit's end, or to the clause where the newspaper takes over (但他沒有公布……)."""
    text = scene.reading.folded
    turns = [m.start() for m in _TAKES_OVER(vocabulary).finditer(text, start, unit.end)]
    turns += [m.start() for m in _BUT(vocabulary).finditer(text, start, unit.end) if m[1] in text[unit.start : start]]
    if conceded:
        turns += [m.start() for m in _TURN(vocabulary).finditer(text, start, unit.end)]
    end = min((at for at in turns if not unit.inside_quote(at)), default=unit.end)
    return Piece(scene.reading.index, start, end, False)


def _quoted(scene: Scene, unit: Unit, cue: Cue, quote: Quote, after_stop: bool, vocabulary: Vocabulary) -> Right | None:
    """The words if the quotation is what was said; None if it only names a term in a reported sentence."""
    text, index = scene.reading.folded, scene.reading.index
    inner = text[quote.start : quote.end]
    rest = text[quote.end + 1 : unit.end].strip(" 。，,！？!?）)\u3000")
    piece = Piece(index, quote.start, quote.end, True)
    partial = _PARTIAL(vocabulary).match(text, quote.end + 1)
    if quotations.is_term(inner, vocabulary) and not after_stop and not _is_deed(inner, vocabulary):
        names = text[cue.start : cue.end] in vocabulary.words("naming")
        short = cue.kind == "speech" and not names and not rest and len(inner) > 3
        if not short:
            return Right() if cue.kind in ("document", "weak") or not rest else None
    if not rest:
        return Right((piece,), True, True)
    clause = after_stop and text[quote.end + 1] in "，," and len(inner) > _WORDS and _says_of_something(inner)
    if quotations.is_term(inner, vocabulary) and (after_stop or not partial) and not clause:
        return None
    if (m := _THAT_IS.match(text, quote.end + 1)) and m.end() < unit.end:
        return Right((piece, Piece(index, m.end(), unit.end, False)), False, True)
    if m := _GOES_ON(vocabulary).match(text, quote.end + 1):
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
    named = _is_title(text, vocabulary)
    return (len(text) > 3 and opens[0] in "vdp") or (len(text) > 8 and not named)
