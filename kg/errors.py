"""The error tree: each message says what is wrong, where, and what to do.

KgError
 ├─ UsageError        the call cannot be carried out as asked
 ├─ TableError        a vocabulary table in ontology/ (file:line of every fault)
 ├─ SourceError       one input file; costs that file only
 ├─ GraphError        a graph that breaks its schema
 └─ ExportError       an export that could not be written or loaded
"""

from __future__ import annotations

__all__ = ["ExportError", "GraphError", "KgError", "SourceError", "TableError", "UsageError", "not_installed"]


class KgError(Exception):
    """Anything kg can explain; the command line prints it as one line."""

    exit_status = 1


class UsageError(KgError):
    """The call cannot be carried out as asked."""

    exit_status = 2


def not_installed(what: str, extra: str, libraries: str) -> UsageError:
    """The error of a part whose libraries are missing.

    >>> print(not_installed("kg serve", "server", "starlette uvicorn"))
    kg serve needs the extra server: pip install -e '.[server]' in the checkout, or pip install starlette uvicorn
    """
    return UsageError(
        f"{what} needs the extra {extra}: pip install -e '.[{extra}]' in the checkout, or pip install {libraries}"
    )


class TableError(KgError):
    """Faults of the vocabulary tables, all of them, each as file:line."""

    exit_status = 3


class SourceError(KgError):
    """One input that cannot be read; the others are built."""

    exit_status = 4


class GraphError(KgError):
    """A graph that does not keep its schema."""

    exit_status = 5


class ExportError(KgError):
    """An export that could not be written or loaded."""
