"""A figure into a file: SVG, PNG or HTML, rendered without a browser and without a network."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from kg.errors import UsageError

__all__ = ["save"]


def save(chart: Any, path: Path | str, scale: float = 2.0) -> Path:
    """Write a chart as ``.svg``, ``.png`` (``scale`` times the size on screen) or self-contained ``.html``.

    Letters come from the fonts of this machine: Chinese ones need a font such as Noto Sans CJK.

    >>> from kg.plots import claims_over_time
    >>> save(claims_over_time(build), tmp_path / "figure.svg").read_text(encoding="utf-8")[:4]
    '<svg'

    Raises UsageError for another ending.
    """
    path = Path(path)
    if path.suffix == ".svg":
        chart.save(str(path), format="svg")
    elif path.suffix == ".png":
        chart.save(str(path), format="png", scale_factor=scale)
    elif path.suffix == ".html":
        chart.save(str(path), format="html", inline=True, json_kwds={"cls": _InScript})
    else:
        raise UsageError(f"{path}: figures are written as .svg, .png or .html")
    return path


class _InScript(json.JSONEncoder):
    """JSON that may stand inside a script element: words of a page never end it."""

    def encode(self, o: Any) -> str:
        return super().encode(o).replace("<", "\\u003c")
