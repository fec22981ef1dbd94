"""kg explain: the page with its marks, the rule, and what was considered instead."""

from __future__ import annotations

from typing import Any

from kg import explain
from kg.vocabulary import load

PAGE = "張三在場。\n王明表示，上海大力\n發展機器人，不如美國。各方同意。"


def row(**changes: Any) -> dict[str, Any]:
    start = PAGE.index("上海")
    topic = {"surface": [], "rule": "named"}
    return {
        "id": "https://example.org/kg/claim/abc", "doc": "x", "kind": "indirect", "act": "assessment",
        "spans": [[start, start + 4], [start + 5, PAGE.index("各方")]], "text": "上海大力發展機器人，不如美國。",
        "speaker": {"name": "王明", "type": "Person", "roles": ["院士"], "affiliations": [], "spans": [[6, 8]]},
        "cue": "表示", "cue_spans": [[8, 10]], "rule": "claims.verb_before", "reasons": ["reporting word 表示"],
        "industries": [{"id": "i", "label": "機器人", **topic}],
        "regions": [{"id": "r", "label": "上海", **topic}, {"id": "u", "label": "美國", **topic}],
        "industry_region": [["i", "r"]], "industry_region_rules": ["subject_pursues"], "via": ["甲報"],
        "figures": [{"text": "三成", "value": "30", "unit": "%"}], "dates": ["2024"], "modality": ["hedged"],
        **changes,
    }  # fmt: skip


MENTIONS = [
    {"doc": "x", "start": 0, "end": 2, "text": "張三", "type": "Person", "name": "張三"},
    {"doc": "x", "start": 6, "end": 8, "text": "王明", "type": "Person", "name": "王明"},
    {"doc": "y", "start": 0, "end": 2, "text": "李四", "type": "Person", "name": "李四"},
]


def test_the_claim_is_shown_in_its_place() -> None:
    assert explain.marked(PAGE, row()) == "張三在場。[王明]<表示>，【上海大力】【發展機器人，不如美國。】各方同意。"


def test_context_is_cut_where_the_page_goes_on() -> None:
    long = "前" * 99 + PAGE + "後" * 99
    spans = [[s + 99, e + 99] for s, e in row()["spans"]]
    shown = explain.marked(long, row(spans=spans, cue_spans=[], speaker=None))
    assert shown.startswith("…前") and shown.endswith("後…") and "【上海大力】" in shown


def test_everything_the_build_knows_has_its_line() -> None:
    told = explain.claim(row(), MENTIONS, PAGE, load())
    for line in (
        "speaker: 王明 (Person), 院士", "passed on by: 甲報", "cue: 表示", "because: reporting word 表示",
        "figure: 三成 = 30 %", "date: 2024", "modality: hedged",
        "considered instead: 張三 (Person), 9 characters before the words",
        "not linked: 機器人 – 美國, no pattern of the sentence ties them",
    ):  # fmt: skip
        assert line in told, "\n".join(told)
    assert sum(line.startswith("link: 機器人 – 上海 (subject_pursues") for line in told) == 1
    assert not any("李四" in line for line in told), "a name of another page"


def test_without_the_page_the_words_are_shown() -> None:
    assert row()["text"] in explain.claim(row(), [], "", load())


def test_a_scoped_link_tells_both_halves() -> None:
    assert ";" in explain.meaning("link.subject_pursues", load())


def test_a_rule_nobody_knows_has_no_meaning() -> None:
    assert explain.meaning("claims.no_such_rule", load()) == ""
