"""How every figure looks: fonts with Chinese glyphs, colours that keep their contrast, counts in subtitles."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from kg.errors import not_installed

if TYPE_CHECKING:
    import altair as alt

__all__ = ["FONTS", "GREY", "HUES", "INK", "RAMP", "Figure", "Script", "altair", "dressed", "ink_on"]

Figure: TypeAlias = "alt.Chart | alt.LayerChart"
Script: TypeAlias = Literal["", "hans", "hant"]
"""Names as the pages print them, or all in Simplified or in Traditional characters."""

_TRADITIONAL = "Noto Sans CJK TC, Noto Sans CJK HK, PingFang TC, Microsoft JhengHei, Heiti TC"
_SIMPLIFIED = "Noto Sans CJK SC, PingFang SC, Microsoft YaHei, Heiti SC"
FONTS: dict[Script, str] = {
    "": f"{_TRADITIONAL}, {_SIMPLIFIED}, sans-serif",
    "hans": f"{_SIMPLIFIED}, {_TRADITIONAL}, sans-serif",
    "hant": f"{_TRADITIONAL}, {_SIMPLIFIED}, sans-serif",
}
"""One character has other strokes in another region's font, so the font follows the script."""

HUES = ("#0072b2", "#d55e00", "#009e73", "#6e7781")
"""Okabe and Ito's colours, told apart with any colour vision, and a grey."""
RAMP = ["#dcebf8", "#0b3d66"]
"""Lightest to darkest of a heat map."""
INK, GREY = "#1b1f24", "#57606a"


@cache
def altair() -> Any:
    """The altair module, or a sentence saying how to get it.

    A chart then shows itself in a notebook as SVG: altair's own default fetches
    its scripts from a network. A renderer chosen by the user stays chosen.
    """
    try:
        import altair
    except ImportError as fault:
        raise not_installed("a figure", "notebook", "altair vl-convert-python pandas") from fault
    if altair.renderers.active == "default":
        altair.renderers.enable("svg")
    return altair


def ink_on(field: str, most: float) -> Any:
    """The colour of a number that stands on a cell of the ramp: white on the darker half."""
    alt = altair()
    return alt.condition(f"datum['{field}'] > {max(most / 2, 1)}", alt.value("white"), alt.value(INK))


def dressed(chart: Any, title: str, subtitle: str, script: Script = "") -> Figure:
    """A chart with its title and the fonts and lines all figures share."""
    shown: Figure = (
        chart.properties(title={"text": title, "subtitle": subtitle, "anchor": "start", "offset": 12})
        .configure(font=FONTS[script])
        .configure_view(stroke=None)
        .configure_axis(
            grid=False, labelLimit=200, labelColor=INK, titleColor=GREY, domainColor="#afb8c1", tickColor="#afb8c1"
        )
        .configure_legend(labelColor=INK, titleColor=GREY)
        .configure_title(fontSize=15, color=INK, subtitleColor=GREY, subtitlePadding=5)
    )
    return shown
