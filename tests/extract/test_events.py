"""Names of gatherings: what they name is no mention."""

from __future__ import annotations

import pytest

from kg.extract import run
from kg.model import Document, Passage
from kg.vocabulary import load


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("第九届中国国际竹藤博览会闭幕。", []),
        ("他在2031世界机器人大会上看展。", []),
        ("中国的机器人企业召开大会。", ["中国", "机器人"]),
        ("武汉2030年光伏产业论坛之外，光伏出口增长。", ["武汉", "光伏"]),
    ],
)
def test_what_a_gathering_is_called_is_no_place_and_no_industry(text: str, names: list[str]) -> None:
    document = Document("article/x", "x", "x.txt", text, "utf-8", "", "zh-Hans")
    read = run(document, [Passage("article/x", 0, "paragraph", text, range(len(text)))], load())
    assert [m.name for m in read.mentions if m.kind in ("Region", "Industry")] == names
