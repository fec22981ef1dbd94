"""Seams: whether two lines, one after the other, belong to one paragraph.

The rules stand in ``RULES``, strongest first; the first that has an opinion
decides. Each says True (they belong together), False (they do not) or None.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from kg.layout.blocks import BODY, Block, Sheet
from kg.layout.columns import Line
from kg.layout.endings import LABEL, NEVER_FIRST, runs_on
from kg.layout.habits import Habits

__all__ = ["RULES", "Seam", "joins"]

_SHORT = 0.72
"""Of the following lines' width: a first line that stays below is a heading's."""
_LEAD = 3.5
"""Columns by which a first line may be shorter than the next: a lost indent, and a mark that hangs over."""
_SLACK = 1.5
"""Columns a full line may stay short of its column."""


@dataclass(frozen=True, slots=True)
class Seam:
    """Two lines one after the other, and what is known about them."""

    sheet: Sheet
    habits: Habits
    first: Block
    """The line the paragraph so far began with."""
    count: int
    """Lines of the paragraph so far."""
    reach: float
    """Width of the widest of them."""
    a: Block
    b: Block
    left: Line
    right: Line
    beyond: Line
    """The line after ``b``."""
    quoted: bool
    """A quotation of the paragraph so far is open."""
    opens: bool
    """Its first line is indented as paragraphs are, by two columns."""
    plain: bool
    """No comma and no other mark of a sentence has come in it."""
    after_heading: bool
    """What stands right before the paragraph is no finished sentence."""
    after_byline: bool
    """What stands right before it says who wrote it: here the text begins."""

    def runs_on(self) -> bool:
        """A word, or a sentence that cannot begin so, stands across the seam."""
        folded = self.sheet.folded
        before = folded[max(self.a.pieces[-1][1] - 8, self.a.pieces[-1][0]) : self.a.pieces[-1][1]]
        return runs_on(before, folded[self.b.pieces[0][0] : self.b.pieces[0][0] + 8], self.sheet.signs.never_first)


_BLANK = re.compile(r"[\u3400-\u9fff」”][ \u3000][\u3400-\u9fff「“]")


def joins(seam: Seam) -> bool:
    """What the first rule with an opinion says; without one the lines stay apart."""
    for rule in RULES:
        if (said := rule(seam)) is not None:
            return said
    return False


def marked(seam: Seam) -> bool | None:
    """A line with a mark of its own opens a block (答：); bylines, credits and tables are one line each."""
    if LABEL.match(seam.sheet.folded, seam.b.pieces[0][0]):
        return False
    if seam.b.kind == "byline" == seam.a.kind:
        return seam.sheet.signs.imprint.told.match(seam.sheet.folded, *seam.b.pieces[0]) is not None
    if seam.b.kind or seam.first.kind in ("byline", "credit", "table", "heading"):
        return False
    if bool(seam.a.twin) != bool(seam.b.twin):
        return False
    return None


def forbidden(seam: Seam) -> bool | None:
    """No typesetter puts a comma or a closing mark at the head of a line, or an opening one at its end."""
    if seam.b.text[0] in NEVER_FIRST or seam.left.end == "broken":
        return True
    return True if seam.a.text[-1] == "—" == seam.b.text[0] != seam.a.text[-2:-1] else None


def dated(seam: Seam) -> bool | None:
    """A dateline opens a report (央视网消息, （記者…報導）) and its first sentence follows."""
    folded, dateline = seam.sheet.folded, seam.sheet.signs.imprint.dateline
    if dateline.match(folded, seam.b.pieces[0][0], seam.b.pieces[-1][1]):
        return False
    if seam.count == 1 and seam.left.end == "closed" and dateline.fullmatch(folded, *seam.a.pieces[0]):
        return True
    if seam.count == 1 and seam.left.end == "pause" and dateline.match(folded, *seam.a.pieces[0]):
        return True if seam.right.column else None
    return None


def spanned(seam: Seam) -> bool | None:
    """A word of the dictionary stands across the seam: of 6,000 headings and their texts not one does."""
    return True if seam.left.end == "open" and seam.runs_on() else None


def indented(seam: Seam) -> bool | None:
    """Where paragraphs are indented, an indented line opens one, and the next line is the same paragraph's."""
    if seam.b.indent >= 2 and seam.b.indent > seam.a.indent + 1:
        return False
    if seam.count == 1 and seam.left.end in ("open", "closed") and seam.b.indent == 0 and seam.opens:
        return True
    return None


