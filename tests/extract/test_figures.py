"""Figures: the cases, and laws that hold for every number."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import script
from kg.extract.claims.about import figures, numerals
from kg.vocabulary import load
from tests import case_files


@pytest.mark.parametrize("case", case_files.load("figures"))
def test_case(case: dict[str, Any]) -> None:
    text = case["text"]
    found = figures.find(script.fold(text), 0, len(text), load())
    assert [[text[a.start : a.end], a.value, a.unit] for a in found] == case["expect"]


@given(st.integers(2, 10**11))
def test_a_number_is_read_as_it_was_written(number: int) -> None:
    text = f"产值{number}元"
    assert [a.value for a in figures.find(text, 0, len(text), load())] == [str(number)]


@given(st.decimals(min_value="0.1", max_value=9999, places=2))
def test_no_digit_of_a_decimal_is_lost(number: Decimal) -> None:
    text = f"增长{number}%"
    assert [Decimal(a.value) for a in figures.find(text, 0, len(text), load())] == [number]


@given(st.integers(2, 9999))
def test_words_and_digits_are_worth_the_same(number: int) -> None:
    words = chinese(number)
    assert numerals.system(load()).value(words) == number


def chinese(number: int) -> str:
    digits, powers = "零一二三四五六七八九", ("千", "百", "十", "")
    out = ""
    for digit, power in zip(f"{number:04}", powers, strict=True):
        out += digits[int(digit)] + power if digit != "0" else "零" if out and not out.endswith("零") else ""
    return out.rstrip("零")


@given(st.text(alphabet="0123456789一二三十百千万亿点.,%元年个第数约至到成分之百半 ", max_size=60))
def test_any_text_is_read_without_a_fault_and_amounts_stand_in_it(text: str) -> None:
    for amount in figures.find(script.fold(text), 0, len(text), load()):
        assert 0 <= amount.start < amount.end <= len(text)
        assert Decimal(amount.value) >= 0 and "E" not in amount.value
