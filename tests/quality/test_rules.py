"""Every rule that found something on the five pages can say what it holds, and the gold has tried it."""

from __future__ import annotations

from kg import confidence, explain
from kg.vocabulary import load
from tests.quality.measure import measured


def test_every_rule_says_what_it_holds() -> None:
    silent = [rule for rule in measured().rules if not explain.meaning(rule, load())]
    assert not silent, f"add a line to ontology/rules.csv for {', '.join(silent)}"


def test_a_rule_the_gold_never_tried_is_as_likely_right_as_wrong() -> None:
    assert confidence.of(load(), "link", "nobody_wrote_this") == confidence.UNTRIED == 0.5


def test_every_precision_is_a_share_and_smoothed() -> None:
    for row in load().rows["confidence"]:
        tried = int(row["support"])
        assert 1 / (tried + 2) - 1e-4 <= float(row["precision"]) <= (tried + 1) / (tried + 2) + 1e-4, row["rule"]


def test_link_patterns_are_named_once_and_each_has_the_names_it_needs() -> None:
    rows = load().rows["link_patterns"]
    assert len({r["name"] for r in rows}) == len(rows)
    needs = {"direct": ("<Rs>", "<Is>"), "scope": ("<Rs>",), "clause": ("<Rs>",), "predicate": ("<Is>",), "stop": ()}
    needs |= {"near": ("<Rs>", "<Is>"), "barred": ("<Is>",), "continuing": ()}
    needs |= {"setting": ("<Rs>",), "topic": ("<Is>",), "told": ("<Rs>",)}
    for row in rows:
        assert all(row["pattern"].count(name) == 1 for name in needs[row["kind"]]), row["name"]
