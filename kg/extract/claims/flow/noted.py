"""What a passage gives a reader to remember: titles, bodies and meetings, before its sentences are read."""

from __future__ import annotations

from collections.abc import Iterable

from kg.extract.claims import lexicon
from kg.extract.claims.memory import Memory, Who
from kg.extract.claims.parts import Scene
from kg.extract.claims.sources import identity, papers
from kg.vocabulary import Vocabulary

__all__ = ["remember"]

_ISSUED = lexicon.expression("<issued>了?[^，。；]{0,16}$")
_ASKED = lexicon.expression("<answers_press>")
_ASKED_ARE = ("Person", "Group", "Post", "Organization")
_CONVENED = lexicon.expression("，?[^，。；]{0,24}<meeting_convened>")
_CONVENES = lexicon.expression("<meeting_convened>了?$")
_CONVENES_BARE = lexicon.expression("[^，。；]{0,14}<meeting_convened>(<bare_meeting>)")


def remember(scene: Scene, memory: Memory) -> None:
    """Titles and meetings of a passage, before its sentences are read."""
    for s in scene.sources:
        if s.kind == "Document" and "《" in s.name:
            memory.titles.append(papers.title(s.name))
            memory.titled = scene.reading.index
        elif s.kind == "Document" and len(s.name) > 4:
            if _ISSUED(memory.vocabulary).search(scene.reading.folded, max(0, s.start - 24), s.start):
                memory.titles.append(s.name)
        elif s.kind == "Organization":
            memory.bodies.append(s.name)
        elif s.kind == "Meeting" and len(s.name) > 2:
            memory.meetings.append(s.name)
    memory.interviewed = _interviewed(scene, memory) or memory.interviewed
    memory.convened.extend(_convened(scene, memory.vocabulary))


def _interviewed(scene: Scene, memory: Memory) -> Who | None:
    """某某就……答記者問; 某局負責人接受採訪: the first who can be meant, a person before a body."""
    asked = _ASKED(memory.vocabulary).search(scene.reading.folded)
    before = [s for s in scene.sources if s.kind in _ASKED_ARE and s.end <= asked.start()] if asked else []
    who = min(before, key=lambda s: _ASKED_ARE.index(s.kind), default=None)
    return identity.resolve(who, scene, memory) if who else None


def _convened(scene: Scene, vocabulary: Vocabulary) -> Iterable[str]:
    """召開國務院常務會議; 座談會6日在青河召開; 中央政治局29日召開會議: the meeting of the body that convened it."""
    text = scene.reading.folded
    after, before, bare = _CONVENED(vocabulary), _CONVENES(vocabulary), _CONVENES_BARE(vocabulary)
    for s in scene.sources:
        if s.kind == "Meeting" and len(s.name) > 2:
            if after.match(text, s.end) or before.search(text, max(0, s.start - 8), s.start):
                yield s.name
        elif s.kind == "Organization" and (m := bare.match(text, s.end)):
            yield s.name + scene.reading.passage.text[m.start(1) : m.end(1)]
