"""The tables kept as they were read: the same as read anew, never stale, never a fault."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from kg import compiled, resources, vocabulary
from kg.errors import TableError


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "kg"


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    return Path(shutil.copytree(resources.ontology(), tmp_path / "tables"))


def read(tables: Path) -> vocabulary.Vocabulary:
    vocabulary.load.cache_clear()
    found = vocabulary.load(tables)
    vocabulary.load.cache_clear()
    return found


def test_what_is_kept_is_what_was_read(cache: Path, tables: Path) -> None:
    fresh, kept = read(tables), read(tables)
    assert len(list(cache.iterdir())) == 1
    assert kept.rows == fresh.rows
    assert list(kept.names.items()) == list(fresh.names.items())
    assert all(any(row is r for r in kept.rows[row.table]) for row in kept.names["广东"])


def test_a_changed_table_is_read_anew_and_a_faulty_one_is_never_kept(cache: Path, tables: Path) -> None:
    read(tables)
    with (tables / "words.csv").open("a", encoding="utf-8") as file:
        file.write("新詞新詞,np_breaker,\n")
    assert "新词新词" in read(tables).words("np_breaker")
    with (tables / "words.csv").open("a", encoding="utf-8") as file:
        file.write("no class\n")
    for _ in range(2):
        with pytest.raises(TableError, match=r"words\.csv:\d+"):
            read(tables)


@pytest.mark.parametrize("damage", [b"", b"nonsense" * 9, b"\x00" * 100])
def test_a_damaged_file_is_made_anew(cache: Path, tables: Path, damage: bytes) -> None:
    fresh = read(tables)
    (file,) = cache.iterdir()
    whole = file.read_bytes()
    file.write_bytes(damage)
    assert read(tables).rows == fresh.rows
    assert file.read_bytes() == whole


def test_where_nothing_can_be_kept_nothing_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tables: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert read(tables).rows["words"]
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setattr(Path, "home", lambda: (_ for _ in ()).throw(RuntimeError("no home")))
    assert read(tables).rows["words"]


def test_only_the_last_few_are_kept(cache: Path) -> None:
    for number in range(9):
        compiled.keep(f"kind-{number}", number)
        os.utime(cache / f"kind-{number}", (number, number))
    compiled.keep("other-1", [1])
    assert compiled.kept("kind-8") == 8 and compiled.kept("kind-0") is None
    assert len(list(cache.iterdir())) <= 7
