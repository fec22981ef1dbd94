"""What is refused before a query reaches an engine.

Takes a query's text. Raises Refused with the sentence the client reads. Goes
by the parse tree wherever a word could be read in two ways, so that ``?from``,
``"SERVICE"`` and ``ex:load`` pass and ``\\u0053ERVICE`` does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.serve.limits import Limits

__all__ = ["Refused", "check_shape", "check_tree"]

_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_SKIP = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""'
    r"|'''(?:[^'\\]|\\.|'(?!''))*'''"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'(?:[^'\\\n]|\\.)*'"
    r'|<[^<>"{}|^`\\\x00-\x20]*>'
    r"|\#[^\n]*",
    re.S,
)
"""Strings, IRIs and comments: brackets inside them do not nest."""
_SUSPECT = re.compile(r"service|from|load", re.I)


class Refused(Exception):
    """A query that is not run; ``str`` is for the client, ``status`` for HTTP."""

    def __init__(self, message: str, status: int = 400) -> None:
        super().__init__(message)
        self.status = status


def unescaped(query: str) -> str:
    """The query with its codepoint escapes read, as SPARQL does before parsing.

    >>> unescaped("\\\\u0053ERVICE")
    'SERVICE'
    """

    def read(match: re.Match[str]) -> str:
        code = int(match[1] or match[2], 16)
        return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"

    return _ESCAPE.sub(read, query)


def check_shape(query: str, limits: Limits) -> None:
    """Size and nesting, before anything parses.

    >>> check_shape("ASK {" + "{" * 100, Limits())
    Traceback (most recent call last):
    kg.serve.guard.Refused: brackets nest 101 deep; 64 is the most
    """
    if len(query) > limits.characters:
        raise Refused(f"the query has {len(query)} characters; {limits.characters} is the most", 413)
    if "\x00" in query:
        raise Refused("the query holds a NUL character")
    depth = deepest = 0
    for c in _SKIP.sub(" ", unescaped(query)):
        if c in "{([":
            depth += 1
            deepest = max(deepest, depth)
        elif c in "})]":
            depth = max(0, depth - 1)
    if deepest > limits.depth:
        raise Refused(f"brackets nest {deepest} deep; {limits.depth} is the most")


def check_tree(query: str, dataset_given: bool) -> None:
    """No SERVICE, no LOAD, no FROM: nothing in a query may reach outside the store.

    FROM is let through only where the protocol gives the dataset, because the
    query's own is then ignored (SPARQL 1.1 Protocol, 2.1.4).

    >>> check_tree("SELECT ?from { ?from ?p 'SERVICE' }", False)
    >>> check_tree("ASK { SERVICE <http://x/> {} }", False)
    Traceback (most recent call last):
    kg.serve.guard.Refused: SERVICE is not allowed here: a query cannot send requests
    """
    text = unescaped(query)
    if not _SUSPECT.search(text):
        return
    from rdflib.plugins.sparql.parser import parseQuery

    try:
        names = set(_names(parseQuery(text)))
    except RecursionError as fault:
        raise Refused("the query nests too deeply") from fault
    except Exception as fault:
        raise Refused(f"the query does not parse: {str(fault)[:300]}") from fault
    if "ServiceGraphPattern" in names:
        raise Refused("SERVICE is not allowed here: a query cannot send requests")
    if "DatasetClause" in names and not dataset_given:
        raise Refused("FROM is not allowed here: name graphs with default-graph-uri or GRAPH")


def _names(tree: object) -> Iterator[str]:
    """The names of all nodes of rdflib's parse tree."""
    todo: list[object] = [tree]
    while todo:
        node = todo.pop()
        if name := getattr(node, "name", None):
            yield str(name)
        if isinstance(node, dict):
            todo += node.values()
        elif not isinstance(node, str) and hasattr(node, "__iter__"):
            todo += list(node)
