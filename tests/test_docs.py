"""What the documentation says is true: its commands run, its code runs, its links hold, its generated pages are fresh."""

from __future__ import annotations

import os
import re
import runpy
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from kg import __version__, cli, resources

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
WRITTEN = [p for p in sorted(DOCS.rglob("*.md")) if p.relative_to(DOCS).parts[0] not in ("reference", "notebooks")]
PAGES = [*sorted(ROOT.glob("*.md")), *WRITTEN]

NOT_RUN = {
    "make": "tested by being here",
    "pip": "installs",
    "docker": "needs docker",
    "git": "needs a remote",
    "export": "sets passwords",
    ".": "activates an environment",
    "source": "activates an environment",
    "python": "make's own steps, or scripts tested elsewhere",
    "python3": "makes an environment",
    "zensical": "tested below",
    "cd": "moves",
    "kg serve": "runs until interrupted; tests/serve",
    "kg export --to bolt://": "needs a server; tests/export",
}
"""Beginnings of the commands that are not run here, and why."""

_BLOCK = re.compile(r"^```(\w+)[^\n]*\n(.*?)^```", re.M | re.S)


def blocks(path: Path, *languages: str) -> list[str]:
    return [m[2] for m in _BLOCK.finditer(path.read_text(encoding="utf-8")) if m[1] in languages]


def commands(path: Path) -> list[str]:
    lines = [line for block in blocks(path, "sh", "shell", "bash") for line in block.splitlines()]
    lines += [line[2:] for block in blocks(path, "console") for line in block.splitlines() if line.startswith("$ ")]
    kept = (line.strip().removeprefix(".venv/bin/") for line in lines)
    return [line for line in kept if line and not line.startswith("#")]


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.fixture
def desk(seeds_build: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder as a reader has it: a build, the seeds, the gold, and a home with press in it."""
    shutil.copytree(seeds_build.folder, tmp_path / "build")
    (tmp_path / "seeds").symlink_to(resources.seeds())
    (tmp_path / "tests").symlink_to(ROOT / "tests")
    press = tmp_path / "home" / "press"
    press.mkdir(parents=True)
    (press / "one.txt").write_text("王明教授表示：「人工智能產業將在深圳加快發展。」\n", encoding="utf-8")
    shutil.copytree(tmp_path / "build", tmp_path / "mine")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


ALL_COMMANDS = list(dict.fromkeys(command for path in PAGES for command in commands(path)))


def test_every_command_is_run_or_listed_with_a_reason() -> None:
    known = tuple(NOT_RUN)
    assert ALL_COMMANDS
    for command in ALL_COMMANDS:
        assert command.startswith("kg ") or command.startswith(tuple(f"{word} " for word in known)), command


def test_every_kg_command_runs(desk: Path) -> None:
    for command in ALL_COMMANDS:
        if command.startswith(tuple(NOT_RUN)) or not command.startswith("kg "):
            continue
        arguments = [os.path.expanduser(a) for a in shlex.split(command, comments=True)[1:]]  # noqa: PTH111 not a path
        if "ID" in arguments:
            continue
        done = CliRunner().invoke(cli.app, arguments)
        assert done.exit_code == 0, f"{command}: {done.output[-500:]} {done.exception}"


@pytest.mark.parametrize("path", [p for p in PAGES if blocks(p, "console")], ids=name)
def test_a_shown_answer_is_the_answer(desk: Path, path: Path) -> None:
    for block in blocks(path, "console"):
        command, _, shown = block.partition("\n")
        arguments = shlex.split(command.removeprefix("$ "))[1:]
        answer = [" ".join(line.split()) for line in CliRunner().invoke(cli.app, arguments).stdout.splitlines()]
        for line in shown.splitlines():  # a reader sees fewer rows, so columns are narrower; … ends what is cut
            start = " ".join(line.rstrip("…").split())
            assert any(given.startswith(start) for given in answer), f"{line!r} is not in the answer to {command}"


@pytest.mark.parametrize("path", [p for p in PAGES if blocks(p, "python")], ids=name)
def test_python_runs(desk: Path, path: Path) -> None:
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
    for one, translated in zip(commands(ours), commands(theirs), strict=True):
        assert one.split("#")[0].rstrip() == translated.split("#")[0].rstrip()
    headings = [[m[0] for m in re.finditer(r"^#+ ", p.read_text(encoding="utf-8"), re.M)] for p in (ours, theirs)]
    assert headings[0] == headings[1]


def test_the_citation_names_this_version() -> None:
    assert f"\nversion: {__version__}\n" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")


def test_generated_pages_are_fresh() -> None:
    script = runpy.run_path(str(ROOT / "scripts" / "make_docs.py"))
    assert script["stale"]() == [], "run python scripts/make_docs.py"


def test_every_command_of_kg_is_in_the_reference() -> None:
    told = (DOCS / "reference" / "cli.md").read_text(encoding="utf-8")
    for command in cli.app.registered_commands:
        assert f"## kg {command.name or getattr(command.callback, '__name__', '')}" in told


def test_the_site_is_built_with_strict_links_and_fetches_nothing(tmp_path: Path) -> None:
    zensical = Path(sys.executable).with_name("zensical")
    if not zensical.exists():
        (pytest.fail if os.environ.get("CI") else pytest.skip)("zensical is not installed: pip install 'kg[docs]'")
    shutil.copytree(DOCS, tmp_path / "docs")
    shutil.copy(ROOT / "zensical.toml", tmp_path)
    place = tmp_path / "docs" / "notebooks"
    place.mkdir(exist_ok=True)
    for notebook in (ROOT / "notebooks").glob("*.ipynb"):  # rendering them runs them; tests/notebooks does that
        (place / f"{notebook.stem}.md").write_text(f"# {notebook.stem}\n", encoding="utf-8")
    done = subprocess.run([zensical, "build", "--strict"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    pages = list((tmp_path / "site").rglob("*.html"))
    assert len(pages) > len(PAGES) // 2
    for page in pages:
        for tag in re.findall(r"<(?:script|link|img|iframe|source)\b[^>]*>", page.read_text(encoding="utf-8")):
            assert not re.search(r"(?:src|href)=[\"']?(?:https?:)?//", tag), f"{page.name}: {tag}"
    for sheet in (tmp_path / "site").rglob("*.css"):
        assert not re.search(r"url\([\"']?https?:|@import [\"']?https?:", sheet.read_text(encoding="utf-8")), sheet
