"""Candidates for names of persons in one text, each with what speaks for and against it.

Takes a Reading and the organisations in it, gives Candidates with a weight. Never
accepts one: that is ``people``. The evidence that costs most is asked last, and only
where all that it can add may be enough.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kg.extract import posts, shapes
from kg.extract.scenes import Scene
from kg.extract.shapes import Shape

__all__ = ["Candidate", "best", "find", "of_three"]


class Candidate(NamedTuple):
    """A possible name: ``folded[start:end]``."""

    start: int
    end: int
    weight: float
    rule: str
    """The strongest evidence for it."""
    foreign: bool = False


_PUNCTUATION = frozenset("，。、；：？！「」『』“”‘’（）()《》〈〉【】〔〕—…,.;:?!/／│｜| 　▲▼◆■●")
_OPENING, _CLOSING = frozenset("「『“‘《"), frozenset("」』”’》")
_PRESENTED = 2.5
"""What a post or a calling before a name weighs at least."""
_HOPELESS = -6.0
_ROUNDING = 0.01
_LEAST = 2.5
"""Lighter candidates are of no use to anyone."""
_LEAST_OF_THREE = 1.5
"""Of three characters a page may repeat a name often enough."""
_LEFT_MOST = 4.0
_RIGHT_MOST = 3.0
_CUT_MOST = 3.5
"""What the segmentation adds at most, where it sees one word …"""
_EDGES_MOST = 1.0
"""… and where it does not."""
_LEFT_BARE = 0.8
_RIGHT_BARE = 0.6
"""What a mark or a verb beside a name adds."""
_BARE = _LEAST_OF_THREE - _LEFT_BARE - _RIGHT_BARE - _EDGES_MOST - _ROUNDING
"""What the characters of a name must weigh where nothing else speaks for it."""
_BARE_FOREIGN = _BARE + _LEAST - _LEAST_OF_THREE
_LONGEST = 9
_PART = 1.5
"""What a part of a Tibetan, Uyghur or Mongolian name weighs."""


def find(scene: Scene) -> list[Candidate]:
    """Every reading of a name that its characters and its surroundings allow, with its weight."""
    text, shape = scene.text, scene.shapes
    told = _told(scene)
    listed, apart = _listed(scene) | _composed(scene), _set_apart(scene)
    own: set[int] = set()
    for m in shape.surnamed.finditer(text):
        at = m.start()
        if shape.may_be_own(text, at, _BARE - told.get(at, 0.0)):
            own.add(at)
    foreign: dict[int, int] = {}
    for m in shape.transliterated.finditer(text):
        at, end = m.span(1)
        if shape.may_be_foreign(text, at, end, _BARE_FOREIGN - told.get(at, 0.0)):
            foreign[at] = end
    candidates: list[Candidate] = []
    for start in sorted({*own, *foreign, *listed} - scene.barred):
        found = shape.own(text, start) if start in own else []
        if start in foreign:
            found += shape.foreign_names(text, start, foreign[start])
        found += [names[start] for names in (listed, apart) if start in names]
        candidates += _weighed(scene, start, found, _LEAST, _LEAST_OF_THREE)
    return candidates


def _told(scene: Scene) -> dict[int, float]:
    """Where a name may begin that its surroundings speak for → what they add at most beyond what they may anywhere."""
    text, words = scene.text, scene.words
    ends = {*scene.cues, *scene.held.starting}
    ends.update([at - 1 for at in scene.held.starting if text.startswith("等", at - 1)])
    for at in scene.cues:  # an adverb may stand between a name and its cue
        if (n := words.at_end.get(at)) is not None:
            ends.add(words.words[n].start)
    told = {at: _RIGHT_MOST - _RIGHT_BARE for end in ends for at in range(end - _LONGEST, end - 1)}
    told[0] = _RIGHT_MOST - _RIGHT_BARE  # a colon behind it
    for at in scene.held.ending:
        while at < len(text) and (text[at].isspace() or text[at] in _MAY_BE_PASSED):
            at += 1
        told[at] = told.get(at, 0.0) + _LEFT_MOST - _LEFT_BARE
    for t in words.proper:
        if t.tag[:2] == "nr":
            told[t.start] = told.get(t.start, 0.0) + _CUT_MOST - _EDGES_MOST
    return told


def of_three(scene: Scene, start: int) -> list[Candidate]:
    """The readings of three characters that begin at a place, however little they weigh."""
    found = [s for s in scene.shapes.own(scene.text, start) if s.end == start + 3]
    return [] if start in scene.barred else _weighed(scene, start, found, -math.inf, -math.inf)


def _weighed(scene: Scene, start: int, found: Sequence[Shape], least: float, least_of_three: float) -> list[Candidate]:
    """The readings at one place that weigh enough."""
    text, candidates = scene.text, []
    left, rule = _left(scene, start)
    n = scene.words.at_start.get(start, -1)
    word_end = scene.words.words[n].end if n >= 0 else -1
    for shape in found:
        end, weight, foreign = shape
        enough = least_of_three if end == start + 3 and not foreign else least
        missing = enough - weight - left - (_CUT_MOST if end == word_end else _EDGES_MOST) - _ROUNDING
        if missing > _RIGHT_MOST or weight < _HOPELESS:
            continue
        right, right_rule = _right(scene, start, end)
        if missing > right or end - 1 in scene.barred or text[start:end] in scene.never:
            continue
        cut = _cut(scene, start, shape, left >= _PRESENTED)
        if weight + left + right + cut + _ROUNDING < enough:
            continue
        weight = weight + _against(scene, start, shape) + cut + left + right
        if weight >= enough:
            candidates.append(Candidate(start, end, weight, rule if left >= right else right_rule, foreign))
    return candidates


def _set_apart(scene: Scene) -> dict[int, Shape]:
    """By place: four characters that stand alone behind a post; whatever their second is, they are one name."""
    text, found = scene.text, {}
    for at in scene.held.ending:
        start = posts.after(text, at)
        end = start + 4
        kind, weight = scene.shapes.surnames.get(text[start : start + 1], ("", 0.0))
        if kind != "single" or weight <= 1 or len(text) < end or not shapes.is_han(text[start:end]):
            continue
        alone = not shapes.is_han(text[start - 1]) and not shapes.is_han(text[end : end + 1] or " ")
        if alone and start in scene.words.at_start and scene.words.known_at.keys().isdisjoint(range(start, end)):
            found[start] = Shape(end, weight + scene.shapes.given(text[end - 2 : end]) + 2.0)
    return found


def _listed(scene: Scene) -> dict[int, Shape]:
    """By place: a transliterated name that the segmentation's dictionary has."""
    found = {}
    for start, end, word, tag in scene.words.proper:
        if tag != "nrt" and (tag != "ns" or start in scene.places):
            continue
        if scene.words.known_at.get(start) == end and (tag == "nrt" or scene.shapes.mean(word) > 0):
            found[start] = Shape(end, 1.5 if end - start > 2 else 0.0, True)
    return found