def finished(seam: Seam) -> bool | None:
    """A sentence's end is a paragraph's end, unless it happens to fall on the edge of the column.

    On a full line, what parts paragraphs on this page decides: an empty line, an
    indent, or a line as short as one that lost its indent.
    """
    if seam.left.end not in ("stop", "pause"):
        return None
    column, habits = seam.left.column, seam.habits
    quotes = seam.a.text[-1] in "：:" and seam.b.text[0] in "「『“‘"
    if quotes and (((column or seam.count > 1) and not seam.b.gap) or (seam.left.loose and habits.porous)):
        return True
    if habits.indented and column and seam.count == 1 and seam.opens and seam.b.indent == 0 and not seam.b.gap:
        return seam.left.width >= column - _LEAD
    if not column or not -_SLACK <= column - seam.left.width <= _SLACK:
        return False
    if seam.b.gap and not seam.left.loose:
        return False
    if habits.parted or habits.indented or seam.b.indent > seam.a.indent:
        return seam.b.indent <= seam.a.indent
    if not seam.right.unfinished:
        return True
    short = column - seam.right.width
    if short > _SLACK and not any(c in "，。；：、" for c in seam.b.text) and _BLANK.search(seam.b.text):
        return False
    return short <= _SLACK or (habits.lead is not None and habits.lead[1] < short)


def whole(seam: Seam) -> bool | None:
    """A line too long for a column is a paragraph; cut off inside a sentence it goes on."""
    if max(seam.left.width, seam.right.width) <= BODY:
        return None
    return seam.left.end == "open" and seam.left.width > BODY and "。" in seam.a.text and seam.right.end == "stop"


def captioned(seam: Seam) -> bool | None:
    """A caption is a sentence: unfinished, it goes on in the next line of its own narrow column."""
    if seam.first.kind != "caption":
        return None
    if seam.left.end in ("stop", "pause") or seam.right.width > seam.reach + 2.5:
        return False
    return not seam.b.gap or seam.left.loose or seam.runs_on()


def titled(seam: Seam) -> bool | None:
    """A first line much shorter than what follows is a heading, and so is one set apart from it.

    Set apart: an empty line parts it from its follower where none stand inside
    sentences, or blanks stand in for commas in it. As long as no comma has
    come, a second and third line may still be the heading's.
    """
    a, b = seam.a, seam.b
    if seam.count > 1 and (seam.opens or not seam.plain):
        return None
    if a.text.startswith("—") and seam.after_heading:
        return False
    if seam.sheet.signs.imprint.dateline.match(seam.sheet.folded, *a.pieces[0]):
        return None
    follows = max(seam.right.width, seam.beyond.width if seam.right.unfinished else 0)
    if seam.left.width < min(_SHORT * follows, follows - _LEAD):
        return False
    if _BLANK.search(a.text):
        return False
    if not seam.plain:
        return None
    if seam.right.end in ("open", "closed") and seam.right.width < _SHORT * seam.left.width:
        return False
    if b.indent > a.indent or (b.gap > 0 and not seam.habits.porous) or (seam.right.loose and b.gap == 0 < a.gap):
        return False
    if seam.right.unfinished and seam.left.width > max(follows, seam.left.column) + 2.5:
        return False
    if seam.count > 1:
        return None
    if seam.after_byline and not b.gap:
        return None
    if seam.habits.lead and seam.left.column:
        least, most = seam.habits.lead
        return None if least <= seam.left.column - seam.left.width <= most else False
    return None


def within(seam: Seam) -> bool | None:
    """In the middle of a paragraph, or of a quotation, an unfinished line goes on."""
    if seam.left.end == "closed" and not seam.quoted and seam.left.width < seam.left.column - _SLACK:
        return None
    return True if seam.count > 1 or seam.quoted else None


def columned(seam: Seam) -> bool | None:
    """An unfinished line of a column goes on in the next one.

    Text, not a heading, is what ends unfinished and has commas: then it is set in a column.
    """
    if seam.left.column and seam.left.width >= seam.left.column - 4:
        return True
    if seam.right.unfinished and any(c in "，、；。" for c in seam.b.text):
        return seam.right.width <= BODY
    if any(c in "，。；" for c in seam.a.text) and seam.right.end == "stop":
        return seam.right.width <= seam.left.width + 3
    return None


RULES: tuple[Callable[[Seam], bool | None], ...] = (
    marked,
    captioned,
    forbidden,
    dated,
    spanned,
    indented,
    finished,
    whole,
    titled,
    within,
    columned,
)
"""Each says True (they belong together), False (they do not) or None."""
