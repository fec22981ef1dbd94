"""Doubled: headlines and captions printed twice, one copy over the other.

Takes lines. Gives one copy as the line and keeps the place of the other as its
twin. Never touches a line that is not doubled from end to end.
"""

from __future__ import annotations

from itertools import pairwise

from kg.layout.blocks import Block, Piece, Sheet, block

__all__ = ["lift"]

_LONGEST = 400
"""Characters; no headline or caption line is longer."""


def lift(sheet: Sheet, blocks: list[Block]) -> list[Block]:
    """Separate the two copies of an overprinted line.

    A bold headline is often set by printing it twice with a small shift; its
    text then reads 「專家專家：：在國際在國際」: pieces of any length, each followed by
    itself. Counting comes first: in such a line every character stands an even
    number of times.
    """
    return [_lifted(sheet, b) if 4 <= len(b.text) <= _LONGEST else b for b in blocks]


def _lifted(sheet: Sheet, b: Block) -> Block:
    text = b.text
    if text.count(text[0]) % 2 or text.count(text[-1]) % 2:
        return b
    letters = "".join(text.split())
    for letter in letters:  # ordinary text is told by one of its first letters
        if letters.count(letter) % 2:
            return b
    places = [at for s, e in b.pieces for at in range(s, e) if not sheet.page[at].isspace()]
    halves = _squares(letters)
    if not halves or max(halves) < 3 or not any(map(str.isalpha, letters)):
        return b
    first: list[int] = []
    second: list[int] = []
    at = 0
    for half in halves:
        first += range(at, at + half)
        second += range(at + half, at + 2 * half)
        at += 2 * half
    kept = {places[i] for i in first}
    for earlier, later in pairwise(places):
        if later in kept:  # a blank belongs to the copy that goes on behind it
            kept.update(range(earlier + 1, later))
    pieces = _pieces(sorted(kept))
    return b._replace(
        text=block(sheet, pieces).text,
        pieces=pieces,
        twin=_pieces([places[i] for i in second]),
        steps=(*b.steps, "doubled"),
    )


def _pieces(places: list[int]) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    for at in places:
        if pieces and pieces[-1][1] == at:
            pieces[-1] = (pieces[-1][0], at + 1)
        else:
            pieces.append((at, at + 1))
    return tuple(pieces)


def _squares(letters: str) -> list[int]:
    """Lengths of the halves if the whole is a row of doubled pieces, as long as possible each; else nothing.

    >>> _squares("專家專家：：在國際在國際"), _squares("研究研究生")
    ([2, 1, 3], [])
    """
    n = len(letters)
    best: list[int] = [0] * (n + 1)  # best[i]: half of the piece at i from which the end can be reached
    reach = [False] * n + [True]
    for i in range(n - 2, -1, -1):
        for half in range((n - i) // 2, 0, -1):
            if reach[i + 2 * half] and letters.startswith(letters[i : i + half], i + half):
                best[i], reach[i] = half, True
                break
    halves, i = [], 0
    while i < n and reach[0]:
        halves.append(best[i])
        i += 2 * best[i]
    return halves
