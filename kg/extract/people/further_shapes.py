"""Names told otherwise than by surname: set apart by marks, between a post and a verb, known, put together of parts.

Takes a Scene. Gives Shapes by place; never weighs their surroundings.
"""

from __future__ import annotations

import re

from kg.extract import posts
from kg.extract.people import shapes, surroundings
from kg.extract.people.scenes import Scene
from kg.extract.people.shapes import LONGEST, Shape

__all__ = ["find"]

_PART = 1.5
"""What a part of a Tibetan, Uyghur or Mongolian name weighs."""
_TITLED = 6.0
_TITLED_LEAST, _TITLED_MOST = 2, 7
"""Characters of a name behind a Malay title."""


def find(scene: Scene) -> dict[int, list[Shape]]:
    """Every such name, by where it begins."""
    found: dict[int, list[Shape]] = {}
    for names in (_listed(scene) | _composed(scene), _set_apart(scene), _titled(scene), _between(scene)):
        for start, shape in names.items():
            found.setdefault(start, []).append(shape)
    return found


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
            found[start] = Shape(end, weight + scene.shapes.given(text[end - 2], text[end - 1]) + 2.0)
    return found


def _titled(scene: Scene) -> dict[int, Shape]:
    """By place: what stands between a Malay title and what no name goes on with: 拿督|亚都某林|在."""
    text, found = scene.text, {}
    for m in scene.titles.finditer(text):
        start = m.end()
        first = text[start : start + 1]
        if first not in scene.shapes.opens or scene.shapes.surnames.get(first, ("", 0.0))[1] > 0:
            continue  # 拿督|黄某某
        for end in range(start + _TITLED_LEAST, min(start + _TITLED_MOST, len(text)) + 1):
            if not shapes.is_han(text[start:end]) or end - 1 in scene.cues:
                break
            following = text[end : end + 1] or " "
            if end in scene.cues or not shapes.is_han(following) or following in scene.shapes.after:
                found[start] = Shape(end, _TITLED, True)
                break
    return found


def _between(scene: Scene) -> dict[int, Shape]:
    """By place: a few letters that make no words between a post and a reporting word or the name's Latin spelling.

    總理|佩通坦|表示, 副總統|萬斯|22日稱, 總裁|阿里阿末|（Ali Ahmad）.
    """
    found = {}
    for at, post in scene.held.ending.items():
        if "post" not in post.kinds or scene.text[at : at + 1] in scene.joins:
            continue
        for end in range(at + 2, min(at + _BETWEEN, len(scene.text)) + 1):
            if not shapes.is_han(scene.text[at:end]) or end - 1 in scene.cues:
                break
            spelled = _SPELLED.match(scene.text, end) is not None
            spoken = spelled or surroundings.right(scene, at, end)[0] >= _SPOKEN
            if spoken and _is_unknown(scene, at, end):
                found[at] = Shape(end, _PART if spelled else 0.0, True)
                break
    return found


def _is_unknown(scene: Scene, start: int, end: int) -> bool:
    """Whether the segmentation sees names or letters there, and nothing that holds a sentence together: 同|普京."""
    words = scene.words.between(start, end)
    whole = start in scene.words.edges and end in scene.words.edges
    own = scene.shapes.surnames.get(scene.text[start], ("", 0.0))[1] > 0
    whole = whole and not (own and scene.text[end - 1] in scene.shapes.after)  # 鄭隆|作
    return whole and all(t.tag in _NAMES or (len(t.word) == 1 and t.tag[0] in "nxg") for t in words)


_SPELLED = re.compile(r"[（(][A-Z][A-Za-z.'’-]+ [A-Z]")
"""A bracket with a name in Latin letters."""
_BETWEEN = 6
_SPOKEN = 2.0
"""What a reporting word behind a name says for it, at least."""
_NAMES = frozenset(("nr", "nrt", "nrfg", "nz", "ns"))


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
        while end in scene.parts and end - start < LONGEST:
            end, weight = scene.parts[end], weight + _PART
        if text[end : end + 1] in scene.finals and end not in scene.cues:
            end, weight = end + 1, weight + _PART / 2
        found[start] = Shape(end, weight, True)
        reached = end
    return found
