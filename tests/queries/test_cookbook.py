"""Every question of the cookbook: its rows on the gold graph, the same from two engines, in time.

The expected rows stand in ``expected/NAME.tsv``; ``python -m tests.queries.test_cookbook``
writes them anew, and a reader of the difference decides whether the new ones are right.
"""

from __future__ import annotations

import csv
import re
import time
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pyoxigraph as ox
import pytest
import rdflib

from kg import resources
from kg.errors import UsageError
from kg.export import rdf
from kg.export.rdf import ask
from kg.export.rdf.schemes import schemes
from tests import gold_records, strategies

EXPECTED = Path(__file__).parent / "expected"
QUESTIONS = ask.cookbook()
SECONDS = 0.05


@cache
def turtle() -> str:
    """The gold graph, the schemes of the tests' tables and the ontology, as N-Triples for both engines."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        rdf.write(gold_records.graph(), gold_records.pages(), folder / "graph.ttl")
        (folder / "schemes.ttl").write_bytes("".join(schemes(gold_records.vocabulary())).encode())
        return str(ask.store(folder).dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph()).decode())  # type: ignore[union-attr]


@pytest.fixture(scope="module")
def oxigraph() -> ox.Store:
    store = ox.Store()
    store.bulk_load(turtle(), format=ox.RdfFormat.N_TRIPLES)
    return store


@pytest.fixture(scope="module")
def by_rdflib() -> rdflib.Graph:
    return rdflib.Graph().parse(data=turtle(), format="nt")


def expected(name: str) -> ask.Answer:
    with (EXPECTED / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file, delimiter="\t")
        return header, rows


@pytest.mark.parametrize("name", QUESTIONS)
def test_the_answer_is_the_expected_one(name: str, oxigraph: ox.Store) -> None:
    assert ask.run(ask.bind(QUESTIONS[name], {}), oxigraph) == expected(name)


@pytest.mark.parametrize("name", QUESTIONS)
def test_rdflib_gives_the_same_rows(name: str, by_rdflib: rdflib.Graph) -> None:
    """And in the same order: each question orders its rows to the last one."""
    result = by_rdflib.query(ask.bind(QUESTIONS[name], {}))
    columns = [str(v) for v in result.vars or ()]
    rows = [["" if v is None else str(v) for v in row] for row in result]  # type: ignore[union-attr]
    assert (columns, rows) == expected(name)


def test_every_question_is_answered_in_time(oxigraph: ox.Store) -> None:
    for name, asked in QUESTIONS.items():
        best = 1.0
        for _ in range(5):
            since = time.thread_time()
            ask.run(ask.bind(asked, {}), oxigraph)
            best = min(best, time.thread_time() - since)
        assert best < SECONDS, f"{name} took {best * 1000:.0f} ms"


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_question_says_what_it_asks(name: str) -> None:
    asked = QUESTIONS[name]
    assert re.fullmatch(r"[A-Z][^\u4e00-\u9fff]+", asked.english)
    assert re.search(r"[\u4e00-\u9fff]{4}", asked.chinese)
    assert {p.type for p in asked.parameters} <= {"text", "name", "date", "integer", "decimal"}
    assert {p.name for p in asked.parameters} == set(re.findall(r"\$(\w+)", asked.text))
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", name)


@pytest.mark.parametrize("name", QUESTIONS)
def test_no_question_does_what_engines_do_differently(name: str) -> None:
    """pyoxigraph gives language tags in lower case; rdflib knows no differences of dates."""
    assert not re.search(r"LANG\([^)]*\)\s*(!?=|IN\b)", QUESTIONS[name].text, re.IGNORECASE)
    assert "duration" not in QUESTIONS[name].text.lower()


def test_the_cookbook_is_large_enough() -> None:
    assert len(QUESTIONS) >= 24


@pytest.mark.parametrize("value", strategies.NASTY)
@pytest.mark.parametrize("name", ["names", "first-use", "one-rule"])
def test_a_value_never_becomes_a_query(name: str, value: str, oxigraph: ox.Store) -> None:
    asked = QUESTIONS[name]
    before = len(oxigraph)
    columns, _ = ask.run(ask.bind(asked, {asked.parameters[0].name: value}), oxigraph)
    assert columns == expected(name)[0]
    assert len(oxigraph) == before


@pytest.mark.parametrize(
    ("name", "values", "message"),
    [
        ("industry-claims", {"from": "yesterday"}, "a day such as"),
        ("industry-claims", {"from": "2024-01-01 ) } #"}, "a day such as"),
        ("weakest-findings", {"most": "-1"}, "a whole number"),
        ("weakest-findings", {"below": "1e9"}, "a number such as"),
        ("industry-claims", {"sector": "x"}, "it has industry, from, to"),
        ("targets", {"x": "y"}, "it has none"),
    ],
)
def test_a_wrong_value_is_refused_in_words(name: str, values: dict[str, str], message: str) -> None:
    with pytest.raises(UsageError, match=re.escape(message)):
        ask.bind(QUESTIONS[name], values)


def test_either_script_and_a_code_find_the_same(oxigraph: ox.Store) -> None:
    asked = QUESTIONS["inside-region"]
    answers = [
        ask.run(ask.bind(asked, {"region": value}), oxigraph) for value in ("广东", "廣東", "Guangdong", "440000")
    ]
    assert answers[0][1]
    assert all(answer == answers[0] for answer in answers)


def test_what_is_no_select_is_refused(oxigraph: ox.Store) -> None:
    assert ask.run("ASK { ?s ?p ?o }", oxigraph) == (["answer"], [["true"]])
    for query in ("SELECT", "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", "DELETE WHERE { ?s ?p ?o }"):
        with pytest.raises(UsageError):
            ask.run(query, oxigraph)


def test_the_files_in_the_package_are_those_tested() -> None:
    assert {p.stem for p in EXPECTED.glob("*.tsv")} == set(QUESTIONS)
    assert {p.name for p in (resources.ontology() / "queries").iterdir()} == {f"{name}.rq" for name in QUESTIONS}


if __name__ == "__main__":
    data = ox.Store()
    data.bulk_load(turtle(), format=ox.RdfFormat.N_TRIPLES)
    for name, asked in QUESTIONS.items():
        columns, rows = ask.run(ask.bind(asked, {}), data)
        with (EXPECTED / f"{name}.tsv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, delimiter="\t", lineterminator="\n").writerows([columns, *rows])
