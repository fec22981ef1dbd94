"""The generated pages of the documentation: docs/reference from the code, the tables and the ontology.

    python scripts/make_docs.py            # writes them
    python scripts/make_docs.py --check    # names those that are stale, exit status 5

A page is a function without arguments that gives its whole text; tests/test_docs.py holds the files against them.
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import typer
from rdflib import OWL, RDF, RDFS, SKOS, Graph, URIRef
from typer.testing import CliRunner

from kg import cli, resources
from kg.export.rdf import ask
from kg.graph import schema

__all__ = ["PAGES", "REFERENCE", "stale"]

REFERENCE = Path(__file__).parent.parent / "docs" / "reference"


def commands() -> str:
    """Every command's own --help."""
    group: Any = typer.main.get_command(cli.app)
    shown = [_help([])] + [f"## kg {name}\n\n{_help([name])}" for name in group.commands]
    return _page("Commands", "from each command's `--help`", shown)


def _help(arguments: list[str]) -> str:
    runner = CliRunner(env={"COLUMNS": "100", "TERMINAL_WIDTH": "100", "NO_COLOR": "1"})
    told = runner.invoke(cli.app, [*arguments, "--help"], prog_name="kg", terminal_width=100, max_content_width=100)
    return f"```text\n{told.stdout.strip()}\n```"


def rules() -> str:
    """What each rule holds, and how often it was right."""
    measured = {row["rule"]: row for row in _table("confidence.csv")}
    said = {row["rule"]: row["says"] for row in _table("rules.csv")}
    rows = []
    for name in sorted(measured.keys() | said.keys()):
        right = measured.get(name, {"precision": "", "support": ""})
        rows.append((f"`{name}`", _meaning(name, said), right["precision"], right["support"]))
    intro = (
        "The rule of a finding stands on its claim, mention or edge. Its confidence is its precision on annotated "
        "texts; a rule those texts never tried has none and counts as 0.5. A rule whose name ends in a dot speaks for "
        "all that begin with it."
    )
    return _page(
        "Rules",
        "from `ontology/rules.csv` and `ontology/confidence.csv`",
        [intro, _grid(("rule", "holds", "precision", "tried"), rows)],
    )


def _meaning(rule: str, said: dict[str, str]) -> str:
    families = sorted((f for f in said if f.endswith(".") and rule.startswith(f)), key=len)
    return said.get(rule) or (said[families[-1]] if families else "")


def graph() -> str:
    """The data dictionary of nodes and edges."""
    nodes = [f"### {kind.kind}\n\n`{kind.prefix}/…`\n\n{_fields(kind.fields)}" for kind in schema.NODES.values()]
    edges = [
        f"### {kind.relation}\n\n{_ends(kind)}\n\n{_fields(kind.fields)}".rstrip() for kind in schema.EDGES.values()
    ]
    intro = (
        "A decimal is a string of digits, a list holds strings; what is optional and absent is left out, never null."
    )
    return _page(
        "Nodes and edges", "from `kg/graph/schema.py`", [intro, "## Nodes", *nodes, "## Edges", *edges]
    )  # fmt: skip


def _ends(kind: schema.EdgeKind) -> str:
    return f"{', '.join(kind.sources)} → {', '.join(kind.targets)}"


def _fields(fields: Iterable[schema.Field]) -> str:
    rows = [(f"`{field.name}`", field.type, "yes" if field.required else "") for field in fields]
    return _grid(("field", "type", "required"), rows) if rows else ""


def tables() -> str:
    """The tables people edit, as their own README documents them."""
    text = (resources.ontology() / "README.md").read_text(encoding="utf-8")
    _, _, body = text.partition("\n")
    return _page("Vocabulary tables", "from `ontology/README.md`", [_without_links(body.strip())])


def _without_links(text: str) -> str:
    """Links to files of the repository do not exist on the site; their words stay."""
    return re.sub(r"\[([^\]]+)\]\((?!https?:|#)[^)]*\)", r"\1", text)


def ontology() -> str:
    """Classes and properties of the RDF, with their definitions."""
    known = Graph().parse(resources.ontology() / "kg.ttl")
    parts = [
        ("Classes", [OWL.Class]),
        ("Properties", [OWL.ObjectProperty, OWL.DatatypeProperty, RDF.Property]),
    ]
    shown = []
    for title, types in parts:
        terms = sorted({s for t in types for s in known.subjects(RDF.type, t) if isinstance(s, URIRef)})
        rows = [tuple(_term(known, term)) for term in terms if _curie(known, term).startswith("kg:")]
        shown += [f"## {title}", _grid(("term", "名稱", "means", "from", "to"), rows)]
    return _page("Ontology", "from `ontology/kg.ttl`", shown)


def _term(known: Graph, term: URIRef) -> Iterator[str]:
    yield f"`{_curie(known, term)}`"
    yield _said(known, term, RDFS.label, "zh-Hant")
    yield _said(known, term, SKOS.definition, "en") or _said(known, term, RDFS.comment, "en")
    for end in (RDFS.domain, RDFS.range):
        yield ", ".join(sorted(f"`{_curie(known, o)}`" for o in known.objects(term, end) if isinstance(o, URIRef)))


def _said(known: Graph, term: URIRef, how: URIRef, language: str) -> str:
    return next((str(o) for o in known.objects(term, how) if getattr(o, "language", "") == language), "")


def _curie(known: Graph, term: URIRef) -> str:
    return str(known.namespace_manager.normalizeUri(term))


def questions() -> str:
    """The cookbook, question by question."""
    shown = []
    for one in ask.cookbook().values():
        parameters = " ".join(f"--param {p.name}={p.default}" for p in one.parameters)
        call = f"kg query --name {one.name} {parameters}".rstrip()
        body = "\n".join(line for line in one.text.splitlines() if not line.startswith("#")).strip()
        shown.append(
            f"## {one.name}\n\n{one.english}\n\n{one.chinese}\n\n```text\n{call}\n```\n\n```sparql\n{body}\n```"
        )
    return _page("Questions", "from `ontology/queries`", shown)


PAGES: dict[str, Callable[[], str]] = {
    "cli.md": commands,
    "rules.md": rules,
    "graph.md": graph,
    "tables.md": tables,
    "ontology.md": ontology,
    "questions.md": questions,
}
"""Every generated page and who makes it."""


def stale() -> list[str]:
    """Names of the pages whose file is not what its source gives now."""
    return [name for name, make in PAGES.items() if not _holds(REFERENCE / name, make())]


def _holds(path: Path, text: str) -> bool:
    return path.exists() and path.read_text(encoding="utf-8") == text


def _page(title: str, source: str, parts: Iterable[str]) -> str:
    head = [f"# {title}", f"*Generated by `scripts/make_docs.py` {source}.*"]
    return "\n\n".join([*head, *parts]) + "\n"


def _grid(columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [columns, tuple("---" for _ in columns), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def _table(name: str) -> list[dict[str, str]]:
    with (resources.ontology() / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#")))


def main() -> None:
    """Write the pages, or with --check say which are stale."""
    if sys.argv[1:] == ["--check"]:
        if old := stale():
            sys.stderr.write(f"stale: {', '.join(old)}; run python scripts/make_docs.py\n")
            sys.exit(5)
        return
    REFERENCE.mkdir(parents=True, exist_ok=True)
    for name, make in PAGES.items():
        (REFERENCE / name).write_text(make(), encoding="utf-8")


if __name__ == "__main__":
    main()
