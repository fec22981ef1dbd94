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


PRESS = (
    ("甲報", "2024-01-08", "王明表示，低空經濟將在深圳加快發展。"),
    ("甲報", "2024-01-20", "李華表示，低空經濟需要新的標準。王明指出，廣州的新能源汽車產業發展迅速。"),
    ("乙報", "2024-02-03", "陈强表示，低空经济将成为新的增长点。"),
    ("乙報", "2024-05-11", "陈强指出，人工智能产业在上海加快发展。"),
    ("丙報", "2024-05-11", "張偉指出，「低空經濟在香港剛剛起步。」"),
    ("", "2024-06-02", "王明表示，低空經濟在浙江發展迅速。"),
    ("丁報", "", "王明表示，低空經濟在江蘇發展迅速。"),
)
"""Outlet, day and words of pages made for these tests."""


@pytest.fixture(scope="module")
def press(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder = tmp_path_factory.mktemp("press")
    rows = ["file,title,publisher,published,script"]
    for number, (outlet, day, words) in enumerate(PRESS):
        (folder / f"{number}.txt").write_text(f"{words}\n", encoding="utf-8")
        rows.append(f"{number}.txt,第{number}頁,{outlet},{day},")
    (folder / "sources.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return kg.build(folder, folder.with_name("press-build"))


def test_the_first_use_in_each_outlet_is_marked_whatever_the_script(press: Any) -> None:
    chart = plots.first_use(press, "低空经济").to_dict()
    (rows,) = chart["datasets"].values()
    firsts = [(row["outlet"], row["published"]) for row in rows if row["use"] == "first in this outlet"]
    assert sorted(firsts, key=lambda f: f[1]) == [
        ("甲報", "2024-01-08"), ("乙報", "2024-02-03"), ("丙報", "2024-05-11"), ("第5頁", "2024-06-02"),
    ]  # fmt: skip
    assert [row["published"] for row in rows if row["use"] == "again"] == ["2024-01-20"]
    assert chart["title"]["subtitle"] == "6 of 8 claims hold it; 1 of them on pages without a date"


def test_a_month_without_claims_keeps_its_place(press: Any) -> None:
    chart = plots.claims_over_time(press).to_dict()
    assert chart["encoding"]["x"]["scale"]["domain"] == [f"2024-0{month}" for month in range(1, 7)]
    assert chart["title"]["subtitle"].startswith("7 of 8 claims")


def test_a_kind_has_one_colour_in_every_figure(press: Any, seeds_build: Any) -> None:
    colours = {}
    for build in (press, seeds_build):
        scale = plots.claims_over_time(build).to_dict()["encoding"]["color"]["scale"]
        colours |= {build: dict(zip(scale["domain"], scale["range"], strict=True))}
    one, other = colours.values()
    assert all(one[kind] == other[kind] for kind in one.keys() & other.keys())


@pytest.mark.parametrize("draw", [plots.speaker_by_industry, plots.industry_by_region, plots.shared_topics])
def test_names_can_all_be_shown_in_one_script(seeds_build: Any, draw: Callable[..., Any]) -> None:
    (rows,) = draw(seeds_build, script="hans").to_dict()["datasets"].values()
    names = {value for row in rows for value in row.values() if isinstance(value, str)}
    assert names == {script.fold(name) for name in names}


def test_a_pair_of_speakers_stands_once(seeds_build: Any) -> None:
    (rows,) = plots.shared_topics(seeds_build).to_dict()["datasets"].values()
    pairs = [frozenset((row["one"], row["other"])) for row in rows]
    assert len(pairs) == len(set(pairs)) > 0
    assert all(row["shared"] == len(row["industries"].split("、")) for row in rows)


def test_tiles_count_industries_under_the_one_named_in_either_script(press: Any) -> None:
    for name in ("人工智能", "人工智慧", "AI"):
        assert _counts(plots.province_tiles(press, industry=name))["上海"] == 1
    assert sum(_counts(plots.province_tiles(press, industry="新一代信息技术产业")).values()) >= 1


def test_an_area_over_several_provinces_is_none_of_them(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text("王明表示，粵港澳大灣區的人工智能產業發展迅速。\n", encoding="utf-8")
    chart = plots.province_tiles(kg.build(tmp_path / "page.txt", tmp_path / "made"))
    assert set(_counts(chart).values()) == {0}
    assert "1 more speak of" in chart.to_dict()["title"]["subtitle"]


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
