"""``kg query``, ``kg explain``, ``kg check``, ``kg verify``: questions to a finished build."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from kg.cli.shared import BuildFolder, Form, Named, here, named_values, rows, talk
from kg.errors import UsageError
from kg.folder import MARK

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
        if form is Form.table:
            for q in known:
                given = "".join(f" --param {p.name}={p.default}" for p in q.parameters)
                typer.echo(f"{q.name}{given}\n    {q.english}\n    {q.chinese}")
            talk("Ask one:  kg query --name NAME, with the parameters you want changed")
            return
        columns = ("name", "question", "問題", "parameters")
        rows(columns, [(q.name, q.english, q.chinese, _parameters(q)) for q in known], form)
        return
    if bool(sparql) == bool(name):
        raise UsageError("give either a SPARQL query or --name; kg query --list shows the names")
    values = named_values(param)
    if name:
        columns_, answers = ask.named(folder, name, values)
    else:
        columns_, answers = ask.select(folder, sparql or "")
    rows(columns_, answers, form)
    if not answers and form is Form.table:
        talk("no rows")
        for value, near in ask.unknown(folder, name, values) if name else ():
            talk(f"nothing here is called {value}" + (f"; there are {'、'.join(near)}" if near else ""))


def _parameters(question: Any) -> str:
    return " ".join(f"{p.name}={p.default}" for p in question.parameters)


@app.command(epilog="Example:  kg check build")
def check(named: Named = None, folder: BuildFolder = Path("build")) -> None:
    """Check the graph against its shapes, and the vocabulary tables.

    Every fault is a line on standard output, and the exit status is 5.
    """
    from kg import vocabulary, workbench
    from kg.export.rdf import shapes

    vocabulary.load()
    folder = named or folder
    workbench.load(folder)
    faults = shapes.check(folder / "graph.ttl")
    for fault in faults:
        typer.echo(fault)
    if faults:
        raise typer.Exit(5)
    talk("the tables and the graph keep their rules")


@app.command(epilog="Examples:  kg verify build  ·  kg verify pages/ --build build")
def verify(
    sources: Annotated[
        list[str] | None, typer.Argument(help="A build, or the texts it was built from. Default: where they lay then.")
    ] = None,
    folder: BuildFolder = Path("build"),
) -> None:
    """Prove the exported graph on its untouched sources.

    Every span, quotation, hash and name of graph.ttl is looked up in the texts.
    Each difference is a line on standard output, and the exit status is 5.
    """
    from kg import corpus, workbench
    from kg.export.rdf import verify as proof
    from kg.model import Document, Unreadable

    if sources and (Path(sources[0]) / MARK).is_file():
        folder, sources = Path(sources[0]), sources[1:]
    built = workbench.load(folder)
    found = list(corpus.run(sources or built.inputs))
    given_up = {one["path"] for one in built.report["unreadable"]}
    documents = [one for one in found if isinstance(one, Document) and one.path not in given_up]
    if not documents:
        lost = "; ".join(f"{one.path} {one.reason}" for one in found if isinstance(one, Unreadable))
        raise UsageError(f"the sources are not there ({lost}); say where they lie: kg verify FOLDER --build {folder}")
    proven = proof.verify(folder / "graph.ttl", documents)
    for difference in proven.differences:
        typer.echo(str(difference))
    told = ", ".join(f"{count} {name}" for name, count in proven.counts.items())
    talk(f"held against the sources: {told}; {len(proven.differences)} differences")
    if proven.differences:
        raise typer.Exit(5)


@app.command("explain", epilog="Examples:  kg explain 人形机器人  ·  kg explain qyx2k3v5m4a7b6c2 --build mine")
def explain_claim(
    identifier: Annotated[str, typer.Argument(metavar="ID", help="A claim's id, or words it holds, in either script.")],
    folder: BuildFolder = Path("build"),
) -> None:
    """Show a claim on its page, and the rule that found it.

    Also what the rule holds, and what was considered instead. Words that several
    claims hold list those claims with their ids.
    """
    from kg import explain, script, vocabulary, workbench

    build = workbench.load(folder)
    wanted, words = identifier.rsplit("/", 1)[-1], script.fold(identifier)
    claims = build.rows("claims.jsonl")
    found = [c for c in claims if c["id"].rsplit("/", 1)[-1] == wanted] or [
        c for c in claims if words in script.fold(c["text"])
    ]
    if not found:
        raise UsageError(f"no claim in {folder} has the id or holds the words {identifier!r}; try fewer words")
    if len(found) > 1:
        ids = [(c["id"].rsplit("/", 1)[-1], (c["speaker"] or {}).get("name", ""), c["text"]) for c in found]
        rows(("id", "speaker", "text"), ids, Form.table)
        talk(f"{len(found)} claims hold these words; take an id:  kg explain {ids[0][0]}{here(folder)}")
        return
    (row,) = found
    mentions = [m for m in build.rows("mentions.jsonl") if m["doc"] == row["doc"]]
    for said in explain.claim(row, mentions, build.pages.get(row["doc"], ""), vocabulary.load()):
        typer.echo(said)
