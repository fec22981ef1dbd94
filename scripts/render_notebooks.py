"""Rendered copies of the notebooks for the documentation: each is run and written to docs/notebooks as Markdown.

    python scripts/render_notebooks.py

Figures become SVG files beside the page, tables and marked pages stay HTML. The copies are not committed: a build of
the documentation makes them.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient

__all__ = ["render"]

ROOT = Path(__file__).parent.parent
PLACE = ROOT / "docs" / "notebooks"
_SHOWN = ("image/svg+xml", "text/html", "text/markdown", "text/plain")
"""Of the forms an output comes in, the first of these is taken."""


def render(path: Path, place: Path) -> Path:
    """Run one notebook and write its page into ``place``."""
    notebook: Any = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(ROOT)}}).execute()
    parts: list[str] = []
    for number, cell in enumerate(notebook.cells):
        if cell.cell_type == "markdown":
            parts.append(cell.source)
            continue
        parts.append(f"```python\n{cell.source}\n```")
        for order, output in enumerate(cell.outputs):
            parts.append(_output(output, place / f"{path.stem}-{number}-{order}.svg"))
    page = place / f"{path.stem}.md"
    page.write_text("\n\n".join(parts) + "\n", encoding="utf-8")
    return page


def _output(output: Any, figure: Path) -> str:
    if output.output_type == "stream":
        return _plain(output.text)
    form = next(form for form in _SHOWN if form in output.data)
    shown = output.data[form]
    if form == "image/svg+xml":
        figure.write_text(shown, encoding="utf-8")
        title = re.search(r"aria-label=\"Title text '([^']*)'", shown)
        return f"![{title[1] if title else ''}]({figure.name})"
    if form == "text/html":  # a blank line would end the HTML, but inside a page text one line end is one
        whole = "\n".join(line or "&#8203;" for line in shown.strip().splitlines())
        return f'<div class="shown" markdown="0">\n{whole}\n</div>'
    return str(shown) if form == "text/markdown" else _plain(shown)


def _plain(text: str) -> str:
    return f"````text\n{text.rstrip()}\n````"


def main() -> None:
    """Render every notebook."""
    PLACE.mkdir(parents=True, exist_ok=True)
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        render(path, PLACE)


if __name__ == "__main__":
    main()
