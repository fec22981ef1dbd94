"""``kg serve``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.shared import BuildFolder, Named, talk

__all__ = ["app"]

app = typer.Typer()


@app.command(epilog="Example:  kg serve --build build --port 8008")
def serve(
    named: Named = None,
    folder: BuildFolder = Path("build"),
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port on 127.0.0.1.")] = 8008,
) -> None:
    """Serve SPARQL and the explorer on 127.0.0.1, until interrupted.

    Read-only: nothing that asks can change the build or make a request.
    """
    from kg import serve as stage
    from kg import workbench

    folder = named or folder
    workbench.load(folder)
    stage.run(folder, port, cookbook=_cookbook(), ready=_tell)


def _tell(address: str) -> None:
    talk(f"{address} : query page · /sparql : endpoint · /graph.html : explorer · Ctrl-C ends")


def _cookbook() -> list[dict[str, str]]:
    """The questions for the query page, each with its defaults filled in."""
    from kg.export.rdf import ask

    return [
        {"name": q.name, "en": q.english, "zh": q.chinese, "query": ask.bind(q, {})} for q in ask.cookbook().values()
    ]
