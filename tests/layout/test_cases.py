"""The cases of ``tests/cases/layout.toml``, and what the seeds' gold says of where sentences run."""

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from kg import layout, resources
from kg.layout import seams
from tests.layout.pages import passages, shown

TESTS = Path(__file__).parent.parent
CASES = tomllib.loads((TESTS / "cases" / "layout.toml").read_text(encoding="utf-8"))["case"]


def params() -> list[Any]:
    strict = pytest.mark.xfail(strict=True, reason="known failure")
    return [pytest.param(c, id=c["label"], marks=[strict] if c["family"] == "known_failure" else []) for c in CASES]


@pytest.mark.parametrize("case", params())
def test_the_page_is_repaired_as_told(case: dict[str, Any]) -> None:
    assert shown(case["text"]) == case["expect"]


def test_every_family_has_cases_and_every_step_and_rule_says_why() -> None:
    assert {c["family"] for c in CASES} == {"wild", "made", "negative", "known_failure"}
    assert all(step.__doc__ for _, step in layout.STEPS)
    assert all(rule.__doc__ for rule in seams.RULES)


def test_every_step_changes_something_in_the_seeds() -> None:
    """Marks, tables and strays name lines and change none; no seed is full of blanks or has columns that take turns."""
    seen = {s for path in resources.seeds().glob("*.txt") for p in passages(path.read_text("utf-8")) for s in p.steps}
    assert seen == {name for name, _ in layout.STEPS} - {"blanks", "marks", "tables", "strays", "turns"}


@pytest.mark.parametrize("path", sorted((TESTS / "gold").glob("*.json")), ids=lambda p: p.name[:3])
def test_what_one_speaker_says_stands_in_one_passage_or_runs_on_in_the_next(path: Path) -> None:
    def bare(text: str) -> str:
        return "".join(text.split())

    found = passages((resources.seeds() / f"{path.stem}.txt").read_text("utf-8"))
    run = "".join(bare(p.text) for p in found if p.kind in ("paragraph", "item"))
    whole = [bare(p.text) for p in found]
    heads = {bare(p.text) * 2 for p in found if p.kind == "heading"}  # a doubled headline holds its words twice
    for statement in json.loads(path.read_text("utf-8"))["statements"]:
        for segment in map(bare, statement["segments"]):
            doubled = len(segment) % 2 == 0 and segment[: len(segment) // 2] == segment[len(segment) // 2 :]
            text = segment[: len(segment) // 2] if doubled else segment
            assert text in run or any(text in w for w in whole) or segment in heads, segment


def test_a_list_stands_under_its_heading_and_the_text_behind_it_does_not() -> None:
    page = "某報告\n\n前文已經說完。\n\n各市報告都提新產業\n\n甲市：推動六項工作\n\n- 發展芯片\n\n乙市：加快布局\n\n- 發展機器人\n\n後文另外開始。"
    found = passages(page)
    parents = {p.text: found[p.parent].text if p.parent >= 0 else "" for p in found}
    assert parents["- 發展芯片"] == "甲市：推動六項工作"
    assert parents["甲市：推動六項工作"] == parents["乙市：加快布局"] == "各市報告都提新產業"
    assert parents["後文另外開始。"] == "某報告"


def test_a_person_named_in_a_heading_is_the_parent_of_his_words() -> None:
    found = passages(
        "港區委員 李小明\n\n創新是發展的方向，香港有自己的優勢。\n\n港區代表 王大文\n\n要加大基礎研究的投入。"
    )
    assert [p.parent for p in found] == [-1, 0, -1, 2]
