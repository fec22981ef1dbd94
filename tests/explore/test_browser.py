"""The explorer in Chromium, its network cut off: what one sees, presses, types and takes away."""

from __future__ import annotations

import csv
import io
import json
import re
import struct
from html import escape
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from kg import script
from tests import gold_records
from tests.explore.conftest import Opened
from tests.explore.graphs import HOSTILE

pytestmark = pytest.mark.browser

VIEWS = ("overview", "focus", "all", "table", "timeline", "matrix")
GUANGDONG = "region/440000"
CLAIMS = sum(d["kind"] == "Claim" for _, d in gold_records.graph().nodes(data=True))
DRAWN = {
    "overview": ".columns .band", "focus": ".canvas canvas", "all": ".canvas canvas",
    "table": "table.claims tbody tr", "timeline": "svg.timeline .bar", "matrix": "table.matrix .cell",
}  # fmt: skip


@pytest.mark.parametrize("view", VIEWS)
def test_each_view_draws_and_reloads_from_its_link(opened: Opened, view: str) -> None:
    page = opened(hash_=f"view={view}")
    assert page.locator(DRAWN[view]).first.is_visible()
    assert page.locator("nav.views [aria-current=page]").inner_text() == {"all": "Everything"}.get(view, view.title())
    assert page.locator("#count").inner_text() == f"{CLAIMS} claims"


def test_the_language_of_the_browser_is_spoken_and_can_be_changed(opened: Opened) -> None:
    page = opened(locale="zh-HK")
    assert page.evaluate("document.documentElement.lang") == "zh-Hant"
    assert page.locator("nav.views button").first.inner_text() == "概覽"
    page.get_by_role("button", name="简体中文").click()
    assert page.evaluate("document.documentElement.lang") == "zh-Hans"
    assert page.locator("nav.views button").first.inner_text() == "概览"
    assert page.locator(f".row[data-id='{GUANGDONG}'] .name").inner_text() == "广东"
    page.get_by_role("button", name="EN English").click()
    assert page.locator(f".row[data-id='{GUANGDONG}'] .name").inner_text() == "Guangdong"


def test_a_click_shows_the_words_in_their_sentence(opened: Opened) -> None:
    page = opened()
    page.locator(".column.speaker .row[data-id^='person/']").first.click()
    card = page.locator(".card").first
    claim = f"claim/{card.get_attribute('data-claim')}"
    node = gold_records.graph().nodes[claim]
    marked = "".join(card.locator("mark").all_inner_texts())
    assert "".join(marked.split()) == "".join(node["text"].split())
    assert len(card.locator("blockquote").inner_text()) > len(marked)
    card.locator("summary").click()
    proof = card.locator("dl").inner_text()
    for fact in (node["rule"], f"{node['start']}–", claim):
        assert fact in proof


@pytest.mark.parametrize("level", ["names", "groups"])
def test_a_band_shows_as_many_claims_as_it_says(opened: Opened, level: str) -> None:
    page = opened(hash_=f"level={level}")
    for family in ("speaker", "industry", "soft"):
        for n in (0, 3):
            band = page.locator(f".band.{family}").nth(n)
            said = int(band.locator("title").text_content().split(": ")[1].split()[0])
            band.locator(".hit").dispatch_event("click")
            assert page.locator("#evidence .pager h3").inner_text().split()[0] == str(said)


def test_next_and_previous_walk_through_the_claims(opened: Opened) -> None:
    page = opened(hash_="n=region/810000")
    assert page.locator("#place").inner_text().startswith("1 / ")
    page.keyboard.press("j")
    assert page.locator("#place").inner_text().startswith("2 / ")
    assert page.locator(".card.current").count() == 1
    page.keyboard.press("k")
    page.keyboard.press("k")
    assert page.locator("#place").inner_text().startswith("1 / ")
    page.keyboard.press("Escape")
    assert page.locator(".card").count() == 0


def test_a_citation_names_speaker_words_page_and_place(opened: Opened) -> None:
    page = opened(hash_="n=region/810000")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator(".card .actions button").first.click()
    page.get_by_text("Copied").wait_for()
    cited = page.evaluate("navigator.clipboard.readText()")
    node = gold_records.graph().nodes[f"claim/{page.locator('.card').first.get_attribute('data-claim')}"]
    assert f"「{node['text']}」" in cited
    assert f"{node['start']}–" in cited
    assert ".txt" in cited


