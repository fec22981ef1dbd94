"""What somebody meets who has never seen kg: a help that shows the way, and faults that say what, where, what to do."""

from __future__ import annotations

import json
import re
import shlex
import webbrowser
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from kg import __version__, cli
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
        ("query --name rules --param a --build {build}", "--param wants NAME=VALUE, not 'a'"),
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
        ("build {page} --out {page}/deep/build", "page.txt is a file, so nothing can be written below it"),
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
    answer = run("explain", "新質生產力", "--build", str(seeds_build.folder))
    identifier = answer.stdout.splitlines()[1].split()[0]
    assert answer.stderr.rstrip().endswith(f"kg explain {identifier} --build {seeds_build.folder}")
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


@pytest.mark.parametrize(
    "command", [["check"], ["verify"], ["explore", "--no-open"], ["export", "--to", "gexf"], ["stats"]]
)
def test_a_build_may_be_named_without_an_option(seeds_build: Any, tmp_path: Path, command: list[str]) -> None:
    out = ["--out", str(tmp_path / "out")] if command[0] == "export" else []
    assert run(*command, str(seeds_build.folder), *out).exit_code == 0
    assert run(*command, str(tmp_path / "none"), *out).exit_code != 0


def test_the_version_is_told_as_everywhere() -> None:
    assert run("--version").output == run("version").output == f"{__version__}\n"


def test_what_was_missed_is_listed_in_its_place(tmp_path: Path) -> None:
    text = "渡口這天很靜，行人走過堤岸。「渡船明年全部換成電池，碼頭也要重新鋪過。」孫渡川表示，票價不變。\n"
    (tmp_path / "page.txt").write_text(text, encoding="utf-8")
    assert run("build", str(tmp_path / "page.txt"), "--out", str(tmp_path / "out")).exit_code == 0
    said = run("stats", str(tmp_path / "out"), "--missed", "--format", "json")
    missed = json.loads(said.stdout)
    counted = json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))["ledger"]
    assert len(missed) == sum(n for name, n in counted.items() if name.endswith(("no_speaker", "refused")))
    for one in missed:
        before, after = one["words"].split("▸")
        assert before + after in text
        assert text[one["character"] - 1 :].startswith(after)


def test_a_page_the_build_gave_up_is_no_difference(tmp_path: Path) -> None:
    pages, out = tmp_path / "pages", tmp_path / "out"
    pages.mkdir()
    (pages / "one.txt").write_text("孫渡川表示，渡船要換成電池。\n", encoding="utf-8")
    (pages / "two.txt").write_bytes(b"")
    assert run("build", str(pages), "--out", str(out)).exit_code == 4
    (pages / "two.txt").write_text("這一頁後來才寫完。\n", encoding="utf-8")
    assert run("verify", str(out)).exit_code == 0
    (pages / "three.txt").write_text("這一頁沒有人讀過。\n", encoding="utf-8")
    found = run("verify", str(out))
    assert found.exit_code == 5
    assert found.stdout == "three: a source the file knows nothing of\n"


@pytest.mark.parametrize(
    ("industry", "said"),
    [
        ("汽车", "no rows\nnothing here is called 汽车; there are 汽车"),
        ("不曾聽聞", "no rows\nnothing here is called 不曾聽聞\n"),
        ("烟草制品业", "no rows\n"),
        ("人工智能", ""),
    ],
)
def test_a_question_about_a_name_nobody_bears_says_so(seeds_build: Any, industry: str, said: str) -> None:
    asked = run(
        "query", "--name", "speakers-by-industry", "--param", f"industry={industry}", "-b", str(seeds_build.folder)
    )
    assert asked.stderr.startswith(said)
    assert ("called" in asked.stderr) == ("called" in said)
