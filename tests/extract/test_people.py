"""Persons and the phrases that introduce them: the cases, and laws that hold for any text."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import script
from kg.extract import organizations, people, reading
from kg.extract.people import likely, shapes
from kg.extract.records import Found, Introduction
from kg.model import Document, Passage
from kg.vocabulary import load
from tests import case_files


def read(*texts: str) -> tuple[tuple[Found, ...], tuple[Introduction, ...]]:
    page, passages = "\n".join(texts), []
    at = 0
    for n, text in enumerate(texts):
        passages.append(Passage("article/x", n, "paragraph", text, range(at, at + len(text))))
        at += len(text) + 1
    document = Document("article/x", "x", "x.txt", page, "utf-8", "", "zh")
    readings = reading.read(passages, load())
    return people.find(document, readings, organizations.find(readings, load()), load())


def printed(text: str, name: str) -> str:
    return text if name in ("", text) else f"{text}={name}"


@pytest.mark.parametrize("case", case_files.load("people"))
def test_case(case: dict[str, Any]) -> None:
    text = case["text"]
    persons, introductions = read(text)
    assert [printed(text[f.start : f.end], f.name) for f in persons] == case["persons"]
    told = [
        f"{text[i.start : i.end]}: " + "; ".join(f"{t.role} @ {t.organization}" for t in i.tenures)
        for i in introductions
    ]
    for expected in case.get("introductions", ()):
        assert expected in told


@pytest.mark.parametrize("case", [c for c in case_files.load("people") if not c.marks])
def test_both_scripts_give_the_same_names(case: dict[str, Any]) -> None:
    text = case["text"]
    other = script.fold(text)
    assert [(f.start, f.end) for f in read(text)[0]] == [(f.start, f.end) for f in read(other)[0]]


def test_a_name_established_in_one_passage_is_known_in_all() -> None:
    persons, _ = read("王思远在窗前站着。", "总工程师王思远介绍，设备已经就位。")
    assert [(f.passage, f.start) for f in persons] == [(0, 0), (1, 4)]


def test_evidence_of_a_post_quotes_the_page() -> None:
    page = "云岭大学\n校长何远山表示，招生扩大。"
    document = Document("article/x", "x", "x.txt", page, "utf-8", "", "zh-Hans")
    text = page.replace("\n", "")
    offsets = tuple(n for n, c in enumerate(page) if c != "\n")
    readings = reading.read([Passage("article/x", 0, "paragraph", text, offsets)], load())
    _, (introduction,) = people.find(document, readings, organizations.find(readings, load()), load())
    (tenure,) = introduction.tenures
    assert (tenure.role, tenure.organization) == ("校长", "云岭大学")
    assert ["".join(page[s.start : s.end].split()) for s in tenure.evidence.spans] == ["云岭大学校长"]


_LETTERS = "王李张欧阳司马伊娜莱恩·小明委员院长记者表示说，。、（）「」 　A1某先生公司大学的在"


@given(st.text(alphabet=_LETTERS, max_size=40))
def test_any_text_is_read_without_a_fault(text: str) -> None:
    persons, introductions = read(text)
    places = [(f.start, f.end) for f in persons]
    assert places == sorted(places) and all(0 <= s < e <= len(text) for s, e in places)
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(places)), "names never overlap"
    assert all(0 <= i.start < i.end <= len(text) for i in introductions)
    assert all(any(i.start <= s and e <= i.end for s, e in places) for i in introductions), "each holds its name"


@given(st.text(alphabet=_LETTERS, max_size=40), st.sampled_from([2.0, 3.59, 5.0]))
def test_the_scan_for_likely_names_misses_none(text: str, least: float) -> None:
    scan, shape = likely.of(load(), least, least), shapes.of(load())
    own, foreign = set(scan.own_starts(text)), set(scan.foreign_starts(text))
    for at in range(len(text)):
        assert at in own or all(s.weight < least for s in shape.own(text, at))
        assert at in foreign or all(s.weight < least for s in shape.foreign_names(text, at))
