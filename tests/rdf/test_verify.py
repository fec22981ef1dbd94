"""A true file is proven; every kind of lie is told with its place."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings

from kg import ids, letters
from kg.export import rdf
from kg.export.rdf.verify import Proof, verify
from kg.model import Document
from kg.vocabulary import load
from tests import gold_records, strategies

SOURCES = tuple(e.document for e in gold_records.extractions())


@pytest.fixture(scope="module")
def turtle(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("rdf") / "graph.ttl"
    rdf.write(gold_records.graph(), gold_records.pages(), path)
    return path.read_text(encoding="utf-8")


def held(text: str, folder: Path, sources: tuple[Document, ...] = SOURCES) -> Proof:
    (folder / "graph.ttl").write_text(text, encoding="utf-8", newline="")
    return verify(folder / "graph.ttl", sources)


def test_the_gold_graph_is_proven(turtle: str, tmp_path: Path) -> None:
    proof = held(turtle, tmp_path)
    assert proof.differences == ()
    assert proof.counts["articles"] == 5
    assert min(proof.counts.values()) >= 5


@pytest.mark.parametrize(
    ("true", "false", "message"),
    [
        ('oa:exact "眭紀剛"', 'oa:exact "眭紀綱"', "the source reads '眭紀剛', the file '眭紀綱'"),
        ('schema:text "用好河套港建數據中心"', 'schema:text "用好河套建數據中心"', "the source reads '用好河套"),
        ('kg:cue "表示"', 'kg:cue "否認"', "the cue is '否認'"),
        ('skos:altLabel "毛艷華"', 'skos:altLabel "毛艷花"', "the name '毛艷花' stands on none"),
        ("oa:start 1386 ", "oa:start 1387 ", "its address and its properties disagree"),
        ('oa:prefix "', 'oa:prefix "不', "what stands around the words"),
        ("kg:characters 2922", "kg:characters 2923", "the source has 2922 characters"),
        ('kg:textSha256 "', 'kg:textSha256 "0', "another hash"),
        ('kg:doc "001_', 'kg:doc "009_', "no such source"),
    ],
)
def test_a_lie_is_told(true: str, false: str, message: str, turtle: str, tmp_path: Path) -> None:
    assert true in turtle
    told = [str(d) for d in held(turtle.replace(true, false, 1), tmp_path).differences]
    assert [line for line in told if message in line], told[:5]


def test_a_changed_source_is_told_with_every_place_it_moved(turtle: str, tmp_path: Path) -> None:
    first = replace(SOURCES[0], text="　" + SOURCES[0].text)
    told = held(turtle, tmp_path, (first, *SOURCES[1:])).differences
    assert any("another hash" in d.message for d in told)
    assert {d.place.partition(":")[0] for d in told} == {first.name}
    assert len(told) > 100


def test_a_source_the_file_knows_nothing_of_is_told(turtle: str, tmp_path: Path) -> None:
    for more in (replace(SOURCES[0], name="extra"), replace(SOURCES[0], text="別的", sha256=ids.text_hash("別的"))):
        assert [d.place for d in held(turtle, tmp_path, (more, *SOURCES)).differences] == [more.name]


@given(sample=strategies.graphs())
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_spans_and_claims_of_any_text_are_proven(tmp_path: Path, sample: strategies.Sample) -> None:
    # a sample cuts its words out anywhere, a build never inside a tag or an &amp; (tests/test_damage.py)
    assume(all(letters.plain(page, load()) == page for page in sample.pages.values()))
    path = tmp_path / "graph.ttl"
    rdf.write(sample.graph, sample.pages, path)
    sources = [
        Document(article, fields["doc"], "", sample.pages[article], "utf-8", ids.text_hash(sample.pages[article]), "zh")
        for article, fields in sample.graph.nodes(data=True)
        if fields["kind"] == "Article"
    ]
    told = [d for d in verify(path, sources).differences if not d.subject.startswith("finding/")]
    assert [d for d in told if "stands on none" not in d.message] == []
