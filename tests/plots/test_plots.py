"""Every figure: a valid chart, drawn without a network, its Chinese readable."""

from __future__ import annotations

import csv
import json
import re
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

import altair
import pandas as pd
import pytest

import kg
from kg import plots, resources, script
from kg.errors import UsageError

Drawn = Callable[[Any], Any]

FIGURES: dict[str, Drawn] = {
    "claims_over_time": plots.claims_over_time,
    "claims_by_day": lambda build: plots.claims_over_time(build, by="day"),
    "speaker_by_industry": lambda build: plots.speaker_by_industry(build, most=8),
    "industry_by_region": lambda build: plots.industry_by_region(build, most=8),
    "province_tiles": plots.province_tiles,
    "shared_topics": lambda build: plots.shared_topics(build, most=8),
    "first_use": lambda build: plots.first_use(build, "低空經濟"),
    "first_use_of_nothing": lambda build: plots.first_use(build, "無人說過的詞"),
}
each_figure = pytest.mark.parametrize("draw", FIGURES.values(), ids=FIGURES)


@each_figure
def test_is_a_valid_chart_that_counts_in_its_title(seeds_build: Any, draw: Drawn) -> None:
    spec = draw(seeds_build).to_dict()  # validates against the Vega-Lite schema
    assert re.search(r"\d", spec["title"]["subtitle"])


@each_figure
def test_is_the_same_from_a_polars_build(seeds_build: Any, draw: Drawn) -> None:
    other = kg.load(seeds_build.folder, frame="polars")
    assert draw(other).to_dict() == draw(seeds_build).to_dict()


def test_a_thing_spelt_in_two_scripts_is_one_row(seeds_build: Any) -> None:
    rows = plots.speaker_by_industry(seeds_build, most=100).to_dict()["datasets"].values()
    shown = {row["industries"] for listed in rows for row in listed}
    assert len(shown) == len({script.fold(name) for name in shown})


def test_the_first_day_of_a_term_is_marked_whatever_the_script(seeds_build: Any) -> None:
    ((row,),) = plots.first_use(seeds_build, "新質生產力").to_dict()["datasets"].values()
    assert row["first"]
    assert row["published"] == "2024-03-09"
    assert row["claims"] > 1


def test_every_public_figure_is_tried() -> None:
    assert set(plots.__all__) - {"save"} <= set(FIGURES)


@each_figure
def test_svg_and_png_are_written(seeds_build: Any, draw: Drawn, tmp_path: Path) -> None:
    chart = draw(seeds_build)
    svg = plots.save(chart, tmp_path / "figure.svg").read_text(encoding="utf-8")
    assert svg.startswith("<svg")
    assert "Noto Sans CJK" in svg
    assert "http" not in svg.replace("http://www.w3.org/", "")
    png = plots.save(chart, tmp_path / "figure.png").read_bytes()
    assert png.startswith(b"\x89PNG")
    assert min(struct.unpack(">II", png[16:24])) > 50


def test_svg_holds_the_names_as_text(seeds_build: Any, tmp_path: Path) -> None:
    svg = plots.save(plots.province_tiles(seeds_build, script="hant"), tmp_path / "tiles.svg").read_text("utf-8")
    assert all(f">{name}<" in svg for name in ("廣東", "香港", "台灣", "澳門"))


def test_html_fetches_nothing(seeds_build: Any, tmp_path: Path) -> None:
    page = plots.save(plots.speaker_by_industry(seeds_build), tmp_path / "figure.html").read_text(encoding="utf-8")
    assert json.dumps("眭紀剛")[1:-1] in page
    assert not re.search(r"""<(?:script|link|img|iframe)[^>]*\s(?:src|href)\s*=\s*["']?https?:""", page)
    assert not re.search(r"""(?:import|from|@import|url\()\s*["']https?:""", page)


def test_words_of_a_page_never_end_the_script_of_the_html(tmp_path: Path) -> None:
    chart = altair.Chart(pd.DataFrame({"text": ["</script><b>甲"]})).mark_point().encode(tooltip="text:N")
    page = plots.save(chart, tmp_path / "figure.html").read_text(encoding="utf-8")
    assert "</script><b>" not in page
    assert "\\u003c/script>\\u003cb>" in page.replace("\\u003e", ">")


def test_another_ending_is_refused(seeds_build: Any, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"\.svg, \.png or \.html"):
        plots.save(plots.claims_over_time(seeds_build), tmp_path / "figure.docx")


def test_charts_show_themselves_without_a_network(seeds_build: Any) -> None:
    plots.claims_over_time(seeds_build)
    assert altair.renderers.active == "svg"


def _table(name: str) -> list[dict[str, str]]:
    with (resources.ontology() / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#")))


def test_every_province_has_one_tile_of_its_own() -> None:
    regions = {f"region/{row['id']}": row for row in _table("regions.csv")}
    tiles = _table("province_tiles.csv")
    assert len(tiles) == len({tile["region"] for tile in tiles}) == 34
    assert len({(tile["row"], tile["column"]) for tile in tiles}) == 34
    for tile in tiles:
        region = regions[tile["region"]]
        names = {region["hans"], *region["names"].split("|")}
        assert any(name.startswith(tile["hans"]) for name in names), tile
        assert region["level"] == "province", tile


def test_a_city_counts_for_its_province(seeds_build: Any) -> None:
    counts = _counts(plots.province_tiles(seeds_build))
    assert counts["廣東"] > 0
    about = _counts(plots.province_tiles(seeds_build, industry="人工智能"))
    assert all(about[name] <= counts[name] for name in counts)
    assert sum(about.values()) < sum(counts.values())


def _counts(chart: Any) -> dict[str, int]:
    (rows,) = chart.to_dict()["datasets"].values()
    return {row["name"]: row["claims"] for row in rows}