def test_search_finds_a_place_by_whatever_one_types(opened: Opened) -> None:
    page = opened()
    for typed in ("广东", "廣東", "guangdong", "guangd", "gdong", "gd", "440000", "Guangdong", "ＧＤ"):
        page.keyboard.press("/")
        page.keyboard.insert_text(typed)
        page.keyboard.press("Enter")
        assert page.locator("#evidence-title").inner_text() == "Guangdong", typed
        page.keyboard.press("Escape")


def test_search_does_not_cut_syllables_or_codes(opened: Opened) -> None:
    page = opened()
    for typed in ("uangdong", "angd", "zzzz", "44000"):
        page.locator("#search").fill(typed)
        assert "Guangdong" not in page.locator("#hits").inner_text(), typed


def test_search_finds_claims_by_words_in_either_script(opened: Opened) -> None:
    said = [d["text"] for _, d in gold_records.graph().nodes(data=True) if d["kind"] == "Claim"]
    expected = sum("创新" in script.fold(text) and "发展" in script.fold(text) for text in said)
    page = opened()
    for typed in ("创新 发展", "創新　發展"):
        page.locator("#search").fill(typed)
        assert page.locator("#hits .words .n").inner_text() == str(expected)
        page.keyboard.press("ArrowUp")
        page.keyboard.press("Enter")
        assert page.locator("#evidence .pager h3").inner_text() == f"{expected} claims"
        assert page.evaluate(
            "[...CSS.highlights.get('found')].every(r => /^(创新|創新|发展|發展)$/.test(r.toString()))"
        )
        assert page.evaluate("CSS.highlights.get('found').size") >= 2
    page.reload()
    page.get_by_role("button", name="Filter by this").click()
    assert page.locator("#count").inner_text() == f"{expected} of {CLAIMS} claims"
    page.locator(".chip").click()
    assert page.locator("#count").inner_text() == f"{CLAIMS} claims"
    page.locator("#search").fill("zzzz")
    assert page.locator("#hits").inner_text() == "Nothing found"


def test_a_statement_printed_twice_may_count_once(opened: Opened) -> None:
    again = {a for a, _, d in gold_records.graph().edges(data=True) if d["relation"] == "RESTATES"}
    page = opened()
    page.locator("#filters [data-key=again]").check()
    assert page.locator("#count").inner_text() == f"{CLAIMS - len(again)} of {CLAIMS} claims"
    assert "again=no" in page.url
    page.get_by_role("button", name="Clear all filters").click()
    assert page.locator("#count").inner_text() == f"{CLAIMS} claims"


def test_words_that_join_selections_are_no_words(opened: Opened) -> None:
    page = opened()
    for typed in ("~", "*>~", "%", "發展~none:industry", "words:x", "#n=1"):
        page.locator("#search").fill(typed)
        page.keyboard.press("Enter")
        page.keyboard.press("Escape")
    assert page.locator("#count").inner_text() == f"{CLAIMS} claims"


def test_a_group_says_of_which_page_it_is(opened: Opened) -> None:
    page = opened(hash_="hide=Person,Organization,Meeting,Document")
    rows = page.locator(".column.speaker .row .name", has_text="專家")
    rows.first.click()
    title = page.locator(".card .source .ref").first.inner_text()
    assert page.locator("#evidence .also").inner_text().startswith(title)


def test_search_is_walked_by_arrows_and_left_by_escape(opened: Opened) -> None:
    page = opened()
    page.locator("#search").fill("產業")
    assert page.locator("#hits [aria-selected=true]").count() == 1
    first = page.locator("#search").get_attribute("aria-activedescendant")
    page.keyboard.press("ArrowDown")
    assert page.locator("#search").get_attribute("aria-activedescendant") != first
    page.keyboard.press("ArrowUp")
    assert page.locator("#search").get_attribute("aria-activedescendant") == first
    page.keyboard.press("Escape")
    assert not page.locator("#hits").is_visible()


def test_filters_count_narrow_show_chips_and_clear(opened: Opened) -> None:
    page = opened()
    box = page.locator("#filters label", has_text="direct").nth(1)
    expected = box.locator(".n").inner_text()
    box.locator("input").check()
    assert page.locator("#count").inner_text() == f"{expected} of {CLAIMS} claims"
    assert page.locator(".chip").count() == 1
    assert page.evaluate("document.activeElement.type") == "checkbox"
    page.get_by_role("button", name="Clear all filters").click()
    assert page.locator("#count").inner_text() == f"{CLAIMS} claims"


