"""Processes, time limits and the memory of pages: what a bad page may cost, and that order never changes."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg import cache, engine, ids
from kg.model import Document, Extraction, Unreadable


def page(text: str) -> Document:
    return Document(ids.local("article", text), text, f"{text}.txt", text, "utf-8", ids.text_hash(text), "zh")


def read(document: Document) -> Extraction:
    if document.text == "dies":
        os._exit(9)
    if document.text == "hangs":
        time.sleep(60)
    if document.text == "raises":
        raise ValueError("what is this")
    return Extraction(document, (), (), (), ())


def documents(*texts: str) -> Iterator[Document | Unreadable]:
    for text in texts:
        yield Unreadable(text, "was bad before") if text == "bad" else page(text)


def told(results: Iterator[engine.Result]) -> list[str]:
    return [r.path if isinstance(r, Unreadable) else r.document.name for r in results]


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_results_come_in_the_order_of_the_documents(jobs: int) -> None:
    texts = [str(n) for n in range(60)]
    texts[17] = "bad"
    assert told(engine.run(documents(*texts), read, jobs)) == texts


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_page_that_raises_costs_itself_only_and_is_named(jobs: int) -> None:
    first, second, third = engine.run(documents("a", "raises", "b"), read, jobs)
    assert isinstance(second, Unreadable)
    assert second.path == "raises.txt"
    assert "what is this" in second.reason
    assert "test_engine" in second.reason
    assert isinstance(first, Extraction) and isinstance(third, Extraction)


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_page_that_hangs_costs_its_time_only(jobs: int) -> None:
    started = time.monotonic()
    results = list(engine.run(documents("a", "hangs", "b"), read, jobs, seconds=0.3))
    assert isinstance(results[1], Unreadable)
    assert "longer than 0.3 seconds" in results[1].reason
    assert time.monotonic() - started < 5


def test_a_process_that_is_killed_costs_its_page_only() -> None:
    results = list(engine.run(documents("a", "dies", "b", "c"), read, 2))
    assert isinstance(results[1], Unreadable)
    assert "killed" in results[1].reason
    assert told(iter(results)) == ["a", "dies.txt", "b", "c"]


def test_a_page_read_before_is_not_read_again(tmp_path: Path) -> None:
    calls: list[str] = []

    def counted(document: Document) -> Extraction:
        calls.append(document.text)
        return read(document)

    def go(*texts: str) -> list[str]:
        calls.clear()
        return told(cache.reading(documents(*texts), counted, tmp_path / "c.sqlite", tmp_path, 1, 9.0))

    assert go("a", "b", "c") == ["a", "b", "c"]
    assert calls == ["a", "b", "c"]
    assert go("a", "x", "bad", "c") == ["a", "x", "bad", "c"]
    assert calls == ["x"]


def test_another_table_makes_every_page_new(tmp_path: Path) -> None:
    before = cache.fingerprint(tmp_path)
    (tmp_path / "words.csv").write_text("word,class,note\n", encoding="utf-8")
    cache.fingerprint.cache_clear()
    assert cache.fingerprint(tmp_path) != before
