"""What a page shows of itself: title, publisher, date, byline."""

import pytest

from kg.corpus import about
from kg.vocabulary import load

BODY = "某市今天公布新的產業計畫，內容包括半導體、生技與綠能，預計明年上路，各界都表示歡迎，也期待更多細節。"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            f"某市推產業計畫\n（中央社記者李小明台北3日電）{BODY}1130305",
            about.Shown("某市推產業計畫", "中央通訊社", "2024-03-05", ("李小明",)),
        ),
        (f"香港文匯報訊（記者 張大文 北京報道）\n\n{BODY}", about.Shown("", "香港文匯報", "", ("張大文",))),
        (
            f"某市推产业计划\n本报记者  李  明  王小红《人民日报》（2024年03月05日第 01 版）\n{BODY}",
            about.Shown("某市推产业计划", "人民日报", "2024-03-05", ("李明", "王小红")),
        ),
        (
            f"综 合2024年 3月 5日\n某市推产业计划\n央视网消息（新闻联播）：{BODY}",
            about.Shown("某市推产业计划", "中央广播电视总台", "2024-03-05", ()),
        ),
        (f"〔記者王大明／台北報導〕{BODY}", about.Shown("", "", "", ("王大明",))),
        (
            f"某市推產業計畫\n{BODY}\n大公報記者 李小明、陳大文報道\n{BODY * 3}",
            about.Shown("某市推產業計畫", "大公報", "", ("李小明", "陳大文")),
        ),
        (BODY, about.Shown()),
        ("", about.Shown()),
    ],
)
def test_the_page_tells(text: str, expected: about.Shown) -> None:
    assert about.read(text, load()) == expected


def test_a_date_that_is_none_is_not_taken() -> None:
    assert about.read(f"要 闻2024年 2月 30日\n{BODY}", load()).published == ""


def test_a_source_of_figures_is_not_the_publisher() -> None:
    assert about.read(f"{BODY}\n資料來源：新華社", load()).publisher == ""
