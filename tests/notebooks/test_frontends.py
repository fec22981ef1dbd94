"""The explorer inside a real JupyterLab and a real marimo, opened in Chromium."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import nbformat
import pytest

CELLS = ("import kg\nbuild = kg.load('build')\nbuild", "build.explore(height=500)", "build.page(build.claims['id'][0])")


PYTHON = Path(__file__).parent.parent.parent / ".cache" / "frontends" / "bin" / "python"


@pytest.fixture(autouse=True)
def _installed() -> None:
    if not PYTHON.exists():
        reason = "JupyterLab and marimo are not here: sh scripts/notebook_frontends.sh"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)


@contextmanager
def _running(folder: Path, call: Callable[[int], list[str]]) -> Iterator[int]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    said = (folder / "server.log").open("wb")
    server = subprocess.Popen([PYTHON, "-m", *call(port)], cwd=folder, stdout=said, stderr=said)
    try:
        for _ in range(600):
            with suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}/"):
                break
            time.sleep(0.1)
        yield port
    finally:
        server.terminate()
        server.wait(30)
        said.close()


@pytest.fixture
def desk(seeds_build: Any, tmp_path: Path) -> Path:
    shutil.copytree(seeds_build.folder, tmp_path / "build")
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(c) for c in CELLS])  # type: ignore[no-untyped-call]
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(notebook, tmp_path / "explore.ipynb")  # type: ignore[no-untyped-call]
    given = ("", "build", "build")
    cells = "".join(
        f"@app.cell\ndef _({names}):\n" + "".join(f"    {line}\n" for line in cell.splitlines()) + f"    return{back}\n\n"
        for cell, names, back in zip(CELLS, given, (" build,", "", ""), strict=True)
    )
    (tmp_path / "explore.py").write_text(f"import marimo\n\napp = marimo.App()\n\n{cells}", encoding="utf-8")
    return tmp_path


def _shows_the_explorer(page: Any) -> None:
    page.wait_for_selector("iframe[srcdoc]", timeout=60_000)
    frame = page.frames[-1]
    frame.wait_for_function("document.documentElement.dataset.ready === 'true'")
    frame.locator(".column.industry .row").first.click()
    frame.wait_for_selector("mark")  # evidence, the words on the page
    page.locator("details summary").first.wait_for()  # build.page(...), the rest of the page folded
    assert page.locator("table caption").first.inner_text() == "build"


def _opened(browser: Any, port: int) -> tuple[Any, list[str]]:
    page = browser.new_page(viewport={"width": 1400, "height": 1400})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    return page, asked


def _outside(asked: list[str], port: int) -> list[str]:
    return [url for url in asked if not url.startswith((f"http://127.0.0.1:{port}", f"ws://127.0.0.1:{port}", "data:", "blob:"))]


def test_jupyterlab(browser: Any, desk: Path) -> None:

    def call(port: int) -> list[str]:
        settings = ("--ServerApp.token=", "--LabApp.extension_manager=readonly", "--LabApp.news_url=", "--allow-root")
        return ["jupyterlab", "--no-browser", f"--port={port}", "--ip=127.0.0.1", *settings]

    with _running(desk, call) as port:
        page, asked = _opened(browser, port)
        page.goto(f"http://127.0.0.1:{port}/lab/tree/explore.ipynb?reset")
        page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=60_000)
        page.get_by_text("| Idle").wait_for(timeout=60_000)  # before its kernel is there it would ask for one
        page.get_by_role("menuitem", name="Run", exact=True).click()
        page.get_by_text("Run All Cells", exact=True).first.click()
        _shows_the_explorer(page)
        assert _outside(asked, port) == []
        page.close()


def test_marimo(browser: Any, desk: Path) -> None:

    def call(port: int) -> list[str]:
        return ["marimo", "-y", "run", "explore.py", "--headless", "--no-token", "--host=127.0.0.1", f"--port={port}"]

    with _running(desk, call) as port:
        page, asked = _opened(browser, port)
        page.goto(f"http://127.0.0.1:{port}/")
        _shows_the_explorer(page)
        assert _outside(asked, port) == []
        page.close()
