"""Processes, time limits and the memory of pages: what a bad page may cost, and that order never changes."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from kg import engine, ids
from kg.model import Document, Evidence, Extraction, Tenure, Unreadable

TOGETHER = (Tenure("together", "", Evidence((), "", 1.0)),)
"""Marks what was read with others."""


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


def all_of(pages: Sequence[Document]) -> list[Extraction]:
    assert len(pages) > 1
    return [replace(read(one), tenures=TOGETHER) for one in pages]


@pytest.mark.parametrize("jobs", [1, 2])
def test_pages_are_read_together_and_the_results_between_them_stay_in_their_places(jobs: int) -> None:
    texts = ["bad", "a", "b", "bad", *map(str, range(60)), "bad"]
    results = list(engine.run(documents(*texts), read, jobs, several=all_of))
    assert told(iter(results)) == texts
    assert sum(r.tenures == TOGETHER for r in results if isinstance(r, Extraction)) > 50


@pytest.mark.parametrize(("bad", "jobs"), [("raises", 1), ("raises", 2), ("hangs", 1), ("hangs", 2), ("dies", 2)])
def test_of_pages_read_together_a_bad_one_costs_itself_only(bad: str, jobs: int) -> None:
    before, after = [str(n) for n in range(20)], ["a", "b", "c"]
    results = list(engine.run(documents(*before, bad, *after), read, jobs, seconds=0.3, several=all_of))
    assert told(iter(results)) == [*before, f"{bad}.txt", *after]


def test_a_process_that_is_killed_costs_its_page_only() -> None:
    results = list(engine.run(documents("a", "dies", "b", "c"), read, 2))
    assert isinstance(results[1], Unreadable)
    assert "killed" in results[1].reason
    assert told(iter(results)) == ["a", "dies.txt", "b", "c"]


def test_what_a_killed_process_would_have_come_to_next_is_read_by_another() -> None:
    texts = ["dies" if n % 5 == 3 else "x" * 50_000 if n % 7 == 2 else str(n) for n in range(40)]
    names = [f"{text}.txt" if text == "dies" else text for text in texts]
    assert told(engine.run(documents(*texts), read, 2)) == names


def taken(folder: Path, place: engine.Place, piece: int) -> bytes:
    shelves = engine.Shelves(folder)
    try:
        return shelves.taken(place, piece)
    finally:
        shelves.close()


def pieces(document: Document) -> tuple[bytes, ...]:
    read(document)
    return document.text.encode(), b"-" * len(document.text)


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_on_a_shelf_results_lie_where_they_were_made(jobs: int, tmp_path: Path) -> None:
    texts = [str(n) for n in range(40)]
    texts[7] = "bad"
    places = list(engine.run(documents(*texts), pieces, jobs, shelf=tmp_path))
    assert isinstance(places[7], Unreadable)
    for text, place in zip(texts, places, strict=True):
        if text != "bad":
            assert taken(tmp_path, place, 0) == text.encode()
            assert taken(tmp_path, place, 1) == b"-" * len(text)
    assert len(list(tmp_path.iterdir())) <= jobs


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_second_run_never_writes_into_the_files_of_the_first(jobs: int, tmp_path: Path) -> None:
    first = list(engine.run(documents("a", "b"), pieces, jobs, shelf=tmp_path))
    list(engine.run(documents("c", "d"), pieces, jobs, shelf=tmp_path))
    assert [taken(tmp_path, place, 0) for place in first] == [b"a", b"b"]


def test_a_process_killed_with_a_shelf_costs_its_page_only(tmp_path: Path) -> None:
    results = list(engine.run(documents("a", "dies", "b", "c"), pieces, 2, shelf=tmp_path))
    assert isinstance(results[1], Unreadable)
    assert [taken(tmp_path, results[n], 0) for n in (0, 2, 3)] == [b"a", b"b", b"c"]


def halved(number: int) -> float:
    if number == 5 and os.getpid() != _MAIN:
        os._exit(9)
    return number / 2


_MAIN = os.getpid()


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_work_is_spread_in_order_and_a_killed_process_costs_nothing(jobs: int) -> None:
    with engine.Crew(jobs) as crew:
        later = crew.begin(halved, 30)
        assert list(crew.spread(halved, range(30))) == [n / 2 for n in range(30)]
        assert later() == later() == 15


def test_processes_end_when_the_one_that_started_them_is_killed() -> None:
    code = (
        "import os, sys, time; from kg import engine; from tests.engine.test_engine import documents\n"
        "def read(d):\n    print(os.getpid(), flush=True); time.sleep(d.text == 'hangs' and 60); return d\n"
        "list(engine.run(documents('hangs', 'a', 'hangs'), read, 2))"
    )
    parent = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    children = {int(parent.stdout.readline()) for _ in range(2)}
    parent.kill()
    parent.wait()
    parent.stdout.close()
    for _ in range(200):
        if not any(map(_alive, children)):
            return
        time.sleep(0.1)
    raise AssertionError("they live on")


def _alive(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
