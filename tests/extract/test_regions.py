"""Regions: the cases, the laws, and what the table must hold."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import script
from kg.extract import reading, regions
from kg.extract.records import Found
from kg.model import Passage
from kg.vocabulary import load
from tests import case_files

CASES = case_files.load("regions")
ROWS = {r["id"]: r for r in load().rows["regions"]}


def passages(text: str) -> list[Passage]:
    made: list[Passage] = []
    for line in text.split("\n"):
        kind, plain = ("heading", line[2:]) if line.startswith("# ") else ("paragraph", line)
        made.append(Passage("d", len(made), kind, plain, range(len(plain))))
    return made


def read(text: str) -> tuple[Found, ...]:
    return regions.find(reading.read(passages(text), load()), load())


def counterpart(text: str) -> str:
    """The text in the other script, letter by letter, so that offsets stay."""
    return "".join(one if len(one := script.traditional(c)) == 1 else c for c in script.fold(text))


@pytest.mark.parametrize("case", CASES)
def test_case(case: dict[str, Any]) -> None:
    found = read(case["text"])
    if "found" in case:
        assert [[f.name, f.concept.removeprefix("region/"), f.rule] for f in found] == case["found"]
    else:
        assert [f.name for f in found] == case["found_names"]


@pytest.mark.parametrize("case", CASES)
def test_both_scripts_give_the_same(case: dict[str, Any]) -> None:
    if case["family"] == "known_failure":
        pytest.xfail("known failure")
    here, there = read(case["text"]), read(counterpart(case["text"]))
    assert [(f.passage, f.start, f.end, f.concept) for f in here] == [
        (f.passage, f.start, f.end, f.concept) for f in there
    ]


@given(st.lists(st.sampled_from([c.values[0]["text"] for c in CASES]), min_size=1, max_size=4).map("\n".join))
def test_findings_stand_in_the_text_and_never_overlap(text: str) -> None:
    found, pages = read(text), passages(text)
    assert all(pages[f.passage].text[f.start : f.end] == f.name for f in found)
    assert all((a.passage, a.end) <= (b.passage, b.start) for a, b in pairwise(found))


def test_the_table_is_as_broad_as_promised() -> None:
    levels = Counter(r["level"] for r in ROWS.values() if not r["valid_to"])
    assert levels["country"] >= 240
    coded = [r for r in ROWS.values() if r["code"].isdigit() and len(r["code"]) == 6]
    assert sum(r["level"] == "province" for r in coded) == 34
    assert sum(r["level"] == "prefecture" for r in coded) >= 333 and sum(r["level"] == "county" for r in coded) >= 2800
    assert sum(i.startswith("hk-") for i in ROWS) == 18
    assert sum(i.startswith("tw-") and len(i) == 8 for i in ROWS) == 22
    assert sum(i.startswith("tw-") and len(i) == 11 for i in ROWS) == 368


def test_codes_lie_under_their_own_province() -> None:
    for row in ROWS.values():
        if row["code"].isdigit() and len(row["code"]) == 6 and row["level"] in ("prefecture", "county"):
            assert row["part_of"].split("|")[0][:2] == row["code"][:2], row["id"]


def test_former_names_say_until_when() -> None:
    former = [r for i, r in ROWS.items() if i.startswith("former.")]
    assert former and all(r["valid_from"] and r["valid_to"] > r["valid_from"] for r in former)


def test_labels_are_written_in_their_own_script() -> None:
    """But for letters a converter changes wrongly: 乾县, 乾安, 赤鱲角."""
    mixed = [r["id"] for r in ROWS.values() if r["hans"] != script.simplified(r["hans"])]
    assert mixed == ["220723", "610424", "hk.chek-lap-kok"]
