"""A build is the same bytes whether made in memory, by several processes, from what was remembered or made anew."""

from __future__ import annotations

import json
import re
import tracemalloc
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg import explore, fingerprint, finishing, flow, graph, pipeline, resources
from kg.engine import Crew
from kg.errors import SourceError
from kg.export import graphml, jsonl, rdf
from kg.flow import changes, database, rows, sections
from kg.pipeline import Settings
from tests.export.test_ladybug_anew import held
from tests.flow.pages import TEXTS, content, put

PAGES = {f"p{n:02}": text for n, text in enumerate(TEXTS)}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("flow")
    pipeline.build([put(folder / "pages", PAGES)], folder / "build")
    return folder


def test_the_files_are_those_the_writers_make_of_the_graph_in_memory(built: Path, tmp_path: Path) -> None:
    made = pipeline.records([built / "pages"])
    run = rdf.run_id(made.graph, fingerprint.reading(resources.ontology()), "0.0")
    base = made.settings.base
    jsonl.write(tmp_path / "claims.jsonl", jsonl.claims(made.resolution, base))
    jsonl.write(tmp_path / "mentions.jsonl", jsonl.mentions(made.resolution, base))
    jsonl.write(tmp_path / "pages.jsonl", jsonl.pages(made.resolution))
    graph.save(made.graph, tmp_path / "graph.json")
    graphml.write(made.graph, tmp_path / "graph.graphml")
    rdf.write(made.graph, made.pages, tmp_path / "graph.ttl", "turtle", run=run)
    rdf.write(made.graph, made.pages, tmp_path / "graph.trig", "trig", run=run)
    (tmp_path / "graph.html").write_text(explore.run(made.graph, made.pages), encoding="utf-8", newline="\n")
    files = [built / "build" / name for name in content(built / "build") if name not in ("dataset.ttl", "report.json")]
    rdf.write_dataset(made.graph, made.pages, files, tmp_path / "dataset.ttl", run=run)
    now = content(built / "build")
    assert made.graph.number_of_edges() > 60
    assert any(d["relation"] == "RESTATES" for *_, d in made.graph.edges(data=True))
    for path in tmp_path.iterdir():
        assert path.read_bytes() == now[path.name], path.name


def test_two_processes_give_the_bytes_of_one(built: Path, tmp_path: Path) -> None:
    pipeline.build([built / "pages"], tmp_path / "build", Settings(jobs=2))
    assert content(tmp_path / "build") == content(built / "build")


def test_rows_that_do_not_fit_into_memory_give_the_same_bytes(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows.Sorter.__init__, "__defaults__", (3000,))
    pipeline.build([built / "pages"], tmp_path / "build")
    assert content(tmp_path / "build") == content(built / "build")


def test_a_path_that_names_nothing_leaves_the_build_as_it_was(built: Path, tmp_path: Path) -> None:
    pipeline.build([built / "pages"], tmp_path / "build")
    before = content(tmp_path / "build")
    with pytest.raises(SourceError, match="no page could be read"):
        pipeline.build([tmp_path / "mistyped"], tmp_path / "build")
    assert content(tmp_path / "build") == before


def test_pages_as_they_were_are_neither_opened_nor_read(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import os

    folder = put(tmp_path / "pages", PAGES)
    for path in folder.iterdir():
        os.utime(path, (1e9, 1e9))  # changed long ago: a file changed this second may change again unseen
    pipeline.build([folder], tmp_path / "build")
    put(folder, {**PAGES, "p03": TEXTS[3] + "他表示，珠海也會回升。"})
    opened: list[str] = []
    read = flow.reading.corpus.Corpus.documents
    monkeypatch.setattr(flow.reading.corpus.Corpus, "documents", lambda self, s: opened.append(s.name) or read(self, s))
    pipeline.build([folder], tmp_path / "build")
    assert opened == ["p03"]


@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.dictionaries(st.sampled_from(sorted(PAGES)), st.sampled_from(TEXTS), min_size=1), min_size=2, max_size=3
    )
)
def test_a_build_made_anew_has_the_bytes_of_one_from_nothing(states: list[dict[str, str]]) -> None:
    with TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        patch.setattr(changes, "MOST", 9.0)
        patch.setattr(pipeline, "FILES", {"graph.lbug": finishing.FILES["graph.lbug"]})
        folder = Path(name)
        for number, pages in enumerate(states):
            put(folder / "pages", pages)
            pipeline.build([folder / "pages"], folder / "build")
            pipeline.build([folder / "pages"], folder / f"full{number}", Settings(cache=folder / ".build.memory"))
            assert content(folder / "build") == content(folder / f"full{number}")
            assert held(folder / "build" / "graph.lbug") == held(folder / f"full{number}" / "graph.lbug")


