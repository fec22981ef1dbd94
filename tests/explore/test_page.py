"""The file itself: valid, sealed, small, with words for everything it says."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from lxml import html

from kg import explore
from kg.explore import page
from tests import gold_records, strategies
from tests.explore import graphs

CLIENT = Path(page.__file__).parent / "client"


@pytest.fixture(scope="module")
def text() -> str:
    return explore.run(gold_records.graph(), gold_records.pages(), title="誰說了什麼")


def test_the_html_has_no_fault_a_parser_would_mend(text: str) -> None:
    parser = pytest.importorskip("html5rdf", reason="comes with rdflib's html extra")
    found = parser.HTMLParser(strict=False)
    found.parse(text)
    assert found.errors == []


def test_the_seeds_stay_below_a_megabyte_and_a_half(text: str) -> None:
    assert len(text.encode()) <= 1_500_000


def test_the_policy_allows_exactly_the_inline_text(text: str) -> None:
    tree = html.document_fromstring(text)
    (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    inline = [e.text for e in tree.xpath("//style | //script[not(@type)]")]
    hashes = [base64.b64encode(hashlib.sha256(t.encode()).digest()).decode() for t in inline]
    assert re.findall(r"'sha256-([^']+)'", policy) == hashes[1:] + hashes[:1]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy


def test_nothing_is_fetched_from_anywhere(text: str) -> None:
    tree = html.document_fromstring(text)
    assert tree.xpath("//@src | //link/@href[. != 'data:,']") == []
    assert "@import" not in text
    assert "url(" not in "".join(tree.xpath("//style/text()"))
    assert not tree.xpath("//*[@style] | //@*[starts-with(name(), 'on')]")


def test_vis_network_keeps_its_licence(text: str) -> None:
    assert "@license" in text
    assert "vis-network" in text


def test_without_context_only_the_claims_own_words_are_in_the_file() -> None:
    graph, pages = gold_records.graph(), gold_records.pages()
    bare = explore.run(graph, pages, context=False)
    claims = {d["article"] for _, d in graph.nodes(data=True) if d["kind"] == "Claim"}
    quoted = "".join(d["text"] for _, d in graph.nodes(data=True) if d["kind"] == "Claim")
    outside = [s for a in claims for s in re.findall(r"[\u4e00-\u9fff]{24,}", pages[a]) if s[:24] not in quoted]
    assert outside
    assert not [s for s in outside if s[:24] in bare]


def test_a_great_graph_has_its_words_beside_the_file() -> None:
    graph, pages = strategies.sample(1200)
    files = explore.bundle(*graphs.rows(graph), pages, limit=200_000)
    assert sorted(files) == ["graph-data/0000.js", "graph-data/0001.js", "graph-data/0002.js", "graph.html"]
    piece = files["graph-data/0001.js"]
    assert len(json.loads(piece[piece.index(",") + 1 : piece.rindex(")")])) == 500
    assert list(explore.bundle(*graphs.rows(graph), pages, limit=0)) == ["graph.html"]


@given(strategies.nasty_text(max_size=80))
def test_data_stays_data_inside_a_script_element(text: str) -> None:
    inside = page.embedded({"x": text})
    assert json.loads(inside) == {"x": text}
    assert "<" not in inside
    assert not set(inside) & {"\u2028", "\u2029"}


def test_lone_surrogates_can_be_written() -> None:
    assert page.embedded("\ud83d").encode() == b'"\\ud83d"'


def test_harmful_titles_stay_titles() -> None:
    for title in graphs.HOSTILE:
        tree = html.document_fromstring(explore.run(*graphs.hostile(), title=title))
        assert len(tree.xpath("//title")) == len(tree.xpath("//h1")) == 1
        assert not tree.xpath("//body//img | //body//a[@href][not(@id)]")


def test_every_word_of_the_interface_is_there_in_each_language() -> None:
    words = page.words()
    assert all(len(row) == 3 and all(row) for row in words.values())
    source = "\n".join((CLIENT / name).read_text(encoding="utf-8") for name in page.SCRIPTS)
    used = set(re.findall(r'\b(?:say|count)\(\s*"(\w+)"', source))
    assert used <= set(words)
    assert sorted(words) == list(words), "words.csv is in alphabetical order"
    for key, row in words.items():
        assert len({tuple(sorted(re.findall(r"\{\w+\}", text))) for text in row}) == 1, key


def test_every_file_of_the_client_is_used_and_short() -> None:
    files = {p.name for p in CLIENT.iterdir()}
    assert files == {*page.SCRIPTS, *page.STYLES, "page.html", "words.csv"}
    for name in (*page.SCRIPTS, *page.STYLES):
        assert (CLIENT / name).read_text(encoding="utf-8").count("\n") <= 400, name


def test_no_text_is_ever_taken_for_markup() -> None:
    for name in page.SCRIPTS:
        source = (CLIENT / name).read_text(encoding="utf-8")
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function", source), (
            name
        )


TOKENS = (CLIENT / "tokens.css").read_text(encoding="utf-8")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_text_and_marks_stand_out_from_their_ground(theme: str) -> None:
    light, dark = re.findall(r"\{(.*?)\n\}", TOKENS, re.S)[:2]
    colours = dict(re.findall(r"--([\w-]+): (#\w{6});", light))
    if theme == "dark":
        colours |= dict(re.findall(r"--([\w-]+): (#\w{6});", dark))
    for ground in ("paper", "panel", "raised"):
        for ink in ("ink", "soft", "speaker", "industry", "region", "accent"):
            assert contrast(colours[ink], colours[ground]) >= 4.5, (theme, ink, ground)
        for mark in ("article", "claim", "edge"):
            assert contrast(colours[mark], colours[ground]) >= 3, (theme, mark, ground)
    for ground in ("mark", "found"):
        assert contrast(colours["on-mark"], colours[ground]) >= 4.5


def contrast(one: str, other: str) -> float:
    """As WCAG 2 defines it."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
