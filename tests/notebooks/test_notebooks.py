"""Every notebook runs from a clean kernel, without a network, and is committed without outputs."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import nbformat
import pytest
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient

ROOT = Path(__file__).parent.parent.parent
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
MOST_SECONDS = 30 * (3 if os.environ.get("PYTEST_XDIST_WORKER") or os.environ.get("CI") else 2)
"""Thirty on an idle machine; a test machine is shared."""
CUT_OFF = ("unshare", "--net") if os.geteuid() == 0 else ("unshare", "--map-root-user", "--net")
"""What starts a program in a network namespace of its own, which has no way out."""
NO_NETWORK = """
import socket

def _refused(*address, **settings):
    raise OSError("notebooks need no network")

socket.create_connection = socket.getaddrinfo = _refused
socket.socket.connect = lambda self, address: _refused() if self.family != socket.AF_UNIX else None
"""
"""For systems that cannot cut it off."""
TRIED = """
import socket

try:
    socket.create_connection(("192.0.2.1", 9), timeout=5)
except OSError as fault:
    print(fault.strerror)
"""


def can_be_cut_off() -> bool:
    return bool(shutil.which("unshare")) and subprocess.run([*CUT_OFF, "true"], capture_output=True).returncode == 0


@pytest.fixture
def kernel(tmp_path: Path) -> Iterator[Any]:
    """A new kernel that talks over files, in a namespace without a network where the system allows it."""
    manager = AsyncKernelManager(transport="ipc", ip=str(tmp_path / "kernel"), kernel_name="python3")
    launch = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    manager.kernel_spec.argv = [*(CUT_OFF if can_be_cut_off() else ()), *launch]
    yield manager


def execute(notebook: Any, kernel: Any) -> None:
    """In a thread: the event loop it leaves behind would be in the way of a browser's tests."""
    client = NotebookClient(notebook, timeout=120, km=kernel, resources={"metadata": {"path": str(ROOT)}})
    with ThreadPoolExecutor(1) as thread:
        thread.submit(client.execute).result()


def test_the_network_is_really_cut(kernel: Any) -> None:
    if not can_be_cut_off():
        pytest.skip("unshare is not allowed here; the other tests refuse connections inside Python")
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(TRIED)])  # type: ignore[no-untyped-call]
    execute(notebook, kernel)
    assert "unreachable" in notebook.cells[0].outputs[0].text


each_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def read(path: Path) -> Any:
    return nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]


def test_the_five_stories_are_there() -> None:
    assert [path.stem for path in NOTEBOOKS] == [
        "1_one_page", "2_who_speaks", "3_provinces", "4_two_papers", "5_quality",
    ]  # fmt: skip


@each_notebook
def test_runs_from_a_clean_kernel_without_a_network(path: Path, kernel: Any) -> None:
    notebook = read(path)
    if not can_be_cut_off():
        notebook.cells.insert(0, nbformat.v4.new_code_cell(NO_NETWORK))  # type: ignore[no-untyped-call]
    started = time.perf_counter()
    execute(notebook, kernel)
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
    assert cells[-1].source.startswith("**Answer.** ")
    checked = [cell for cell in cells if cell.cell_type == "code"][-1]
    assert "assert " in checked.source, "the last code cell checks what the answer says"