def test_where_nothing_changed_every_file_is_the_one_before(built: Path, tmp_path: Path) -> None:
    def files() -> dict[str, int]:
        return {p.name: p.stat().st_ino for p in (tmp_path / "build").iterdir() if p.is_file() and p.name != "run.json"}

    told = pipeline.build([built / "pages"], tmp_path / "build")
    before = files()
    assert pipeline.build([built / "pages"], tmp_path / "build") == told
    assert files() == before
    assert content(tmp_path / "build") == content(built / "build")


@pytest.mark.parametrize("name", ["graph.html", "graph.ttl", "report.json"])
def test_a_file_that_was_changed_or_lost_is_made_again(name: str, built: Path, tmp_path: Path) -> None:
    pipeline.build([built / "pages"], tmp_path / "build")
    file = tmp_path / "build" / name
    file.write_bytes(file.read_bytes()[::-1])
    pipeline.build([built / "pages"], tmp_path / "build")
    assert content(tmp_path / "build") == content(built / "build")
    (tmp_path / "build" / "graph.html").unlink()
    pipeline.build([built / "pages"], tmp_path / "build")
    assert content(tmp_path / "build") == content(built / "build")


def test_what_the_explorer_shows_decides_whether_it_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    day = "星報 2024年3月{}日\n\n"
    pages = {f"p{n}": day.format(n + 1) + TEXTS[0] for n in range(8)}
    settings = Settings(shown=3)
    put(tmp_path / "pages", pages)
    pipeline.build([tmp_path / "pages"], tmp_path / "build", settings)
    bundle = explore.bundle
    written: list[str] = []
    monkeypatch.setattr(
        explore, "bundle", lambda *its, title, **how: written.append(title) or bundle(*its, title=title, **how)
    )
    for name, titles in (("p0", 0), ("p7", 1)):
        put(tmp_path / "pages", pages := {**pages, name: pages[name] + "他說，廣州也是。"})
        pipeline.build([tmp_path / "pages"], tmp_path / "build", settings)
        assert len(written) == titles
        pipeline.build([tmp_path / "pages"], tmp_path / "whole", Settings(shown=3, fresh=True))
        assert content(tmp_path / "build") == content(tmp_path / "whole")
        written.clear()
    pipeline.build([tmp_path / "pages"], tmp_path / "build", Settings(shown=3, title="星"))
    assert written


def test_a_database_too_large_to_load_is_left_to_the_export(built: Path, tmp_path: Path) -> None:
    told = pipeline.build([built / "pages"], tmp_path / "build", Settings(database=1))
    assert told.left == ("graph.lbug",)
    assert not (tmp_path / "build" / "graph.lbug").exists()
    assert b'"left": [\n  "graph.lbug"\n ]' in (tmp_path / "build" / "report.json").read_bytes()
    assert database.stands(tmp_path / "build")
    database.export(tmp_path / "build", tmp_path / "graph.lbug")
    assert held(tmp_path / "graph.lbug") == held(built / "build" / "graph.lbug")
    assert pipeline.build([built / "pages"], tmp_path / "build").left == ()
    assert content(tmp_path / "build") == content(built / "build")


