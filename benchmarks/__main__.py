"""Measure kg beside its peers: ``python -m benchmarks [PART …] --size 2MB``.

extraction   whole extraction beside jieba.posseg, jieba.cut and rjieba on the same text
profile      where extraction spends its time: by stage, by rule, by function, by line
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

from benchmarks import extraction
from benchmarks.corpus import FORMS, bytes_of, pages
from benchmarks.profile import sampling, table

PARTS = ("extraction", "profile")


def main() -> None:
    """Measure the parts asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"any of {' '.join(PARTS)}; all without")
    parser.add_argument("--size", type=bytes_of, default=bytes_of("2MB"))
    parser.add_argument("--seed", type=int, default=0)
    told = parser.parse_args()
    if unknown := set(told.parts) - set(PARTS):
        parser.error(f"no such part: {' '.join(sorted(unknown))}")
    for part in told.parts or PARTS:
        with tempfile.TemporaryDirectory() as name:
            print(f"\n== {part}")
            if part == "extraction":
                for figure in extraction.run(told.size, told.seed, Path(name)):
                    print(figure, flush=True)
            else:
                _profile(told.size, told.seed, Path(name))


def _profile(size: int, seed: int, work: Path) -> None:
    folder = FORMS["folder"](pages(size, seed), work / "in")
    extraction.extract(FORMS["folder"](pages(1, seed), work / "one"), work / "out")
    with sampling() as profile:
        since = time.process_time()
        extraction.extract(folder, work / "out")
        spent = time.process_time() - since
    for line in table(profile, spent, size / 1e6):
        print(line)


if __name__ == "__main__":
    main()
