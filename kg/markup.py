"""Markup: tags and character references left in a text that came out of a web page.

Takes a page. Gives one of the same length, in which a tag that ends a line is a
line end, any other tag takes no width, and a reference is its character. Knows
HTML's own names only: ＜编者按＞ and "a < b" stay.
"""

from __future__ import annotations

import html
import re

__all__ = ["UNSEEN", "without"]

UNSEEN = "\u200b"
"""What takes no width: layout steps over it."""

_LINES = "p|br|hr|div|h[1-6]|li|ul|ol|dl|dt|dd|table|thead|tbody|tr|section|article|blockquote|center|figure|figcaption"
_INLINE = "a|abbr|b|big|cite|code|del|em|font|i|img|ins|mark|o:p|q|s|small|span|strike|strong|sub|sup|td|th|u|wbr"
_MARKUP = re.compile(
    rf"(?P<line></?(?:{_LINES})(?:\s[^<>]{{0,1000}})?/?>)"
    rf"|(?P<hidden></?(?:{_INLINE})(?:\s[^<>]{{0,1000}})?/?>|<!--.{{0,1000}}?-->)"
    r"|&(?:[A-Za-z]{2,8}|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});",
    re.I | re.S,
)


def without(page: str) -> str:
    """The page without markup.

    >>> without("<p>何青山说&#65306;<b>好</b>&nbsp;</p>").replace(UNSEEN, "")
    '  \\n何青山说：好\\xa0   \\n'
    """
    return _MARKUP.sub(_stead, page) if "<" in page or "&" in page else page


def _stead(m: re.Match[str]) -> str:
    found, width = m[0], len(m[0])
    if m["line"]:
        return " " * (width - 1) + "\n"
    if m["hidden"]:
        return UNSEEN * width
    meant = html.unescape(found)
    return meant + UNSEEN * (width - 1) if (len(meant) == 1 and meant.isprintable()) or meant == "\xa0" else found
