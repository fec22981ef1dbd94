"""Words that a page's make-up attributes: scenes in; statements out. No verb of saying stands near them.

A box under somebody's name, a list under the heading of a government's
report, items over a credit line that names the paper they come from, and words
that the page prints a second time.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.claims import contents, lexicon
from kg.extract.claims.identity import Who
from kg.extract.claims.parts import Piece, Scene, Source
from kg.extract.claims.statement import Statement
from kg.vocabulary import Vocabulary

__all__ = ["find", "repeated"]

_COLON = re.compile(r"\s*[:：︰]\s*")
_BULLET = re.compile(r"\s*[-–•·◆●■▪]+\s*")
_LONG = 20
_SENTENCE = re.compile(r"[^。！？]+[。！？]?")
_FILLING = re.compile(r"[\s　:：︰、，,·—-]+")


def find(scenes: Sequence[Scene], spoken: frozenset[int], vocabulary: Vocabulary) -> list[Statement]:
    """The statements of boxes, lists and credited items; passages in ``spoken`` have speakers of their own."""
    statements = []
    for scene in scenes:
        kind = scene.reading.passage.kind
        if kind == "heading":
            statements += _named_box(scenes, scene, spoken, vocabulary)
            statements += _list_of_paper(scenes, scene, vocabulary)
            statements += _counted_points(scenes, scene, spoken, vocabulary)
        elif kind == "paragraph":
            statements += _sound_bite(scenes, scene, spoken, vocabulary)
        elif kind == "credit":
            statements += _credited(scenes, scene, spoken)
    return statements


def _children(scenes: Sequence[Scene], index: int, *kinds: str) -> list[Scene]:
    return [s for s in scenes if s.reading.passage.parent == index and s.reading.passage.kind in kinds]


def _whole(scene: Scene) -> Piece | None:
    text = scene.reading.passage.text
    m = _BULLET.match(text)
    start = m.end() if m else 0
    return Piece(scene.reading.index, start, len(text), False) if len(text) - start > 3 else None


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
    box = _children(scenes, heading.reading.index, "paragraph", "item")
    name = persons[0].name
    if box and box[0].reading.index not in spoken and (quoted := _runs_on(box[0], vocabulary)):
        why = ["the sentence that the heading begins ends in a quotation"]
        named = (heading.reading.index, persons[0])
        return [Statement(Who(name, "Person"), named, None, "claims.named_box", why, [quoted])]
    if not box or any(s.reading.index in spoken or name in s.reading.passage.text for s in box):
        return []
    pieces = [p for s in box if (p := _whole(s))]
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


def _runs_on(scene: Scene, vocabulary: Vocabulary) -> Piece | None:
    """The quotation that ends a paragraph's first sentence: a break of the page parted it from the name above."""
    if not scene.units:
        return None
    q = contents.closing_quotation(scene, scene.units[0], scene.units[0].start, vocabulary)
    return Piece(scene.reading.index, q.start, q.end, True) if q else None


def _sound_bite(
    scenes: Sequence[Scene], line: Scene, spoken: frozenset[int], vocabulary: Vocabulary
) -> list[Statement]:
    """【同期声】某某 in a broadcast script: the passage after the line is his words."""
    index = line.reading.index
    if not lexicon.within(vocabulary, "sound_bite", before="【", after="】").match(line.reading.folded):
        return []
    persons = [s for s in line.sources if s.kind == "Person"]
    following = scenes[index + 1] if index + 1 < len(scenes) else None
    if len(persons) != 1 or following is None or following.reading.index in spoken:
        return []
    piece = _whole(following)
    if piece is None or following.reading.folded.startswith("【") or line.reading.folded.endswith("。"):
        return []
    who = Who(persons[0].name, "Person")
    return [Statement(who, (index, persons[0]), None, "claims.sound_bite", ["named before his words"], [piece])]


def _list_of_paper(scenes: Sequence[Scene], heading: Scene, vocabulary: Vocabulary) -> list[Statement]:
    """「北京：……」 with its items, under a heading that names the governments' reports: each is that report's."""
    if not (label := _label(heading)) or not (named := _paper_above(scenes, heading)):
        return []
    region, end = label
    above, paper = named
    index, length = heading.reading.index, len(heading.reading.passage.text)
    pieces = [Piece(index, end, length, False)] if length > end else []
    pieces += [p for s in _children(scenes, index, "item", "paragraph") if (p := _whole(s))]
    title = lexicon.within(vocabulary, "report_of_body").search(above.reading.folded, paper.start, paper.end)
    name = above.reading.passage.text[title.start() : title.end()] if title else paper.name
    who = Who(region.name + name, "Document", f"a list under {region.name} in {paper.name}")
    return [Statement(who, (index, region), None, "claims.list_of_paper", [who.reason], pieces)] if pieces else []


