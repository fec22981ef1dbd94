"""``kg build`` and ``kg stats``."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg import __version__
from kg.cli.shared import BuildFolder, Form, Named, here, rows, talk
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.pipeline import Settings
    from kg.report import Report

__all__ = ["app"]

app = typer.Typer()


class Engine(StrEnum):
    """What carries out a build."""

    local = "local"
    spark = "spark"


@app.command(
    epilog="Examples:  kg build  ·  kg build pages --out build  ·  kg build 'news/*.html'  ·  cat page.txt | kg build -"
)
def build(
    inputs: Annotated[
        list[str] | None,
        typer.Argument(help="Files, folders, globs, or - for standard input. Default: the five pages kg ships."),
    ] = None,
    out: Annotated[str, typer.Option(help="Folder to write; an older build there is replaced when done.")] = "build",
    base: Annotated[str, typer.Option(help="Namespace of all IRIs; ends in / or #.")] = "",
    min_confidence: Annotated[float, typer.Option(min=0.0, max=1.0, help="Leave out claims less sure.")] = 0.0,
    context: Annotated[bool, typer.Option(help="Put the sentences around a quotation into graph.html.")] = True,
    title: Annotated[str, typer.Option(help="Heading of graph.html.")] = "",
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=1, help="Processes that read pages.")] = 1,
    seconds: Annotated[float, typer.Option(min=0.1, help="The most one page may take.")] = 60.0,
    cache: Annotated[
        Path | None, typer.Option(help="Folder that remembers pages read before; else one beside the build.")
    ] = None,
    fresh: Annotated[bool, typer.Option("--fresh", help="Read every page again.")] = False,
    shown: Annotated[
        int, typer.Option(min=1, help="Claims graph.html holds at most, those of the latest pages.")
    ] = 5_000,
    database: Annotated[
        int, typer.Option(min=0, help="MB of graph.json above which graph.lbug is left to kg export.")
    ] = 3_000,
    engine: Annotated[Engine, typer.Option(help="Where: this machine's processes, or a Spark cluster.")] = Engine.local,
    master: Annotated[str, typer.Option(help="Spark only: its master. Default: as Spark is configured.")] = "",
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but faults.")] = False,
) -> None:
    """Build the graph of the given texts."""
    from kg import ids, pipeline, report, resources

    settings = pipeline.Settings(
        base or ids.BASE, min_confidence, context, title, jobs, seconds, cache, fresh, shown, database * 1_000_000
    )
    with _progress(quiet) as step:
        if engine is Engine.spark:
            told = _on_spark(inputs, out, settings, step, master)
        elif master:
            raise UsageError("--master is for Spark: --engine spark")
        else:
            try:
                told = pipeline.build(inputs or [str(resources.seeds())], Path(out), settings, step)
            except KeyboardInterrupt:
                talk("kg: interrupted; the build that was there is kept, and the next one goes on where this was")
                raise
    for line in report.refused(told.unreadable):
        talk(line)
    if not quiet:
        talk(_found(told))
        if engine is Engine.spark:
            talk(f"Written to {out}; its README.txt says what is there and how to load it.")
            return _done(told)
        where = here(Path(out))
        for name in told.left:
            talk(f"Not written:  {name}, for the graph is large (--database); kg export --to ladybug{where} makes it")
        talk(f"Look at it:  kg explore{where}   (or open {Path(out) / 'graph.html'} in a browser)")
        talk(f"Ask it:      kg query --list{where}")
    _done(told)


def _found(told: Report) -> str:
    nodes = told.nodes

    def counted(n: int, one: str, many: str) -> str:
        return f"{n} {one if n == 1 else many}"

    return (
        f"{counted(told.documents, 'page', 'pages')}: {counted(told.claims, 'claim', 'claims')}, "
        f"{counted(nodes.get('Person', 0), 'person', 'people')}, "
        f"{counted(nodes.get('Organization', 0), 'organisation', 'organisations')}, "
        f"{counted(nodes.get('Industry', 0), 'industry', 'industries')}, "
        f"{counted(nodes.get('Region', 0), 'region', 'regions')}; "
        f"{sum(nodes.values())} nodes, {sum(told.edges.values())} edges."
    )


def _done(told: Report) -> None:
    if not told.complete:
        raise typer.Exit(4)


def _on_spark(
    inputs: list[str] | None, out: str, settings: Settings, step: Callable[[str], None], master: str
) -> Report:
    from kg import resources, spark

    if settings.jobs > 1 or settings.cache or settings.fresh:
        raise UsageError("--jobs, --cache and --fresh are for one machine: on Spark every page is read, by all cores")
    return spark.build(inputs or [f"file://{resources.seeds()}"], out, settings, step, master)


@contextmanager
def _progress(quiet: bool) -> Iterator[Callable[[str], None]]:
    """``step(name)``: a moving line on a terminal, nothing elsewhere."""
    if quiet or not sys.stderr.isatty():
        yield lambda name: None
        return
    from rich.console import Console
    from rich.markup import escape

    with Console(stderr=True).status("reading") as status:
        yield lambda name: status.update(escape(name))


@app.command(epilog="Examples:  kg stats build  ·  kg stats --missed  ·  kg stats --format json")
def stats(
    named: Named = None,
    folder: BuildFolder = Path("build"),
    missed: Annotated[bool, typer.Option("--missed", help="List the places where a claim was perhaps missed.")] = False,
    form: Annotated[Form, typer.Option("--format")] = Form.table,
) -> None:
    """Count what a build holds, and what was missed.

    Pages, claims, speakers, nodes, edges and rules on standard output; then, for
    every pair of quotation marks and every reporting word, what became of it.
    """
    from kg import ledger, workbench

    folder = named or folder
    build = workbench.load(folder)
    told = build.report
    if missed:
        rows(("page", "character", "what", "words"), list(ledger.missed(told["notices"], build.pages)), form)
        return
    if form is Form.json:
        typer.echo(json.dumps(told, ensure_ascii=False, indent=1))
        return
    lines: list[tuple[str, str, int]] = [
        ("build", name, told[name]) for name in ("documents", "characters", "claims", "mentions")
    ]
    lines += [
        (part, name, count)
        for part in ("speakers", "nodes", "edges", "rules", "ledger")
        for name, count in told[part].items()
    ]
    lines += [("faults", "notices", len(told["notices"])), ("faults", "not read", len(told["unreadable"]))]
    rows(("of", "what", "count"), lines, form)
    for line in ledger.lines(told["ledger"]):
        talk(line)
    if any(a.open for a in ledger.accounts(told["ledger"])):
        talk(f"Look at them:  kg stats --missed{here(folder)}")


@app.command()
def version() -> None:
    """Print the version."""
    typer.echo(__version__)
