"""Sorting on disk, and files that are made anew by their sections."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.flow import rows, sections
from kg.flow.rows import Sorter
from kg.flow.sections import Sections, changed, written

KEYS = st.text("ab\0\n中", max_size=3)
ROWS = st.lists(st.tuples(KEYS, st.binary(max_size=40)), max_size=60)


@given(ROWS, st.integers(1, 3000))
def test_rows_come_back_sorted_whatever_fits_into_memory(given_: list[tuple[str, bytes]], buffer: int) -> None:
    with TemporaryDirectory() as name:
        sorter = Sorter(Path(name), buffer)
        for row in given_:
            sorter.add(*row)
        assert list(sorter.rows()) == sorted(given_)
        assert list(Path(name).iterdir()) == []


def test_many_runs_are_merged_some_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "_RUNS", 3)
    monkeypatch.setattr(rows, "_BATCH", 50)
    sorter = Sorter(tmp_path, 300)
    for number in range(200):
        sorter.add(f"{number * 37 % 200:03}", b"x" * 20)
    assert [key for key, _ in sorter.rows()] == [f"{n:03}" for n in range(200)]


DATA = st.binary(max_size=12).map(lambda data: data.replace(b"\n", b"") + b"\n")


@given(st.dictionaries(KEYS, DATA), st.dictionaries(KEYS, st.none() | DATA), st.integers(1, 60))
def test_a_file_made_anew_is_the_file_written_at_once(
    old: dict[str, bytes], changes: dict[str, bytes | None], size: int
) -> None:
    with TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        patch.setattr(sections, "SIZE", size)
        folder = Path(name)
        written(sorted(old.items()), folder / "old", folder / "old.index")
        changed(Sections.opened(folder / "old", folder / "old.index"), changes, folder / "new", folder / "new.index")
        now = {key: data for key, data in {**old, **changes}.items() if data is not None}
        found = Sections.opened(folder / "new", folder / "new.index")
        assert list(found) == sorted(now.items())
        assert (folder / "new").read_bytes() == b"".join(data for _, data in sorted(now.items()))
        for low in (*old, ""):
            assert list(found.between(low, "b")) == [r for r in sorted(now.items()) if low <= r[0] < "b"]


def test_what_is_turned_may_lie_across_two_chunks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sections, "SIZE", 40)
    monkeypatch.setattr(sections, "_COPY", 7)
    old = {f"{n:03}": b"run:abc and more\n" for n in range(30)}
    written(sorted(old.items()), tmp_path / "old", tmp_path / "old.index")
    before = Sections.opened(tmp_path / "old", tmp_path / "old.index")
    changed(before, {"007": b"new\n"}, tmp_path / "new", tmp_path / "i", lambda d: d.replace(b"run:abc", b"run:xyz"))
    assert (tmp_path / "new").read_bytes().count(b"run:xyz") == 29
    assert b"abc" not in (tmp_path / "new").read_bytes()
