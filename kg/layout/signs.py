"""The marks and words a line is told by: items, captions, bylines, credits.

Takes the Vocabulary. Gives compiled patterns for folded lines. Never knows a
word of its own: marks stand here, words in ``words.csv``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kg import script
from kg.imprint import ARROWS, Imprint, compile_imprint
from kg.vocabulary import Vocabulary, alternation

__all__ = ["Signs", "compile_signs"]

_MARK = r"[（(〔\[【■◆●◎○★※◇□—\-·\s" + ARROWS + "]*"


@dataclass(frozen=True, slots=True)
class Signs:
    """Patterns over one folded line, from its first character."""

    imprint: Imprint
    item: re.Pattern[str]
    caption: re.Pattern[str]
    seam: re.Pattern[str]
    """A character at which ``glued`` can match: looked for first, since most lines have none."""
    glued: re.Pattern[str]
    """Where, inside a line, a credit or caption begins after the end of a sentence."""
    never_first: re.Pattern[str]
    """Words no paragraph begins with: 的, 時，, and a reporting verb without a speaker (表示，)."""


@cache
def compile_signs(vocabulary: Vocabulary) -> Signs:
    """The patterns of one vocabulary."""
    words = vocabulary.pattern
    cues = alternation({script.fold(r["cue"]) for r in vocabulary.rows["cues"]})
    return Signs(
        imprint=compile_imprint(vocabulary),
        item=re.compile(
            r"(?:[-•‧·●○◦▪▫■□◇◎※★☆✓✔➢➤*]|\d{1,2}[.、．](?!\d)|[（(]\d{1,2}[）)]|[A-Za-z][.．)](?=\s))\s*(?=[^\s\-·*]|$)"
        ),
        caption=re.compile(rf"[{ARROWS}◆]|[■●◎]?\s*{words('layout_caption')}"),
        seam=re.compile(rf"[\s■◆◎{ARROWS}]"),
        glued=re.compile(
            rf"(?<=[。！？」』”）])\s+(?=[■◆●◎{ARROWS}]|{_MARK}{words('layout_credit')}\s*[:：])"
            rf"|(?<=[。！？」』”）])(?=[■◆◎{ARROWS}])"
        ),
        never_first=re.compile(rf"(?!{words('layout_may_begin')})(?:{words('layout_never_first')}|{cues}[，：])"),
    )
