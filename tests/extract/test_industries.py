"""Industries: the cases, the laws, and what the tables must hold."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import script
from kg.extract import industries, reading
from kg.extract.industries import suggest
from kg.extract.records import Found
from kg.model import Document, Extraction, Mention, Passage, Span
from kg.vocabulary import Row, load
from tests import case_files

CASES = case_files.load("industries")
ROWS = load().rows["industries"]


def read(text: str) -> tuple[Found, ...]:
    passages = [Passage("d", 0, "paragraph", text, range(len(text)))]
    return industries.find(reading.read(passages, load()), load())


def counterpart(text: str) -> str:
    """The text in the other script, letter by letter, so that offsets stay."""
    return "".join(one if len(one := script.traditional(c)) == 1 else c for c in script.fold(text))


@pytest.mark.parametrize("case", CASES)
def test_case(case: dict[str, Any]) -> None:
    found = read(case["text"])
    if "found" in case:
        shown = [[f.name, f.concept or f"→ {f.head}", f.rule] for f in found]
        assert [[n, c.replace("industry/", ""), r] for n, c, r in shown] == case["found"]
    else:
        assert [f.name for f in found] == case["found_names"]


@pytest.mark.parametrize("case", CASES)
def test_both_scripts_give_the_same(case: dict[str, Any]) -> None:
    if case["family"] != "known_failure":
        here, there = read(case["text"]), read(counterpart(case["text"]))
        assert [(f.start, f.end, f.concept, f.head) for f in here] == [
            (f.start, f.end, f.concept, f.head) for f in there
        ]
    else:
        pytest.xfail("known failure")


@given(st.lists(st.sampled_from([c.values[0]["text"] for c in CASES]), min_size=1, max_size=4).map("".join))
def test_findings_stand_in_the_text_and_never_overlap(text: str) -> None:
    found = read(text)
    assert all(text[f.start : f.end] == f.name for f in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(bool(f.concept) != bool(f.head) for f in found)


def names(row: Row) -> Iterator[str]:
    for column in ("hans", "hant", "names", "weak"):
        yield from dict.fromkeys(script.fold(v) for v in row.values(column))


def test_the_scheme_is_as_broad_as_promised() -> None:
    by_scheme = {s: [r for r in ROWS if r["scheme"] == s] for s in ("gbt4754", "sei2018", "future", "press")}
    codes = {r["code"] for r in by_scheme["gbt4754"]}
    assert len(ROWS) >= 600
    assert {chr(c) for c in range(ord("A"), ord("T") + 1)} <= codes
    assert {f"{n:02}" for n in range(1, 98)} <= codes
    assert {str(n) for n in range(1, 10)} <= {r["code"] for r in by_scheme["sei2018"]}
    assert sum("." in r["code"] for r in by_scheme["sei2018"]) == 40
    assert {f"future.{f}" for f in ("manufacturing", "information", "materials", "energy", "space", "health")} <= {
        r["id"] for r in by_scheme["future"]
    }


def test_a_name_stands_in_one_row_only() -> None:
    """A section and its only division may share their label."""
    seen: dict[str, Row] = {}
    doubled = []
    for row in ROWS:
        for name in dict.fromkeys(names(row)):
            first = seen.setdefault(name, row)
            if first is not row and first["id"] != row["broader"]:
                doubled.append(f"industries.csv:{row.line}: {name} stands already in line {first.line}")
    assert not doubled, "\n".join(doubled)


def test_both_labels_are_the_same_name() -> None:
    assert [r["id"] for r in ROWS if script.fold(r["hans"]) != script.fold(r["hant"])] == []


def test_every_head_is_a_concept() -> None:
    ids = {r["id"] for r in ROWS}
    assert {r["head"] for r in load().rows["industry_heads"]} <= ids


def test_suggestions_come_by_frequency_and_read_back_as_rows() -> None:
    page = "矿用机器人下井。矿用机器人巡检。航模机器人表演。"
    mentions = tuple(
        Mention("article/x", (Span(f.start, f.end),), f.name, f.kind, f.name, f.concept, f.rule, f.confidence, f.head)
        for f in read(page)
    )
    document = Document("article/x", "x", "x.txt", page, "utf-8", "", "zh-Hans")
    found = suggest.propose([Extraction(document, (), mentions, (), ())])
    assert [(s.name, s.head, s.count, s.documents) for s in found] == [("矿用机器人", "sei2018.2.1", 2, 1)]
    assert found[0].examples == (
        "【矿用机器人】下井。矿用机器人巡检。航",
        "矿用机器人下井。【矿用机器人】巡检。航模机器人表演。",
    )
    comment, line, _ = suggest.lines(found).split("\n")
    assert comment.startswith("# 2 in 1 documents: ") and line.split(",")[1:4] == ["矿用机器人", "礦用機器人", "?"]