def _composed(scene: Scene) -> dict[int, Shape]:
    """By place: a Tibetan, Uyghur or Mongolian name put together of the parts such names have."""
    text, found, reached = scene.text, {}, 0
    for start in sorted(scene.parts):
        if start < reached or start not in scene.words.edges:
            continue
        end, weight = start, 0.0
        while end in scene.parts and end - start < _LONGEST:
            end, weight = scene.parts[end], weight + _PART
        if text[end : end + 1] in scene.finals and end not in scene.cues:
            end, weight = end + 1, weight + _PART / 2
        found[start] = Shape(end, weight, True)
        reached = end
    return found


def best(candidates: Sequence[Candidate], least: float) -> Iterator[Candidate]:
    """Of candidates that overlap the weightiest, down to a least weight, in reading order."""
    taken: set[int] = set()
    kept: list[Candidate] = []
    for c in sorted(candidates, key=lambda c: (-c.weight, c.start - c.end, c.start)):
        if c.weight < least:
            break
        if taken.isdisjoint(range(c.start, c.end)):
            taken.update(range(c.start, c.end))
            kept.append(c)
    yield from sorted(kept, key=lambda c: c.start)


def _against(scene: Scene, start: int, shape: Shape) -> float:
    """What in the name itself and right after it says that it is something else: a place, a side, a longer name."""
    text, end, weight = scene.text, shape.end, 0.0
    for s, e in scene.places_from(start, end):
        if e <= end and (e - s > 2 or (s, e) == (start, end)):
            weight -= 12.0 if e - s > 2 else 6.0
        elif e <= end and shape.foreign:
            weight -= 6.0
    if scene.spots.match(text, end):
        weight -= 4.0
    if shape.foreign and _ends_in_a_word(scene, start, end):
        weight -= 4.0  # 杰威尔|音樂
    if shape.foreign and text[start - 1 : start] in _OPENING and text[end : end + 1] in _CLOSING:
        weight -= 4.0  # 「艾布拉姆斯」坦克
    if end - start > 2 and text[start : start + 2] in scene.never_begin:
        weight -= 6.0  # 仲係|望
    if shape.foreign and scene.whereabouts.before(text, start) >= 0 and end not in scene.cues:
        weight -= 4.0
    post = scene.held.starting.get(start)
    if post and post.end > end:
        weight -= 6.0  # 特聘|教授
    if end + 1 in scene.cues and end not in scene.cues and text[end] in scene.joins:
        weight -= 4.0  # 林佳|和分析
    if end - start > 1 and text[start:end] in scene.shapes.surnames and scene.rights[end][0] < 2:
        weight -= 2.5  # 佐藤|恒治
    if text[end - 1] in scene.place_ends and end - start > 2:
        weight -= 2.5
    if text[end - 1] in scene.party_ends and end - start == 2 and start not in scene.held.ending:
        weight -= 5.0
    if text[end : end + 1] in scene.aspects:
        weight -= 4.0  # 翟德順|敬了
    if text[end - 1] in scene.never_ends:
        weight -= 8.0
    if any(text[at : scene.words.known_at.get(at, at)] in scene.never for at in range(start, end)):
        weight -= 6.0
    if (
        end - start > 3
        and not shape.foreign
        and any(scene.words.known_at.get(at, end + 1) <= end for at in range(start, end))
    ):
        weight -= 3.0
    ordinary = end in scene.words.known_at and scene.shapes.mean(text[end : scene.words.known_at[end]]) < 0.9
    if scene.shapes.runs_on(text, start, end) and not ordinary and end not in scene.cues:
        weight -= 4.0
    if shape.foreign and start and scene.shapes.continues(text[start - 1]) and start not in scene.held.ending:
        before = scene.words.words[scene.words.owner[start - 1]]
        if (before.start, start) not in scene.words.known:
            weight -= 3.0
    return weight


