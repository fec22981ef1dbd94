"""What stands beside a place and speaks for a name that ends or begins there: a post, a calling, a reporting word.

Takes a Scene. Gives weights, each with the rule it belongs to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract import posts
from kg.extract.people.scenes import Scene

__all__ = ["LEFT_BARE", "RIGHT_BARE", "RIGHT_MOST", "left", "presented_ends", "presented_starts", "right"]

_PUNCTUATION = frozenset("，。、；：？！「」『』“”‘’（）()《》〈〉【】〔〕—…,.;:?!/／│｜| 　▲▼◆■●")
RIGHT_MOST = 3.0
LEFT_BARE = 0.8
RIGHT_BARE = 0.6
"""What a mark or a verb beside a name adds."""
_MAY_BE_PASSED = "：:，,"
_DATE = re.compile(r"(?:[0-9]{1,2}月)?[0-9]{1,2}日")
_DATED = re.compile(_DATE.pattern + "$")
_DAY = "日"
_DATE_LONGEST = 6


def presented_starts(scene: Scene) -> Iterator[int]:
    """Where a name may begin that something left of it presents: all places for which ``left`` tells another rule."""
    text = scene.text
    for at in scene.held.ending:
        if text.startswith("的", at):
            yield posts.after(text, at + 1)
        while at < len(text) and (text[at].isspace() or text[at] in _MAY_BE_PASSED):
            at += 1
        yield at
    for m in scene.led.finditer(text):
        at = m.start() + 1
        if scene.sought.before(text, at) >= 0 or scene.callings.before(scene.words, at):
            yield m.end()


def presented_ends(scene: Scene) -> set[int]:
    """Where a name may end that something right of it presents: all places for which ``right`` tells another rule."""
    text, words, starting = scene.text, scene.words, scene.held.starting
    ends = {at for at, post in starting.items() if "title" in post.kinds}
    ends.update(at - 1 for at in starting if text.startswith("等", at - 1))
    ends.update(m.start() for m in scene.aside.finditer(text))
    for at in scene.cues:
        ends.add(at)
        if text[at - 1 : at] in scene.manner:
            ends.update(range(at - 6, at - 1))
        if text[at - 1 : at] in scene.adverbs:
            ends.add(at - 1)
        n = words.at_end.get(at)
        if n is not None and words.words[n].tag[0] in "dpt":
            ends.add(words.words[n].start)
        if text[at - 1 : at] == _DAY and (m := _DATED.search(text, at - _DATE_LONGEST, at)):
            ends.add(m.start())
    return ends


def left(scene: Scene, start: int) -> tuple[float, str]:
    """What stands left of a place, and the rule of a name that begins there."""
    text, ending = scene.text, scene.held.ending
    at = start
    if not start or text[start - 1] in _MAY_BE_PASSED or text[start - 1].isspace():
        at = posts.before(text, start)
        if posts.before(text, start, "：:") in ending:
            return 4.0, "person.after_post"
    if at in ending:
        return 4.0, "person.after_post"
    if at and text[at - 1] == "的" and at - 1 in ending:
        return 2.5, "person.after_post"  # 擔任院長的|王某
    comma = posts.before(text, start, "，,") if at < start or text[start - 1] in "，," else at
    if comma < at and (post := ending.get(comma)) and "post" in post.kinds:
        return 2.0, "person.after_post"
    if at == 0 or text[at - 1] in _PUNCTUATION:
        return LEFT_BARE, "person.shape"
    if scene.callings.before(scene.words, at):
        return 3.0, "person.after_calling"
    if scene.sought.before(text, at) >= 0:
        return 2.5, "person.sought"
    n = scene.words.at_end.get(at)
    if n is not None and scene.words.words[n].tag == "m":
        return -3.0, "person.shape"
    return 0.0, "person.shape"


def right(scene: Scene, start: int, end: int) -> tuple[float, str]:
    """What stands right of a name, and the rule it speaks for."""
    if start == 0 and scene.text[end : end + 1] in ("：", ":"):
        return 3.0, "person.before_cue"
    if end not in scene.rights:
        scene.rights[end] = _right_of(scene, end)
    return scene.rights[end]


def _right_of(scene: Scene, end: int) -> tuple[float, str]:
    post = scene.held.starting.get(end)
    if post and "title" in post.kinds:
        return 3.0, "person.before_title"
    etc = scene.text.startswith("等", end) and scene.held.starting.get(end + 1)
    if etc and etc.kinds & {"person", "post"}:
        return 2.5, "person.before_title"
    if end in scene.cues:
        return 2.5, "person.before_cue"
    if end == len(scene.text) or scene.text[end] in _PUNCTUATION:
        return (2.5, "person.before_aside") if scene.aside.match(scene.text, end) else (RIGHT_BARE, "person.shape")
    if _in_a_manner(scene, end) or (end + 1 in scene.cues and scene.text[end] in scene.adverbs):
        return 2.0, "person.before_cue"  # 何晉滄|則|強調, however it is cut
    if (m := _DATE.match(scene.text, end)) and m.end() in scene.cues:
        return 2.0, "person.before_cue"  # 萬斯22日|稱
    n = scene.words.at_start.get(end)
    if n is not None:
        tag = scene.words.words[n].tag[0]
        if tag in "dt" and n + 1 < len(scene.words.words) and scene.words.words[n + 1].start in scene.cues:
            return 2.0, "person.before_cue"
        if tag in "vdp":
            return RIGHT_BARE, "person.shape"
    return 0.0, "person.shape"


def _in_a_manner(scene: Scene, end: int) -> bool:
    """Whether a reporting word follows and only how it is said stands between: 小劉|無奈地|說."""
    if scene.manner.isdisjoint(scene.text[end + 1 : end + 6]):
        return False
    for at in range(end + 2, min(end + 7, len(scene.text))):
        if scene.text[at - 1] in _PUNCTUATION:
            return False
        if at in scene.cues and scene.text[at - 1] in scene.manner:
            return True
    return False
