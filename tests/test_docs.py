"""What the documentation says is true: its commands run, its code runs, its links hold, its generated pages are fresh."""

from __future__ import annotations

import contextlib
import os
import re
import runpy
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import time
import tomllib
import urllib.request
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from kg import __version__, cli

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
WRITTEN = [p for p in sorted(DOCS.rglob("*.md")) if p.relative_to(DOCS).parts[0] not in ("reference", "notebooks")]
PAGES = [*sorted(ROOT.glob("*.md")), *WRITTEN]

NOT_RUN = {
    "pip install": "would change the environment the tests run in; what it names is checked below, scripts/release_check.sh installs",
    "kg build --engine spark": "needs Spark; tests/spark makes such builds",
    "kg export --to bolt://": "needs a Neo4j server; tests/export/test_neo4j.py makes the same load",
}
"""Beginnings of the commands that are not run here, and why. Everything else in a shell block is run."""

_BLOCK = re.compile(r"^```(\w+)[^\n]*\n(.*?)^```", re.M | re.S)


def blocks(path: Path, *languages: str) -> list[str]:
    return [m[2] for m in _BLOCK.finditer(path.read_text(encoding="utf-8")) if m[1] in languages]


def commands(path: Path) -> list[str]:
    lines = [line for block in blocks(path, "sh", "shell", "bash") for line in block.splitlines()]
    lines += [line[2:] for block in blocks(path, "console") for line in block.splitlines() if line.startswith("$ ")]
    kept = (re.sub(r"(^|\s+)#.*", "", line.strip()) for line in lines)
    return [line for line in kept if line]


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.fixture(scope="module")
def desk(seeds_build: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clone as a reader has it after ``make run``, and a folder of press of his own."""
    desk = tmp_path_factory.mktemp("clone")
    for part in ("Makefile", "pyproject.toml", "constraints.txt"):
        shutil.copy2(ROOT / part, desk)
    for part in ("tests", "scripts", "docs", "notebooks", "seeds", "ontology"):
        (desk / part).symlink_to(ROOT / part)
    (desk / ".venv").mkdir()
    (desk / ".venv" / "bin").symlink_to(Path(sys.executable).parent)
    for stamp in (".run", ".test"):  # this environment is installed already
        (desk / ".venv" / stamp).touch()
    shutil.copytree(seeds_build.folder, desk / "build")
    (desk / "press").mkdir()
    (desk / "press" / "one.txt").write_text("王明教授表示：「人工智能產業將在深圳加快發展。」\n", encoding="utf-8")
    shutil.copytree(desk / "build", desk / "mine")
    return desk


def shell(desk: Path, command: str) -> subprocess.CompletedProcess[str]:
    """A command in a shell that knows ``kg`` and ``python`` as after activation."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {k: v for k, v in os.environ.items() if k not in ("VIRTUAL_ENV", "PYTHONPATH")}
    return subprocess.run(
        ["bash", "-c", command], cwd=desk, env=environment | {"PATH": path, "BROWSER": "true"},
        capture_output=True, text=True, timeout=200, check=False,
    )  # fmt: skip


ALL_COMMANDS = list(dict.fromkeys(command for path in PAGES for command in commands(path)))


def is_run(command: str) -> bool:
    return not command.startswith(tuple(NOT_RUN))


def test_hardly_a_command_is_not_run() -> None:
    assert len(ALL_COMMANDS) > 30
    assert sum(map(is_run, ALL_COMMANDS)) > 0.75 * len(ALL_COMMANDS)
    for beginning in NOT_RUN:
        assert any(command.startswith(beginning) for command in ALL_COMMANDS), f"{beginning} is nowhere; take it out"


def test_the_first_steps_of_the_readme_run_as_they_stand(desk: Path) -> None:
    steps = [command for command in blocks(ROOT / "README.md", "sh")[0].splitlines() if command]
    assert [step.split()[0] for step in steps] == ["make", ".", "kg"]
    done = shell(desk, "set -e\n" + "\n".join(steps))
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.splitlines()[-1] == (desk / "build" / "graph.html").resolve().as_uri()


@pytest.mark.parametrize("command", [c for c in ALL_COMMANDS if is_run(c) and not c.startswith("kg serve")])
def test_a_command_runs(desk: Path, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    monkeypatch.chdir(desk)
    monkeypatch.setenv("BROWSER", "true")
    if re.search(r"^kg [^|>]*$", command):  # in this process: starting Python sixty times takes a minute
        done = CliRunner().invoke(cli.app, _globbed(shlex.split(command, comments=True)[1:]))
        assert done.exit_code == 0, f"{done.output[-500:]} {done.exception}"
    else:
        ran = shell(desk, command)
        assert ran.returncode == 0, ran.stdout + ran.stderr


def _globbed(arguments: list[str]) -> list[str]:
    return [os.path.expanduser(argument) for argument in arguments]  # noqa: PTH111 an argument may be no path


@pytest.mark.parametrize("command", [c for c in ALL_COMMANDS if c.startswith("kg serve")])
def test_serving_runs_until_interrupted(desk: Path, command: str) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    call = [sys.executable, "-m", *re.sub(r"--port \d+", f"--port {port}", command).split()]
    with subprocess.Popen(call, cwd=desk, stderr=subprocess.PIPE) as server:
        try:
            for _ in range(300):
                with (
                    contextlib.suppress(OSError),
                    urllib.request.urlopen(f"http://127.0.0.1:{port}/graph.html") as page,
                ):
                    assert page.status == 200
                    break
                time.sleep(0.1)
            else:
                pytest.fail(f"{command} does not answer")
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(20)


@pytest.mark.parametrize("command", [c for c in ALL_COMMANDS if c.startswith("pip install")])
def test_what_is_to_be_installed_exists(command: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    tried = (ROOT / "scripts" / "notebook_frontends.sh").read_text(encoding="utf-8")
    for argument in shlex.split(command, comments=True)[2:]:
        if extra := re.fullmatch(r"\.\[(\w+)\]", argument):
            assert extra[1] in project["optional-dependencies"]
        elif argument not in ("-e", "-c", "constraints.txt", "."):
            assert f"{argument}==" in tried, f"{command}: {argument} is not what the tests open"
    assert not re.search(r"\bkg\b", command), "the kg of the package index is somebody else's"


@pytest.mark.parametrize("path", [p for p in PAGES if blocks(p, "console")], ids=name)
def test_a_shown_answer_is_the_answer(desk: Path, monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    monkeypatch.chdir(desk)
    readme = runpy.run_path(str(ROOT / "scripts" / "make_readme.py"))
    text = path.read_text(encoding="utf-8")
    assert readme["answered"](text, readme["asking"]("build")) == text, "run python scripts/make_readme.py build"


@pytest.mark.parametrize("path", [p for p in PAGES if blocks(p, "python")], ids=name)
def test_python_runs(desk: Path, monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    monkeypatch.chdir(desk)
    known: dict[str, Any] = {}
    for code in blocks(path, "python"):
        exec(compile(code, str(path), "exec"), known)


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_links_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), f"{name(path)} links to {target}"


@pytest.mark.parametrize("other", ["README.zh-Hans.md", "README.zh-Hant.md"])
def test_readmes_mirror_each_other(other: str) -> None:
    ours, theirs = ROOT / "README.md", ROOT / other
    assert commands(ours) == commands(theirs)
    headings = [[m[0] for m in re.finditer(r"^#+ ", p.read_text(encoding="utf-8"), re.M)] for p in (ours, theirs)]
    assert headings[0] == headings[1]


def test_scores_are_those_of_the_table() -> None:
    readme = runpy.run_path(str(ROOT / "scripts" / "make_readme.py"))
    assert list(readme["stale"]()) == [], "run python scripts/make_readme.py"


def test_the_speed_page_says_what_was_measured() -> None:
    assert runpy.run_path(str(ROOT / "scripts" / "make_speed.py"))["stale"]() == [], "run python scripts/make_speed.py"


def test_the_citation_names_this_version() -> None:
    assert f"\nversion: {__version__}\n" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")


def test_generated_pages_are_fresh() -> None:
    script = runpy.run_path(str(ROOT / "scripts" / "make_docs.py"))
    assert script["stale"]() == [], "run python scripts/make_docs.py"


def test_every_command_of_kg_is_in_the_reference() -> None:
    told = (DOCS / "reference" / "cli.md").read_text(encoding="utf-8")
    for command in cli.app.registered_commands:
        assert f"## kg {command.name or getattr(command.callback, '__name__', '')}" in told


def test_each_test_the_docs_name_is_there() -> None:
    """The table of traps is a promise."""
    named = set(re.findall(r"`(test_\w+)`", (ROOT / "docs" / "exports.md").read_text(encoding="utf-8")))
    tests = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    assert len(named) > 20
    assert not {name for name in named if f"def {name}(" not in tests}
