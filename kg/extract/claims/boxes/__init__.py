"""Words that a page's make-up attributes: scenes in; statements out. No verb of saying stands near them.

A box under somebody's name, a sound bite in a broadcast script, and lists
(``listed``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.claims import lexicon
from kg.extract.claims.boxes import box_parts, listed
from kg.extract.claims.parts import Piece, Scene, Source
from kg.extract.claims.patterns import quotations
from kg.extract.claims.sources.identity import Who
from kg.extract.claims.statement import Statement
from kg.vocabulary import Vocabulary

__all__ = ["find"]

_SOUND_BITE = lexicon.expression("【<sound_bite>】")
_TALK = 2
"""Headings with a name and a colon that make a talk."""
_FILLING = re.compile(r"[\s　:：︰、，,·—-]+")


def find(scenes: Sequence[Scene], spoken: frozenset[int], vocabulary: Vocabulary) -> list[Statement]:
    """The statements of boxes, lists and credited items; passages in ``spoken`` have speakers of their own."""
    statements, lines = _answers(scenes, spoken), listed.labelled(scenes)
    for scene in scenes:
        kind = scene.reading.passage.kind
        if kind == "heading":
            statements += _named_box(scenes, scene, spoken, vocabulary)
            statements += listed.of_paper(scenes, scene, lines, spoken, vocabulary)
            statements += listed.counted(scenes, scene, spoken, vocabulary)
        elif kind in ("paragraph", "item", "caption"):
            statements += _sound_bite(scenes, scene, spoken, vocabulary) if kind == "paragraph" else []
            statements += listed.of_paper(scenes, scene, lines, spoken, vocabulary)
        elif kind == "credit":
            statements += listed.credited(scenes, scene, spoken)
    return statements


def _named_box(
    scenes: Sequence[Scene], heading: Scene, spoken: frozenset[int], vocabulary: Vocabulary
) -> list[Statement]:
    """「全國政協委員 某某」 as a heading: the paragraphs under it are his words.

    Refuses a box that speaks of him or in which somebody is quoted.
    """
    text = heading.reading.passage.text
    persons = [s for s in heading.sources if s.kind == "Person"]
    if len(persons) != 1:
        return []
    rest = [s for s in heading.sources if s.kind != "Person"]
    covered = sum(s.end - s.start for s in [persons[0], *rest])
    if covered < 0.6 * len(_FILLING.sub("", text)) or heading.cues:
        return []
    box = box_parts.children(scenes, heading.reading.index, "paragraph", "item")
    name = persons[0].name
    if box and box[0].reading.index not in spoken and (quoted := _runs_on(box[0], vocabulary)):
        why = ["the sentence that the heading begins ends in a quotation"]
        named = (heading.reading.index, persons[0])
        return [Statement(Who(name, "Person"), named, None, "claims.named_box", why, [quoted])]
    if not box or any(s.reading.index in spoken or name in s.reading.passage.text for s in box):
        return []
    pieces = [p for s in box if (p := box_parts.whole(s))]
    return (
        [
            Statement(
                Who(name, "Person"),
                (heading.reading.index, persons[0]),
                None,
                "claims.named_box",
                ["stands under a heading that is only a name"],
                pieces,
            )
        ]
        if pieces
        else []
    )


def _answers(scenes: Sequence[Scene], spoken: frozenset[int]) -> list[Statement]:
    """「某某：……」 again and again over paragraphs without speakers of their own: a talk told by its answers.

    Refuses a page with one such heading, which is a headline, and sections that quote somebody or tell of him.
    """
    headings = (s for s in scenes if s.reading.passage.kind == "heading")
    named = [(s, person) for s in headings if (person := _before_colon(s))]
    statements = []
    for heading, person in named if len(named) >= _TALK else ():
        section = box_parts.children(scenes, heading.reading.index, "paragraph", "item")
        section = [s for s in section if not s.reading.folded.rstrip().endswith("：")]  # a label of who has spoken
        told = any(s.reading.index in spoken or person.name in s.reading.passage.text for s in section)
        pieces = [] if told else [p for s in section if (p := box_parts.whole(s))]
        if pieces:
            why = ["stands under a heading that opens with his name and a colon"]
            who = Who(person.name, "Person")
            statements.append(Statement(who, (heading.reading.index, person), None, "claims.named_box", why, pieces))
    return statements


def _before_colon(heading: Scene) -> Source | None:
    person = next((s for s in heading.sources if s.kind == "Person" and s.start == 0), None)
    return person if person and heading.reading.folded[person.end : person.end + 1] in ("：", ":") else None


def _runs_on(scene: Scene, vocabulary: Vocabulary) -> Piece | None:
    """The quotation that ends a paragraph's first sentence: a break of the page parted it from the name above."""
    if not scene.units:
        return None
    q = quotations.closing_quotation(scene, scene.units[0], scene.units[0].start, vocabulary)
    return Piece(scene.reading.index, q.start, q.end, True) if q else None


def _sound_bite(
    scenes: Sequence[Scene], line: Scene, spoken: frozenset[int], vocabulary: Vocabulary
) -> list[Statement]:
    """【同期声】某某 in a broadcast script: the passage after the line is his words."""
    index = line.reading.index
    if not _SOUND_BITE(vocabulary).match(line.reading.folded):
        return []
    persons = [s for s in line.sources if s.kind == "Person"]
    following = scenes[index + 1] if index + 1 < len(scenes) else None
    if len(persons) != 1 or following is None or following.reading.index in spoken:
        return []
    piece = box_parts.whole(following)
    if piece is None or following.reading.folded.startswith("【") or line.reading.folded.endswith("。"):
        return []
    who = Who(persons[0].name, "Person")
    return [Statement(who, (index, persons[0]), None, "claims.sound_bite", ["named before his words"], [piece])]
