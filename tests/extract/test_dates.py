"""Dates: the cases, and laws that hold for every day."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import script
from kg.extract import reading
from kg.extract.claims.about import dates
from kg.model import Document, Passage
from kg.vocabulary import load
from tests import case_files


@pytest.mark.parametrize("case", case_files.load("dates"))
def test_case(case: dict[str, Any]) -> None:
    text = case["text"]
    published = date.fromisoformat(case["published"]) if "published" in case else None
    page = dates.Calendar(published, case.get("republic", False))
    found = dates.find(script.fold(text), 0, len(text), page, load())
    assert [[text[d.start : d.end], d.iso] for d in found] == case["expect"]


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_every_day_written_out_is_read(day: date) -> None:
    text = f"截至{day.year}年{day.month}月{day.day}日的数据"
    page = dates.Calendar(None, False)
    assert [d.iso for d in dates.find(text, 0, len(text), page, load())] == [day.isoformat()]


@given(st.dates(date(1990, 1, 1), date(2089, 12, 31)))
def test_yesterday_is_the_day_before_the_page(day: date) -> None:
    found = dates.find("昨日宣布", 0, 4, dates.Calendar(day, False), load())
    assert [(day - date.fromisoformat(d.iso)).days for d in found] == [1]


@given(st.text(alphabet="0123456789年月日号去今昨本上至—-（）民国天", max_size=30))
def test_any_text_is_read_without_a_fault(text: str) -> None:
    found = dates.find(script.fold(text), 0, len(text), dates.Calendar(date(2024, 2, 29), True), load())
    assert all(0 <= d.start < d.end <= len(text) and len(d.iso) in (4, 7, 10) for d in found)


@pytest.mark.parametrize(
    ("text", "told", "republic"),
    [
        ("行政院公布112年預算", "zh-Hant", True),
        ("北京公布112年預算", "zh-Hant", False),
        ("台湾112年", "zh-Hans", False),
    ],
)
def test_years_of_the_republic_need_a_page_of_taiwan(text: str, told: str, republic: bool) -> None:
    document = Document("article/x", "x", "x.txt", text, "utf-8", "", told)
    readings = reading.read([Passage("article/x", 0, "paragraph", text, range(len(text)))], load())
    assert dates.calendar(document, readings, load()).republic is republic


def test_a_day_of_publication_that_is_no_date_counts_as_none() -> None:
    document = Document("article/x", "x", "x.txt", "", "utf-8", "", "zh", published="2024")
    assert dates.calendar(document, (), load()).published is None
