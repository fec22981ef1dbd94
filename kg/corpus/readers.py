"""One document out of one file: a reader for each format.

Takes bytes. Gives a Page. Never reaches for the network, and never trusts a
size that a file tells of itself. Heavy libraries are loaded by the reader that
needs them.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

from kg.corpus import encodings
from kg.errors import SourceError

__all__ = ["MOST_TEXT", "READERS", "Page", "most", "read"]

MOST_TEXT = 10_000_000
"""Characters of one document: a year of a newspaper in one text is many documents that nobody cut."""
_MB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Page:
    """A document's text and what its format tells besides."""

    text: str
    encoding: str
    title: str = ""
    publisher: str = ""
    published: str = ""
    byline: tuple[str, ...] = ()


def plain(data: bytes) -> Page:
    """Text and Markdown: every character is kept."""
    return Page(*encodings.decode(data))


_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_\-]+)", re.I)


def html(data: bytes) -> Page:
    """The article of a web page, without navigation and advertising."""
    import trafilatura
    from trafilatura.settings import Document

    m = _DECLARED.search(data[:4096])
    text, _ = encodings.decode(data, m[1].decode("ascii") if m else "")
    dates = {"original_date": True, "extensive_search": False, "max_date": "2100-01-01"}  # never the clock
    found = trafilatura.bare_extraction(text, include_comments=False, with_metadata=True, date_extraction_params=dates)
    if not isinstance(found, Document) or not (body := (found.text or "").strip()):
        raise SourceError("holds no article: save the text itself as .txt")
    names = tuple(n.strip() for n in (found.author or "").split(";") if n.strip())
    return Page(body, "html", found.title or "", found.sitename or "", found.date or "", names)


def pdf(data: bytes) -> Page:
    """The text layer of a PDF, page after page."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as fault:
        raise SourceError(f"is no PDF that can be opened ({fault}): save it without a password") from fault
    pages: list[str] = []
    length = 0
    try:
        for page in document:
            text = page.get_textpage()
            pages.append(text.get_text_bounded())
            length += len(pages[-1])
            text.close()
            page.close()
            if length > MOST_TEXT:
                break
    finally:
        document.close()
    body = "\n\n".join(pages)
    if not body.strip():
        raise SourceError("has no text layer, only pictures: run character recognition over it first")
    return Page(body, "pdf")


_PARTS = 32 * _MB
"""Bytes of a Word document's parts, unpacked; ``zipfile`` gives no more than they claim. A tree of them takes tenfold."""


def docx(data: bytes) -> Page:
    """The paragraphs of a Word document, tables as rows with tabs."""
    import docx as word
    from docx.table import Table

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(i.file_size for i in packed.infolist() if i.filename.endswith((".xml", ".rels"))) > _PARTS:
                raise SourceError(f"unpacks to more than {_PARTS} bytes: save its text as .txt")
        document = word.Document(io.BytesIO(data))
    except (zipfile.BadZipFile, KeyError, ValueError) as fault:
        raise SourceError(f"is no Word document that can be opened: {fault}") from fault
    lines = []
    for part in document.iter_inner_content():
        if isinstance(part, Table):
            lines += ["\t".join(cell.text.replace("\n", " ") for cell in row.cells) for row in part.rows]
        else:
            lines.append(part.text)
    return Page("\n".join(lines), "docx")


READERS: dict[str, tuple[Callable[[bytes], Page], int]] = {
    **dict.fromkeys((".txt", ".text", ".md", ".markdown", ""), (plain, 4 * MOST_TEXT)),
    **dict.fromkeys((".html", ".htm", ".xhtml"), (html, 16 * _MB)),
    ".pdf": (pdf, 512 * _MB),
    ".docx": (docx, 64 * _MB),
}
"""By the ending of the file: its reader, and the bytes it is given at most."""


def most(ending: str) -> int:
    """Bytes a document of that ending may have. Raises SourceError where there is no reader."""
    if ending not in READERS:
        known = " ".join(e for e in READERS if e)
        raise SourceError(f"has an ending kg has no reader for ({ending}); it reads {known}")
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
