"""Every notebook runs from a clean kernel, without a network, and is committed without outputs."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

ROOT = Path(__file__).parent.parent.parent
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
MOST_SECONDS = 30 * (3 if os.environ.get("PYTEST_XDIST_WORKER") or os.environ.get("CI") else 2)
"""Thirty on an idle machine; a test machine is shared."""
NO_NETWORK = """
import socket

def _refused(*address, **settings):
    raise OSError("notebooks need no network")

socket.socket.connect = socket.create_connection = socket.getaddrinfo = _refused
"""

each_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def read(path: Path) -> Any:
    return nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]


def test_the_five_stories_are_there() -> None:
    assert [path.stem for path in NOTEBOOKS] == [
        "1_one_page", "2_who_speaks", "3_provinces", "4_two_papers", "5_quality",
    ]  # fmt: skip


@each_notebook
def test_runs_from_a_clean_kernel_without_a_network(path: Path) -> None:
    notebook = read(path)
    notebook.cells.insert(0, nbformat.v4.new_code_cell(NO_NETWORK))  # type: ignore[no-untyped-call]
    started = time.perf_counter()
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(ROOT)}}).execute()
    assert time.perf_counter() - started < MOST_SECONDS
    shown = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    assert not [output for output in shown if output.output_type == "stream" and output.name == "stderr"]


@each_notebook
def test_is_committed_without_outputs_as_nbformat_writes_it(path: Path) -> None:
    notebook = read(path)
    nbformat.validate(notebook)
    assert all(not cell.outputs and cell.execution_count is None for cell in notebook.cells if cell.cell_type == "code")
    assert path.read_text(encoding="utf-8") == f"{nbformat.writes(notebook)}\n"  # type: ignore[no-untyped-call]


@each_notebook
def test_tells_a_story_with_a_question(path: Path) -> None:
    first, *_, _ = cells = read(path).cells
    assert first.cell_type == "markdown"
    assert first.source.startswith("# ")
    assert "?**" in first.source
    assert any("**Answer.**" in cell.source for cell in cells)
