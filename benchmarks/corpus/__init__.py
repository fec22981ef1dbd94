"""Corpora generated from the seeds: deterministic by seed, of any size, streamed.

Made for measuring only. The pages look like press to every rule (claims for
each thousand characters as in the seeds, a long tail of names and words), and
hardly a sentence repeats: ``repeats`` measures the share.
"""

from __future__ import annotations

from benchmarks.corpus.files import FORMS, bytes_of, encoded
from benchmarks.corpus.pages import Page, page, pages, short

__all__ = ["FORMS", "Page", "bytes_of", "encoded", "page", "pages", "short"]
