"""The command a person types: whole builds, the same bytes everywhere, and nothing lost when something goes wrong."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kg import resources

ONCE = {"run.json", "graph.lbug"}
"""What may differ between two builds of the same pages: times and places, and the database file."""


def kg(*arguments: str, cwd: Path | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    known = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG", "PYTHON", "TZ"))}
    return subprocess.run(
        [sys.executable, "-m", "kg", *arguments], cwd=cwd, env={**known, **environment},
        capture_output=True, encoding="utf-8", timeout=200, check=False,
    )  # fmt: skip


def content(build: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in sorted(build.iterdir()) if p.is_file() and p.name not in ONCE}


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two of the seeds, the damaged one and the list, in a folder of their own."""
    folder = tmp_path_factory.mktemp("pages")
    for name in ("002", "004"):
        (file,) = resources.seeds().glob(f"{name}_*.txt")
        shutil.copy(file, folder)
    return folder


@pytest.fixture(scope="session")
def built(pages: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("build") / "build"
    done = kg("build", str(pages), "--out", str(out), PYTHONHASHSEED="1")
    assert done.returncode == 0, done.stderr
    return out


def test_a_build_holds_what_the_readme_names(built: Path) -> None:
    readme = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
    for path in built.iterdir():
        assert f"`{path.name}`" in readme, f"README.md does not say what {path.name} is for"


@pytest.mark.parametrize(
    ("name", "environment"),
    [
        ("another hash seed, time zone and the C locale", {"PYTHONHASHSEED": "77", "TZ": "Asia/Taipei", "LC_ALL": "C"}),
        ("a GBK locale without UTF-8 mode", {"LC_ALL": "zh_CN.GBK", "PYTHONUTF8": "0", "PYTHONIOENCODING": "gbk"}),
    ],
)
def test_the_same_pages_give_the_same_bytes(
    pages: Path, built: Path, tmp_path: Path, name: str, environment: dict[str, str]
) -> None:
    moved = tmp_path / "another" / "place"
    shutil.copytree(pages, moved)
    files = sorted(moved.glob("*.txt"), reverse=True)
    done = kg("build", *map(str, files), "--out", "out", "-j", "2", cwd=tmp_path, **environment)
    assert done.returncode == 0, done.stderr
    assert content(tmp_path / "out") == content(built)


def test_an_unreadable_file_is_named_the_rest_is_built_and_the_status_says_so(pages: Path, tmp_path: Path) -> None:
    mixed = tmp_path / "mixed"
    shutil.copytree(pages, mixed)
    (mixed / "broken.pdf").write_bytes(b"%PDF-1.7 and then nothing")
    done = kg("build", str(mixed), "--out", str(tmp_path / "out"))
    assert done.returncode == 4
    assert "broken.pdf" in done.stderr
    report = json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))
    assert report["documents"] == 2
    assert [u["path"] for u in report["unreadable"]] == ["broken.pdf"]


def test_somebody_elses_folder_is_not_replaced(pages: Path, tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("三年的心血", encoding="utf-8")
    done = kg("build", str(pages), "--out", str(tmp_path))
    assert done.returncode == 2
    assert "is no build of kg" in done.stderr
    assert (tmp_path / "thesis.txt").exists()


def test_an_older_build_stays_until_the_new_one_is_complete(built: Path, tmp_path: Path) -> None:
    from kg.folder import replacing

    out = tmp_path / "build"
    shutil.copytree(built, out)
    before = content(out)
    with pytest.raises(RuntimeError), replacing(out) as folder:
        (folder / "claims.jsonl").write_text("half", encoding="utf-8")
        raise RuntimeError("the disk is full")
    assert content(out) == before
    assert [p.name for p in tmp_path.iterdir()] == ["build"]


def test_standard_input_is_a_page(tmp_path: Path) -> None:
    text = "廣東省科技廳廳長王明表示，要發展人工智能產業。"
    done = subprocess.run(
        [sys.executable, "-m", "kg", "build", "-", "--out", str(tmp_path / "out")],
        input=text.encode(), capture_output=True, timeout=100, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    (claim,) = [
        json.loads(line) for line in (tmp_path / "out" / "claims.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    assert claim["speaker"]["name"] == "王明"
    assert [i["label"] for i in claim["industries"]] == ["人工智能"]


def test_every_span_quotes_its_page(built: Path) -> None:
    texts = {
        row["doc"]: row["text"]
        for row in map(json.loads, (built / "pages.jsonl").read_text(encoding="utf-8").splitlines())
    }

    def bare(text: str) -> str:
        return "".join(text.split())

    for line in (built / "claims.jsonl").read_text(encoding="utf-8").splitlines():
        claim = json.loads(line)
        page = texts[claim["doc"]]
        assert bare("".join(page[s:e] for s, e in claim["spans"])) == bare(claim["text"])
    for line in (built / "mentions.jsonl").read_text(encoding="utf-8").splitlines():
        mention = json.loads(line)
        assert bare(mention["text"]) in bare(texts[mention["doc"]][mention["start"] : mention["end"]])


def test_the_exported_turtle_is_proven_against_the_sources(built: Path, pages: Path, tmp_path: Path) -> None:
    done = kg("verify", "--build", str(built))
    assert (done.returncode, done.stdout) == (0, ""), done.stdout
    other = tmp_path / "pages"
    shutil.copytree(pages, other)
    (file,) = other.glob("004_*.txt")
    file.write_text(file.read_text(encoding="utf-8").replace("原创性", "独创性"), encoding="utf-8")
    done = kg("verify", str(other), "--build", str(built))
    assert done.returncode == 5
    assert "004_" in done.stdout


def test_the_graph_keeps_its_shapes(built: Path) -> None:
    done = kg("check", "--build", str(built))
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("arguments", "status", "says"),
    [
        (["query", "--build", "nowhere", "--name", "rules"], 2, "nowhere"),
        (["query"], 2, "give either"),
        (["nonsense"], 2, "nonsense"),
        (["explain", "claim/none", "--build", "nowhere"], 2, "no complete build"),
        (["build", "no-such-file.txt", "--out", "x"], 4, "no-such-file"),
    ],
)
def test_faults_are_sentences_with_their_exit_status(
    arguments: list[str], status: int, says: str, tmp_path: Path
) -> None:
    done = kg(*arguments, cwd=tmp_path)
    assert done.returncode == status, done.stderr
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def test_every_command_has_help_that_costs_no_heavy_import() -> None:
    code = (
        "import sys, kg.cli; from typer.testing import CliRunner; r = CliRunner()\n"
        "names = [c.name or c.callback.__name__ for c in kg.cli.app.registered_commands]\n"
        "assert len(names) > 10, names\n"
        "for n in names:\n"
        "    done = r.invoke(kg.cli.app, [n, '--help']); assert done.exit_code == 0 and len(done.output) > 60, n\n"
        "heavy = {'networkx', 'rdflib', 'pyoxigraph', 'opencc', 'jieba', 'pandas', 'pyvis'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
