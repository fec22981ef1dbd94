"""``kg query``, ``kg explain``, ``kg check``, ``kg verify``: questions to a finished build."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from kg.cli.shared import BuildFolder, Form, rows, talk
from kg.errors import UsageError

__all__ = ["app"]

app = typer.Typer()


@app.command(
    epilog="Examples:  kg query --list  ·  kg query --name industry-claims --param industry=人工智能  ·  "
    "kg query 'SELECT ?s { ?s a kg:Meeting }' --format csv"
)
def query(
    sparql: Annotated[str | None, typer.Argument(help="A SPARQL query; the prefixes of the graph are known.")] = None,
    name: Annotated[str, typer.Option(help="A question of the cookbook instead.")] = "",
    param: Annotated[list[str] | None, typer.Option(help="name=value for a question of the cookbook.")] = None,
    every: Annotated[bool, typer.Option("--list", help="List the cookbook.")] = False,
    folder: BuildFolder = Path("build"),
    form: Annotated[Form, typer.Option("--format", help="How the rows are printed.")] = Form.table,
) -> None:
    """Ask the graph: SPARQL, or a question of the cookbook by its name."""
    from kg.export.rdf import ask

    if every:
        known = ask.cookbook().values()
        columns = ("name", "question", "問題", "parameters")
        rows(columns, [(q.name, q.english, q.chinese, _parameters(q)) for q in known], form)
        return
    if bool(sparql) == bool(name):
        raise UsageError("give either a SPARQL query or --name; kg query --list shows the names")
    if name:
        pairs = [p.partition("=") for p in param or []]
        columns_, answers = ask.named(folder, name, {key: value for key, _, value in pairs})
    else:
        columns_, answers = ask.select(folder, sparql or "")
    rows(columns_, answers, form)
    if not answers and form is Form.table:
        talk("no rows")


def _parameters(question: Any) -> str:
    return " ".join(f"{p.name}={p.default}" for p in question.parameters)


@app.command(epilog="Example:  kg check --build build")
def check(folder: BuildFolder = Path("build")) -> None:
    """Hold a build's graph against its shapes, and the tables of ontology/ against their columns."""
    from kg import vocabulary
    from kg.export.rdf import shapes

    vocabulary.load()
    faults = shapes.check(folder / "graph.ttl")
    for fault in faults:
        typer.echo(fault)
    if faults:
        raise typer.Exit(5)
    talk("the tables and the graph keep their rules")


@app.command(epilog="Examples:  kg verify --build build  ·  kg verify pages/ --build build")
def verify(
    sources: Annotated[
        list[str] | None, typer.Argument(help="The texts it was built from. Default: where they lay then.")
    ] = None,
    folder: BuildFolder = Path("build"),
) -> None:
    """Hold every span, quotation, hash and name of the exported Turtle against the untouched sources."""
    from kg import corpus, workbench
    from kg.export.rdf import verify as proof
    from kg.model import Document

    inputs = sources or workbench.load(folder).inputs
    proven = proof.verify(folder / "graph.ttl", [d for d in corpus.run(inputs) if isinstance(d, Document)])
    for difference in proven.differences:
        typer.echo(str(difference))
    told = ", ".join(f"{count} {name}" for name, count in proven.counts.items())
    talk(f"held against the sources: {told}; {len(proven.differences)} differences")
    if proven.differences:
        raise typer.Exit(5)


@app.command("explain", epilog="Example:  kg explain claim/qyx2k3v5m4a7b6c2 --build build")
def explain_claim(
    identifier: Annotated[str, typer.Argument(metavar="ID", help="A claim's id or its last part.")],
    folder: BuildFolder = Path("build"),
) -> None:
    """Show a claim on its page, the rule that found it and what was considered instead."""
    from kg import explain, vocabulary, workbench

    build = workbench.load(folder)
    wanted = identifier.rsplit("/", 1)[-1]
    for line in (folder / "claims.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["id"].rsplit("/", 1)[-1] == wanted:
            mentions = [m for m in build.rows("mentions.jsonl") if m["doc"] == row["doc"]]
            for said in explain.claim(row, mentions, build.pages.get(row["doc"], ""), vocabulary.load()):
                typer.echo(said)
            return
    raise UsageError(f"no claim {identifier} in {folder}; ids stand in {folder / 'claims.jsonl'}")