def test_a_branch_of_the_tree_holds_what_is_below_it(opened: Opened) -> None:
    page = opened()
    china = page.locator("#filters li", has_text="China").first
    total = int(china.locator(".n").inner_text())
    china.locator(".unfold").click()
    below = page.locator("#filters li", has_text="Guangdong").first
    assert 0 < int(below.locator(".n").inner_text()) <= total
    below.locator("input").check()
    shown = int(page.locator("#count").inner_text().split(" of ")[0])
    assert shown == int(page.locator("#filters li", has_text="Guangdong").first.locator(".n").inner_text())


def test_types_can_be_hidden_and_dates_narrowed(opened: Opened) -> None:
    page = opened()
    page.locator("#filters button.entry", has_text="Region").click()
    assert page.locator(".column.region .row").count() == 0
    page.locator("#filters input[data-key='date-from']").fill("2")
    page.locator(".chip", has_text="Mar 2024").wait_for()
    assert "from=2024-03-" in page.url
    assert "hide=Region" in page.url


def test_an_empty_result_says_so(opened: Opened) -> None:
    page = opened(hash_="conf=100")
    for n, _ in enumerate(VIEWS):
        page.keyboard.press(str(n + 1))
        assert "Nothing passes these filters." in page.locator("#view").inner_text()
    page.locator("#view button").click()
    assert page.locator("#count").inner_text() == f"{CLAIMS} claims"


def test_a_graph_without_claims_says_so(opened: Opened) -> None:
    page = opened("empty.html")
    assert page.title() == "Who said what"
    for n, _ in enumerate(VIEWS):
        page.keyboard.press(str(n + 1))
        assert "This graph holds no claims." in page.locator("#view").inner_text()


def test_links_and_the_back_button_lead_where_one_was(opened: Opened) -> None:
    page = opened()
    page.locator(f".row[data-id='{GUANGDONG}']").click()
    page.keyboard.press("6")
    assert f"n={GUANGDONG}" in page.url
    assert "view=matrix" in page.url
    page.go_back()
    page.locator(".columns").wait_for()
    page.go_back()
    page.locator(".intro").wait_for()
    page.go_forward()
    page.locator("#evidence-title", has_text="Guangdong").wait_for()


def test_damaged_links_do_no_harm(opened: Opened) -> None:
    page = opened()
    for hash_ in (
        "n=person/gone",
        "n=%E0%A4%A",
        "view=__proto__&conf=x&sort=%00",
        "industry=&&=&=1",
        "n=a~b>c",
        "n=~*",
    ):
        page.evaluate("hash => { location.hash = hash }", hash_)
        page.wait_for_timeout(20)
        assert page.locator(".columns .band").first.is_visible(), hash_
        page.keyboard.press("Escape")


def _saved(page: Any, what: str, folder: Path) -> bytes:
    page.locator(".menu summary").click()
    with page.expect_download() as download:
        page.locator(f"[data-export={what}]").click()
    path: Path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path.read_bytes()


@pytest.mark.parametrize("view", [v for v in VIEWS if v != "table"])
def test_pictures_are_saved(opened: Opened, view: str, tmp_path: Path) -> None:
    page = opened(hash_=f"view={view}", color_scheme="dark")
    drawn = etree.fromstring(_saved(page, "svg", tmp_path))
    texts = [t for t in drawn.itertext() if t.strip()]
    assert len(texts) > 10
    assert not drawn.xpath("//*[local-name()='script' or local-name()='foreignObject' or local-name()='image']")
    wide, high = float(drawn.get("width")), float(drawn.get("height"))
    png = _saved(page, "png", tmp_path)
    assert png.startswith(b"\x89PNG")
    assert struct.unpack(">II", png[16:24]) == pytest.approx((2 * wide, 2 * high), abs=2)


