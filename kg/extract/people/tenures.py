"""Posts with the organisations they are held at, as one text gives them.

Takes a Reading with the persons and organisations in it, gives Held posts findable
by place. Never says who holds one: that is ``introductions``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain

from kg import script
from kg.extract.people import callings
from kg.extract.people.callings import Callings
from kg.extract.posts import Post, Posts
from kg.extract.records import Found, Reading
from kg.vocabulary import Vocabulary

__all__ = ["Held", "Scene", "scene"]

_PAUSES = frozenset("，。、；：！？「」“”（）")
_ASIDE = re.compile(r"[（(][^（）()]{1,30}[）)]$")
_ASIDE_MOST = 32
_FIELD_MOST = 8
_QUALIFYING = frozenset(("n", "nz", "b", "vn", "j", "l", "an"))
"""Tags of words that say which post it is."""
_CHARGE_MOST = 18
_GAP = 12
"""Most characters between an organisation and a post at it: 集團|電商發展部|部長."""


@dataclass(frozen=True, slots=True)
class Held:
    """A post with its organisation in one phrase: ``folded[start:end]``, the role from ``role`` on."""

    start: int
    role: int
    end: int
    body: Found | None
    post: Post


@dataclass(frozen=True)
class Scene:
    """One text with all that the rules look at."""

    reading: Reading
    held: Posts
    ending: dict[int, Found]
    starting: dict[int, Found]
    named: frozenset[int]
    """Characters of persons' names."""
    places: dict[int, int]
    """End of each place's name → its start."""
    overlapped: dict[int, Found]
    """Known organisations by their end, of which only the post shares the last character: 經濟部|長."""
    prefix: re.Pattern[str]
    charge: re.Pattern[str]
    carried: re.Pattern[str]
    callings: Callings
    joins: frozenset[str]
    """Conjunctions that stand in a post's field."""
    plain: frozenset[str]
    """Words for who someone is, not what he does: 先生, 村民."""
    generic: frozenset[str]
    """Words for bodies, which are no field of a post: 公司|董事長."""
    bodies: Sequence[Found]
    """Organisations of the page in reading order: one list for all its texts."""
    before: int
    """How many of them stand in the texts before this one."""
    kinds: Mapping[str, tuple[str, ...]]
    """Post → the last words of the bodies that have one: 分署長 → 分署, 董事會秘書 → 公司."""

    def calling(self, at: int) -> Post | None:
        """A calling that no table lists and that ends at a place."""
        return None if at in self.ending else self.callings.before(self.reading.words, at)

    def at(self, post: Post) -> Held:
        """A post with the organisation it is held at, or with none."""
        role = post.start
        if m := self.prefix.search(self.reading.folded, max(0, role - 8), role):
            role = m.start()
        for rule in (_beside, _inside, _before_field, _before_aside, _in_charge, _sharing, _carried, _understood):
            if held := rule(self, post, role):
                return held
        if self.reading.folded[role : post.end] not in self.plain and "whole" not in post.kinds:
            role = _qualified(self, role)
        return Held(_place(self, role), role, post.end, None, post)


def scene(
    reading: Reading,
    persons: Iterable[Found],
    bodies: Sequence[Found],
    page: Sequence[Found],
    vocabulary: Vocabulary,
) -> Scene:
    """A text made ready; ``page`` holds the organisations of the texts before it, and may grow."""
    places = {h.end: h.start for h in reversed(reading.hits("regions"))}
    prefix, charge, carried = _patterns(vocabulary)
    return Scene(
        reading,
        reading.posts,
        {f.end: f for f in bodies},
        {f.start: f for f in bodies},
        frozenset(n for f in persons for n in range(f.start, f.end)),
        places,
        _overlapped(reading),
        prefix,
        charge,
        carried,
        callings.of(vocabulary),
        vocabulary.words("org_join"),
        vocabulary.words("courtesy_title", "mere_person"),
        vocabulary.words("carried_body", "org_stop", "post_prefix", "employer_generic", "mere_person"),
        page,
        len(page),
        _body_kinds(vocabulary),
    )


@cache
def _body_kinds(vocabulary: Vocabulary) -> Mapping[str, tuple[str, ...]]:
    rows = (r for r in vocabulary.rows["words"] if r["class"] == "post_body")
    return {script.fold(r["word"]): tuple(script.fold(r["note"]).split("|")) for r in rows}


@cache
def _patterns(vocabulary: Vocabulary) -> tuple[re.Pattern[str], ...]:
    charge = rf"{vocabulary.pattern('in_charge')}[\u3400-\u9fff、]{{2,12}}的$"
    carried = f"{vocabulary.pattern('carried_by')}{vocabulary.pattern('carried_body')}的?$"
    return re.compile(f"{vocabulary.pattern('post_prefix')}+$"), re.compile(charge), re.compile(carried)


def _overlapped(reading: Reading) -> dict[int, Found]:
    known = [h for h in reading.hits("organizations") if h.end - h.start > 2]
    text, rule = reading.passage.text, "organization.overlapped"
    return {
        h.end: Found(reading.index, h.start, h.end, "Organization", text[h.start : h.end], "", rule)
        for h in reversed(known)
    }


