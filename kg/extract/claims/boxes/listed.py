"""Lists that belong to a paper or to whoever counts their points; a heading or a credit line in, statements out."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.claims import lexicon
from kg.extract.claims.boxes import box_parts, labels
from kg.extract.claims.parts import Piece, Scene, Source
from kg.extract.claims.sources import papers
from kg.extract.claims.sources.identity import Who
from kg.extract.claims.statement import Statement
from kg.vocabulary import Vocabulary

__all__ = ["OF_PAPER", "counted", "credited", "labelled", "of_paper"]

OF_PAPER = "claims.list_of_paper"
_LINES = ("heading", "paragraph", "item", "caption")
"""Kinds of passages a list may be printed in; a line with a triangle before it looks like a caption."""
_REPORT = lexicon.expression("<report_of_body>")
_COUNTED = lexicon.expression("[一二两三四五六七八九十0-9]+[点项条个大][^，。；：]{0,8}<counted_words>$")
_ASKERS = ("Person", "Organization", "Group", "Meeting")
_LABELS = 3
"""Labels (北京：, 上海：, …) that make a list of places and not a headline."""
_OPENING = 3
"""Passages before its first label in which a list says where it comes from."""


def labelled(scenes: Sequence[Scene]) -> tuple[int, ...]:
    """The passages that open with a place as a list's lines do."""
    return tuple(s.reading.index for s in scenes if s.reading.passage.kind in _LINES and _label(s))


def of_paper(
    scenes: Sequence[Scene], label: Scene, lines: Sequence[int], spoken: frozenset[int], vocabulary: Vocabulary
) -> list[Statement]:
    """「北京：……」 with its items, under what names the governments' reports: each is that report's.

    A paper with a title of its own (《……规划》) speaks for all its places, and so does a body that has no paper.
    ``lines`` are the page's labelled ones.
    """
    if not (opened := _label(label)) or not (named := _paper_above(scenes, label, lines)):
        return []
    region, end = opened
    above, paper = named
    index, length = label.reading.index, len(label.reading.passage.text)
    under = [s for s in box_parts.children(scenes, index, "item", "paragraph") if s.reading.index not in spoken]
    pieces = [Piece(index, end, length, False)] if length > end and index not in spoken else []
    pieces += [p for s in under if (p := box_parts.whole(s))]
    title = _REPORT(vocabulary).search(above.reading.folded, paper.start, paper.end)
    name = above.reading.passage.text[title.start() : title.end()] if title else paper.name
    own = paper.kind != "Document" or ("《" in paper.name and not title)
    who = Who(
        name if own else region.name + name,
        paper.kind if own else "Document",
        f"a list under {region.name} in {paper.name}",
    )
    return [Statement(who, (index, region), None, OF_PAPER, [who.reason], pieces)] if pieces else []


def _label(scene: Scene) -> tuple[Source, int] | None:
    """The place that opens a line before a colon, or is all of a heading, and where the words behind it begin.

    A heading may also open with a body.
    """
    text, heading = scene.reading.folded, scene.reading.passage.kind == "heading"
    place = next((s for s in scene.sources if s.kind == "Region" or (heading and s.kind == "Organization")), None)
    end = labels.behind(text, place.start, place.end, heading) if place else None
    return (place, end) if place and end is not None else None


def _paper_above(scenes: Sequence[Scene], label: Scene, lines: Sequence[int]) -> tuple[Scene, Source] | None:
    """The paper a list is taken from: named in the heading over it, or in the lines that open a list of labels."""
    index = label.reading.passage.parent
    heading = label.reading.passage.kind == "heading"
    if heading and index >= 0 and not _label(scenes[index]) and (paper := _paper(scenes[index])):
        return scenes[index], paper
    if len(lines) < _LABELS:
        return None
    before = scenes[max(0, lines[0] - _OPENING) : lines[0]]
    papers = ((s, paper) for s in reversed(before) if (paper := _paper(s)))
    return next(papers, None) or (_announced(before[-1]) if before else None)


def _announced(scene: Scene) -> tuple[Scene, Source] | None:
    """The body whose list a line opens that ends in a colon: 「工信厅公布，各市主攻方向如下：」."""
    body = next((s for s in scene.sources if s.kind in ("Organization", "Meeting")), None)
    return (scene, body) if body and scene.reading.folded.rstrip().endswith(("：", ":")) else None


def _paper(scene: Scene) -> Source | None:
    return next((s for s in scene.sources if s.kind == "Document"), None)


def counted(scenes: Sequence[Scene], heading: Scene, spoken: frozenset[int], vocabulary: Vocabulary) -> list[Statement]:
    """「調查組提三點整改要求」 as a heading over items: they are what was asked."""
    counted = _COUNTED(vocabulary).search(heading.reading.folded)
    source = heading.sources[0] if heading.sources else None
    children = box_parts.children(scenes, heading.reading.index, "item", "paragraph")
    if not counted or not source or source.start > 2 or source.kind not in _ASKERS or not children:
        return []
    if children[0].reading.passage.kind != "item" or any(s.reading.index in spoken for s in children):
        return []
    who = Who(source.name, source.kind, "items under a heading that counts them")
    pieces = [p for s in children if (p := box_parts.whole(s))]
    return [Statement(who, (heading.reading.index, source), None, "claims.numbered_points", [who.reason], pieces)]


def credited(scenes: Sequence[Scene], credit: Scene, spoken: frozenset[int]) -> list[Statement]:
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
    pieces = [p for s in items if (p := box_parts.whole(s))]
    who = Who(papers.title(title.name), "Document")
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
