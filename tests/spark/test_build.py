"""A build on Spark is the build of a single machine, in parts."""

from __future__ import annotations

import gzip
import io
import json
import re
import shutil
import tarfile
import zipfile
from pathlib import Path
from typing import Any

import pytest

from kg import corpus as stage
from kg import graph, pipeline, resources, spark
from kg.errors import SourceError, UsageError
from kg.export import neo4j_csv, rdf
from kg.export.rows import EDGE_COLUMNS, NODE_COLUMNS, graph_of, restored
from kg.spark import files, inputs
from kg.spark.session import settled

pytestmark = pytest.mark.timeout(900)  # seconds where the machine is free; two builds, and Java's start

LATER = "據記者梁文悅報道，北澤大學教授馮若谷表示：「儲能產業將在江蘇和安徽加快發展，三年內增長百分之二十。」\n馮若谷認為，人工智能會帶動芯片產業。\n"
EARLIER = "據記者梁文悅報道，北澤大學教授馮若谷表示：「儲能產業將在江蘇和安徽加快發展，三年內增長百分之二十。」\n商務部發言人何為民說，廣東的低空經濟要穩步推進。\n"


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The seeds, archives, rows with and without names, two files of one name, and some that cannot be read."""
    folder = tmp_path_factory.mktemp("in put 文")
    shutil.copytree(resources.seeds(), folder / "seeds")
    (folder / "a" / "b").mkdir(parents=True)
    (folder / "a" / "note 100%[x].txt").write_text(EARLIER, encoding="utf-8")
    (folder / "a" / "b" / "note 100%[x].txt").write_text(LATER, encoding="gb18030")
    (folder / "a" / "sources.csv").write_text(
        "file,title,publisher,published,script\nnote 100%[x].txt,,晨報,2024-03-01,\n壞.txt,,,2024,\n", encoding="utf-8"
    )
    with zipfile.ZipFile(folder / "old.zip", "w") as archive:
        archive.writestr("x/one.txt", LATER)
        archive.writestr("x/broken.pdf", b"no PDF")
        inner = io.BytesIO()
        with tarfile.open(fileobj=inner, mode="w:gz") as tar:
            member = tarfile.TarInfo("two.md")
            member.size = len(data := EARLIER.encode("big5"))
            tar.addfile(member, io.BytesIO(data))
        archive.writestr("inner.tar.gz", inner.getvalue())
    rows = [{"id": "r1", "text": LATER, "date": "2024-05-06"}, {"text": EARLIER}, {"text": ""}]
    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    (folder / "rows.jsonl").write_text("\n".join([*lines[:1], "", "{no json", *lines[1:]]), encoding="utf-8")
    (folder / "empty.txt").write_text("", encoding="utf-8")
    (folder / ".hidden.txt").write_text(LATER, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def single(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a single machine makes of it."""
    out = tmp_path_factory.mktemp("single") / "build"
    pipeline.build([corpus], out)
    return out


