"""What a notebook shows: a small summary, a page with words marked, the explorer in a frame.

Text of a page is escaped on its way into HTML, always; the explorer runs in a
sandbox without the notebook's origin.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable

__all__ = ["Frame", "Marked", "summary"]


_AROUND = 200
"""Characters of a page shown on either side of marked words."""


class Marked:
    """A page with words marked; shows itself in notebooks. ``spans`` are half-open places in ``text``.

    >>> page = Marked("page", "王明說，產業升級。", [(4, 8)])
    >>> print(page)
    王明說，【產業升級】。
    >>> "<mark>產業升級</mark>" in page._repr_html_()
    True
    """

    def __init__(self, doc: str, text: str, spans: Iterable[tuple[int, int]]) -> None:
        self.doc, self.text, self.spans = doc, text, [(s, e) for s, e in spans]

    def __str__(self) -> str:
        return self._joined("【", "】", str)

    def __repr__(self) -> str:
        return f"<page {self.doc}, {len(self.spans)} marked>"

    def _repr_html_(self) -> str:
        """The words with what is printed around them; the rest of the page folded away above and below."""
        spans = sorted(self.spans)
        first, last = (spans[0][0] - _AROUND, spans[-1][1] + _AROUND) if spans else (0, len(self.text))
        first, last = max(first, 0), min(last, len(self.text))
        body = (
            _folded(self.text[:first], "before")
            + self._joined("<mark>", "</mark>", html.escape, first, last)
            + _folded(self.text[last:], "after")
        )
        return f'<div lang="zh" style="white-space:pre-wrap">{body}</div>'

    def _joined(
        self, before: str, after: str, shown: Callable[[str], str], at: int = 0, last: int | None = None
    ) -> str:
        pieces = []
        for start, end in sorted(self.spans):
            pieces += [shown(self.text[at:start]), before, shown(self.text[start:end]), after]
            at = end
        return "".join([*pieces, shown(self.text[at:last])])


def _folded(text: str, where: str) -> str:
    if not text:
        return ""
    return f"<details><summary>{len(text)} characters {where}</summary>{html.escape(text)}</details>"


class Frame:
    """An HTML page in a sandboxed frame of its own; it needs no file, no server and no network.

    >>> Frame("<p>頁</p>", 300)._repr_html_().partition("srcdoc=")[2]
    '"&lt;p&gt;頁&lt;/p&gt;"></iframe>'
    """

    def __init__(self, page: str, height: int) -> None:
        self._page, self._height = page, height

    def __repr__(self) -> str:
        return "<the explorer; a notebook shows it, kg explore opens it in a browser>"

    def _repr_html_(self) -> str:
        return (
            f'<iframe sandbox="allow-scripts allow-downloads" width="100%" height="{self._height}" '
            f'style="border:0" srcdoc="{html.escape(self._page, quote=True)}"></iframe>'
        )


def summary(caption: str, rows: Iterable[tuple[str, int]]) -> str:
    """A small table of names and counts.

    >>> summary("build", [("pages", 5)])
    '<table><caption>build</caption><tr><th>pages</th><td>5</td></tr></table>'
    """
    cells = "".join(f"<tr><th>{html.escape(name)}</th><td>{count}</td></tr>" for name, count in rows)
    return f"<table><caption>{html.escape(caption)}</caption>{cells}</table>"