def test_rows_are_saved_and_no_cell_is_a_formula(opened: Opened, tmp_path: Path) -> None:
    page = opened(hash_="view=table&mode=direct")
    text = _saved(page, "csv", tmp_path).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    graph = gold_records.graph()
    assert len(rows) == sum(d.get("mode") == "direct" for _, d in graph.nodes(data=True))
    assert all(graph.nodes[row["id"]]["text"] == row["statement"].removeprefix("'") for row in rows)
    harmful = _saved(opened("hostile.html"), "csv", tmp_path).decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(harmful)) for cell in row]
    assert any(cell.startswith("'=") for cell in cells)
    assert not [cell for cell in cells if cell.lstrip()[:1] in tuple("=+-@")]


def test_the_state_is_saved_and_opened_again(opened: Opened, tmp_path: Path) -> None:
    page = opened(hash_=f"view=matrix&n={GUANGDONG}&mode=direct")
    state = _saved(page, "state", tmp_path)
    assert json.loads(state)["state"] == f"view=matrix&n={GUANGDONG}&mode=direct"
    (file,) = tmp_path.iterdir()
    other = opened()
    other.locator("input[type=file]").set_input_files(file)
    other.locator("table.matrix").wait_for()
    assert f"n={GUANGDONG}" in other.url


def test_the_table_sorts(opened: Opened) -> None:
    page = opened(hash_="view=table")
    page.locator("th.date button").click()
    assert page.locator("th.date").get_attribute("aria-sort") == "ascending"
    page.locator("th.date button").click()
    dates = page.locator("td.date").evaluate_all("cells => cells.map(c => c.firstChild.textContent)")
    dated = [d for d in dates if d != "no date"]
    assert dated == sorted(dated, reverse=True)


def test_harmful_text_does_nothing(opened: Opened) -> None:
    page = opened("hostile.html")
    page.on("dialog", lambda d: pytest.fail(d.message))
    ids = page.evaluate("JSON.parse(document.getElementById('kg-core').textContent).entities.id")
    for language in ("简体中文", "EN English"):
        page.get_by_role("button", name=language).click()
        for n, view in enumerate(VIEWS):
            page.keyboard.press(str(n + 1))
            for id_ in ids[n :: len(VIEWS)]:
                page.evaluate("([view, id]) => { location.hash = `view=${view}&n=${id}` }", [view, id_])
            page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
    page.locator("#search").fill("hurt")
    page.wait_for_timeout(50)
    assert page.evaluate("globalThis.hurt") is None
    assert page.locator("body img, body a[href]:not(#skip), iframe, [onerror], [onmouseover]").count() == 0
    assert page.title() == HOSTILE[0]
    assert page.locator("h1").inner_text() == HOSTILE[0]


def test_names_that_mislead_are_written_as_they_are(opened: Opened) -> None:
    page = opened("hostile.html", "view=table")
    body = page.locator("body").inner_text()
    assert "<img src=x onerror=globalThis.hurt=2>" in body
    assert "𠮷野家" in body


def test_dark_colours_follow_the_system_and_the_button(opened: Opened) -> None:
    page = opened(color_scheme="dark")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    page.locator(".theme").click()
    assert page.evaluate("document.documentElement.dataset.theme") == "light"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(250, 249, 246)"


def test_a_phone_shows_everything_without_sideways_scrolling(opened: Opened) -> None:
    page = opened(wide=390, high=844, has_touch=True)
    assert not page.locator(".bands").is_visible()
    page.locator(".row").first.tap()
    assert page.locator(".card").first.is_visible()
    page.locator("#evidence .close").tap()
    assert not page.locator("#evidence").is_visible()
    page.locator(".show-filters").tap()
    assert page.locator("#filters").is_visible()
    page.locator("#filters .close").tap()
    for view in VIEWS:
        page.locator(f"nav.views [data-key={view}]").tap()
        page.keyboard.press("Escape")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, view


def test_keys_reach_everything(opened: Opened) -> None:
    page = opened()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "skip"
    page.locator(".column.speaker .row").first.focus()
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.closest('.column').className") == "column industry"
    page.keyboard.press("ArrowDown")
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"
    page.keyboard.press("Enter")
    assert page.locator(".card").count() > 0


def test_the_timeline_is_pressed_by_keys_too(opened: Opened) -> None:
    page = opened(hash_="view=timeline")
    page.locator("svg.timeline .mark").first.focus()
    page.keyboard.press("Enter")
    assert page.locator(".card").count() > 0


def test_motion_stays_away_when_unwanted(opened: Opened) -> None:
    page = opened(reduced_motion="reduce")
    assert page.evaluate("getComputedStyle(document.querySelector('.row')).transitionDuration") == "0s"


