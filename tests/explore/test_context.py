"""The words around a claim: cases, and the laws every page keeps."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import markup
from kg.explore.context import CUE, GAP, INDUSTRY, QUOTE, REGION, SPEAKER, Page
from tests import case_files
from tests.strategies import nasty_text

MARKS = {"speaker": SPEAKER, "cue": CUE, "industry": INDUSTRY, "region": REGION}


def shown(runs: list[tuple[int, str]]) -> str:
    """Runs as the case files write them."""
    out, quoted = "", False
    for flags, text in runs:
        if bool(flags & QUOTE) != quoted:
            quoted = not quoted
            out += "【" if quoted else "】"
        out += "[…]" if flags & GAP else f"‹{text}›" if flags & ~QUOTE else text
    return out + ("】" if quoted else "")


@pytest.mark.parametrize("case", case_files.load("explore"))
def test_the_words_around_a_claim(case: dict[str, Any]) -> None:
    text = case["text"]
    segments = [(text.index(said), text.index(said) + len(said)) for said in case["said"]]
    marks = [(text.index(case[m]), text.index(case[m]) + len(case[m]), flag) for m, flag in MARKS.items() if m in case]
    assert shown(Page(markup.without(text)).runs(segments, marks)) == case["expect"]


@given(nasty_text(min_size=2, max_size=200), st.data())
def test_the_claim_is_shown_whole_and_nothing_that_the_page_does_not_hold(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    a = data.draw(st.integers(0, len(text) - 1))
    marks = [(a, data.draw(st.integers(a + 1, len(text))), SPEAKER)]
    runs = Page(text).runs([(start, end)], marks)
    assert _letters("".join(t for f, t in runs if f & QUOTE)) == _letters(text[start:end])
    assert _letters("".join(t for _, t in runs)) in _letters(text)
    bare = Page(text).runs([(start, end)], marks, context=False)
    assert all(f & QUOTE for f, _ in bare)


def _letters(text: str) -> str:
    return "".join(text.replace(markup.UNSEEN, "").split())
