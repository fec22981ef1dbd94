"""The documentation site: strict links, nothing fetched from anywhere, readable on a phone."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
WIDE = "| a | table | far | wider | than | a | phone |\n" + "| --- " * 7 + "|\n" + "| 新質生產力 " * 7 + "|\n"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    zensical = Path(sys.executable).with_name("zensical")
    if not zensical.exists():
        (pytest.fail if os.environ.get("CI") else pytest.skip)("zensical is not installed: make test installs it")
    place = tmp_path_factory.mktemp("site")
    shutil.copytree(ROOT / "docs", place / "docs", ignore=shutil.ignore_patterns("notebooks"))
    shutil.copy(ROOT / "zensical.toml", place)
    (place / "docs" / "notebooks").mkdir()
    for notebook in (ROOT / "notebooks").glob("*.ipynb"):  # rendering them runs them; tests/notebooks does that
        page = place / "docs" / "notebooks" / f"{notebook.stem}.md"
        page.write_text(f"# {notebook.stem}\n\n{WIDE}", encoding="utf-8")
    done = subprocess.run([zensical, "build", "--strict"], cwd=place, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return place / "site"


def test_every_page_is_in_the_navigation(site: Path) -> None:
    told = (ROOT / "zensical.toml").read_text(encoding="utf-8")
    pages = {p.relative_to(site).with_suffix(".md").as_posix() for p in site.rglob("*.html")} - {"404.md"}
    assert len(pages) > 15
    assert pages == set(re.findall(r"\"([\w/]+\.md)\"", told))


def test_nothing_on_it_names_another_host_as_a_part(site: Path) -> None:
    for page in site.rglob("*.html"):
        for tag in re.findall(r"<(?:script|link|img|iframe|source)\b[^>]*>", page.read_text(encoding="utf-8")):
            assert not re.search(r"(?:src|href)=[\"']?(?:https?:)?//", tag), f"{page.name}: {tag}"
    for sheet in site.rglob("*.css"):
        assert not re.search(r"url\([\"']?https?:|@import [\"']?https?:", sheet.read_text(encoding="utf-8")), sheet


@pytest.mark.parametrize("width", [1280, 390])
def test_no_request_leaves_and_no_page_is_wider_than_its_window(browser: Any, site: Path, width: int) -> None:
    context = browser.new_context(offline=True, viewport={"width": width, "height": 800})
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for path in sorted(site.rglob("*.html")):
        page.goto(path.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path.name
    page.wait_for_timeout(1000)
    assert [url for url in asked if not url.startswith(("file:", "data:", "blob:"))] == []
    context.close()
