"""A finished build opened for analysis: tables, queries, the graph, the page behind a claim.

Takes a build folder. Gives data frames (pandas or polars) and what a notebook
shows. Never writes, never asks a network.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from kg.errors import UsageError
from kg.folder import MARK
from kg.workbench.build import Build
from kg.workbench.display import Frame, Marked
from kg.workbench.tables import FRAMES

__all__ = ["Build", "Frame", "Marked", "load"]


def load(folder: Path | str = "build", frame: str = "pandas") -> Build[Any]:
    """Open a build folder; tables are given as ``frame``, ``"pandas"`` or ``"polars"``.

    >>> type(load(build.folder, frame="polars").claims).__module__.partition(".")[0]
    'polars'

    Raises UsageError where there is no complete build.
    """
    folder = Path(folder)
    if not (folder / MARK).exists():
        raise UsageError(f"{folder} holds no complete build (no {MARK}); make one with kg build --out {folder}")
    if frame not in FRAMES:
        raise UsageError(f"frame is {' or '.join(FRAMES)}, not {frame!r}")
    return Build(folder, FRAMES[frame])
