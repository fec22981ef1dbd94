"""Phrases that present a person: organisations, posts and name together.

Takes Readings with the persons and organisations in them, gives Introductions.
Never gives a person a post that the phrase does not give.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from kg.extract import posts
from kg.extract.people import tenures
from kg.extract.people.tenures import Held, Scene
from kg.extract.posts import Post
from kg.extract.records import Found, Introduction, Reading
from kg.model import Document, Evidence, Tenure
from kg.vocabulary import Vocabulary

__all__ = ["addressed", "find"]

_CONFIDENCE = 0.95
_END = frozenset("，,。、；;！？）)」”")
_GAP = 12


@dataclass(frozen=True)
class _Patterns:
    back: re.Pattern[str]
    """What links a post to the one before it: 、, 兼."""
    on: re.Pattern[str]
    """What links a post to the one after it: 、, 也是現任."""
    apposition: re.Pattern[str]
    """What stands between a name and the posts that follow it: ，, （, 是."""


@cache
def _patterns(vocabulary: Vocabulary) -> _Patterns:
    link, copula = vocabulary.pattern("post_link"), vocabulary.pattern("copula")
    return _Patterns(
        re.compile(rf"\s*(?:[、，,]|{link})+\s*$"),
        re.compile(rf"\s*(?:、|[，,]?{link}+)\s*"),
        re.compile(rf"\s*(?:[，,（(]{copula}*|{copula}+)\s*"),
    )


def find(
    document: Document,
    readings: Sequence[Reading],
    persons: Sequence[Found],
    organizations: Sequence[Found],
    vocabulary: Vocabulary,
) -> list[Introduction]:
    """Every introduction of a person by full name, in reading order."""
    patterns, courtesy = _patterns(vocabulary), vocabulary.words("courtesy_title", "mere_person")
    scenes = _scenes(readings, persons, organizations, vocabulary)
    found = []
    for person in persons:
        scene = scenes[person.passage]
        start, before = _before(scene, person.start, patterns)
        end, after = _after(scene, person, patterns)
        if start < person.start or end > person.end or after:
            held = [h for h in (*before, *after) if _is_post(scene, h, courtesy)]
            held += [replace(h, body=outer) for h in held if (outer := _outer(scene, h))]
            given = dict.fromkeys(_tenure(document, scene, h, person) for h in held)
            found.append(Introduction(person.passage, start, end, person.name, tuple(given)))
    return found


def addressed(document: Document, reading: Reading, person: Found, post: Post, vocabulary: Vocabulary) -> Introduction:
    """The introduction that surname and title are: 王部長."""
    given: tuple[Tenure, ...] = ()
    if reading.folded[post.start : post.end] not in vocabulary.words("courtesy_title"):
        spans = reading.passage.page_spans(post.start, post.end, document.text)
        role = reading.passage.text[post.start : post.end]
        given = (Tenure(role, "", Evidence(spans, "tenure.addressed", _CONFIDENCE)),)
    return Introduction(person.passage, person.start, person.end, person.name, given)


def _scenes(
    readings: Sequence[Reading], persons: Sequence[Found], organizations: Sequence[Found], vocabulary: Vocabulary
) -> Mapping[int, Scene]:
    """The passages that name a person, made ready."""
    named: dict[int, list[Found]] = defaultdict(list)
    bodies: dict[int, list[Found]] = defaultdict(list)
    for f in persons:
        named[f.passage].append(f)
    for f in organizations:
        bodies[f.passage].append(f)
    scenes: dict[int, Scene] = {}
    page: list[Found] = []
    for reading in readings:
        here = bodies[reading.index]
        if reading.index in named:
            scenes[reading.index] = tenures.scene(reading, named[reading.index], here, page, vocabulary)
        page += here
    return scenes


def _is_post(scene: Scene, held: Held, courtesy: frozenset[str]) -> bool:
    """Whether the words are a post or a calling: 先生 and 村民 say who someone is, not what he does."""
    return scene.reading.folded[held.role : held.end] not in courtesy


def _outer(scene: Scene, held: Held) -> Found | None:
    """A party or body right before the body of a post, which is his too: 公民黨|立法會議員."""
    at = held.body.start if held.body else held.role
    outer = scene.ending.get(at)
    return outer if outer and outer != held.body else None


def _tenure(document: Document, scene: Scene, held: Held, person: Found) -> Tenure:
    passage = scene.reading.passage
    spans = passage.page_spans(min(held.start, held.role), held.end, document.text)
    organization = ""
    if held.body:
        here = held.body.passage == person.passage
        organization = passage.text[held.body.start : held.body.end] if here else held.body.name
    role = "".join(passage.text[held.role : held.end].split())
    return Tenure(role, organization, Evidence(spans, "tenure.phrase", _CONFIDENCE))


def _before(scene: Scene, name: int, patterns: _Patterns) -> tuple[int, list[Held]]:
    """The posts that stand right before a name, in reading order, and where the phrase begins."""
    folded = scene.reading.folded
    at, start = posts.before(folded, name), name
    if at and folded[at - 1] == "的" and at - 1 in scene.held.ending:
        at -= 1  # 作為領隊的|王某
    found: list[Held] = []
    while post := scene.held.ending.get(at) or (None if found else scene.calling(at)):
        found.insert(0, scene.at(post))
        start = found[0].start
        link = patterns.back.search(folded, max(0, start - 6), start)
        if not link and start not in scene.held.ending:
            break
        at = posts.before(folded, link.start()) if link else start  # 總警長|拿督|某某
        left = scene.held.ending.get(at)
        if left is None or not left.kinds & {"post", "whole"} or left.start - 1 in scene.named:
            break
    return start, _inherited(found)


def _inherited(found: Sequence[Held]) -> list[Held]:
    """A further post without its own organisation is held at the one just named (研究院副院長、研究員)."""
    result: list[Held] = []
    for held in found:
        alone = held.body is None and "whole" not in held.post.kinds and held.start == held.role
        body = result[-1].body if alone and result else held.body
        result.append(Held(held.start, held.role, held.end, body, held.post))
    return result


def _after(scene: Scene, person: Found, patterns: _Patterns) -> tuple[int, list[Held]]:
    """The title after a name, and the posts of an apposition (X，某公司董事長，…) or a copula (X是…院士).

    A body right before the name is the title's: 某某大學|王某|教授.
    """
    folded = scene.reading.folded
    end = person.end
    found: list[Held] = []
    post = scene.held.starting.get(posts.after(folded, end))
    if post and "title" in post.kinds:
        found.append(Held(post.start, post.start, post.end, scene.ending.get(person.start), post))
        end = post.end
    m = patterns.apposition.match(folded, end)
    listed = _listed(scene, m.end(), patterns) if m else []
    if m and listed and (listed[-1].end == len(folded) or folded[listed[-1].end] in _END):
        found += listed
        if m[0].strip()[:1] in ("，", ",", "（", "("):
            end = listed[-1].end + (folded[listed[-1].end : listed[-1].end + 1] in ("）", ")"))
    return end, found


def _listed(scene: Scene, at: int, patterns: _Patterns) -> list[Held]:
    listed: list[Held] = []
    while held := _forward(scene, at):
        listed.append(held)
        on = patterns.on.match(scene.reading.folded, held.end)
        if not on:
            break
        at = on.end()
    return listed


def _forward(scene: Scene, at: int) -> Held | None:
    """An organisation and a post right after it."""
    body = scene.starting.get(at)
    if body is None:
        return None
    ends = [post for post in scene.held.ending.values() if body.end - 1 <= post.start <= body.end + _GAP]
    for post in sorted(ends, key=lambda p: (p.start, -p.end)):
        held = scene.at(post)
        if held.body == body:
            return held
    return None
