"""Industry names the tables lack, ready to be pasted into ``industries.csv``.

Takes Extractions and the Vocabulary. Gives Suggestions, the most frequent
first, and the lines of the table they would make. Never writes the table:
whether a name is an industry is for a person to say.
"""

from __future__ import annotations

import csv
import io
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg import ids, script
from kg.model import Extraction, Mention
from kg.vocabulary import TABLES

__all__ = ["Suggestion", "lines", "propose"]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A name no row of the table has, and where it was seen."""

    name: str
    """Simplified; as printed it may be Traditional too."""
    head: str
    """Id, inside the table, of the concept it would stand under."""
    count: int
    documents: int
    examples: tuple[str, ...]
    """Words of a page around it, the name in 【】."""


def propose(extractions: Iterable[Extraction], least: int = 2, examples: int = 3) -> tuple[Suggestion, ...]:
    """Names found by open patterns at least so often, by frequency, then by name.

    >>> propose([])
    ()
    """
    seen: defaultdict[str, list[tuple[Extraction, Mention]]] = defaultdict(list)
    for extraction in extractions:
        for mention in extraction.mentions:
            if mention.kind == "Industry" and not mention.concept and mention.head:
                seen[script.fold(mention.text)].append((extraction, mention))
    found = [_suggestion(name, places, examples) for name, places in seen.items() if len(places) >= least]
    return tuple(sorted(found, key=lambda s: (-s.count, s.name)))


def _suggestion(name: str, places: Sequence[tuple[Extraction, Mention]], examples: int) -> Suggestion:
    heads = Counter(mention.head.removeprefix("industry/") for _, mention in places)
    head = min(heads, key=lambda h: (-heads[h], h))
    shown = dict.fromkeys(_around(extraction.document.text, mention) for extraction, mention in places)
    documents = {extraction.document.id for extraction, _ in places}
    return Suggestion(name, head, len(places), len(documents), tuple(sorted(shown)[:examples]))


def _around(page: str, mention: Mention, width: int = 12) -> str:
    start, end = mention.spans[0].start, mention.spans[-1].end
    before, after = page[max(0, start - width) : start], page[end : end + width]
    return f"{''.join(before.split())}【{mention.text}】{''.join(after.split())}"


def lines(suggestions: Iterable[Suggestion]) -> str:
    """The suggestions as lines of ``industries.csv``; a comment with the examples stands above each.

    The English name is left as a question mark: the table asks for one.

    >>> print(lines([Suggestion("竹缠绕产业", "gbt4754.20", 3, 2, ("发展【竹缠绕产业】，",))]), end="")
    # 3 in 2 documents: 发展【竹缠绕产业】，,,,,,,,,,
    press.x-f45of7ulsjc5cfe7,竹缠绕产业,竹纏繞產業,?,,,gbt4754.20,press,,own
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    width = len(TABLES["industries"])
    for s in suggestions:
        writer.writerow([f"# {s.count} in {s.documents} documents: {' / '.join(s.examples)}", *[""] * (width - 1)])
        hant = script.traditional(s.name)
        writer.writerow([f"press.x-{ids.digest(s.name)}", s.name, hant, "?", "", "", s.head, "press", "", "own"])
    return out.getvalue()
