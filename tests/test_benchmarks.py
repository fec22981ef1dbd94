"""Every part of the benchmarks runs, on a corpus too small to measure anything: nothing here looks at a clock."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from pathlib import Path

import pytest
from typer.testing import CliRunner

from benchmarks import child, history
from benchmarks.__main__ import PARTS, main, measured
from benchmarks.child import Spent
from benchmarks.corpus import FORMS, page, pages
from benchmarks.figures import Figure, Sizes
from kg import cli, corpus
from kg.model import Document

TINY = Sizes(text=12_000, growing=(6_000, 12_000), pages=3, claims=150, repeat=1)


def built_here(*arguments: str | Path) -> Spent:
    """Instead of a process of its own: twenty starts would take a minute."""
    done = CliRunner().invoke(cli.app, list(map(str, arguments)))
    assert done.exit_code == 0, done.output
    return Spent(1.0, 1.0, 1.0)


@pytest.mark.parametrize("part", PARTS)
def test_a_part_gives_its_figures(part: str, monkeypatch: pytest.MonkeyPatch) -> None:
    real, ran = child.run, []

    def once(command: Sequence[str | Path]) -> Spent:
        """The first for all of its kind."""
        ran.append(command)
        return real(command) if len(ran) == 1 else Spent(1.0, 1.0, 1.0)

    monkeypatch.setattr(child, "kg", built_here)
    monkeypatch.setattr(child, "run", once)
    figures = list(measured(part, TINY))
    assert len(figures) > 3
    assert len({f.name for f in figures}) == len(figures)
    assert all(math.isfinite(f.value) for f in figures)


def test_a_process_is_measured_without_the_one_that_starts_it() -> None:
    held = bytearray(200_000_000)
    spent = child.kg("--help")
    assert spent.processor > 0 and 5 < spent.memory < len(held) / 1e6
    with pytest.raises(RuntimeError, match="ended with 2"):
        child.kg("build", "--no-such-option")


@pytest.mark.parametrize("form", FORMS)
def test_a_corpus_is_read_back_as_it_was_made(form: str, tmp_path: Path) -> None:
    made = list(pages(20_000, seed=4))
    read = [d for d in corpus.run([FORMS[form](made, tmp_path)]) if isinstance(d, Document)]
    assert sorted(d.text for d in read) == sorted(p.text for p in made)


def test_a_page_is_the_same_whatever_was_made_before_it() -> None:
    assert list(pages(30_000, seed=2))[4] == page(4, seed=2)


def test_a_run_is_added_to_the_history_and_found_again(tmp_path: Path) -> None:
    path = tmp_path / "history.jsonl"
    for value in (2.0, 3.0):
        history.append(path, history.record(history.before(), TINY, {"part": [Figure("speed", value, "MB/s")]}))
    assert history.last(path, "part", TINY) == {"speed": 3.0}
    assert history.last(path, "part", Sizes()) == history.last(path, "other", TINY) == {}
    first = json.loads(path.read_text(encoding="utf-8").splitlines()[0])
    assert first["versions"]["jieba"] and first["machine"]["cores"] and len(first["load"]) in (0, 3)


def test_the_command_says_what_changed_and_what_was_not_reached(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    values = iter((2.0, 3.0))
    monkeypatch.setattr("benchmarks.__main__.measured", lambda *_: [Figure("speed", next(values), "MB/s", ">= 4")])
    for _ in range(2):
        main(["rdf", "--quick", "--size", "1MB", "--history", str(tmp_path / "history")])
    told = capsys.readouterr().out
    assert "before: 2.000" in told and told.count("== not reached") == 2
    with pytest.raises(SystemExit):
        main(["speed"])
