"""A page that is one line, a sentence that never ends: read as many short ones are."""

from __future__ import annotations

from collections.abc import Iterator

from kg import pipeline
from kg.extract import reading, tokens
from kg.extract.claims import units
from kg.extract.records import Reading
from kg.model import Document, Passage
from kg.vocabulary import load

WORDS = "甲乙丙丁戊己庚辛壬癸"
SURNAMES = "王李張劉陳楊趙黃周吳"


def told(count: int) -> Iterator[str]:
    for n in range(count):
        name = f"{SURNAMES[n % 10]}大{WORDS[n // 10 % 10]}"
        yield f"某市工業局局長{name}表示，第{n + 100}家新能源汽車工廠今年將在湖州投產。"


def page(text: str) -> Document:
    return Document("page", "page", "page.txt", text, "utf-8", "", "zh-Hant", "", "", "", ())


def test_a_page_in_one_line_gives_the_claims_of_its_sentences() -> None:
    sentences = list(told(200))
    one = pipeline.read_document(page("".join(sentences)), load())
    many = pipeline.read_document(page("\n\n".join(sentences)), load())
    assert [c.text for c in one.claims] == [c.text for c in many.claims]
    assert len(one.claims) == 200
    assert [m.text for m in one.mentions] == [m.text for m in many.mentions]


def test_a_sentence_without_an_end_is_cut_at_commas_and_never_in_a_quotation() -> None:
    said = "他說：「" + "我們，" * 600 + "」"
    text = "設備和材料，" * 400 + said + "企業和學校，" * 400
    made = Reading(
        Passage("d", 0, "paragraph", text, range(len(text))), text, {}, tokens.of(text), reading.pair(text), ()
    )
    found = units.split(made)
    assert "".join(text[u.start : u.end] for u in found) == text
    assert next(u for u in found if u.quotes).quotes[0].end - text.index("「") == len(said) - 4
    assert all(u.end - u.start <= 1000 or u.quotes for u in found)
    assert all(text[u.end - 1] in "，」" for u in found)


def test_marks_that_open_ten_thousand_times_are_paired_all_the_same() -> None:
    deep = "「" * 10_000 + "」" * 10_000
    assert {q.closed for q in reading.pair(deep)} == {True}
    assert len(reading.pair("『" * 10_000 + "」" * 10_000)) == 10_000
