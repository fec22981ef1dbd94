"""The words around a claim, as printed.

Takes a page and the ranges that matter on it. Gives runs of text with what each
stands for. Never changes a character other than line breaks and blanks, and shows no
mark-up of the kind that takes no width.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from kg import markup

__all__ = ["CUE", "GAP", "INDUSTRY", "QUOTE", "REGION", "SPEAKER", "Page", "Run"]

QUOTE, SPEAKER, CUE, INDUSTRY, REGION, GAP = 1, 2, 4, 8, 16, 32
"""What a run stands for; flags, because a region may be named inside a quotation. GAP: words left out."""

Run = tuple[int, str]
Range = tuple[int, int]

_END = re.compile(r"[。！？!?][」』”’）)》]*")
_BREAK = re.compile(r"[^\S\n]*\n\s*")
_NEIGHBOUR = 90
"""Characters of a neighbouring sentence that are shown at most."""
_BETWEEN = 120
"""Characters between two pieces of one claim that are shown; longer stretches are cut out."""
_WIDEST = 40
"""No newspaper column is wider; a longer line was never wrapped."""


@dataclass(frozen=True)
class Page:
    """A page, ready to be cut around any of its ranges."""

    text: str

    @cached_property
    def _ends(self) -> list[int]:
        return [m.end() for m in _END.finditer(self.text)]

    @cached_property
    def _full(self) -> int:
        """From this length on a line was broken by the column's edge, not by its writer."""
        lengths = sorted(len(line) for raw in self.text.split("\n") if (line := raw.strip()))
        return int(0.8 * min(_WIDEST, lengths[len(lengths) * 3 // 4])) if lengths else 0

    def window(self, start: int, end: int) -> Range:
        """The sentence or sentences that hold the range, and one more on either side."""
        ends = self._ends
        first = bisect_right(ends, start) - 1
        inner = ends[first] if first >= 0 else 0
        before = max(ends[first - 1] if first >= 1 else 0, inner - _NEIGHBOUR)
        last = bisect_left(ends, end)
        outer = ends[last] if last < len(ends) else len(self.text)
        after = min(ends[last + 1] if last + 1 < len(ends) else len(self.text), outer + _NEIGHBOUR)
        return max(before, start - 4 * _NEIGHBOUR), min(after, end + 4 * _NEIGHBOUR)

    def runs(self, segments: Sequence[Range], marks: Iterable[tuple[int, int, int]], context: bool = True) -> list[Run]:
        """The claim's segments in their sentences, split wherever a mark ``(start, end, flag)`` begins or ends.

        >>> Page("早上有雨。王明說：「好。」眾人散去。").runs([(10, 12)], [(5, 7, SPEAKER)])
        [(0, '早上有雨。'), (2, '王明'), (0, '說：「'), (1, '好。'), (0, '」眾人散去。')]

        Without ``context`` nothing but the claim's own words is given.
        """
        spans = [(s, e, QUOTE) for s, e in segments]
        low, high = self.window(segments[0][0], segments[-1][1]) if context else (segments[0][0], segments[-1][1])
        spans += [(max(s, low), min(e, high), flag) for s, e, flag in marks if s < high and e > low]
        cuts = sorted({low, high, *(p for s, e, _ in spans for p in (s, e))})
        found: list[Run] = []
        for a, b in pairwise(cuts):
            flags = 0
            for s, e, flag in spans:
                if s <= a and b <= e:
                    flags |= flag
            inside = segments[0][0] <= a and b <= segments[-1][1]
            if not flags & QUOTE and inside and (not context or b - a > _BETWEEN):
                found.append((GAP, "…"))
            elif text := self._printed(a, b, bool(flags)):
                found.append((flags, text))
        return _joined(found)

    def _printed(self, start: int, end: int, marked: bool) -> str:
        """A stretch without the column's line breaks; one the writer made stays, except in a claim or a name."""

        running = False  # the line goes on with a sentence of the line before: no heading, however short

        def close(match: re.Match[str]) -> str:
            nonlocal running
            at = start + match.start()
            line = self.text[self.text.rfind("\n", 0, at) + 1 : at].replace(markup.UNSEEN, "").strip()
            if not line or (not marked and self._ends_here(line, running)):
                running = False
                return "\n"
            running = True
            following = self.text[start + match.end() : start + match.end() + 1]
            return " " if line[-1].isascii() and following.isascii() else ""

        return _BREAK.sub(close, self.text[start:end]).replace(markup.UNSEEN, "")

    def _ends_here(self, line: str, running: bool) -> bool:
        """Whether the writer ended the line: by a mark, or as a heading does, short and without a comma."""
        if line[-1] in "。！？!?」』”—":
            return True
        return (
            not running and len(line) < self._full and line[-1] not in "、：:" and not any(c in "，；,;" for c in line)
        )


def _joined(runs: Iterable[Run]) -> list[Run]:
    """Runs that stand for the same and follow each other become one; a leading line break goes."""
    joined: list[Run] = []
    for flags, text in runs:
        if joined and joined[-1][0] == flags:
            joined[-1] = (flags, text if flags == GAP else joined[-1][1] + text)
        else:
            joined.append((flags, text if joined else text.lstrip("\n")))
    return [run for run in joined if run[1]]
