"""Raise the floors to what is measured now, less a little: ``python -m tests.quality.raise_floors``.

A floor never falls by itself. ``--lower FIGURE`` lowers one to what is measured;
say in the changelog why. ``--pages`` accepts pages or gold files that changed.
"""

from __future__ import annotations

import argparse
import math
import sys
import tomllib
from collections.abc import Mapping, Sequence

from tests.quality.measure import FLOORS, fingerprint, floors, measured

__all__ = ["raised", "text"]

SLACK = 0.01
"""Below what is measured: a change elsewhere that costs less than this is no alarm."""


def raised(old: Mapping[str, float], now: Mapping[str, float], lower: Sequence[str] = ()) -> dict[str, float]:
    """The new floors: never below the old but where ``lower`` says so.

    >>> raised({"person": 0.9}, {"person": 0.8, "region": 0.957})
    {'person': 0.9, 'region': 0.947}
    >>> raised({"person": 0.9}, {"person": 0.8}, lower=["person"])
    {'person': 0.79}
    """
    new = {}
    for name, f1 in now.items():
        floor = math.floor((f1 - SLACK) * 1000 + 1e-9) / 1000
        new[name] = floor if name in lower else max(floor, old.get(name, 0.0))
    return new


def text(pages: str, f1: Mapping[str, float]) -> str:
    """The text of ``floors.toml``."""
    lines = [f"{name} = {floor:.3f}" for name, floor in f1.items()]
    return "\n".join([
        "# F1 on the five shipped pages must not fall below these; python -m tests.quality.raise_floors raises them.",
        f'pages = "{pages}"', "", "[f1]", *lines, "",
    ])  # fmt: skip


def main() -> int:
    """Write the floors; 1 where one would have to fall and nobody allowed it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lower", action="append", default=[], metavar="FIGURE")
    parser.add_argument("--pages", action="store_true", help="accept changed pages or gold files")
    asked = parser.parse_args()
    old = floors() if FLOORS.exists() else {}
    known = tomllib.loads(FLOORS.read_text(encoding="utf-8"))["pages"] if FLOORS.exists() else fingerprint()
    if known != fingerprint() and not asked.pages:
        sys.exit("pages or gold files changed; give --pages if they should have")
    now = {name: counts.f1 for name, counts in measured().figures.items()}
    fallen = [name for name, floor in old.items() if now.get(name, 0.0) < floor and name not in asked.lower]
    FLOORS.write_text(text(fingerprint(), raised(old, now, asked.lower)), encoding="utf-8")
    for name in fallen:
        print(f"{name}: measured {now.get(name, 0.0):.3f} is below its floor {old[name]:.3f}; the floor stays")
    return bool(fallen)


if __name__ == "__main__":
    sys.exit(main())
