"""What holds of every page, however broken."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import layout, letters, resources
from kg.layout import wrapped
from kg.vocabulary import load
from tests.layout.pages import passages, shown, visible, wrap

SENTENCES = [
    "某市今天公布新的產業計畫，內容包括半導體與生技。",
    "工業局局長李大同表示，「今年要加快發展新能源汽車」，並且擴大投資。",
    "这家企业的负责人说：“我们对市场有信心。”",
    "據統計，去年全市生產總值增長5.2%，達到3.6萬億元。",
    "专家认为，人工智能和机器人将改变制造业的面貌，各地都应当及早布局。",
    "他說，未來三年還會投入更多資源。",
]
HEADINGS = ["產業計畫出爐", "打造製造業高地 關鍵在人才", "市场有信心", "專家：及早布局"]

paragraphs = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=5, unique=True).map("".join)
pieces = st.sampled_from(
    [
        *SENTENCES,
        *HEADINGS,
        "▲圖為新廠。新華社",
        "◆來源：某報",
        "本報記者 李大同",
        "- 第一項",
        "12.4\t120.6",
        "「",
        "」",
        "——",
        "\u3000\u3000",
        " ",
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        "\t",
        "\u2028",
        "\x0c",
        "\x00",
        "\u200b",
        "\ufeff",
        "。",
        "，",
        "新新質質",
        "⼈⼯",
        "５Ｇ",
        "何 青 山 表 示 ， 橋 已 完 工",
        "AI",
        "7",
    ]
)
pages = st.lists(pieces, max_size=30).map("".join) | st.text(max_size=200)


@settings(deadline=None)
@given(pages)
def test_every_character_one_can_see_belongs_to_exactly_one_passage(page: str) -> None:
    used = Counter(at for p in passages(page) for at in p.offsets if visible(page[at]))
    assert used == Counter(at for at, c in enumerate(page) if visible(c))


@settings(deadline=None)
@given(pages)
def test_offsets_quote_the_page(page: str) -> None:
    for p in passages(page):
        assert len(p.offsets) == len(p.text)
        for c, at in zip(p.text, p.offsets, strict=True):
            assert c == letters.plain(page[at], load()) or (c == " " and page[at].isspace())


@settings(deadline=None)
@given(pages)
def test_passages_are_numbered_explained_and_stand_under_earlier_ones(page: str) -> None:
    found = passages(page)
    names = {name for name, _ in layout.STEPS} | {"lines"}
    for n, p in enumerate(found):
        assert (p.index, p.document) == (n, "article/x")
        assert p.text.strip() == p.text != ""
        assert set(p.steps) <= names
        assert -1 <= p.parent < n
        assert p.parent < 0 or p.kind == "duplicate" or found[p.parent].kind == "heading"


@settings(deadline=None)
@given(st.lists(paragraphs | st.sampled_from(HEADINGS), min_size=1, max_size=8), st.sampled_from(["\n", "\n\n"]))
def test_clean_text_passes_unchanged(blocks: list[str], between: str) -> None:
    repeated = [b for n, b in enumerate(blocks) if n == 0 or b != blocks[n - 1]]
    assert [p.text for p in passages(between.join(repeated))] == repeated


@settings(deadline=None)
@given(st.lists(paragraphs, min_size=1, max_size=6), st.integers(9, 26), st.sampled_from(["\r\n", "\r"]))
def test_line_ends_are_alike(blocks: list[str], width: int, end: str) -> None:
    page = "\n\n".join("\n".join(wrap(b, width)) for b in blocks)
    assert shown(page.replace("\n", end)) == shown(page)


columns = st.lists(st.permutations(SENTENCES), min_size=1, max_size=4)


@settings(deadline=None)
@given(columns, st.integers(11, 26), st.sampled_from(["\n", "\n\n"]))
def test_no_sentence_a_column_broke_stays_broken(blocks: list[list[str]], width: int, between: str) -> None:
    """Empty lines stand between the paragraphs, or between all lines: either way every sentence is whole."""
    page = (between + "\n").join(between.join(wrap("".join(b), width)) for b in blocks)
    found = [p.text for p in passages(page)]
    for sentence in SENTENCES:
        assert sum(text.count(sentence) for text in found) == len(blocks), (sentence, found)


@settings(deadline=None)
@given(columns, st.integers(11, 26))
def test_paragraphs_set_apart_are_never_joined(blocks: list[list[str]], width: int) -> None:
    marked = [["甲" + b[0], *b[1:]] for b in blocks]
    for page in (
        "\n\n".join("\n".join(wrap("".join(b), width)) for b in marked),
        "\n".join("\u3000\u3000" + "\n".join(wrap("".join(b), width, 2)) for b in marked),
    ):
        assert [p.text[0] for p in passages(page) if "甲" in p.text] == ["甲"] * len(blocks)


@pytest.mark.parametrize("path", sorted(resources.seeds().glob("*.txt")), ids=lambda p: p.name[:3])
def test_the_pages_of_the_seeds_keep_the_laws_and_a_second_repair_changes_nothing(path) -> None:  # type: ignore[no-untyped-def]
    page = path.read_text(encoding="utf-8")
    once = passages(page)
    assert sum(visible(page[at]) for p in once for at in p.offsets) == sum(map(visible, page))
    texts = [p.text for p in once if p.kind != "duplicate"]
    assert [p.text for p in passages("\n\n".join(texts))] == texts


@pytest.mark.parametrize(
    "page",
    [
        "一" * 300_000,
        "\n" * 300_000,
        "「" * 100_000,
        "新質" * 200,
        "李 " * 60,
        "李、" * 60,
        "。 " * 50_000,
        "——" * 50_000,
        "產業發展，加快布局\n" * 5_000,
        "▲圖為\n" * 5_000,
        "1\t2\n" * 5_000,
        "李小明\n" * 5_000,
        "發展\n\n▲圖\n\n" * 3_000,
    ],
    ids=range(13),
)
def test_no_page_takes_for_ever(page: str) -> None:
    assert sum(visible(page[at]) for p in passages(page) for at in p.offsets) == sum(map(visible, page))


@settings(deadline=None)
@given(pages)
def test_what_is_plainly_apart_is_apart_by_the_rules(page: str) -> None:
    """The short way past the rules never says what they do not."""
    found = passages(page)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(wrapped, "plainly_apart", lambda first, left, b: False)
        assert passages(page) == found
