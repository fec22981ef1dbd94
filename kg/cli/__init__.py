"""The ``kg`` command: arguments in, sentences out, no logic.

Data goes to standard output, talk to standard error. Heavy libraries are
imported inside the commands, so that ``kg --help`` answers at once.

Exit status: 0 done · 1 failure · 2 usage · 3 vocabulary tables · 4 some inputs
could not be read · 5 a check failed · 130 interrupted · 143 told to end.
"""

from __future__ import annotations

import errno
import signal
import sys
from typing import Annotated

import typer

from kg import __version__, collector
from kg.cli import asking, building, databases, exploring, measuring, serving
from kg.cli.shared import talk
from kg.errors import KgError

__all__ = ["app", "main"]

app = typer.Typer(
    name="kg",
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Read Chinese-language press; build a graph of who said what, about which industry, in which region.",
    epilog="First steps:  kg build  ·  kg explore  ·  kg query --list.  "
    "Exit status: 0 done, 1 failure, 2 usage, 3 vocabulary tables, 4 some inputs unreadable, 5 check failed.",
)

_ORDER = (
    "build", "explore", "query", "explain", "stats", "export", "cypher", "serve", "verify", "check", "eval", "suggest",
    "version",
)  # fmt: skip
"""As ``kg --help`` lists them: what most people need comes first."""


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(__version__)
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """What may stand before a command."""


for _commands in (building.app, exploring.app, asking.app, databases.app, serving.app, measuring.app):
    app.registered_commands += _commands.registered_commands
app.registered_commands.sort(key=lambda one: _ORDER.index(one.name or getattr(one.callback, "__name__", "")))


def main() -> None:
    """Run the command; a fault kg can explain is one line and its exit status."""
    collector.seldom()
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:  # a GBK or C locale must not stop Chinese output
            reconfigure(encoding="utf-8", errors="backslashreplace")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))  # so that what was begun is taken away
    try:
        app()
    except KgError as fault:
        talk(f"kg: {fault}")
        sys.exit(fault.exit_status)
    except BrokenPipeError:
        sys.exit(0)
    except OSError as fault:  # a disk that is full, a folder that may not be written
        if fault.errno == errno.ENOSPC:
            talk("kg: the disk is full; what was there before is kept. Make room, or name a folder on another disk")
        else:
            talk(f"kg: {fault.filename or 'a file'}: {fault.strerror or fault}")
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
