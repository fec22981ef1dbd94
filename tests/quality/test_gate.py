"""The gate: no figure on the five shipped pages falls below its floor, and precision comes first."""

from __future__ import annotations

import tomllib

import pytest

from kg import evaluate
from tests.quality import raise_floors
from tests.quality.measure import FLOORS, fingerprint, floors, measured


@pytest.mark.parametrize("figure", evaluate.FIGURES)
def test_no_figure_falls_below_its_floor(figure: str) -> None:
    f1 = measured().figures[figure].f1
    assert f1 >= floors()[figure], f"{figure} is {f1:.3f}, its floor {floors()[figure]:.3f}"


def test_the_floors_are_of_these_pages() -> None:
    known = tomllib.loads(FLOORS.read_text(encoding="utf-8"))["pages"]
    assert known == fingerprint(), "pages or gold changed: python -m tests.quality.raise_floors --pages"


def test_precision_comes_before_recall() -> None:
    attribution = measured().figures["attribution"]
    assert attribution.precision >= attribution.recall


def test_floors_only_rise() -> None:
    assert raise_floors.raised({"person": 0.9}, {"person": 0.5})["person"] == 0.9


def test_the_file_is_what_the_script_writes() -> None:
    assert FLOORS.read_text(encoding="utf-8") == raise_floors.text(fingerprint(), floors())
