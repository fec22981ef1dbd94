"""Stage 1, corpus: files in; Documents out. The only stage that reads input."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from kg import ids, script
from kg.model import Document

__all__ = ["run"]


def run(paths: Iterable[Path]) -> Iterator[Document]:
    """Every readable document under the paths, by path."""
    for path in paths:
        for file in sorted(path.glob("*.txt")) if path.is_dir() else [path]:
            text = file.read_text(encoding="utf-8")
            sha = ids.text_hash(text)
            yield Document(
                ids.local("article", file.stem, sha), file.stem, file.name, text, "utf-8", sha, script.script_of(text)
            )
