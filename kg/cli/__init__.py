"""The ``kg`` command: arguments in, sentences out, no logic.

Data goes to standard output, talk to standard error. Heavy libraries are
imported inside the commands, so that ``kg --help`` answers at once.

Exit status: 0 done · 1 failure · 2 usage · 3 vocabulary tables · 4 some inputs
could not be read · 5 a check failed · 130 interrupted.
"""

from __future__ import annotations

import sys

import typer

from kg.cli import asking, building, databases, measuring, serving
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
    epilog="Exit status: 0 done, 1 failure, 2 usage, 3 vocabulary tables, 4 some inputs unreadable, 5 check failed.",
)

for _commands in (building.app, asking.app, databases.app, serving.app, measuring.app):
    app.registered_commands += _commands.registered_commands


def main() -> None:
    """Run the command; a fault kg can explain is one line and its exit status."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:  # a GBK or C locale must not stop Chinese output
            reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        app()
    except KgError as fault:
        talk(f"kg: {fault}")
        sys.exit(fault.exit_status)
    except BrokenPipeError:
        sys.exit(0)
    except KeyboardInterrupt:
        sys.exit(130)
