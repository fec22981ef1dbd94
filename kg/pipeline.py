"""The flow, on one page: corpus → layout → extract → resolve → graph → export, explore.

Each stage is a folder with one ``run``; a stage takes and returns records and
never imports another. Reading and writing files happens in corpus and export.
"""

from __future__ import annotations

from kg import extract, layout
from kg.model import Document, Extraction
from kg.vocabulary import Vocabulary

__all__ = ["read_document"]


def read_document(document: Document, vocabulary: Vocabulary) -> Extraction:
    """Everything read out of one page: its repaired passages, mentions and claims."""
    return extract.run(document, layout.run(document), vocabulary)
