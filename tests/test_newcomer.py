"""What somebody meets who has never seen kg: a help that shows the way, and faults that say what, where, what to do."""

from __future__ import annotations

import re
import shlex
import webbrowser
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from kg import cli
from kg.cli.shared import Form, rows


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli.app, list(arguments))


COMMANDS = [command.name or getattr(command.callback, "__name__", "") for command in cli.app.registered_commands]


def test_help_names_first_steps_and_cuts_no_summary_short() -> None:
    shown = run("--help").output
    assert "First steps:" in shown
    assert "..." not in shown.partition("Commands:")[2]
    assert re.findall(r"^  (\w+)  +[A-Z]", shown, re.M)[:2] == ["build", "explore"]


@pytest.mark.parametrize("command", [c for c in COMMANDS if c != "version"])
def test_every_command_shows_an_example(command: str) -> None:
    assert f"kg {command}" in run(command, "--help").output.partition("Example")[2]


@pytest.mark.parametrize(
    ("call", "said"),
    [
        ("query --build {gone} --name rules", "build again with kg build --out"),
        ("query --name nothing --build {build}", "there are article-speakers"),
        ("query --build {build}", "kg query --list"),
        ("query 'SELECT ?x {{ ?x' --build {build}", "line 1, column 15: SELECT ?x { ?x >>>"),
        ("query --name rules --param a=b --build {build}", "has no parameter 'a'"),
        ("explain nothing-like-it --build {build}", "try fewer words"),
        ("stats --build {gone}", "make one with kg build --out"),
        ("explore --build {gone}", "make one with kg build --out"),
        ("check --build {gone}", "make one with kg build --out"),
        ("serve --build {gone}", "make one with kg build --out"),
        ("verify --build {gone}", "make one with kg build --out"),
        ("verify {gone} --build {build}", "there is no such file or folder); say where they lie"),
        ("export --to paper --build {build}", "there are neo4j-csv"),
        ("cypher nothing --build {build}", "there are documents-and-meetings"),
        ("build {page} --out {page}", "name another folder with --out"),
        ("eval {build} --gold {gone} --texts {gone}", "give the folder that holds them"),
    ],
)
def test_a_wrong_call_says_what_where_and_what_to_do(seeds_build: Any, tmp_path: Path, call: str, said: str) -> None:
    page = tmp_path / "page.txt"
    page.write_text("王明表示，產業升級。\n", encoding="utf-8")
    arguments = shlex.split(call.format(build=seeds_build.folder, gone=tmp_path / "gone", page=page))
    fault = run(*arguments).exception
    assert isinstance(fault, cli.KgError), fault
    assert said in str(fault)
    assert "\n" not in str(fault)


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ("empty", "holds no file kg has a reader for"),
        ("gone.txt", "there is no such file or folder"),
        ("no.txt", "is empty"),
    ],
)
def test_nothing_to_read_is_said_and_is_no_success(
    tmp_path: Path, given: str, reason: str, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "no.txt").touch()
    monkeypatch.setattr("sys.argv", ["kg", "build", str(tmp_path / given), "--out", str(tmp_path / "out")])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == 4
    said = capsys.readouterr().err
    assert f"{given}: {reason}" in said
    assert "nothing is written" in said
    assert not (tmp_path / "out").exists()


def test_a_folder_that_may_not_be_written_is_a_sentence(monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    monkeypatch.setattr("sys.argv", ["kg", "build", "-q", "--out", "/proc/kg"])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == 1
    assert re.fullmatch(r"kg: /proc/\S+: \w.*\n", capsys.readouterr().err)


def test_explain_takes_words_in_either_script(seeds_build: Any) -> None:
    said = run("explain", "低空經濟", "--build", str(seeds_build.folder)).output
    assert "rule: " in said or "take an id" in said
    assert said == run("explain", "低空经济", "--build", str(seeds_build.folder)).output


def test_words_of_several_claims_list_their_ids(seeds_build: Any) -> None:
    said = run("explain", "新質生產力", "--build", str(seeds_build.folder)).output
    identifier = said.splitlines()[1].split()[0]
    assert "rule: " in run("explain", identifier, "--build", str(seeds_build.folder)).output


def test_explore_prints_the_address_and_opens_it(seeds_build: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(webbrowser, "open", lambda address: opened.append(address) or True)
    done = run("explore", "--build", str(seeds_build.folder))
    assert done.output.splitlines() == opened == [(seeds_build.folder / "graph.html").resolve().as_uri()]
    run("explore", "--no-open", "--build", str(seeds_build.folder))
    assert len(opened) == 1


def test_a_table_fits_the_terminal_and_stays_whole_in_a_pipe(monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    words = "低空經濟產業" * 8
    rows(("speaker", "text"), [("王明", words)], Form.table)
    assert words in capsys.readouterr().out
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "40")
    rows(("speaker", "text"), [("王明", words)], Form.table)
    _, line = capsys.readouterr().out.splitlines()
    assert line.endswith("…")
    assert sum(2 if c > "⺀" else 1 for c in line) <= 40


@pytest.mark.parametrize("command", [["check"], ["verify"], ["explore", "--no-open"], ["export", "--to", "gexf"]])
def test_a_build_may_be_named_without_an_option(seeds_build: Any, tmp_path: Path, command: list[str]) -> None:
    out = ["--out", str(tmp_path / "out")] if command[0] == "export" else []
    assert run(*command, str(seeds_build.folder), *out).exit_code == 0
    assert run(*command, str(tmp_path / "none"), *out).exit_code != 0
