"""How sure a rule is: its precision on the gold files, from ``ontology/confidence.csv``.

Takes the vocabulary, a family and the name of a rule. Gives a number between 0
and 1. Never a guess of the program's: a rule the gold has not tried is as
likely right as wrong.
"""

from __future__ import annotations

from functools import cache

from kg.vocabulary import Vocabulary

__all__ = ["UNTRIED", "key", "of"]

UNTRIED = 0.5
"""What Laplace's rule of succession, (right + 1) / (tried + 2), gives when nothing was tried."""


def key(family: str, rule: str) -> str:
    """What a rule is called in the table: its family before its name, unless it carries one already.

    >>> key("Region", "name"), key("Person", "person.after_post")
    ('region.name', 'person.after_post')
    """
    return rule if "." in rule else f"{family.lower()}.{rule}"


@cache
def of(vocabulary: Vocabulary, family: str, rule: str) -> float:
    """The share of this rule's findings that the gold files confirm.

    >>> from kg.vocabulary import load
    >>> of(load(), "claim", "no such rule")
    0.5
    """
    return _table(vocabulary).get(key(family, rule), UNTRIED)


@cache
def _table(vocabulary: Vocabulary) -> dict[str, float]:
    return {row["rule"]: float(row["precision"]) for row in vocabulary.rows["confidence"]}
