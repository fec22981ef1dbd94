"""Organisations by another name: one id for a short name and the full one, none for a company and its arm."""

from __future__ import annotations

import pytest

from kg import script
from kg.graph.entities import spellings
from kg.ids import identify
from kg.vocabulary import load


@pytest.mark.parametrize(
    ("short", "full"),
    [("世卫", "世界衛生組織"), ("WHO", "世界卫生组织"), ("中汽协", "中国汽车工业协会"), ("國台辦", "中央台办")],
)
def test_a_short_name_is_the_full_ones(short: str, full: str) -> None:
    assert identify("Organization", short) == identify("Organization", full)


@pytest.mark.parametrize(("arm", "company"), [("京东物流", "京东"), ("上汽通用", "上汽集团"), ("人民网", "人民日报")])
def test_an_arm_is_a_body_of_its_own(arm: str, company: str) -> None:
    assert identify("Organization", arm) != identify("Organization", company)


def test_a_person_with_an_organisations_name_is_another() -> None:
    assert identify("Person", "世卫") != identify("Organization", "世卫")


def test_no_full_name_is_a_short_one() -> None:
    full = load().full_names
    assert not {name for name in full.values() if name in full}


@pytest.mark.parametrize("name", ["范飞", "余承冬", "高峰", "于志才", "周松岩", "台灣銀行", "郁达夫", "里昂"])
def test_a_traditional_spelling_folds_back(name: str) -> None:
    found = spellings(name, kind="Person")
    assert script.fold(str(found["hant"])) == script.fold(name)


@pytest.mark.parametrize(
    ("hans", "hant"), [("范飞", "范飛"), ("余志峰", "余志峰"), ("于松群", "于松群"), ("游国才", "游國才")]
)
def test_letters_that_names_keep(hans: str, hant: str) -> None:
    assert spellings(hans, kind="Person")["hant"] == hant