def _counted_points(
    scenes: Sequence[Scene], heading: Scene, spoken: frozenset[int], vocabulary: Vocabulary
) -> list[Statement]:
    """「調查組提三點整改要求」 as a heading over items: they are what was asked."""
    counted = lexicon.ends(vocabulary, "counted_words", before=_NUMBER + "[^，。；：]{0,8}").search(
        heading.reading.folded
    )
    source = heading.sources[0] if heading.sources else None
    children = _children(scenes, heading.reading.index, "item", "paragraph")
    if not counted or not source or source.start > 2 or source.kind not in _ASKERS or not children:
        return []
    if children[0].reading.passage.kind != "item" or any(s.reading.index in spoken for s in children):
        return []
    who = Who(source.name, source.kind, "items under a heading that counts them")
    pieces = [p for s in children if (p := _whole(s))]
    return [Statement(who, (heading.reading.index, source), None, "claims.numbered_points", [who.reason], pieces)]


_NUMBER = "[一二两三四五六七八九十0-9]+[点项条个大]"
_ASKERS = ("Person", "Organization", "Group", "Meeting")


def _label(heading: Scene) -> tuple[Source, int] | None:
    """The region or body that opens a heading before a colon, and where the words behind it begin."""
    region = next((s for s in heading.sources if s.kind in ("Region", "Organization")), None)
    colon = _COLON.match(heading.reading.folded, region.end) if region and not region.start else None
    return (region, colon.end()) if region and colon else None


def _paper_above(scenes: Sequence[Scene], heading: Scene) -> tuple[Scene, Source] | None:
    """The paper a list is taken from: named in the heading over it, or in the lines that open a list of labels."""
    index = heading.reading.passage.parent
    if index >= 0 and (paper := _paper(scenes[index])):
        return scenes[index], paper
    labels = [s.reading.index for s in scenes if s.reading.passage.kind == "heading" and _label(s)]
    if len(labels) < _LABELS:
        return None
    for before in reversed(scenes[max(0, labels[0] - _OPENING) : labels[0]]):
        if paper := _paper(before):
            return before, paper
    return None


_LABELS = 3
"""Labels (北京：, 上海：, …) that make a list of places and not a headline."""
_OPENING = 3
"""Passages before its first label in which a list says where it comes from."""


def _paper(scene: Scene) -> Source | None:
    return next((s for s in scene.sources if s.kind == "Document"), None)


def _credited(scenes: Sequence[Scene], credit: Scene, spoken: frozenset[int]) -> list[Statement]:
    """Items over ◆來源：《……》 are the paper's words.

    Only items, and only a titled paper: 資料來源：新華社 under a box of
    background says where the newspaper read, not who speaks.
    """
    title = next((s for s in credit.sources if s.kind == "Document" and "《" in s.name), None)
    if title is None:
        return []
    parent = credit.reading.passage.parent
    items = [s for s in scenes if s.reading.passage.kind == "item" and s.reading.index < credit.reading.index]
    items = [s for s in items if s.reading.passage.parent == parent and s.reading.index not in spoken]
    pieces = [p for s in items if (p := _whole(s))]
    who = Who(re.sub(r"(?<=》).*", "", title.name), "Document")
    return (
        [
            Statement(
                who,
                (credit.reading.index, title),
                None,
                "claims.credited_list",
                ["the line below credits the paper"],
                pieces,
            )
        ]
        if pieces
        else []
    )


def repeated(scenes: Sequence[Scene], said: Sequence[Statement]) -> list[Statement]:
    """Sentences printed twice: who says them in one place says them in the other.

    Only whole sentences of some length, and headlines printed twice over one another.
    """
    covered = {p.passage for s in said for p in s.pieces}
    first: dict[str, Statement] = {}
    for s in said:
        for p in s.pieces:
            text = scenes[p.passage].reading.folded[p.start : p.end]
            for sentence in _SENTENCE.findall(text):
                if len(sentence) >= _LONG:
                    first.setdefault(sentence, s)
    again = []
    for scene in scenes:
        index, text = scene.reading.index, scene.reading.folded
        if index in covered:
            continue
        if scene.reading.passage.kind == "duplicate":
            again += _printed_over(scene, said, scenes)
            continue
        for unit in scene.units:
            if same := first.get(text[unit.start : unit.end]):
                # what follows in the paragraph is the same speech, given more fully
                piece = Piece(index, unit.start, scene.units[-1].end, False)
                why = ["the same words stand elsewhere on the page"]
                again.append(Statement(same.who, same.source, same.cue, "claims.repeated", why, [piece]))
                break
    return again


def _printed_over(scene: Scene, said: Sequence[Statement], scenes: Sequence[Scene]) -> list[Statement]:
    for s in said:
        for p in s.pieces:
            words = scenes[p.passage].reading.folded[p.start : p.end]
            if p.passage == scene.reading.passage.parent and (at := scene.reading.folded.find(words)) >= 0:
                piece = Piece(scene.reading.index, at, at + len(words), False)
                why = ["the headline is printed twice"]
                return [Statement(s.who, s.source, s.cue, "claims.repeated", why, [piece])]
    return []
