"""One document out of one file: a reader for each ending.

Takes bytes. Gives a Page.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from kg.corpus import apart, encodings
from kg.corpus.page import MOST_TEXT, Page
from kg.errors import SourceError

__all__ = ["READERS", "html", "most", "plain", "read"]

_MB = 1024 * 1024


_WEB_PAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<!doctype html|<html)\b", re.I)


def plain(data: bytes) -> Page:
    """Text and Markdown: every character is kept. A whole web page under another ending is read as one."""
    return html(data) if _WEB_PAGE.match(data) else Page(*encodings.decode(data))


html = partial(apart.read, "web page")

READERS: dict[str, tuple[Callable[[bytes], Page], int]] = {
    **dict.fromkeys((".txt", ".text", ".md", ".markdown", ""), (plain, 4 * MOST_TEXT)),
    **dict.fromkeys((".html", ".htm", ".xhtml"), (html, 16 * _MB)),
    ".pdf": (partial(apart.read, "PDF"), 512 * _MB),
    ".docx": (partial(apart.read, "Word document"), 64 * _MB),
}
"""By the ending of the file: its reader, and the bytes it is given at most."""


KNOWN = "text, Markdown, HTML, PDF, Word, ZIP, TAR, CSV, JSON, JSON Lines, Parquet and WARC"
"""The formats, archives among them, in words."""


def most(ending: str) -> int:
    """Bytes a document of that ending may have. Raises SourceError where there is no reader."""
    if ending not in READERS:
        raise SourceError(f"ends in {ending}, for which kg has no reader; it reads {KNOWN}")
    return READERS[ending][1]


def read(ending: str, data: bytes) -> Page:
    """The page in a file of the given ending.

    Raises SourceError where there is no reader, or the reader finds no text or too much.
    """
    if len(data) > most(ending):
        raise SourceError(f"is longer than {most(ending)} bytes: cut it into pieces")
    page = READERS[ending][0](data)
    if not page.text.strip():
        raise SourceError("is empty")
    if len(page.text) > MOST_TEXT:
        raise SourceError(f"is longer than {MOST_TEXT} characters: cut it into pieces, a document each")
    return page
