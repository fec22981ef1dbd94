"""Web archives: the article of every page a crawler was answered with.

Takes a Source. Gives a Leaf for each web page, and for each text where the
archive was turned into texts already (WET).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kg.corpus import readers
from kg.corpus.limits import Broken, Budget, Limits, Metered, Spent, unpacked
from kg.corpus.page import Leaf, Page
from kg.corpus.sources import Source
from kg.errors import SourceError
from kg.model import Unreadable

__all__ = ["read"]

_READERS: dict[str, dict[str, Callable[[bytes], Page]]] = {
    "response": {"html": readers.html},
    "resource": {"html": readers.html, "plain": readers.plain},
    "conversion": {"plain": readers.plain},
}
"""By the record's type and a part of its content type; a plain answer is a robots.txt more often than an article."""


def read(source: Source, limits: Limits, budget: Budget) -> Iterator[Leaf | Unreadable]:
    """Web pages and texts, in the order they stand in."""
    try:
        from warcio.archiveiterator import ArchiveIterator
    except ImportError as fault:
        raise SourceError("needs warcio: install kg[archives]") from fault

    with source.open() as raw, unpacked(raw) as file:
        for number, record in enumerate(ArchiveIterator(Metered(file, budget)), 1):
            headers = record.http_headers if record.rec_type == "response" else record.rec_headers
            kind = ((headers.get_header("Content-Type") or "") if headers else "").lower()
            reader = next((r for part, r in _READERS.get(record.rec_type, {}).items() if part in kind), None)
            if reader is None:
                continue
            address = record.rec_headers.get_header("WARC-Target-URI") or ""
            path = f"{source.path}!{number}"
            try:
                data = record.content_stream().read(limits.member + 1)
            except (Broken, Spent):
                raise
            except Exception as fault:  # an answer packed strangely costs itself
                yield Unreadable(path, f"{address} cannot be unpacked: {type(fault).__name__}: {fault}")
                continue
            budget.spend(len(data))  # what a page itself was packed in
            try:
                if len(data) > limits.member:
                    raise SourceError(f"is longer than {limits.member} bytes")
                yield Leaf(f"{source.name}/{number}", path, reader(data))
            except SourceError as fault:
                yield Unreadable(path, f"{address} {fault}")
