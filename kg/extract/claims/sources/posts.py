"""Who is meant by a post, 院長 or 某部發言人: the phrase and what was read so far in; the person or the post out."""

from __future__ import annotations

import re

from kg import script, segment
from kg.extract.claims import lexicon
from kg.extract.claims.memory import Memory, Who
from kg.extract.claims.parts import Scene, Source
from kg.model import Tenure
from kg.vocabulary import Vocabulary

__all__ = ["holder", "officer"]

_BODY = 12
"""Letters before a post in which its body stands."""
_TELLING = 4
"""Letters of a post that says enough by itself: 護理部主任; a 主任 is somebody the page names elsewhere."""
_EDGE = re.compile(r"[，。；：:！？）)\s]")
_OFFICE = lexicon.expression("(.*?)(<single_post>)")
_is_vague = lexicon.ends("vague_post")


def officer(source: Source, memory: Memory) -> Who | None:
    """發言人說, 某部發言人說: the person or the nameless one whom the page gave that post of that body before."""
    name = script.fold(source.name)
    m = _OFFICE(memory.vocabulary).fullmatch(name)
    if m is None or _is_vague(name, memory.vocabulary):
        return None
    held = [n for n, tenures in memory.tenures.items() if any(_is_office(m, t, name) for t in tenures)]
    before = [n for n in reversed(memory.persons) if n in held]
    if before:
        return Who(before[0], "Person", f"{source.name} is the post of {before[0]}")
    groups = (w for w in reversed(memory.parties) if w.kind == "Group")
    return None if m[1] else next((w for w in groups if script.fold(w.name).endswith(m[2])), None)


def _is_office(office: re.Match[str], held: Tenure, name: str) -> bool:
    """Whether a post somebody holds is the one a phrase names, of the same body where both say of which."""
    body = script.fold(held.organization)
    same = not office[1] or not body or body.endswith(office[1]) or name.startswith(body)
    return same and script.fold(held.role).endswith(office[2])


def holder(source: Source, scene: Scene, memory: Memory) -> Who | None:
    """A post stands for the person of the document who holds it; with a surname before it, for him of that name."""
    text = scene.reading.folded
    post = text[source.end - source.head : source.end]
    if known := _known_holder(post, memory.vocabulary):
        named = next((n for n in memory.tenures if script.fold(n) == known), "")
        printed = named or (known if scene.reading.passage.text == text else script.traditional(known))
        return Who(printed, "Person", f"{source.name} is {printed}")
    holders = [name for name, held in memory.tenures.items() if any(script.fold(t.role).endswith(post) for t in held)]
    if source.rule == "post of a body":
        holders = [n for n in holders if _may_hold(source, post, n, memory)]
    surnamed = [n for n in holders if text[max(0, source.start - 1) : source.start] == script.fold(n)[0]]
    recent = [n for n in reversed(memory.persons) if n in holders]
    for names in (surnamed, holders, recent[:1]):
        if len(names) == 1:
            return Who(names[0], "Person", f"{source.name} is the post of {names[0]}")
    whole = _whole(source, scene)
    if source.rule == "post of a body" or len(whole) > len(source.name):
        return Who(whole, "Group", "nobody is named for the post", single=True)
    spoken = (n for n in reversed(memory.persons) if n not in memory.nameless)
    beside = next(
        (n for n in spoken if post + script.fold(n) in memory.page or script.fold(n) + post in memory.page), ""
    )
    if beside:
        return Who(beside, "Person", f"{source.name} stands beside {beside}")
    called = next((w for w in reversed(memory.parties) if w.kind == "Group" and w.name.endswith(source.name)), None)
    if called is not None:  # 院長說: the one of whom no more is known
        return called
    alone = script.fold(source.name) in memory.vocabulary.words("single_post") or not memory.tenures
    plain = len(source.name) < _TELLING and not alone
    return None if plain else Who(source.name, "Group", "nobody is named for the post", single=True)


def _may_hold(source: Source, post: str, name: str, memory: Memory) -> bool:
    """Whether the page gives the person the post of this body or place: not 匈國總理 for 義國副總理某某."""
    body = script.fold(source.name)[: -source.head]
    page = memory.page
    places = [m.start() for m in re.finditer(re.escape(post + script.fold(name)), page)]
    held = (page[max(0, at - _BODY) : at].rpartition("\n")[2] for at in places)
    return not places or any(body[:1] in before for before in held)


def _whole(source: Source, scene: Scene) -> str:
    """芬蘭、瑞典等國領導人: a post with the nouns before it, from its clause's begin."""
    text = scene.reading.folded
    start = max((m.end() for m in _EDGE.finditer(text, max(0, source.start - 16), source.start)), default=source.start)
    nominal = all(tag[0] in "nbjm" or word in "等、" for word, tag in segment.tags(text[start : source.start]))
    return scene.reading.passage.text[start if nominal else source.start : source.end]


def _known_holder(post: str, vocabulary: Vocabulary) -> str:
    """Who everyone knows by a post, from the classes ``post_of_NAME``."""
    for row in vocabulary.names.get(post, ()):
        if row.table == "words" and row["class"].startswith("post_of_"):
            return script.fold(row["class"].removeprefix("post_of_"))
    return ""