@pytest.mark.parametrize("view", ["overview", "focus"])
def test_on_paper_the_picture_takes_the_place_of_the_canvas(opened: Opened, view: str) -> None:
    page = opened(hash_=f"view={view}&n={GUANGDONG}")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("#paper svg").is_visible()
    assert not page.locator("#filters").is_visible()
    assert page.locator(".card mark").first.is_visible()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("#paper").count() == 0


def test_on_paper_a_claim_says_where_it_stands(opened: Opened) -> None:
    page = opened(hash_="n=region/810000")
    cited = page.locator(".card .source .cited").first
    assert not cited.is_visible()
    page.emulate_media(media="print")
    node = gold_records.graph().nodes[f"claim/{page.locator('.card').first.get_attribute('data-claim')}"]
    assert f".txt, {node['start']}–" in cited.inner_text()


def test_it_works_in_a_notebooks_frame(browser: Any, made: Path) -> None:
    """A frame by srcdoc has no address of its own, and a sandbox may forbid history, storage and the clipboard."""
    text = (made / "seeds.html").read_text(encoding="utf-8")
    page = browser.new_context(offline=True, locale="en-GB").new_page()
    faults: list[str] = []
    page.on("console", lambda m: faults.append(m.text) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda e: faults.append(str(e)))
    page.set_content(
        f'<iframe sandbox="allow-scripts allow-downloads" width=1200 height=700 srcdoc="{escape(text)}"></iframe>'
    )
    frame = page.frame_locator("iframe")
    frame.locator(".column.region .row").first.click()
    frame.locator(".card mark").first.wait_for()
    for view in VIEWS:
        frame.locator(f"nav.views [data-key={view}]").click()
        frame.locator(DRAWN[view]).first.wait_for()
    page.context.close()
    assert faults == []


def test_words_beside_the_file_are_searched(opened: Opened) -> None:
    page = opened("beside/graph.html")
    everything = int(page.locator("#count").inner_text().split()[0].replace(",", ""))
    page.goto(page.url.split("#")[0] + "#view=table&words=產")
    page.reload()
    page.wait_for_function("document.documentElement.dataset.ready === 'true'")
    page.locator("#count", has_text=f"of {everything} claims").wait_for()
    shown = page.locator("td.statement > button").all_inner_texts()
    assert shown
    assert all("产" in script.fold(text) for text in shown)
    page = opened("beside/graph.html")
    page.locator("#search").fill("產")
    page.locator("#hits .words .n", has_text=re.compile(r"^[\d,]+$")).wait_for()


def test_words_beside_the_file_are_fetched_when_asked_for(opened: Opened) -> None:
    page = opened("beside/graph.html", "view=table")
    page.wait_for_function("document.querySelector('td.statement')?.innerText.length > 3")
    page.keyboard.press("1")
    page.locator(".column.speaker .row").first.click()
    page.locator(".card blockquote").first.wait_for()


@pytest.mark.parametrize(("scheme", "wide"), [("light", 1280), ("dark", 390)])
def test_axe_finds_no_serious_fault(opened: Opened, axe: str, scheme: str, wide: int) -> None:
    page = opened(wide=wide, color_scheme=scheme)
    page.evaluate(axe)
    narrowed = f"n={GUANGDONG}&region={GUANGDONG}"
    for hash_ in ("conf=100", narrowed, "n=words:發展&words=發展", *(f"view={view}&{narrowed}" for view in VIEWS[1:])):
        page.evaluate("hash => { location.hash = hash }", hash_)
        page.wait_for_timeout(60)
        found = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")["violations"]
        serious = [(v["id"], v["nodes"][0]["html"]) for v in found if v["impact"] in ("serious", "critical")]
        assert serious == [], hash_


def test_it_is_ready_and_answers_at_once(opened: Opened) -> None:
    """Wide limits, for slow machines; the figures themselves stand in the benchmarks."""
    page = opened()
    assert page.evaluate("performance.getEntriesByName('kg-ready')[0].startTime") < 30_000
    taken = page.evaluate(
        "() => { const t = performance.now(); document.querySelector('.column.region .row').click();"
        " return document.querySelector('.card blockquote') ? performance.now() - t : 1e9 }"
    )
    assert taken < 5_000
