"""What a claim is about: the cases, and what holds for every claim made from them."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import script
from kg.extract import reading
from kg.extract.claims import about
from kg.extract.records import Draft, Found, Segment
from kg.model import Claim, Document, Evidence, Passage, Speaker
from kg.vocabulary import load
from tests import case_files

KINDS = {"R": "Region", "I": "Industry", "O": "Organization"}
CASES = case_files.load("about")
RIGHT = [case for case in CASES if not case.marks]


def read(case: dict[str, Any]) -> tuple[Claim, Document]:
    """The case's text as a page of passages with its marked names, and the claim made of its marked words."""
    passages: list[Passage] = []
    found: list[Found] = []
    segments: list[Segment] = []
    page, heading, inside = "", -1, "«" not in case["text"]
    for line in case["text"].strip().splitlines():
        index, plain, start = len(passages), "", 0 if inside else -1
        for part in re.findall(r"\[[RIO][^\]]*\]|[«»]|[^\[«»]+", line.removeprefix("# ")):
            if part == "«":
                inside, start = True, len(plain)
            elif part == "»":
                segments.append(Segment(index, start, len(plain)))
                inside, start = False, -1
            elif part.startswith("["):
                name = part[2:-1]
                found.append(Found(index, len(plain), len(plain) + len(name), KINDS[part[1]], name, "", "made"))
                plain += name
            else:
                plain += part
        if start >= 0:
            segments.append(Segment(index, start, len(plain)))
        kind = "heading" if line.startswith("# ") else "paragraph" if case.get("paragraphs") else "item"
        places = range(len(page), len(page) + len(plain))
        passages.append(Passage("article/x", index, kind, plain, places, parent=-1 if kind == "heading" else heading))
        heading = index if kind == "heading" else heading
        page += plain + "\n"
    document = Document("article/x", "x", "x.txt", page, "utf-8", "", script.script_of(page))
    speaker = Speaker("王明", "Person", Evidence((), "made", 1.0))
    draft = Draft(tuple(segments), case.get("kind", "indirect"), speaker, None, "made")
    readings = reading.read(passages, load())
    return about.complete(document, [draft], readings, found, load())[0], document


@pytest.mark.parametrize("case", CASES)
def test_case(case: dict[str, Any]) -> None:
    claim, _ = read(case)
    links = [[industry, region, said.rule] for industry, region, said in claim.industry_regions]
    assert sorted(links) == sorted(case["links"])
    for field, topics in (("industries", claim.industries), ("regions", claim.regions)):
        if field in case:
            assert [t.name for t in topics] == case[field]


@pytest.mark.parametrize("case", case_files.load("links"))
def test_a_sentence_links_what_it_says_and_nothing_else(case: dict[str, Any]) -> None:
    pairs = [[industry, region] for industry, region, _ in read(case)[0].industry_regions]
    assert sorted(pairs) == sorted(case["links"])


@pytest.mark.parametrize("case", RIGHT)
def test_evidence_stands_on_the_page(case: dict[str, Any]) -> None:
    claim, document = read(case)
    page = document.text
    for topic in (*claim.industries, *claim.regions):
        assert "".join(page[s.start : s.end] for s in topic.evidence.spans) == topic.name
    for industry, _, said in claim.industry_regions:
        assert industry in "".join(page[s.start : s.end] for s in said.spans)
    assert "".join(page[s.start : s.end] for s in claim.spans).replace("\n", "") == claim.text


@pytest.mark.parametrize("case", RIGHT)
def test_a_text_and_its_counterpart_in_the_other_script_link_alike(case: dict[str, Any]) -> None:
    other = {**case, "text": "".join(one if len(one := script.traditional(c)) == 1 else c for c in case["text"])}
    here, there = read(case)[0], read(other)[0]
    assert [said.rule for _, _, said in here.industry_regions] == [said.rule for _, _, said in there.industry_regions]


def test_a_claim_is_named_by_its_place_and_speaker() -> None:
    one, two = (read({"text": text})[0] for text in ("[R上海]发展[I机器人]", "[R上海]发展[I机器人]。"))
    assert one.id != two.id and one.id == read({"text": "[R上海]发展[I机器人]"})[0].id


@given(st.lists(st.sampled_from(["[R上海]", "[R越南]", "[I機器人]", "[I茶葉]", "甲乙", "丙"]), max_size=12))
def test_no_link_reaches_over_a_full_stop_or_between_bare_names(parts: list[str]) -> None:
    claim, _ = read({"text": "。".join(["丁", *parts])})
    assert claim.industry_regions == ()
    claim, _ = read({"text": "，".join(["丁", *parts])})
    assert claim.industry_regions == ()


@given(
    st.lists(
        st.sampled_from(["[R上海]", "[R越南]", "[I機器人]", "[I茶葉]", "發展", "的", "、", "，", "在", "是"]),
        max_size=16,
    )
)
def test_links_are_between_topics_of_the_claim_and_each_stands_once(parts: list[str]) -> None:
    claim, _ = read({"text": "".join(["丁", *parts])})
    pairs = [(industry, region) for industry, region, _ in claim.industry_regions]
    assert len(set(pairs)) == len(pairs)
    assert {i for i, _ in pairs} <= {t.name for t in claim.industries}
    assert {r for _, r in pairs} <= {t.name for t in claim.regions}
