"""Measure kg beside its peers, all in one run: python -m benchmarks [PART …]

extraction   from bytes to claims and mentions on disk, beside jieba.posseg, jieba.cut and rjieba on the same text
scaling      whole builds of growing corpora, memory, and one process beside two
rebuild      one page of many changed, removed, added, beside the full build
inputs       reading from folders, JSON Lines, TAR, ZIP, Parquet: speed, memory; a page in one line
rdf          writing and asking, beside pyoxigraph and rdflib
export       the other formats, beside networkx's writers
startup      kg --help, and the build of one short text
profile      where extraction spends its time: by stage, by rule, by function, by line

All parts take about a quarter of an hour, --quick two minutes with rough figures.
Ratios hold on a busy machine, seconds do not. Each run is appended to the
history; a figure that was measured before with the same sizes shows its change.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from benchmarks import history
from benchmarks.corpus import bytes_of
from benchmarks.figures import QUICK, Figure, Sizes

__all__ = ["PARTS", "main", "measured"]

PARTS = ("extraction", "scaling", "rebuild", "inputs", "rdf", "export", "startup", "profile")
HISTORY = Path(__file__).parent / "history.jsonl"


def main(arguments: list[str] | None = None) -> None:
    """Measure the parts asked for."""
    parser = argparse.ArgumentParser(
        "benchmarks", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("parts", nargs="*", metavar="PART", help="any of the above; all without")
    parser.add_argument("--quick", action="store_true", help="small sizes: under two minutes for all parts")
    parser.add_argument("--size", type=bytes_of, help="text for extraction and profile: 600kB, 4MB, 1GB")
    parser.add_argument("--growing", type=bytes_of, nargs="+", metavar="SIZE", help="corpora for scaling and inputs")
    parser.add_argument("--pages", type=int, help="pages for rebuild")
    parser.add_argument(
        "--claims", type=int, help="claims of the graph for rdf and export; 11000 are a million triples"
    )
    parser.add_argument("--repeat", type=int, help="how often, where the best is taken")
    parser.add_argument("--seed", type=int, help="of everything that is generated")
    parser.add_argument("--history", type=Path, default=HISTORY, metavar="FILE", help="JSON Lines the run is added to")
    parser.add_argument("--no-history", action="store_true", help="leave no trace")
    told = parser.parse_args(arguments)
    if unknown := set(told.parts) - set(PARTS):
        parser.error(f"no such part: {' '.join(sorted(unknown))}; choose of {' '.join(PARTS)}")
    given = {
        "text": told.size, "growing": told.growing and tuple(sorted(told.growing)), "pages": told.pages,
        "claims": told.claims, "repeat": told.repeat, "seed": told.seed,
    }  # fmt: skip
    sizes = replace(QUICK if told.quick else Sizes(), **{k: v for k, v in given.items() if v is not None})
    began, found = history.before(), {}
    for part in told.parts or PARTS:
        print(f"\n== {part}", flush=True)
        earlier = history.last(told.history, part, sizes)
        found[part] = []
        for figure in measured(part, sizes):
            found[part].append(figure)
            print(figure, _change(figure, earlier), flush=True)
    missed = [f for figures in found.values() for f in figures if f.reached is False]
    if missed:
        print("\n== not reached")
        print(*missed, sep="\n")
    if not told.no_history:
        history.append(told.history, history.record(began, sizes, found))


def measured(part: str, sizes: Sizes) -> Iterator[Figure]:
    """The figures of one part, as they come."""
    run: Callable[[Sizes, Path], Iterator[Figure]] = import_module(f"benchmarks.{part}").run
    with tempfile.TemporaryDirectory() as work:
        yield from run(sizes, Path(work))


def _change(figure: Figure, earlier: dict[str, float]) -> str:
    before = earlier.get(figure.name)
    return f"  (before: {before:,.3f})" if before and abs(figure.value / before - 1) > 0.02 else ""


if __name__ == "__main__":
    main()
