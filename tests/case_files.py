"""Case files: what a rule must find and must leave, in ``tests/cases/*.toml`` for people to edit.

Each ``[[case]]`` has a ``label``, a ``text``, what is expected, and a ``family``:
``wild`` (a form seen in the press), ``made`` (made up for a rule), ``negative``
(nothing must be found) or ``known_failure`` (wrong today; the test complains when
it turns right, so that the case is moved).
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

__all__ = ["FAMILIES", "load"]

FAMILIES = ("wild", "made", "negative", "known_failure")


def load(area: str) -> list[Any]:
    """The cases of one file as pytest parameters; known failures are strict xfails."""
    path = Path(__file__).parent / "cases" / f"{area}.toml"
    cases = tomllib.loads(path.read_text(encoding="utf-8"))["case"]
    labels = [case["label"] for case in cases]
    assert len(set(labels)) == len(labels), f"{path.name}: a label stands twice"
    assert all(case["family"] in FAMILIES for case in cases), f"{path.name}: a family is none of {FAMILIES}"
    failing = pytest.mark.xfail(strict=True, reason="known failure")
    return [
        pytest.param(case, id=case["label"], marks=[failing] if case["family"] == "known_failure" else [])
        for case in cases
    ]
