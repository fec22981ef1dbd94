"""Questions to a build: a SPARQL text or the name of a cookbook file in; columns and rows out.

A cookbook file says in its first lines what it asks, in English and Chinese, and
which parameters it takes (``# param: industry: name = 人工智能``). Values go in
as checked and escaped terms, never as pasted text. Nothing is fetched from
anywhere: SERVICE, LOAD and FROM are refused by the server, and here the user
asks his own files.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TypeAlias

import pyoxigraph as ox

from kg import resources
from kg.errors import UsageError
from kg.export.rdf.names import NS, PREFIXES
from kg.export.rdf.terms import escape

__all__ = [
    "Answer",
    "Parameter",
    "Question",
    "bind",
    "cookbook",
    "named",
    "question",
    "run",
    "select",
    "store",
    "unknown",
]

Answer: TypeAlias = tuple[list[str], list[list[str]]]
"""Columns, and rows of text; what is not bound is empty."""

_PARAMETER = re.compile(r"# param: (\w+): (\w+) = (.*)")
_LANGUAGES = ("zh-Hans", "zh-Hant", "en")
_CHECKS = {
    "date": (re.compile(r"\d{4}-\d\d-\d\d"), "a day such as 2024-03-09"),
    "integer": (re.compile(r"\d{1,9}"), "a whole number"),
    "decimal": (re.compile(r"\d{1,9}(\.\d{1,9})?"), "a number such as 0.8"),
}


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value a question can be asked with."""

    name: str
    type: str
    """``text``, ``name`` (in either script, or a code), ``date``, ``integer`` or ``decimal``."""
    default: str


@dataclass(frozen=True, slots=True)
class Question:
    """A file of the cookbook."""

    name: str
    english: str
    chinese: str
    parameters: tuple[Parameter, ...]
    text: str


def cookbook(folder: Path | None = None) -> dict[str, Question]:
    """Every question of ``ontology/queries``, by name."""
    files = sorted((folder or resources.ontology() / "queries").glob("*.rq"))
    return {file.stem: question(file.stem, file.read_text(encoding="utf-8")) for file in files}


def question(name: str, text: str) -> Question:
    """Read a cookbook file."""
    english, chinese, *_ = (line.removeprefix("# ") for line in text.splitlines())
    found = (_PARAMETER.fullmatch(line) for line in text.splitlines())
    return Question(name, english, chinese, tuple(Parameter(*m.groups()) for m in found if m), text)


def bind(asked: Question, values: Mapping[str, str]) -> str:
    """The question's SPARQL with its parameters set, defaults where none is given.

    >>> one = question("q", '# ?\\n# ?\\n# param: who: text = x\\nSELECT * { ?s ?p $who }')
    >>> bind(one, {"who": '" . DROP ALL #'}).splitlines()[-1]
    'SELECT * { ?s ?p "\\\\" . DROP ALL #" }'

    Raises UsageError for a parameter the question does not have or a value that is none of its type.
    """
    known = {p.name: p for p in asked.parameters}
    for name in values:
        if name not in known:
            has = f"it has {', '.join(known)}" if known else "it has none"
            raise UsageError(f"the question {asked.name} has no parameter {name!r}; {has}")
    terms = {name: _term(asked.name, p, values.get(name, p.default)) for name, p in known.items()}
    lines = asked.text.splitlines()
    head = len(lines) - next((i for i, line in enumerate(reversed(lines)) if line.startswith("#")), len(lines))
    body = re.sub(r"\$(\w+)", lambda m: terms.get(m[1], m[0]), "\n".join(lines[head:]))
    return "\n".join([*lines[:head], body])


def _term(asked: str, parameter: Parameter, value: str) -> str:
    if parameter.type in _CHECKS:
        pattern, described = _CHECKS[parameter.type]
        if not pattern.fullmatch(value):
            raise UsageError(f"{parameter.name} of the question {asked} must be {described}, not {value!r}")
        return f'"{value}"^^<http://www.w3.org/2001/XMLSchema#{parameter.type}>' if parameter.type == "date" else value
    text = f'"{escape(value)}"'
    if parameter.type == "text":
        return text
    codes = (f"{text}^^<{NS}{code}>" for code in ("industryCode", "regionCode"))
    return " ".join([text, *(f"{text}@{language}" for language in _LANGUAGES), *codes])


