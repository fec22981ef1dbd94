"""Lines: the page cut at its line ends, blanks around each line left out.

Takes the page. Gives a block for every line that shows something. Never drops
a character one can see; control and zero-width characters, which nobody
printed, are stepped over.
"""

from __future__ import annotations

import re

from kg.layout.blocks import Block, Piece, Sheet, width

__all__ = ["split"]

_LINE = re.compile(r"\S[^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]*")
_UNSEEN = re.compile(
    r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ud800-\udfff]+"
)


def split(sheet: Sheet) -> list[Block]:
    """A block for each line that is not empty.

    A return and a line feed together are one line end; how many empty lines
    stand before a line and how far it is indented is noted as evidence.
    """
    page = sheet.page
    unseen = _UNSEEN.search(page) is not None
    blocks: list[Block] = []
    end = 0
    for m in _LINE.finditer(page):
        start, text = m.start(), m.group().rstrip()
        between, gap, indent = page[end:start], 0, 0.0
        if not end or between != "\n":
            gap = max(0, max(between.count("\n"), between.count("\r")) - (end > 0))
            indent = width(_margin(between))
        end = m.end()
        if not unseen or not _UNSEEN.search(text):
            blocks.append(Block(text, ((start, start + len(text)),), "", gap, indent))
        elif pieces := _seen(page, start, start + len(text)):
            text = "".join([page[s:e] for s, e in pieces])
            blocks.append(Block(text, pieces, "", gap, indent, ("lines",)))
    return blocks


def _margin(between: str) -> str:
    """The blanks behind the last line end.

    >>> _margin(" \\n\\r\\n　　"), _margin("\\n\\n")
    ('\\u3000\\u3000', '')
    """
    return f"{between}|".splitlines()[-1][:-1]


def _seen(page: str, start: int, end: int) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    for m in _UNSEEN.finditer(page, start, end):
        pieces.append((start, m.start()))
        start = m.end()
    pieces.append((start, end))
    pieces = [(s, e) for s, e in pieces if s < e]
    while pieces and not page[slice(*pieces[0])].strip():
        del pieces[0]
    while pieces and not page[slice(*pieces[-1])].strip():
        del pieces[-1]
    if pieces:
        s, e = pieces[0]
        pieces[0] = (e - len(page[s:e].lstrip()), e)
        s, e = pieces[-1]
        pieces[-1] = (s, s + len(page[s:e].rstrip()))
    return tuple(pieces)
