"""How every figure looks: fonts with Chinese glyphs, colours that keep their contrast, counts in titles."""

from __future__ import annotations

from functools import cache
from typing import Any

from kg.errors import UsageError

__all__ = ["BLUE", "FONT", "RAMP", "altair", "dressed"]

FONT = "Noto Sans CJK TC, Noto Sans CJK SC, PingFang TC, Microsoft JhengHei, Heiti TC, sans-serif"
BLUE = "#0072b2"
RAMP = ["#eaf2fb", "#0b3d66"]
"""Lightest to darkest of a heat map."""


@cache
def altair() -> Any:
    """The altair module, or a sentence saying how to get it.

    A chart then shows itself in a notebook as SVG: altair's own default fetches
    its scripts from a network. A renderer chosen by the user stays chosen.
    """
    try:
        import altair
    except ImportError as fault:
        raise UsageError("figures need the plots extra: pip install 'kg[plots]'") from fault
    if altair.renderers.active == "default":
        altair.renderers.enable("svg")
    return altair


def dressed(chart: Any, title: str, subtitle: str) -> Any:
    """A chart with its title and the fonts and lines all figures share."""
    return (
        chart.properties(title={"text": title, "subtitle": subtitle, "anchor": "start"})
        .configure(font=FONT)
        .configure_view(stroke=None)
        .configure_axis(grid=False, labelLimit=240, titleColor="#57606a")
        .configure_title(fontSize=15, subtitleColor="#57606a")
    )
