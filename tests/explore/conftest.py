"""The pages a browser opens without a network.

axe-core is found in ``KG_AXE``, in ``.cache/axe/node_modules`` or in
``node_modules``. Without it the tests are skipped with the reason, but fail where
``CI`` is set.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from kg import explore
from tests import gold_records, strategies
from tests.conftest import without
from tests.explore import graphs

ROOT = Path(__file__).parent.parent.parent
Opened = Callable[..., Any]


@pytest.fixture(scope="session")
def axe() -> str:
    """The script of axe-core."""
    places = (ROOT / folder / "axe-core" / "axe.min.js" for folder in (".cache/axe/node_modules", "node_modules"))
    named = (Path(os.environ["KG_AXE"]),) if os.environ.get("KG_AXE") else ()
    found = next((place for place in (*named, *places) if place.exists()), None)
    if found is None:
        without("axe-core is missing: npm install --prefix .cache/axe axe-core")
    source: str = found.read_text(encoding="utf-8")
    return source


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the pages: the seeds', one full of harmful text, one with its words beside it."""
    folder = tmp_path_factory.mktemp("explore")
    (folder / "beside").mkdir()
    files = {
        "seeds.html": explore.run(gold_records.graph(), gold_records.pages(), title="新質生產力"),
        "empty.html": explore.run(nx.MultiDiGraph(), {}),
        "hostile.html": explore.run(*graphs.hostile(), title=graphs.HOSTILE[0]),
    }
    large, pages = strategies.sample(700)
    beside = explore.bundle(*graphs.rows(large), pages, limit=300_000)
    for name, text in [*files.items(), *((f"beside/{name}", text) for name, text in beside.items())]:
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(text.encode("utf-8"))
    return folder


@pytest.fixture
def opened(browser: Any, made: Path) -> Iterator[Opened]:
    """``opened("seeds.html", "view=table", locale="zh-CN")``: a page, ready. It must not complain nor ask for anything."""
    contexts: list[Any] = []
    complaints: list[str] = []

    def open_page(
        name: str = "seeds.html", hash_: str = "", *, wide: int = 1280, high: int = 860, **options: Any
    ) -> Any:
        options = {"locale": "en-GB", "viewport": {"width": wide, "height": high}, **options}
        context = browser.new_context(offline=True, accept_downloads=True, **options)
        contexts.append(context)
        page = context.new_page()
        allowed = ("data:", "blob:", "about:", (made / name).parent.as_uri())
        page.on("console", lambda m: complaints.append(m.text) if m.type in ("error", "warning") else None)
        page.on("pageerror", lambda e: complaints.append(str(e)))
        page.on("request", lambda r: None if r.url.startswith(allowed) else complaints.append(r.url))
        page.goto(f"{(made / name).as_uri()}{'#' + hash_ if hash_ else ''}")
        page.wait_for_function("document.documentElement.dataset.ready === 'true'")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []
