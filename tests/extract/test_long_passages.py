"""A passage twice as long is at most about twice the work: nothing of the claims looks at all of it for each."""

from __future__ import annotations

import sys
from types import FrameType
from typing import Any

from kg import pipeline
from kg.model import Document
from kg.vocabulary import load

_SENTENCE = "王小明表示，廣東省的半導體產業今年1月31日增長5%。"


def _lines(copies: int) -> int:
    """Lines of the claims' own code that run, and of the names' choosing, for a passage of so many sentences."""
    text = _SENTENCE * copies
    page = Document("article/x", "x", "x.txt", text, "utf-8", "", "zh-Hant")
    count = 0

    def trace(frame: FrameType, event: str, arg: Any) -> Any:
        nonlocal count
        name = frame.f_code.co_filename
        if "/extract/claims/" not in name and not name.endswith(("/overlaps.py", "/posts.py")):
            return None
        count += 1
        return trace

    load().find("")
    sys.settrace(trace)
    try:
        extraction = pipeline.read_document(page, load())
    finally:
        sys.settrace(None)
    assert len(extraction.claims) >= copies
    return count


def test_work_grows_with_the_passage() -> None:
    _lines(5)
    short, long = _lines(40), _lines(80)
    assert long <= 2.3 * short