def store(folder: Path) -> ox.Store:
    """What questions are put to: the build's graph, the concept schemes beside it, and the ontology.

    Kept until the file changes.
    """
    turtle = folder / "graph.ttl"
    if not turtle.exists():
        raise UsageError(f"{turtle} is missing; build again with kg build --out {folder}")
    known = turtle.stat()
    return _store(folder, known.st_mtime_ns, known.st_size)


@lru_cache(maxsize=2)
def _store(folder: Path, changed: int, size: int) -> ox.Store:
    found = ox.Store()
    for path in (folder / "graph.ttl", folder / "schemes.ttl", resources.ontology() / "kg.ttl"):
        if path.exists():
            found.bulk_load(path=str(path), format=ox.RdfFormat.TURTLE)
    return found


def run(query: str, data: ox.Store) -> Answer:
    """The answer to a SELECT or ASK; the prefixes of the exports are known without being declared.

    Raises UsageError where the text is no query or asks for triples.
    """
    try:
        result = data.query(query, prefixes=PREFIXES)
    except (SyntaxError, ValueError, OSError) as fault:
        raise UsageError(_misread(query, str(fault))) from fault
    if isinstance(result, ox.QueryBoolean):
        return ["answer"], [["true" if bool(result) else "false"]]
    if not isinstance(result, ox.QuerySolutions):
        raise UsageError("the query makes triples, not rows; ask with SELECT")
    columns = [variable.value for variable in result.variables]
    return columns, [["" if (term := row[c]) is None else _shown(term) for c in columns] for row in result]


def _misread(query: str, fault: str) -> str:
    """Where a query goes wrong; what the parser would have taken instead is a list longer than a screen.

    >>> _misread("SELECT ?s { ?s }", "error at 1:16: expected one of " + "…" * 99)
    'this SPARQL is not understood at line 1, column 16: SELECT ?s { ?s >>> }'
    """
    found = re.match(r"error at (\d+):(\d+): (.*)", fault, re.S)
    if not found:
        return f"this SPARQL cannot be answered: {fault}"
    line, column = int(found[1]), int(found[2])
    text = dict(enumerate(query.splitlines(), 1)).get(line, "")
    place = f"{text[: column - 1].rstrip()} >>> {text[column - 1 :]}".strip()
    why = "" if len(found[3]) > 60 else f" ({found[3]})"
    return f"this SPARQL is not understood at line {line}, column {column}: {place}{why}"


def _shown(term: object) -> str:
    return term.value if isinstance(term, (ox.NamedNode, ox.Literal, ox.BlankNode)) else str(term)


def select(folder: Path, query: str) -> Answer:
    """Put a SPARQL text to a build."""
    return run(query, store(folder))


def named(folder: Path, name: str, parameters: Mapping[str, str]) -> Answer:
    """Put a question of the cookbook to a build.

    Raises UsageError naming the questions there are.
    """
    questions = cookbook()
    if name not in questions:
        raise UsageError(f"no question {name!r} in the cookbook; there are {', '.join(questions)}")
    return run(bind(questions[name], parameters), store(folder))


_NAMED = "?thing skos:prefLabel|skos:altLabel|rdfs:label|skos:notation ?name"
_NEAR = f"""SELECT DISTINCT (STR(?name) AS ?near) {{ {_NAMED} FILTER(CONTAINS(STR(?name), $part)) }}
ORDER BY STRLEN(?near) ?near LIMIT 5"""


def unknown(folder: Path, name: str, parameters: Mapping[str, str]) -> list[tuple[str, list[str]]]:
    """Of the names a question was asked with, those nothing bears, each with names that hold it."""
    data, found = store(folder), []
    for parameter in cookbook()[name].parameters:
        value = parameters.get(parameter.name, parameter.default)
        if parameter.type != "name" or not value:
            continue
        terms = _term(name, parameter, value)
        if run(f"ASK {{ VALUES ?name {{ {terms} }} {_NAMED} }}", data)[1] == [["false"]]:
            near = run(_NEAR.replace("$part", f'"{escape(value)}"'), data)[1]
            found.append((value, [row[0] for row in near]))
    return found