@pytest.fixture(scope="module", params=[3, 1])
def built(session: Any, corpus: Path, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    out = tmp_path_factory.mktemp("spark") / "build"
    spark.build([str(corpus)], str(out), partitions=request.param)
    return out


def lines(folder: Path) -> list[str]:
    return sorted(line for part in folder.glob("part-*.gz") for line in gzip.open(part, "rt", encoding="utf-8"))


def graph_in(build: Path) -> Any:
    import pyarrow.parquet as parquet

    nodes, edges = [], []
    for folder in (build / "nodes").iterdir():
        for row in parquet.read_table(folder).to_pylist():
            nodes.append((row["id"], restored(NODE_COLUMNS[folder.name], row)))
    for folder in (build / "edges").iterdir():
        for row in parquet.read_table(folder).to_pylist():
            fields = {"relation": folder.name, **restored(EDGE_COLUMNS[folder.name], row)}
            edges.append((row["from_id"], row["to_id"], fields))
    return graph_of("", nodes, edges)


def test_the_graph_is_that_of_a_single_machine(built: Path, single: Path) -> None:
    found, whole = graph_in(built), graph.load(single / "graph.json")
    assert dict(found.nodes(data=True)) == dict(whole.nodes(data=True))
    assert dict(found.edges) == dict(whole.edges)
    assert graph.check(found) == []


@pytest.mark.parametrize("name", ["claims", "mentions", "pages"])
def test_lines_are_those_of_a_single_machine(name: str, built: Path, single: Path) -> None:
    whole = (single / f"{name}.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    assert lines(built / name) == sorted(whole)


def test_triples_are_those_of_a_single_machine(built: Path, single: Path, tmp_path: Path) -> None:
    whole = graph.load(single / "graph.json")
    (run,) = re.findall(r"^(run:\w+) a kg:Run", (single / "graph.ttl").read_text(encoding="utf-8"), re.M)
    texts = {row["id"]: row["text"] for row in map(json.loads, lines(built / "pages"))}
    rdf.write(whole, texts, tmp_path / "graph.nt", "ntriples", run=run.replace(":", "/"))
    assert lines(built / "triples") == (tmp_path / "graph.nt").read_text(encoding="utf-8").splitlines(keepends=True)


def test_the_report_is_that_of_a_single_machine_and_names_what_could_not_be_read(built: Path, single: Path) -> None:
    told = json.loads((built / "report.json").read_text(encoding="utf-8"))
    assert told == json.loads((single / "report.json").read_text(encoding="utf-8"))
    assert {one["path"] for one in told["unreadable"]} == {
        "empty.txt", "old.zip!x/broken.pdf", "rows.jsonl!3", "rows.jsonl!5", "sources.csv",
    }  # fmt: skip
    assert [json.loads(line) for line in lines(built / "unreadable")] == told["unreadable"]


def test_tables_for_neo4j_hold_the_rows_of_the_export_and_their_script_names_every_folder(
    built: Path, single: Path, tmp_path: Path
) -> None:
    neo4j_csv.write(graph.load(single / "graph.json"), tmp_path)
    here = sorted(path.stem for path in tmp_path.glob("*.csv"))
    assert here == sorted(path.name for path in (built / "neo4j").iterdir() if path.is_dir())
    for name in here:
        whole = (tmp_path / f"{name}.csv").read_text(encoding="utf-8").splitlines()
        header = (built / "neo4j" / f"{name}-header.csv").read_text(encoding="utf-8")
        assert sorted([header.strip(), *"".join(lines(built / "neo4j" / name)).splitlines()]) == sorted(whole)
    script = (built / "neo4j" / "import.sh").read_text(encoding="utf-8")
    assert sorted(re.findall(r",(\S+)/part-\.\*", script)) == here


def test_parts_are_sorted_and_nothing_else_is_left(built: Path) -> None:
    import pyarrow.parquet as parquet

    for part in built.glob("edges/*/*.parquet"):
        ids = parquet.read_table(part, columns=["id"])["id"].to_pylist()
        assert ids == sorted(ids)
    names = {path.name for path in built.iterdir()}
    assert names == {
        "nodes", "edges", "claims", "mentions", "pages", "inputs", "notices", "unreadable", "triples", "neo4j",
        "README.txt", "run.json", "report.json",
    }  # fmt: skip
    assert not [p for p in built.parent.iterdir() if p != built]


def test_long_json_lines_are_cut_without_losing_their_numbers(
    session: Any, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inputs, "LONG", 10)
    before = session.conf.get("spark.sql.files.maxPartitionBytes")
    session.conf.set("spark.sql.files.maxPartitionBytes", "200")
    try:
        with settled(session):
            found = files.find(session, [str(corpus / "rows.jsonl")])
            read = [inputs.record(row.asDict()) for row in inputs.documents(session, *found).collect()]
    finally:
        session.conf.set("spark.sql.files.maxPartitionBytes", before)
    assert sorted(read, key=repr) == sorted(stage.run([corpus / "rows.jsonl"]), key=repr)


def test_what_is_not_there_is_named(session: Any, corpus: Path) -> None:
    (corpus.parent / "_aside.txt").write_text(LATER, encoding="utf-8")
    with settled(session):
        _, listed, faults = files.find(
            session, [str(corpus / "a" / "*.txt"), str(corpus / "no*.txt"), str(corpus.parent / "_aside.txt")]
        )
    assert [(f.name, f.told.publisher) for f in listed] == [("note 100%[x]", "晨報")]
    assert [(f.path, f.reason.split(":")[0]) for f in faults[:2]] == [
        ("no*.txt", "there is no such file or folder"),
        ("_aside.txt", "is a file Spark passes over, as its name begins with _ or a dot"),
    ]


def test_a_mistyped_path_replaces_nothing(session: Any, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no such file"):
        spark.build([str(tmp_path / "nowhere")], str(tmp_path / "out"))
    assert not any(tmp_path.iterdir())


def test_nobodys_folder_is_replaced_and_standard_input_is_none(session: Any, corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="is no build of kg"):
        spark.build([str(corpus)], str(tmp_path))
    with pytest.raises(UsageError, match="no standard input"):
        spark.build(["-"], str(tmp_path / "out"))
    assert [p.name for p in tmp_path.iterdir()] == ["mine.txt"]