def _beside(scene: Scene, post: Post, role: int) -> Held | None:
    """The organisation stands right before the post: 清華大學|教授."""
    for at in (role, post.start):
        body = scene.ending.get(at)
        if body and body.start < post.start:
            return Held(body.start, at, post.end, body, post)
    return Held(_place(scene, role), role, post.end, None, post) if "whole" in post.kinds else None


def _inside(scene: Scene, post: Post, role: int) -> Held | None:
    """The table's post begins with the organisation: 警務處|處長, where 處長 alone is a post too."""
    for at in range(post.start + 1, post.end):
        body = scene.ending.get(at)
        if body and body.start <= post.start:
            return Held(body.start, at if post.end - at > 1 else post.start, post.end, body, post)
    return None


def _before_field(scene: Scene, post: Post, role: int) -> Held | None:
    """The organisation stands before the post's field, which belongs to the post: 醫院|感染科主治醫師."""
    folded = scene.reading.folded
    for at in range(role - 1, max(-1, role - _GAP - 1), -1):
        if folded[at] in "）)" and (m := _ASIDE.search(folded, max(0, at - _ASIDE_MOST), at + 1)):
            body = scene.ending.get(m.start())  # 某某證券（600001）|首席|研究員
            return Held(body.start, at + 1, post.end, body, post) if body and _is_field(scene, at + 1, role) else None
        if folded[at] in _PAUSES or at in scene.named:
            return None
        body = scene.ending.get(at)
        if body and _is_field(scene, at, role):
            return Held(body.start, at + (folded[at] == "的"), post.end, body, post)
    return None


def _is_field(scene: Scene, start: int, end: int) -> bool:
    if scene.reading.folded[start:end] == "的":
        return True
    inside = [t for t in scene.reading.words.words if start < t.end and t.start < end]
    return all(
        t.tag[0] in "nbjlszxmfg"
        or (t.tag in ("vn", "an", "a", "eng", "v") and len(t.word) > 1)
        or (t.word in scene.joins and t.start > start)  # 批發及零售界|議員
        for t in inside
    )


def _before_aside(scene: Scene, post: Post, role: int) -> Held | None:
    """A bracket stands between: 某某公司（下稱「某某」）總監."""
    m = _ASIDE.search(scene.reading.folded, max(0, role - 40), role)
    body = scene.ending.get(m.start()) if m else None
    return Held(body.start, role, post.end, body, post) if body else None


def _in_charge(scene: Scene, post: Post, role: int) -> Held | None:
    """What the post is in charge of stands between: 某某部|主管農村事務的|副部長."""
    m = scene.charge.search(scene.reading.folded, max(0, role - _CHARGE_MOST), role)
    body = scene.ending.get(m.start()) if m else None
    return Held(body.start, role, post.end, body, post) if body else None


def _sharing(scene: Scene, post: Post, role: int) -> Held | None:
    """Organisation and post share a character: 經濟部|長."""
    body = scene.overlapped.get(post.start + 1)
    return Held(body.start, post.start, post.end, body, post) if body and body.start < post.start else None


def _carried(scene: Scene, post: Post, role: int) -> Held | None:
    """該公司董事長: the organisation named last."""
    m = scene.carried.search(scene.reading.folded, max(0, role - 8), role)
    if not m:
        return None
    here = [f for f in scene.ending.values() if f.end <= m.start()]
    body = max(here, key=lambda f: f.end, default=next(_earlier(scene), None))
    return Held(m.start(), role, post.end, body, post) if body else None


def _understood(scene: Scene, post: Post, role: int) -> Held | None:
    """A post named alone is held at the body of its kind named last: 某某公司…，總經理王某, 某某分署…，分署長李某."""
    folded = scene.reading.folded
    ends = scene.kinds.get(folded[post.start : post.end])
    if not ends or (_place(scene, role) < role) or (role and folded[role - 1] not in _PAUSES | {" ", "\n", "　"}):
        return None
    here = sorted((f for f in scene.ending.values() if f.end <= role), key=lambda f: -f.end)
    for body in chain(here, _earlier(scene)):
        if script.fold(body.name).endswith(ends):
            return Held(role, role, post.end, body, post)
    return None


def _earlier(scene: Scene) -> Iterator[Found]:
    """The organisations of the texts before this one, the nearest first."""
    return (scene.bodies[n] for n in range(scene.before - 1, -1, -1))


def _qualified(scene: Scene, role: int) -> int:
    """Where the nouns that say which post it is begin: 互聯網|投資人, 首席|宏觀|研究員."""
    words, start = scene.reading.words, role
    while (n := words.at_end.get(start)) is not None and n >= 0:
        t = words.words[n]
        if t.tag not in _QUALIFYING or len(t.word) < 2 or t.word in scene.generic or t.end in scene.places:
            break
        if t.end in scene.held.ending and "post" in scene.held.ending[t.end].kinds:
            break  # 總警長|拿督|某某
        if t.start in scene.named or t.end in scene.ending or role - t.start > _FIELD_MOST:
            break
        start = t.start
    return start


def _place(scene: Scene, role: int) -> int:
    """Where the place before a post begins (雲林縣長): the phrase holds it, the post does not."""
    for at in (role + 1, role):
        while at in scene.places and scene.places[at] < role:
            role = at = scene.places[at]
    return role
