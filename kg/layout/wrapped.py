"""Wrapped: lines a column broke, joined to paragraphs again.

Takes lines, marked and measured. Gives paragraphs. Never joins over a mark
that opens a block, and never joins what a clean text keeps on lines of its own.
"""

from __future__ import annotations

import re

from kg.layout.blocks import Block, Sheet, join
from kg.layout.columns import Line, measure
from kg.layout.endings import NEVER_FIRST, ending
from kg.layout.habits import observe
from kg.layout.seams import Seam, joins

__all__ = ["plainly_apart", "reflow"]

_MARK = re.compile("[，；。]")


def reflow(sheet: Sheet, blocks: list[Block]) -> list[Block]:
    """Join the lines of each paragraph.

    What ``seams`` says of each two decides.
    """
    lines = measure(tuple(blocks))
    habits = observe(blocks, lines)
    nothing = Line(0, "stop")
    out: list[Block] = []
    group: list[Block] = []
    reach = 0.0
    depth = 0
    plain = True
    title = False
    for i, b in enumerate(blocks):
        if group:
            a, left = blocks[i - 1], lines[i - 1]
            together = False
            if not plainly_apart(group[0], left, b):
                reach = max(reach, left.width)
                depth = max(0, depth + _balance(a.text))
                plain = plain and _MARK.search(a.text) is None
                together = joins(
                    Seam(
                        sheet=sheet,
                        habits=habits,
                        first=group[0],
                        count=len(group),
                        reach=reach,
                        a=a,
                        b=b,
                        left=left,
                        right=lines[i],
                        beyond=lines[i + 1] if i + 1 < len(lines) and not blocks[i + 1].kind else nothing,
                        quoted=depth > 0,
                        opens=group[0].indent == 2,
                        plain=plain,
                        after_heading=title,
                        after_byline=len(out) > 0 and out[-1].kind == "byline",
                    )
                )
            if not together:
                out.append(join(sheet, group, "wrapped"))
                end = left.end if len(group) == 1 else ending(out[-1].text)
                title = end in ("open", "closed") and not b.gap
                group, reach, depth, plain = [], 0.0, 0, True
        group.append(b)
    if group:
        out.append(join(sheet, group, "wrapped"))
    return out


def plainly_apart(first: Block, left: Line, b: Block) -> bool:
    """What ``finished`` comes to on clean text, told without a Seam: most seams of most pages are such.

    Outside a column a sentence's end is the paragraph's, whatever the rules before say, unless what follows
    cannot begin a line.
    """
    over = left.end == "stop" and not left.column and first.kind != "caption"
    return over and b.kind != "byline" and b.text[0] not in NEVER_FIRST


def _balance(text: str) -> int:
    return sum([text.count(a) - text.count(z) for a, z in ("「」", "『』", "“”", "（）", "《》", "【】")])
