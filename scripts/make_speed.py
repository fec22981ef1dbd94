"""Write the sizing table of docs/speed.md from the rates in docs/speed.csv, or print it for other assumptions.

    python scripts/make_speed.py                                       writes the page
    python scripts/make_speed.py --price 0.10 --article 9000 --cores 256   prints the table for these

A row of docs/speed.csv is a rate that `python -m benchmarks` measured; nothing else goes into the arithmetic.
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
from collections.abc import Iterator
from pathlib import Path

__all__ = ["sized", "stale", "table"]

DOCS = Path(__file__).parent.parent / "docs"
_TABLE = re.compile(r"(<!-- (\w+) -->\n).*?(?=<!-- /\2 -->)", re.S)
CORPORA = (
    ("a newspaper's year", 10**5),
    ("a million articles", 10**6),
    ("an archive", 10**7),
    ("the web's press", 10**9),
)
PRICE, ARTICLE, CORES = 0.05, 5_400, 64
"""What is assumed where nothing is said: dollars for a core and an hour, bytes of an article, cores of the cluster."""
LAPTOP = 4
"""Cores of a laptop."""
SHARE = 0.8
"""Of the cores that are at work, all in all."""


def rates() -> dict[str, dict[str, str]]:
    """The measured rates by name."""
    with (DOCS / "speed.csv").open(encoding="utf-8", newline="") as file:
        return {row["name"]: row for row in csv.DictReader(file)}


def table(price: float = PRICE, article: int = ARTICLE, cores: int = CORES) -> Iterator[str]:
    """The lines of the sizing table."""
    rate = {name: float(row["value"]) for name, row in rates().items()}
    head = ("", "articles", "text", "core-hours", f"laptop, {LAPTOP} cores", f"{cores} cores", "files", "cost")
    yield from _lines([head, ("---",) * len(head)])
    for name, articles in CORPORA:
        megabytes = articles * article / 1e6
        hours = megabytes * rate["build"] / 3600
        told = (
            f"{articles:,}", _size(megabytes), _number(hours), _time(hours / LAPTOP / SHARE),
            _time(hours / cores / SHARE), _size(megabytes * rate["files"]), f"${_number(hours * price)}",
        )  # fmt: skip
        yield from _lines([(name, *told)])


def measured() -> Iterator[str]:
    """The rates as a table."""
    yield from _lines([("measured", "", ""), ("---",) * 3])
    yield from _lines([(row["says"], row["value"], row["unit"]) for row in rates().values()])


def _lines(rows: list[tuple[str, ...]]) -> Iterator[str]:
    return (f"| {' | '.join(row)} |" for row in rows)


def _number(value: float) -> str:
    """Two digits say all that is known.

    >>> _number(0.0123), _number(1.26), _number(12345)
    ('0.012', '1.3', '12,000')
    """
    rounded = float(f"{value:.2g}")
    return f"{rounded:,.0f}" if rounded >= 10 else f"{rounded:g}"


def _size(megabytes: float) -> str:
    for unit, size in (("TB", 1e6), ("GB", 1e3)):
        if megabytes >= size:
            return f"{_number(megabytes / size)} {unit}"
    return f"{_number(megabytes)} MB"


def _time(hours: float) -> str:
    for unit, size in (("days", 48.0), ("hours", 1.0)):
        if hours >= size:
            return f"{_number(hours / (24 if unit == 'days' else 1))} {unit}"
    return f"{_number(hours * 60)} min"


def sized(text: str) -> str:
    """The page with its tables made anew."""
    made = {"sizing": table, "measured": measured}
    return _TABLE.sub(lambda m: "\n".join([m[1], *made[m[2]](), "", ""]), text)


def stale() -> list[str]:
    """The page, where its tables are not what docs/speed.csv says."""
    text = (DOCS / "speed.md").read_text(encoding="utf-8")
    return [] if sized(text) == text else ["speed.md"]


def main() -> None:
    """Write the page, or print the table where something is given."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--price", type=float, default=PRICE, help="dollars for a core and an hour")
    parser.add_argument("--article", type=int, default=ARTICLE, help="bytes of an article in UTF-8")
    parser.add_argument("--cores", type=int, default=CORES, help="of the cluster")
    told = parser.parse_args()
    if sys.argv[1:]:
        print(*table(told.price, told.article, told.cores), sep="\n")
        return
    page = DOCS / "speed.md"
    page.write_text(sized(page.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