def _ends_in_a_word(scene: Scene, start: int, end: int) -> bool:
    """Whether the last characters are an ordinary word."""
    known = scene.words.known_at
    return any(known.get(at) == end and scene.shapes.mean(scene.text[at:end]) < 0.8 for at in range(start + 2, end - 1))


def _cut(scene: Scene, start: int, shape: Shape, presented: bool) -> float:
    """What the segmentation says: a name is a word of its own and crosses no word of the dictionary.

    Behind a post or a calling (``presented``) it begins whatever the segmentation guesses.
    """
    weight, end, words = 0.0, shape.end, scene.words
    n = words.at_start.get(start)
    if n is not None and words.words[n].end == end:
        tag = words.words[n].tag
        if (start, end) in words.known:
            unlisted = tag == "ns" and start not in scene.places and (shape.foreign or end - start == 3)
            known = 0.0 if unlisted else -9.0  # 鍾南山 is a mountain to the dictionary, and to no table
            weight += (3.5 if end - start > 2 else 2.0) if tag.startswith("nr") else known
        else:
            rest = words.words[n + 1] if n + 1 < len(words.words) else None
            torn = rest and len(rest.word) == 1 and shapes.is_han(rest.word) and rest.tag[0] not in "vdpcu"
            torn = torn and end - start == 2 and rest and rest.word not in scene.shapes.after and end not in scene.cues
            weight += 1.0 if torn or not tag.startswith("nr") else 2.5
    else:
        weight += 0.5 if presented or start in words.edges else -2.0
        weight += 0.5 if end in words.edges else -1.5
        holds = sum(words.known_at.get(at, end + 1) <= end for at in range(start, end))
        weight -= (1.5 if shape.foreign else 0.7) * holds
    across = 1.0 if end in scene.cues else 3.0  # 陶景|明說
    return weight - 3.0 * words.crosses(start) - across * words.crosses(end)


def _left(scene: Scene, start: int) -> tuple[float, str]:
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
        return _LEFT_BARE, "person.shape"
    if scene.callings.before(scene.words, at):
        return 3.0, "person.after_calling"
    if scene.sought.before(text, at) >= 0:
        return 2.5, "person.sought"
    n = scene.words.at_end.get(at)
    if n is not None and scene.words.words[n].tag == "m":
        return -3.0, "person.shape"
    return 0.0, "person.shape"


_MAY_BE_PASSED = "：:，,"


def _right(scene: Scene, start: int, end: int) -> tuple[float, str]:
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
        return (2.5, "person.before_aside") if scene.aside.match(scene.text, end) else (_RIGHT_BARE, "person.shape")
    if _in_a_manner(scene, end):
        return 2.0, "person.before_cue"
    n = scene.words.at_start.get(end)
    if n is not None:
        tag = scene.words.words[n].tag[0]
        if tag in "dp" and n + 1 < len(scene.words.words) and scene.words.words[n + 1].start in scene.cues:
            return 2.0, "person.before_cue"
        if tag in "vdp":
            return _RIGHT_BARE, "person.shape"
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
