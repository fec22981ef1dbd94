"""Generated pages as files: a folder, JSON Lines, a TAR, a ZIP or Parquet, streamed to disk.

``python -m benchmarks.corpus --size 10MB --form folder OUT``
"""

from __future__ import annotations

import io
import json
import re
import tarfile
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path

from benchmarks.corpus.pages import Page

__all__ = ["FORMS", "bytes_of", "encoded"]


def bytes_of(size: str) -> int:
    """Bytes of a size as people write it.

    >>> bytes_of("1.5MB"), bytes_of("1GB"), bytes_of("200")
    (1500000, 1000000000, 200)
    """
    match = re.fullmatch(r"(\d+(?:\.\d+)?)\s*([kMG]?)B?", size.strip())
    if match is None:
        raise ValueError(f"{size!r} is no size: write 500kB, 10MB or 1GB")
    return int(float(match[1]) * {"": 1, "k": 10**3, "M": 10**6, "G": 10**9}[match[2]])


def encoded(page: Page) -> bytes:
    """The page's bytes: one page in ten in the legacy encoding of its script."""
    if page.name.endswith("7"):
        try:
            return page.text.encode("gb18030" if page.script == "zh-Hans" else "big5")
        except UnicodeEncodeError:
            pass
    return page.text.encode()


def folder(pages: Iterable[Page], out: Path) -> Path:
    """A file for each page, a thousand to a folder."""
    for page in pages:
        file = out / page.name[:-3] / f"{page.name}.txt"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(encoded(page))
    return out


def jsonl(pages: Iterable[Page], out: Path) -> Path:
    """A line for each page."""
    path = out / "pages.jsonl"
    with path.open("w", encoding="utf-8") as file:
        for page in pages:
            file.write(json.dumps({"id": page.name, "text": page.text}, ensure_ascii=False) + "\n")
    return path


def tar(pages: Iterable[Page], out: Path) -> Path:
    """A member for each page."""
    path = out / "pages.tar"
    with tarfile.open(path, "w") as archive:
        for page in pages:
            data = encoded(page)
            info = tarfile.TarInfo(f"{page.name}.txt")
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return path


def zipped(pages: Iterable[Page], out: Path) -> Path:
    """A member for each page, compressed."""
    path = out / "pages.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for page in pages:
            archive.writestr(zipfile.ZipInfo(f"{page.name}.txt"), encoded(page))
    return path


def parquet(pages: Iterable[Page], out: Path) -> Path:
    """A row for each page."""
    import pyarrow as pa
    from pyarrow import parquet as pq

    schema = pa.schema([("id", pa.string()), ("text", pa.string())])
    path = out / "pages.parquet"
    rows: list[dict[str, str]] = []
    with pq.ParquetWriter(path, schema) as file:
        for page in pages:
            rows.append({"id": page.name, "text": page.text})
            if len(rows) == 1000:
                file.write_batch(pa.RecordBatch.from_pylist(rows, schema))
                rows.clear()
        file.write_batch(pa.RecordBatch.from_pylist(rows, schema))
    return path


FORMS: dict[str, Callable[[Iterable[Page], Path], Path]] = {
    "folder": folder,
    "jsonl": jsonl,
    "tar": tar,
    "zip": zipped,
    "parquet": parquet,
}
"""Writers: pages and a folder in; the path to give to ``kg build`` out."""