def test_one_page_of_many_touches_what_depends_on_it_only(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path / "pages", PAGES)
    pipeline.build([tmp_path / "pages"], tmp_path / "build")
    printed: list[str] = []
    page = flow.whole.Printer.page
    monkeypatch.setattr(
        flow.whole.Printer,
        "page",
        lambda self, sheet, restated: printed.append(sheet.name) or page(self, sheet, restated),
    )
    put(tmp_path / "pages", {**PAGES, "p06": "天氣陰，仍沒有人說話。"})
    pipeline.build([tmp_path / "pages"], tmp_path / "build", Settings(shown=1))
    assert set(printed) == {"p06"}


def test_another_setting_is_another_build(built: Path, tmp_path: Path) -> None:
    put(tmp_path / "pages", PAGES)
    pipeline.build([tmp_path / "pages"], tmp_path / "build", Settings(min_confidence=0.93))
    few = content(tmp_path / "build")
    pipeline.build([tmp_path / "pages"], tmp_path / "build")
    assert content(tmp_path / "build") == content(built / "build") != few


def test_a_memory_thrown_away_costs_time_only(built: Path, tmp_path: Path) -> None:
    import shutil

    put(tmp_path / "pages", PAGES)
    pipeline.build([tmp_path / "pages"], tmp_path / "build")
    shutil.rmtree(tmp_path / ".build.memory")
    put(tmp_path / "pages", {k: v for k, v in PAGES.items() if k != "p02"})
    pipeline.build([tmp_path / "pages"], tmp_path / "build")
    pipeline.build([tmp_path / "pages"], tmp_path / "full", Settings(fresh=True, cache=tmp_path / "other"))
    assert content(tmp_path / "build") == content(tmp_path / "full")


def test_a_page_that_comes_twice_counts_once(tmp_path: Path) -> None:
    import json

    line = json.dumps({"id": "a", "text": TEXTS[0]}, ensure_ascii=False) + "\n"
    (tmp_path / "pages.jsonl").write_text(line * 3, encoding="utf-8")
    told = pipeline.build([tmp_path / "pages.jsonl"], tmp_path / "build")
    assert (told.documents, told.nodes["Article"]) == (1, 1)


def test_the_explorer_of_many_pages_shows_the_latest(built: Path, tmp_path: Path) -> None:
    pages = {f"p{n}": f"星報 2024年3月{n + 1}日\n\n" + TEXTS[0] for n in range(6)}
    put(tmp_path / "pages", pages)
    pipeline.build([tmp_path / "pages"], tmp_path / "build", Settings(shown=3))
    text = (tmp_path / "build" / "graph.html").read_text(encoding="utf-8")
    core = json.loads(re.findall(r'id="kg-core">(.*?)</script>', text, re.S)[0])
    assert core["left"] == 6 - len(core["articles"]) > 0
    assert [article["published"] for article in core["articles"]][-1] == "2024-03-06"
    assert len((tmp_path / "build" / "claims.jsonl").read_text(encoding="utf-8").splitlines()) >= 6


def test_memory_does_not_grow_with_the_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Merging and printing a corpus several times as large holds about as much: rows wait on disk."""
    monkeypatch.setattr(rows.Sorter.__init__, "__defaults__", (200_000,))
    monkeypatch.setattr(rows, "_BATCH", 10_000)
    monkeypatch.setattr(sections, "SIZE", 10_000)

    def most(copies: int) -> int:
        pages = {f"{n:04}": TEXTS[n % len(TEXTS)] for n in range(copies * len(TEXTS))}
        folder, out = put(tmp_path / f"pages{copies}", pages), tmp_path / f"out{copies}"
        how = flow.How("https://example.org/kg/", 0.0)
        out.mkdir()
        with flow.opened(tmp_path / f"memory{copies}", False) as memory:
            work = flow.Work.new(out)
            flow.read_all([folder], work, memory, how, 1, 60.0, lambda _: None)
            tracemalloc.start()
            try:
                flow.write(work, memory, how, None, lambda _: None, Crew())
                return tracemalloc.get_traced_memory()[1]
            finally:
                tracemalloc.stop()

    most(1)  # what is loaded once and stays
    assert most(24) < 2.5 * most(6)
