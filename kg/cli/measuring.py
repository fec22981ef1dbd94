"""``kg eval`` and ``kg suggest``: how good the reading is, and what the tables lack."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.shared import BuildFolder, Form, Named, rows, talk

__all__ = ["app"]

app = typer.Typer()


@app.command("eval", epilog="Example:  kg eval build --gold tests/gold --texts seeds --rules")
def evaluate(
    build: Annotated[Path, typer.Argument(help="A folder that kg build wrote.")],
    gold: Annotated[Path, typer.Option(help="Folder of gold files, one NAME.json a document.")],
    texts: Annotated[Path, typer.Option(help="Folder of the texts the gold is about, NAME.txt.")],
    rules: Annotated[bool, typer.Option(help="Precision and support of each rule instead.")] = False,
    calibrate: Annotated[bool, typer.Option(help="Write ontology/confidence.csv from the rules' precision.")] = False,
    form: Annotated[Form, typer.Option("--format")] = Form.table,
) -> None:
    """Hold a build against annotated texts."""
    from kg import evaluate as measure
    from kg import resources
    from kg.evaluate import rules as by_rule

    scores = measure.read(build, gold, texts)
    if calibrate:
        place = resources.ontology() / "confidence.csv"
        place.write_bytes(by_rule.calibration(scores.rules).encode())
        talk(f"wrote {place} from {scores.documents} documents; build again to use it")
    if rules:
        rows(
            ("rule", "precision", "right", "tried"),
            [(name, f"{t.precision:.3f}", t.right, t.support) for name, t in scores.rules.items()],
            form,
        )
        return
    rows(
        ("figure", "precision", "recall", "f1", "gold", "found"),
        [
            (name, f"{c.precision:.3f}", f"{c.recall:.3f}", f"{c.f1:.3f}", f"{c.wanted:g}", f"{c.found:g}")
            for name, c in scores.figures.items()
        ],
        form,
    )


@app.command(epilog="Example:  kg suggest --build build --least 3 >> ontology/industries.csv")
def suggest(
    named: Named = None,
    folder: BuildFolder = Path("build"),
    least: Annotated[int, typer.Option(min=1, help="How often a name must have been seen.")] = 2,
) -> None:
    """List industry names the tables lack.

    Most frequent first, as lines ready for industries.csv.
    """
    from kg import pipeline, workbench
    from kg.extract.industries import suggest as names
    from kg.model import Extraction

    read = pipeline.read(workbench.load(named or folder).inputs, pipeline.Settings())
    typer.echo(names.lines(names.propose((e for e in read if isinstance(e, Extraction)), least)), nl=False)
