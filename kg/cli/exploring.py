"""``kg explore``."""

from __future__ import annotations

import webbrowser
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.shared import BuildFolder, Named, talk

__all__ = ["app"]

app = typer.Typer()


@app.command(epilog="Examples:  kg explore  ·  kg explore --build mine --no-open")
def explore(
    named: Named = None,
    folder: BuildFolder = Path("build"),
    show: Annotated[bool, typer.Option("--open/--no-open", help="Open it, or only print its address.")] = True,
) -> None:
    """Open the explorer of a build in the browser.

    It is the file graph.html of the build, works offline, and its address is printed.
    """
    from kg import explore as stage
    from kg import workbench

    address = (workbench.load(named or folder).folder / stage.NAME).resolve().as_uri()
    typer.echo(address)
    if show and not webbrowser.open(address):
        talk("no browser was found on this machine; open the address in one")
