"""Write a corpus, or say how much of one repeats: ``python -m benchmarks.corpus --size 10MB --form jsonl OUT``."""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks.corpus import FORMS, bytes_of, pages
from benchmarks.corpus.repeats import repeated


def main() -> None:
    """Write or measure."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("out", type=Path, nargs="?", help="folder to write to; without it the repeats are counted")
    parser.add_argument("--size", type=bytes_of, default=bytes_of("10MB"))
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--form", choices=list(FORMS), default="folder")
    told = parser.parse_args()
    made = pages(told.size, told.seed)
    if told.out is None:
        for name, share in repeated((p.text for p in made if not p.damaged), 16 if told.size > 10**8 else 1).items():
            print(f"{name} that stood before, word for word: {share:.2%}")
        return
    told.out.mkdir(parents=True, exist_ok=True)
    print(FORMS[told.form](made, told.out))


if __name__ == "__main__":
    main()
