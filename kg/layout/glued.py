"""Glued: lines that hold the end of one block and the beginning of another.

Takes lines. Gives them cut where, after the end of a sentence, a caption or a
credit begins. Never cuts inside a sentence.
"""

from __future__ import annotations

from kg.layout.blocks import BODY, Block, Sheet, block

__all__ = ["part"]


def part(sheet: Sheet, blocks: list[Block]) -> list[Block]:
    """Cut credits and captions off the sentence they are set behind.

    「……健康用品。 ◆來源：……」 is a list's last line and the list's source.
    """
    out = []
    for b in blocks:
        out += _cut(sheet, b) if len(b.pieces) == 1 else [b]
    return out


def _cut(sheet: Sheet, b: Block) -> list[Block]:
    start, end = b.pieces[0]
    folded, signs = sheet.folded, sheet.signs
    places: list[int] = []
    if signs.seam.search(folded, start, end):
        places = [m.end() for m in signs.glued.finditer(folded, start, end) if start < m.end() < end]
    if end - start <= BODY * 2 and signs.imprint.photo_end.match(folded, max(start, end - 2), end):
        m = signs.imprint.photo.search(folded, start, end)
        if m and (m.end() > m.start() or (end - start <= BODY and sheet.page[m.end()] not in "（(")):
            places.append(m.end())
    if not places:
        return [b]
    cut = []
    for s, e in zip([start, *places], [*places, end], strict=True):
        text = sheet.page[s:e].rstrip()
        cut.append(block(sheet, [(s, s + len(text))])._replace(steps=("glued",)))
    cut[0] = cut[0]._replace(gap=b.gap, indent=b.indent)
    return cut
