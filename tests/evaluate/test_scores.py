"""The scorer, on small gold files and builds made here: what counts as right, found, met and wanted."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kg import evaluate
from kg.errors import UsageError

PAGE = "王明表示，廣東大力\n發展機器人。李華說：「北京很好。」"
WORDS = "廣東大力發展機器人。"


def at(words: str) -> list[int]:
    start = PAGE.replace("\n", "").index(words)
    return [start + (start > 8), start + len(words) + (start + len(words) > 8)]


def gold(**changes: Any) -> dict[str, Any]:
    statement = {
        "segments": [WORDS], "kind": "indirect", "speaker": "王明", "aliases": ["王"], "speaker_type": "Person",
        "roles": ["院士"], "affiliations": [], "industries": ["機器人"], "regions": ["廣東"],
        "industry_region": [["機器人", "廣東"]],
    }  # fmt: skip
    mentions = [
        {"text": "王明", "type": "Person", "count": 1},
        {"text": "機器人", "type": "Industry", "count": 1},
        {"text": "廣東", "type": "Region", "count": 1},
        {"text": "北京", "type": "Region", "count": 1, "optional": True},
    ]
    return {"doc": "x", "statements": [{**statement, **changes}], "mentions": mentions}


def claim(**changes: Any) -> dict[str, Any]:
    industry = {"id": "i", "label": "机器人", "surface": ["機器人"], "rule": "named"}
    region = {"id": "r", "label": "广东", "surface": ["廣東"], "rule": "named"}
    row = {
        "doc": "x", "kind": "indirect", "spans": [at(WORDS)], "text": WORDS, "rule": "claims.verb_before",
        "speaker": {"name": "王明", "type": "Person", "roles": ["院士"], "affiliations": []},
        "industries": [industry], "regions": [region], "industry_region": [["i", "r"]],
        "industry_region_rules": ["acting"],
    }  # fmt: skip
    return {**row, **changes}


def mention(kind: str, words: str) -> dict[str, Any]:
    start, end = at(words)
    return {"doc": "x", "start": start, "end": end, "text": words, "type": kind, "rule": "name"}


MENTIONS = [mention("Person", "王明"), mention("Industry", "機器人"), mention("Region", "廣東")]


def scores(claims: list[dict[str, Any]], mentions: list[dict[str, Any]] = MENTIONS, **changes: Any) -> evaluate.Scores:
    return evaluate.score([gold(**changes)], claims, mentions, {"x": PAGE})


def test_a_build_that_is_the_gold_is_right_everywhere() -> None:
    assert {name: c.f1 for name, c in scores([claim()]).figures.items()} == dict.fromkeys(evaluate.FIGURES, 1.0)


def test_an_empty_build_finds_nothing_and_is_wrong_nowhere() -> None:
    found = scores([], []).figures
    assert found["attribution"].recall == 0 and found["attribution"].precision == 0
    assert found["organization"].f1 == 1.0  # none wanted, none found


def test_traditional_and_simplified_names_are_one() -> None:
    speaker = {"name": "王 明", "type": "Person", "roles": [], "affiliations": []}
    assert scores([claim(speaker=speaker)]).figures["attribution"].f1 == 1.0


def test_a_wrong_speaker_costs_precision_and_recall() -> None:
    speaker = {"name": "李華", "type": "Person", "roles": [], "affiliations": []}
    figures = scores([claim(speaker=speaker)]).figures
    assert figures["attribution"].precision == figures["attribution"].recall == 0
    assert figures["source"].f1 == figures["exact"].f1 == figures["jaccard"].f1 == 0
    assert figures["overlap"].f1 == 1.0  # Gender Gap Tracker's overlap does not ask who spoke


def test_punctuation_and_line_ends_do_not_matter() -> None:
    start, end = at(WORDS)
    assert scores([claim(spans=[[start, end - 1]])]).figures["exact"].f1 == 1.0


def test_two_segments_or_one_are_the_same_stretch() -> None:
    start, end = at(WORDS)
    two = claim(spans=[[start, start + 3], [start + 3, end]])
    assert scores([two]).figures["exact"].f1 == 1.0
    assert scores([claim(spans=two["spans"][:1]), claim(spans=two["spans"][1:])]).figures["exact"].f1 == 1.0


def test_overlap_is_lenient_to_long_and_short_findings_and_jaccard_is_not() -> None:
    start, end = at(WORDS)
    long = scores([claim(spans=[[start, len(PAGE)]])]).figures
    assert long["overlap"].f1 == long["overlap_strict"].f1 == 1.0 and long["jaccard"].f1 == long["exact"].f1 == 0.0
    short = scores([claim(spans=[[start, end - 5]])]).figures
    assert short["overlap"].f1 == 1.0 and short["overlap_strict"].f1 == short["jaccard"].f1 == 0.0


def test_optional_names_neither_help_nor_hurt() -> None:
    figures = scores([claim()], [*MENTIONS, mention("Region", "北京")]).figures
    assert figures["region"].f1 == 1.0
    beijing = {"id": "b", "label": "北京", "surface": ["北京"], "rule": "named"}
    more = claim(regions=[*claim()["regions"], beijing], industry_region=[["i", "r"], ["i", "b"]])
    more["industry_region_rules"] = ["acting", "acting"]
    figures = scores([more], [*MENTIONS]).figures
    assert figures["speaker_region"].f1 == figures["industry_region"].f1 == 1.0


def test_narrated_claims_and_claims_without_a_speaker_are_left_out() -> None:
    assert scores([claim(), claim(kind="narrated"), claim(speaker=None)]).figures["attribution"].f1 == 1.0


def test_every_rule_is_told_how_often_it_was_right() -> None:
    start, _ = at("北京很好")
    wrong = claim(spans=[[start, start + 4]], rule="claims.colon")
    tried = scores([claim(), wrong], [*MENTIONS, mention("Person", "李華")]).rules
    assert tried["claims.verb_before"] == evaluate.Tried(1, 1)
    assert tried["claims.colon"] == evaluate.Tried(0, 1)
    assert tried["person.name"] == evaluate.Tried(1, 2)
    assert tried["about.named"] == evaluate.Tried(2, 2)  # topics of a wrong claim are not its rule's fault
    assert tried["link.acting"] == evaluate.Tried(1, 1)


def test_calibration_is_a_table_of_smoothed_precision() -> None:
    text = evaluate.calibration({"b.x": evaluate.Tried(8, 8), "a.y": evaluate.Tried(0, 1)})
    assert text == "rule,precision,support\na.y,0.3333,1\nb.x,0.9000,8\n"


def test_a_gold_segment_that_is_not_in_the_text_is_named() -> None:
    with pytest.raises(ValueError, match="沒有這句話"):
        scores([claim()], segments=["沒有這句話"])


def test_a_folder_is_read_and_a_missing_one_is_named(tmp_path: Path) -> None:
    for folder in ("build", "gold", "texts"):
        (tmp_path / folder).mkdir()
    with pytest.raises(UsageError, match="no gold files"):
        evaluate.read(tmp_path / "build", tmp_path / "gold", tmp_path / "texts")
    (tmp_path / "gold" / "x.json").write_text(json.dumps(gold()), encoding="utf-8")
    with pytest.raises(UsageError, match="no text for x"):
        evaluate.read(tmp_path / "build", tmp_path / "gold", tmp_path / "texts")
    (tmp_path / "texts" / "x.txt").write_text(PAGE, encoding="utf-8")
    with pytest.raises(UsageError, match="no such file"):
        evaluate.read(tmp_path / "build", tmp_path / "gold", tmp_path / "texts")
    for name, rows in (("claims", [claim()]), ("mentions", MENTIONS)):
        lines = "".join(json.dumps(row) + "\n" for row in rows)
        (tmp_path / "build" / f"{name}.jsonl").write_text(lines, encoding="utf-8")
    read = evaluate.read(tmp_path / "build", tmp_path / "gold", tmp_path / "texts")
    assert read.documents == 1 and read.figures["industry_region"].f1 == 1.0
