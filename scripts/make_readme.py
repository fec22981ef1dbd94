"""Write what the READMEs and docs show of a run: answers of commands, and the table of scores.

    python scripts/make_readme.py         the scores, from docs/scores.csv
    python scripts/make_readme.py build   and the answers under every ``$ kg …``, from this build of seeds/

An answer that is cut short ends in a line of its own, …, and keeps the number of
lines it has. Nothing else of a page is touched. The tests hold both against what
kg answers.
"""

from __future__ import annotations

import csv
import re
import shlex
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from typer.testing import CliRunner

from kg import cli

__all__ = ["answered", "pages", "scored", "stale"]

ROOT = Path(__file__).parent.parent
CUT = "…"
_CONSOLE = re.compile(r"(?<=^```console\n)(\$ [^\n]*\n)(.*?)(?=^```)", re.M | re.S)
_SCORES = re.compile(r"(<!-- scores ([\w-]+) -->\n).*?(?=<!-- /scores -->)", re.S)
_SETS = {
    "en": ("F1", "the five pages", "36 press texts", "28 texts no rule was made from"),
    "zh-Hans": ("F1", "五个版面", "36 篇报刊文本", "从未用来写规则的 28 篇"),
    "zh-Hant": ("F1", "五個版面", "36 篇報刊文本", "從未用來寫規則的 28 篇"),
}


def pages() -> list[Path]:
    """Every page people write: READMEs and what stands under docs/, without what is generated there."""
    docs = sorted((ROOT / "docs").rglob("*.md"))
    written = (p for p in docs if p.relative_to(ROOT / "docs").parts[0] not in ("reference", "notebooks"))
    return [*sorted(ROOT.glob("*.md")), *written]


def scored(text: str) -> str:
    """The text with the table of scores between its marks, in the language the mark names."""
    with (ROOT / "docs" / "scores.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))

    def table(mark: re.Match[str]) -> str:
        language = mark[2]
        lines = [_SETS[language], ("---",) * 4, *((r[language], r["seeds"], r["press"], r["unseen"]) for r in rows)]
        return "\n".join([mark[1], *(f"| {' | '.join(line)} |" for line in lines), "", ""])

    return _SCORES.sub(table, text)


def answered(text: str, ask: Callable[[list[str]], list[str]]) -> str:
    """The text with the answer under every command, as many lines of it as were shown."""

    def shown(block: re.Match[str]) -> str:
        arguments = shlex.split(block[1].removeprefix("$ "))[1:]
        before, now = block[2].splitlines(), ask(arguments)
        if before[-1:] == [CUT]:
            now = [*now[: len(before) - 1], CUT]
        return block[1] + "".join(f"{line}\n" for line in now)

    return _CONSOLE.sub(shown, text)


def asking(build: str) -> Callable[[list[str]], list[str]]:
    """Ask kg, with the build put where a reader's is."""

    def ask(arguments: list[str]) -> list[str]:
        return CliRunner().invoke(cli.app, [*arguments, "--build", build]).stdout.splitlines()

    return ask


def stale() -> Iterator[str]:
    """Pages whose table of scores is not what docs/scores.csv says."""
    for page in pages():
        text = page.read_text(encoding="utf-8")
        if scored(text) != text:
            yield page.name


def main() -> None:
    """Write the pages."""
    for page in pages():
        text = page.read_text(encoding="utf-8")
        made = scored(text)
        if sys.argv[1:]:
            made = answered(made, asking(sys.argv[1]))
        if made != text:
            page.write_text(made, encoding="utf-8")


if __name__ == "__main__":
    main()
