"""What a claim does, and how far its speaker stands behind it.

Takes the folded cue and the folded words. Gives one act, and the marks of a
denied or hedged claim. Never a judgement whether it is true.
"""

from __future__ import annotations

import re
from functools import cache

from kg import script
from kg.vocabulary import Vocabulary, alternation

__all__ = ["act", "modality", "refers_back"]

_ACTS = ("denial", "commitment", "target", "forecast", "appeal")
"""Of two acts with equally many words the first: what binds the speaker most."""


@cache
def _class(vocabulary: Vocabulary, name: str) -> re.Pattern[str]:
    return re.compile(alternation(script.fold(r["word"]) for r in vocabulary.rows["acts"] if r["class"] == name))


@cache
def _telling(vocabulary: Vocabulary) -> re.Pattern[str]:
    """A word of any act."""
    return re.compile(alternation(script.fold(r["word"]) for r in vocabulary.rows["acts"] if r["class"] in _ACTS))


@cache
def _cues(vocabulary: Vocabulary) -> dict[str, str]:
    return {script.fold(r["cue"]): r["act"] for r in vocabulary.rows["cues"] if r["act"]}


def act(cue: str, words: str, vocabulary: Vocabulary) -> str:
    """``target``, ``forecast``, ``commitment``, ``appeal``, ``denial``, or else ``assessment``.

    The cue decides where it says more than that something was said (呼吁, 承诺,
    定下目标); otherwise the class with most words in the claim does.

    >>> from kg.vocabulary import load
    >>> act("呼吁", "各方共同努力", load()), act("表示", "力争到2027年产值翻番", load()), act("说", "产业很强", load())
    ('appeal', 'target', 'assessment')
    """
    if _class(vocabulary, "denied").search(cue):
        return "denial"
    if (told := _cues(vocabulary).get(cue, "assessment")) != "assessment":
        return told
    for text in (cue, "，" + words):
        plain = _class(vocabulary, "nothing").sub("", text)
        if not _telling(vocabulary).search(plain):
            continue
        counts = {name: len(_class(vocabulary, name).findall(plain)) for name in _ACTS}
        best = max(_ACTS, key=lambda name: (counts[name], -_ACTS.index(name)))
        if counts[best]:
            return best
    return "assessment"


def modality(cue: str, words: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """``denied`` by the cue, ``hedged`` by cue or words.

    >>> from kg.vocabulary import load
    >>> modality("否认", "公司裁员", load()), modality("称", "销量可能下降", load()), modality("称", "销量下降", load())
    (('denied',), ('hedged',), ())
    """
    denied = _class(vocabulary, "denied").search(cue) is not None or _cues(vocabulary).get(cue) == "denial"
    hedged = any(_class(vocabulary, "hedged").search(text) for text in (cue, words))
    return ("denied",) * denied + ("hedged",) * hedged


def refers_back(words: str, vocabulary: Vocabulary) -> bool:
    """Whether the words begin with a gap that the sentence before fills: 「相比……」, 「该产业……」.

    >>> from kg.vocabulary import load
    >>> refers_back("该产业前景广阔", load()), refers_back("前景广阔的产业", load())
    (True, False)
    """
    return bool(_class(vocabulary, "refers_back").match(words))
