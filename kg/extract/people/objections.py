"""What the name itself, what follows it and the segmentation say for or against a person's name.

Takes a Scene and a Shape in it. Gives weights.
"""

from __future__ import annotations

from kg.extract.people import shapes, surroundings
from kg.extract.people.scenes import Scene
from kg.extract.people.shapes import Shape

__all__ = ["CUT_MOST", "EDGES_MOST", "against", "cut"]

_OPENING, _CLOSING = frozenset("「『“‘《"), frozenset("」』”’》")
CUT_MOST = 3.5
"""What the segmentation adds at most, where it sees one word …"""
EDGES_MOST = 1.0
"""… and where it does not."""


def against(scene: Scene, start: int, shape: Shape) -> float:
    """What in the name itself and right after it says that it is something else: a place, a side, a longer name."""
    text, end, weight = scene.text, shape.end, 0.0
    presented = start in scene.held.ending and surroundings.right(scene, start, end)[1] == "person.before_cue"
    composed = shape.foreign and _is_composed(scene, start, end)
    for s, e in () if composed else scene.places_from(start, end):
        if presented and shape.foreign and s > start:
            weight -= 3.0  # 總統拉姆|卡拉|旺
        elif presented and (s, e) == (start, end):
            weight -= 3.0  # 防長|奧斯汀|稱
        elif e <= end and (e - s > 2 or (s, e) == (start, end)):
            weight -= 12.0 if e - s > 2 else 6.0
        elif e <= end and shape.foreign:
            weight -= 6.0
    if scene.spots.match(text, end):
        weight -= 4.0
    if shape.foreign and not composed and _ends_in_a_word(scene, start, end):
        weight -= 4.0  # 杰威尔|音樂
    if shape.foreign and text[start - 1 : start] in _OPENING and text[end : end + 1] in _CLOSING:
        weight -= 4.0  # 「艾布拉姆斯」坦克
    if end - start > 2 and text[start : start + 2] in scene.never_begin:
        weight -= 6.0  # 仲係|望
    if shape.foreign and scene.whereabouts.before(text, start) >= 0 and end not in scene.cues:
        weight -= 4.0
    title = scene.held.ending.get(start)
    if title and scene.held.starting[title.start].end > start:
        weight -= 8.0  # 拿督|斯里莫哈末: the title is longer
    post = scene.held.starting.get(start)
    if post and post.end > end:
        weight -= 6.0  # 特聘|教授
    following = text[end : end + 1]
    open_end = shapes.is_han(following or " ") and following not in scene.adverbs and end not in scene.cues
    if shape.foreign and open_end and end - start == 2 and scene.shapes.surnames.get(text[start], ("", -9.0))[1] > -2:
        weight -= 1.0  # 麥萃|才: of two letters behind a surname the names of this country are likelier
    if post and shape.foreign and 1 < post.end - start < end - start:
        weight -= 6.0  # 丹斯里|艾克里
    if end + 1 in scene.cues and end not in scene.cues and text[end] in scene.joins:
        weight -= 4.0  # 林佳|和分析
    if end - start > 1 and text[start:end] in scene.shapes.surnames and scene.rights[end][0] < 2:
        weight -= 2.5  # 佐藤|恒治
    if text[end - 1] in scene.place_ends and end - start > 2 and not composed:
        weight -= 2.5
    if text[end - 1] in scene.party_ends and end - start == 2 and start not in scene.held.ending:
        weight -= 12.0 if text[start:end] in scene.sides else 5.0
    if text[end : end + 1] in scene.aspects:
        weight -= 4.0  # 翟德順|敬了
    if text[end - 1] in scene.never_ends:
        weight -= 8.0
    known = scene.words.known_at
    words = [(at, known[at]) for at in range(start, end) if at in known]
    if words and any(text[s:e] in scene.never for s, e in words):
        weight -= 6.0
    if words and end - start > 3 and not shape.foreign and any(e <= end for _, e in words):
        weight -= 3.0
    ordinary = end in known and scene.shapes.mean(text[end : known[end]]) < 0.9
    if scene.shapes.runs_on(text, start, end) and not ordinary and end not in scene.cues:
        weight -= 4.0
    if (n := scene.words.at_start.get(end)) is not None and _is_foreign_word(scene, n):
        weight -= 4.0  # 冯德|莱恩: the next word is a part of the name too
    if shape.foreign and start and scene.shapes.continues(text[start - 1]) and start not in scene.held.ending:
        before = scene.words.words[scene.words.over(start - 1)]
        if (before.start, start) not in scene.words.known:
            weight -= 3.0
    return weight


