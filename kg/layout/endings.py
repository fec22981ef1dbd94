"""How a line ends and how the next one begins: the typographer's evidence.

Takes text. Gives one word about its end, or whether two texts meet inside a
sentence. Never decides alone whether lines belong together.
"""

from __future__ import annotations

import re
from functools import lru_cache

from kg import segment

__all__ = ["CLOSING", "LABEL", "NEVER_FIRST", "NEVER_LAST", "STOPS", "ending", "runs_on", "spans"]

STOPS = "。！？!?…"
CLOSING = "」』”’）)】》〉﹂﹄〞〕］"
NEVER_FIRST = frozenset("，。、；：？！,;!?%％·‧" + CLOSING)
"""Line-breaking rules of every Chinese typesetter forbid these at the head of a line."""
NEVER_LAST = frozenset("「『“‘（(【《〈﹁﹃〝〔［，、,")
"""A line that ends with one of these is unfinished: an opening mark waits for its words, a comma for the rest."""
LABEL = re.compile(r"[问答QA]\s*[：:]")
"""What opens a question or an answer on a folded page."""
_NUMBER = frozenset("0123456789.")


def ending(text: str) -> str:
    """``stop`` (sentence over), ``pause`` (colon, dash, semicolon), ``broken`` (must go on), ``closed``, ``open``.

    >>> [ending(t) for t in ("他说。", "「好。」（完）", "如下：", "产业、", "（王明）", "发展新质")]
    ['stop', 'stop', 'pause', 'broken', 'closed', 'open']
    """
    last = text[-1]
    if last in STOPS:
        return "stop"
    if last in NEVER_LAST:
        return "broken"
    if last in CLOSING:
        inner = text.rstrip(CLOSING)
        if last == "）" and (aside := text.rfind("（")) > 0:  # 「他說。（完）」 is over, 「甲公司（乙集團）」 may go on
            inner = inner if inner[-1:] in STOPS else text[:aside].rstrip().rstrip(CLOSING)
        return "stop" if inner and inner[-1] in STOPS else "closed"
    if last in "：:；;—︰":
        return "pause"
    if last == "." and text[-2:-1].isascii() and text[-2:-1].isalpha():
        return "stop"
    return "open"


def runs_on(before: str, after: str, never_first: re.Pattern[str]) -> bool:
    """Whether a word stands across the seam of two folded texts, or the second cannot begin a paragraph.

    >>> runs_on("在科技创", "新、生产制造", re.compile("的")), runs_on("主攻方向", "字面意思上", re.compile("的"))
    (True, False)
    """
    if LABEL.match(after):
        return False
    if after[0] in NEVER_FIRST or before[-1] in NEVER_LAST:
        return True
    if before[-1] == after[0] == "—" or (before[-1] in _NUMBER and after[0] in _NUMBER):
        return True
    return never_first.match(after) is not None or spans(before, after)


def spans(before: str, after: str) -> bool:
    """Whether a word of the dictionary stands across the seam of two folded texts.

    >>> spans("加强合作，并", "且扩大投资"), spans("加强合作，并", "某大学教授")
    (True, False)
    """
    return _across(before[-6:], after[:6])


@lru_cache(maxsize=4096)
def _across(head: str, tail: str) -> bool:
    """One seam is looked at by several steps, and cut once."""
    at = 0
    for word in segment.cut(head + tail, guess=False):
        if at < len(head) < at + len(word):
            return True
        at += len(word)
    return False
