"""``kg export`` and ``kg cypher``: the graph into other tools, and questions to the database file."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.shared import BuildFolder, Form, Named, named_values, rows, talk
from kg.errors import UsageError

__all__ = ["app"]

app = typer.Typer()


@app.command(
    epilog="Examples:  kg export --to neo4j-csv  ·  kg export --to sheets --out tables  ·  kg export --to bolt://127.0.0.1:7687"
)
def export(
    named: Named = None,
    to: Annotated[str, typer.Option(help="A form (kg export --list names them) or bolt://… of a Neo4j server.")] = "",
    folder: BuildFolder = Path("build"),
    out: Annotated[Path | None, typer.Option(help="Folder to write. Default: the form's name in BUILD-export.")] = None,
    replace_article: Annotated[str, typer.Option(help="Server only: take this article (name or id) out first.")] = "",
    database: Annotated[str, typer.Option(help="Server only: name of the database.")] = "",
    batch: Annotated[int, typer.Option(min=1, help="Server only: rows sent at once.")] = 2000,
    names: Annotated[bool, typer.Option("--list", help="Name the forms and what each is for.")] = False,
) -> None:
    """Write the graph for another tool, or load it into Neo4j.

    User and password of a server: NEO4J_USERNAME and NEO4J_PASSWORD, else asked for.
    """
    from kg import export as stage
    from kg import workbench
    from kg.export import ladybug, rdf
    from kg.flow import database as streamed

    if names or not to:
        known = [(name, exporter.purpose) for name, exporter in stage.EXPORTERS.items()]
        known += [(name, f"triple stores, as {file}") for name, (file, _) in rdf.FORMATS.items()]
        rows(("to", "for"), [*known, ("bolt://…", "a running Neo4j")], Form.table)
        return
    folder = named or folder
    build = workbench.load(folder)
    if "://" not in to:
        if replace_article or database:
            raise UsageError("--replace-article and --database are for a server: --to bolt://…")
        place = out or folder.with_name(f"{folder.name}-export") / to
        if to in rdf.FORMATS:
            pages = {row["id"]: row["text"] for row in build.rows("pages.jsonl")}
            stage.fill(
                place, to, rdf.READMES[to], lambda new: rdf.write(build.graph, pages, new / rdf.FORMATS[to][0], to)
            )
        elif to == "ladybug" and streamed.stands(folder):
            stage.fill(place, to, ladybug.README, lambda new: streamed.export(folder, new / ladybug.FILE))
        else:
            stage.run(build.graph, to, place)
        talk(f"written: {place}")
        return
    from kg.export import neo4j_bolt

    done = neo4j_bolt.load(
        build.graph, to, neo4j_bolt.credentials(os.environ, _ask if sys.stdin.isatty() else None), database or None,
        replace_article, neo4j_bolt.Limits(batch=batch),
    )  # fmt: skip
    for article in done.retracted:
        talk(f"taken out first: {article}")
    talk(f"loaded: {done.nodes} nodes and {done.edges} edges" + (", resumed" if done.resumed else ""))


def _ask(prompt: str) -> str:
    return str(typer.prompt(prompt + " (empty for none)", default="", hide_input=True, show_default=False, err=True))


@app.command(epilog="Example:  kg cypher speaker-claims --param speaker=習近平")
def cypher(
    name: Annotated[str, typer.Argument(help="A question; without one, their names.")] = "",
    folder: BuildFolder = Path("build"),
    param: Annotated[list[str] | None, typer.Option(help="NAME=VALUE; may be repeated.")] = None,
    form: Annotated[Form, typer.Option("--format", help="How rows are printed.")] = Form.table,
) -> None:
    """Ask the database file one of the fixed questions, in Cypher."""
    from kg.export import questions
    from kg.export.rdf import ask as cookbook

    if not name:
        asked = cookbook.cookbook()
        rows(("question", "asks"), [(n, asked[n].english if n in asked else "") for n in questions.questions()], form)
        return
    columns, lines = questions.ask(folder / "graph.lbug", name, named_values(param))
    rows(columns, lines, form)
