"""The on-disk index a build is served from: made once for each graph, opened in no time after."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

from kg import resources
from kg.errors import UsageError

__all__ = ["opened"]

_GRAPHS = ("graph.trig", "graph.ttl")
"""With one graph for each article, else all in one."""


def opened(build: Path) -> Path:
    """The folder of the index of a build, made if there is none for this very graph.

    It holds the graph, the concept schemes beside it and the ontology. Raises
    UsageError where the folder holds no exported graph.
    """
    graph = next((build / name for name in _GRAPHS if (build / name).exists()), None)
    if graph is None:
        raise UsageError(f"{build} holds neither graph.trig nor graph.ttl; make it with kg build --out {build}")
    sources = [p for p in (graph, build / "schemes.ttl", resources.ontology() / "kg.ttl") if p.exists()]
    place = build / ".index" / hashlib.sha256("".join(map(_hash, sources)).encode()).hexdigest()[:16]
    if not place.exists():
        _make(place, sources)
    return place


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _make(place: Path, sources: list[Path]) -> None:
    import pyoxigraph as ox

    shutil.rmtree(place.parent, ignore_errors=True)
    place.parent.mkdir()
    unfinished = place.with_suffix(".new")
    store = ox.Store(str(unfinished))
    for source in sources:
        store.bulk_load(path=str(source))
    store.flush()
    del store
    unfinished.rename(place)