def _is_composed(scene: Scene, start: int, end: int) -> bool:
    """Whether parts of Tibetan, Uyghur and Mongolian names make up all of it: 洛桑|江村, where no village is meant."""
    at = start
    while at in scene.parts and scene.parts[at] <= end:
        at = scene.parts[at]
    return at == end


def _is_foreign_word(scene: Scene, n: int) -> bool:
    word = scene.words.words[n]
    return word.tag == "nrt" and len(word.word) > 1 and scene.shapes.mean(word.word) > 0.5


def _ends_in_a_word(scene: Scene, start: int, end: int) -> bool:
    """Whether the last characters are an ordinary word."""
    known = scene.words.known_at
    return any(known.get(at) == end and scene.shapes.mean(scene.text[at:end]) < 0.8 for at in range(start + 2, end - 1))


def cut(scene: Scene, start: int, shape: Shape, presented: bool) -> float:
    """What the segmentation says: a name is a word of its own and crosses no word of the dictionary.

    Behind a post or a calling (``presented``) it begins whatever the segmentation guesses.
    """
    weight, end, words = 0.0, shape.end, scene.words
    n = words.at_start.get(start)
    if n is not None and words.words[n].end == end:
        tag = words.words[n].tag
        if (start, end) in words.known:
            unlisted = tag == "ns" and start not in scene.places and (shape.foreign or end - start == 3)
            unlisted = unlisted or (presented and shape.foreign and tag == "nz")  # 副總統|萬斯
            unlisted = unlisted or (shape.foreign and _is_composed(scene, start, end))  # 旺堆
            known = 0.0 if unlisted else -9.0  # 鍾南山 is a mountain to the dictionary, and to no table
            weight += (3.5 if end - start > 2 else 2.0) if tag.startswith("nr") else known
        else:
            rest = words.words[n + 1] if n + 1 < len(words.words) else None
            torn = rest and len(rest.word) == 1 and shapes.is_han(rest.word) and rest.tag[0] not in "vdpcu"
            torn = torn and end - start == 2 and rest and rest.word not in scene.shapes.after and end not in scene.cues
            weight += 1.0 if torn or not tag.startswith("nr") else 2.5
    else:
        weight += 0.5 if presented or start in words.edges else -2.0
        weight += 0.5 if end in words.edges or _is_glued(scene, end) else -1.5
        within = [at for at in range(start, end) if at in words.known_at]
        holds = len([at for at in within if words.known_at[at] <= end])
        weight -= (1.5 if shape.foreign else 0.7) * holds
    if not shape.foreign and end - start == 2 and _is_glued(scene, end + 1):
        weight -= 2.0
    across = 1.0 if end in scene.cues else 3.0  # 陶景|明說
    return weight - 3.0 * words.crosses(start) - across * words.crosses(end)


def _is_glued(scene: Scene, end: int) -> bool:
    """Whether the segmentation glues the letter before a place to one that follows names: 某家|超在, 某勇|美说."""
    text, words = scene.text, scene.words
    if text[end : end + 1] not in scene.shapes.after or text[end - 1] in scene.adverbs:
        return False
    n = words.at_start.get(end - 1)
    return n is not None and words.words[n].end == end + 1 and not words.crosses(end)
