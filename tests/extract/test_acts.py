"""Acts and modality: the cases."""

from __future__ import annotations

from typing import Any

import pytest

from kg import script
from kg.extract.claims.about import acts
from kg.vocabulary import load
from tests import case_files


@pytest.mark.parametrize("case", case_files.load("acts"))
def test_case(case: dict[str, Any]) -> None:
    cue, words = script.fold(case["cue"]), script.fold(case["text"])
    assert acts.act(cue, words, load()) == case["act"]
    assert list(acts.modality(cue, words, load())) == case["modality"]
