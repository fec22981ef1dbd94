"""Who said what: the cases of ``tests/cases/claims.toml`` and ``speech.toml``, and laws that hold for every text."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import extract, in_step, layout, resources, script, vocabulary
from kg.extract import claims, reading
from kg.extract.records import Found, Introduction
from kg.model import Claim, Document, Passage
from tests import case_files

CASES: list[dict[str, Any]] = [p.values[0] for p in (*case_files.load("claims"), *case_files.load("speech"))]
KINDS = {"# ": "heading", "- ": "item", "^ ": "caption", "@ ": "credit"}


def passages(text: str) -> tuple[Document, list[Passage]]:
    """A page of one passage a line; headings are the parents of what follows."""
    document = Document("article/x", "x", "x.txt", text, "utf-8", "", script.script_of(text))
    found: list[Passage] = []
    heading, at = -1, 0
    for line in text.splitlines(keepends=True):
        kind = KINDS.get(line[:2], "paragraph")
        start = at + (2 if kind != "paragraph" else 0)
        words = text[start : at + len(line)].rstrip("\n")
        if words.strip():
            found.append(
                Passage("article/x", len(found), kind, words, range(start, start + len(words)), parent=heading)
            )
            heading = len(found) - 1 if kind == "heading" else heading
        at += len(line)
    return document, found


def read(case: dict[str, Any]) -> tuple[tuple[Claim, ...], dict[str, int]]:
    """The claims of a case and its ledger, with the names the case gives."""
    document, pages = passages(case["text"].strip("\n"))
    words = vocabulary.load()
    names = {
        n: k
        for key, k in (("persons", "Person"), ("organizations", "Organization"), ("regions", "Region"))
        for n in case.get(key, ())
    }
    found, introductions = [], []
    for p in pages:
        for name, kind in sorted(names.items()):
            found += [Found(p.index, m.start(), m.end(), kind, name, "", "test") for m in re.finditer(name, p.text)]
        for phrase, name in case.get("introductions", ()):
            introductions += [Introduction(p.index, m.start(), m.end(), name, ()) for m in re.finditer(phrase, p.text)]
    found.sort(key=lambda f: (f.passage, f.start))
    said, ledger, _ = claims.find(document, reading.read(pages, words), found, introductions, words)
    for c in said:
        assert "".join(document.text[s.start : s.end] for s in c.spans).replace("\n", "") == c.text
    return said, dict(ledger)


@pytest.mark.parametrize("case", (*case_files.load("claims"), *case_files.load("speech")))
def test_case(case: dict[str, Any]) -> None:
    said, _ = read(case)
    heard = [[c.speaker.name if c.speaker else "", c.kind, c.text.strip(" 。，！？；」”")] for c in said]
    assert heard == [[who, kind, words.strip(" 。，！？；」”")] for who, kind, words in case["expect"]]


def test_no_character_has_two_speakers() -> None:
    for case in CASES:
        said, _ = read(case)
        taken: set[int] = set()
        for c in said:
            here = {n for s in c.spans for n in range(s.start, s.end)}
            assert not here & taken, case["label"]
            taken |= here


def test_those_who_pass_words_on_are_named() -> None:
    case = next(c for c in CASES if c["label"] == "words passed on belong to whose they are")
    assert read(case)[0][0].via == ("南岸日報",)


def test_every_quotation_and_every_reporting_word_is_accounted_for() -> None:
    words = vocabulary.load()
    for case in CASES:
        _, ledger = read(case)
        _, pages = passages(case["text"].strip("\n"))
        readings = reading.read(pages, words)
        assert sum(n for k, n in ledger.items() if k.startswith("quote.")) == sum(len(r.quotes) for r in readings)


def test_a_lone_quotation_mark_costs_a_notice_and_nothing_else() -> None:
    document, pages = passages("「這一句沒有下半個引號。林志遠表示，成本會下降。")
    words = vocabulary.load()
    found = [Found(0, 12, 15, "Person", "林志遠", "", "test")]
    said, _, notices = claims.find(document, reading.read(pages, words), found, [], words)
    assert [n.rule for n in notices] == ["claims.unbalanced_quotation"]
    assert said is not None


@pytest.mark.parametrize("case", [c for c in CASES if c["family"] in ("made", "negative")], ids=lambda c: c["label"])
def test_both_scripts_say_the_same(case: dict[str, Any]) -> None:
    folded = {k: _folded(v) for k, v in case.items()}
    here, there = read(case)[0], read(folded)[0]
    assert [[(s.start, s.end) for s in c.spans] for c in here] == [[(s.start, s.end) for s in c.spans] for c in there]
    assert [script.fold(c.speaker.name) for c in here if c.speaker] == [c.speaker.name for c in there if c.speaker]


def _folded(value: Any) -> Any:
    if isinstance(value, str):
        return script.fold(value)
    return [_folded(v) for v in value] if isinstance(value, list) else value


@settings(max_examples=60, deadline=None)
@given(st.text(st.sampled_from("林志遠表示說指出認為，。：「」“”『』《》（）要會議專家的了a1 \n他"), max_size=80))
def test_any_text_is_read_and_every_span_stands_on_the_page(text: str) -> None:
    document, pages = passages(text)
    words = vocabulary.load()
    found = [
        Found(p.index, m.start(), m.end(), "Person", "林志遠", "", "test")
        for p in pages
        for m in re.finditer("林志遠", p.text)
    ]
    said, _, _ = claims.find(document, reading.read(pages, words), found, [], words)
    for c in said:
        assert c.text
        assert all(0 <= s.start < s.end <= len(text) for s in c.spans)


def test_the_tables_of_cues_name_only_kinds_the_rules_know() -> None:
    known = {
        "speech",
        "opinion",
        "forecast",
        "directive",
        "announce",
        "document",
        "weak",
        "address",
        "view",
        "according",
    }
    assert {r["kind"] for r in vocabulary.load().rows["cues"]} <= known
    assert resources.ontology().joinpath("cues.csv").is_file()


@pytest.mark.parametrize("name", ["000", "001", "002", "003", "004"])
def test_a_page_and_its_simplified_counterpart_give_the_same_claims(name: str) -> None:
    words = vocabulary.load()
    (path,) = resources.seeds().glob(f"{name}*.txt")
    text = path.read_text(encoding="utf-8")
    pages = [
        Document("article/x", name, path.name, t, "utf-8", "", script.script_of(t)) for t in (text, script.fold(text))
    ]
    here, there = (extract.run(d, layout.run(d, words), words).claims for d in pages)
    assert [_said(c) for c in here] == [_said(c) for c in there]


def _said(claim: Claim) -> tuple[str, tuple[tuple[int, int], ...]]:
    assert claim.speaker
    return script.fold(claim.speaker.name), tuple((s.start, s.end) for s in claim.spans)


def test_pages_read_together_say_what_each_says_alone() -> None:
    words = vocabulary.load()
    texts = ["某市教育局局長林佳和表示，明年增加學位。", "海州電池公司公告稱，新廠六月投產。", ""]
    pages = [Document(f"article/{n}", "t", "t.txt", text, "utf-8", "0", "zh") for n, text in enumerate(texts)]
    passages = [layout.run(page, words) for page in pages]
    alone = [extract.run(*one, words) for one in zip(pages, passages, strict=True)]
    steps = [extract.steps(*one, words) for one in zip(pages, passages, strict=True)]
    assert in_step.together(steps) == alone
    assert alone[0].claims and alone[1].mentions and not alone[2].passages
