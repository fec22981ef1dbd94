"""Formats with a parser of their own: web pages, PDF, Word.

Takes bytes. Gives a Page. Never reaches for the network, and never trusts a
size that a file tells of itself; ``apart`` holds the parsers to memory and
time. Each library is loaded by the reader that needs it.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

from kg.corpus import encodings
from kg.corpus.page import MOST_TEXT, Page
from kg.errors import SourceError

__all__ = ["PARSERS"]

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
        told = "save it without a password" if "password" in str(fault) else "it is damaged, or none"
        raise SourceError(f"is no PDF that can be opened ({fault}): {told}") from fault
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


_PARTS = 32 * 1024 * 1024
"""Bytes of a Word document's parts, unpacked; ``zipfile`` gives no more than they claim. A tree takes tenfold."""


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


PARSERS: dict[str, Callable[[bytes], Page]] = {"web page": html, "PDF": pdf, "Word document": docx}
"""By what is said of a file that breaks them."""
