"""Organisations: the cases, and laws that hold for any text."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import script
from kg.extract import organizations, reading
from kg.extract.records import Found
from kg.model import Passage
from kg.vocabulary import load
from tests import case_files


def read(text: str) -> tuple[Found, ...]:
    readings = reading.read([Passage("article/x", 0, "paragraph", text, range(len(text)))], load())
    return organizations.find(readings, load())


@pytest.mark.parametrize("case", case_files.load("organizations"))
def test_case(case: dict[str, Any]) -> None:
    text = case["text"]
    printed = [text[f.start : f.end] + (f"={f.name}" if f.name != text[f.start : f.end] else "") for f in read(text)]
    assert printed == case["expect"]


@pytest.mark.parametrize("case", [c for c in case_files.load("organizations") if not c.marks])
def test_both_scripts_give_the_same_names(case: dict[str, Any]) -> None:
    text = case["text"]
    assert [(f.start, f.end) for f in read(text)] == [(f.start, f.end) for f in read(script.fold(text))]


def test_no_name_stands_twice_in_the_table() -> None:
    seen: dict[str, int] = {}
    for row in load().rows["organizations"]:
        for name in {script.fold(n) for n in (row["name"], *row.values("names"))}:
            assert seen.setdefault(name, row.line) == row.line, f"{name} in lines {seen[name]} and {row.line}"


_LETTERS = "广东省市中国清华大学公司集团研究院委员会与和的（）深圳「」，。、科技 AB驻使馆政府"


@given(st.text(alphabet=_LETTERS, max_size=40))
def test_any_text_is_read_without_a_fault(text: str) -> None:
    found = read(text)
    places = [(f.start, f.end) for f in found]
    assert places == sorted(places) and all(0 <= s < e <= len(text) for s, e in places)
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(places)), "names never overlap"
    assert all(f.kind == "Organization" and f.name and f.rule.startswith("organization.") for f in found)
