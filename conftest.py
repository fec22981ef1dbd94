"""One build of the seeds, shared by every test and every doctest that asks for it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import kg
from kg import resources

_SHOWN_WITH_A_BUILD = {
    "kg",
    "kg.workbench",
    "kg.workbench.build",
    "kg.plots.counts",
    "kg.plots.matrices",
    "kg.plots.tiles",
    "kg.plots.times",
    "kg.plots.saving",
}
"""Modules whose doctests speak of ``build``."""


@pytest.fixture(scope="session")
def seeds_build(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """``kg.build("seeds")``, made once; never written to."""
    return kg.build(resources.seeds(), tmp_path_factory.mktemp("shared") / "build")


@pytest.fixture(autouse=True)
def _build_in_doctests(request: pytest.FixtureRequest) -> None:
    if isinstance(request.node, pytest.DoctestItem) and request.node.dtest is not None:
        globs: dict[str, Any] = request.node.dtest.globs
        if globs.get("__name__") in _SHOWN_WITH_A_BUILD:
            globs["build"] = request.getfixturevalue("seeds_build")
            globs["tmp_path"] = Path(request.getfixturevalue("tmp_path"))
