"""kg reads Chinese-language press and builds a graph of who said what, about which industry, where.

``kg.build(paths)`` reads texts and opens the result, ``kg.load("build")`` opens
an earlier one; both give a Build with tables, queries and the graph.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, TypedDict, Unpack, overload

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

    from kg.workbench import Build

__version__ = "0.1.0"
__all__ = ["Options", "__version__", "build", "load"]

Paths: TypeAlias = str | Path | Iterable[str | Path]


class Options(TypedDict, total=False):
    """What a build may be told; ``kg.pipeline.Settings`` says what each means."""

    base: str
    min_confidence: float
    context: bool
    title: str
    jobs: int
    seconds: float
    cache: Path | None
    fresh: bool
    shown: int
    database: int


@overload
def build(
    paths: Paths, out: str | Path = ..., frame: Literal["pandas"] = ..., **settings: Unpack[Options]
) -> Build[pd.DataFrame]: ...
@overload
def build(
    paths: Paths, out: str | Path = ..., *, frame: Literal["polars"], **settings: Unpack[Options]
) -> Build[pl.DataFrame]: ...
def build(paths: Paths, out: str | Path = "build", frame: str = "pandas", **settings: Unpack[Options]) -> Build[Any]:
    """Build the graph of files, folders or globs into the folder ``out``, and open it.

    ``frame`` is ``"pandas"`` or ``"polars"``, ``settings`` are those of
    ``kg.pipeline.Settings``. Inputs that cannot be read stand in
    ``.report["unreadable"]``; the others are built.

    >>> import kg
    >>> _ = (tmp_path / "page.txt").write_text("王明教授表示，人工智能產業將加快發展。", encoding="utf-8")
    >>> list(kg.build(tmp_path / "page.txt", tmp_path / "made").claims["speaker"])
    ['王明']
    """
    from kg import pipeline, workbench

    inputs = [paths] if isinstance(paths, (str, Path)) else list(paths)
    pipeline.build(inputs, Path(out), pipeline.Settings(**settings))
    return workbench.load(out, frame)


@overload
def load(folder: str | Path = ..., frame: Literal["pandas"] = ...) -> Build[pd.DataFrame]: ...
@overload
def load(folder: str | Path = ..., *, frame: Literal["polars"]) -> Build[pl.DataFrame]: ...
def load(folder: str | Path = "build", frame: str = "pandas") -> Build[Any]:
    """Open a finished build, its tables as pandas or polars frames; ``.graph`` is the typed networkx.MultiDiGraph.

    >>> load(build.folder).report["documents"]
    5

    Raises UsageError where there is no complete build.
    """
    from kg import workbench

    return workbench.load(folder, frame)
