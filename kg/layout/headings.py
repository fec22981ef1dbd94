"""Headings: short unfinished blocks that head what follows.

Takes blocks. Gives every one a kind. Never makes a heading of a line that ends
a sentence.
"""

from __future__ import annotations

import re

from kg.layout.blocks import Block, Sheet, fits
from kg.layout.endings import ending

__all__ = ["find"]

_LONGEST = 45
_LABEL = re.compile(r"([\u3400-\u9fff]{2,8})[：:](?=.)")


def find(sheet: Sheet, blocks: list[Block]) -> list[Block]:
    """Tell headings from paragraphs, and lists whose items open with labels of their own.

    A heading that stands there twice is printed twice: the second is a duplicate.
    """
    out = [b if b.kind else b.of_kind(_kind(b)) for b in blocks]
    for k in range(1, len(out)):
        if out[k].kind == "heading" and out[k].text == out[k - 1].text:
            out[k] = out[k]._replace(kind="duplicate", steps=(*out[k].steps, "headings"))
    for start in range(1, len(out)):
        if out[start - 1].kind == "heading" and out[start].kind == "paragraph":
            labels = _labels(out, start)
            if len(labels) >= 3 and len(set(labels)) == len(labels):
                end = start + len(labels)
                out[start:end] = [b.of_kind("item") for b in out[start:end]]
    return out


def _labels(blocks: list[Block], start: int) -> list[str]:
    """What stands before the colon in the paragraphs from here on, as long as each has such a label."""
    labels: list[str] = []
    for k in range(start, len(blocks)):
        if blocks[k].kind != "paragraph" or (m := _LABEL.match(blocks[k].text)) is None:
            break
        labels.append(m[1])
    return labels


def _kind(b: Block) -> str:
    if "。" not in b.text and fits(b.text, _LONGEST):
        end = ending(b.text)
        asks = end == "stop" and b.lines == 1 and not any(c in "，：" for c in b.text)
        if end in ("open", "closed") or b.text[-1] == "—" or asks:
            return "heading"
    return "caption" if b.twin else "paragraph"
