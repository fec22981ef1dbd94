"""Generated pages: as many as wanted, each the same for the same seed and number.

A page is made of paragraphs of the seeds in any order; people are renamed (one
name for one person throughout the page), places, industries, organisations,
numbers and a part of the other words exchanged, in one script or the other.
Two pages in five look like a bad extraction from a newspaper.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count

from benchmarks.corpus.damage import damaged
from benchmarks.corpus.fillers import Pair, fillers
from benchmarks.corpus.templates import EXCHANGED, Slot, Template, templates

__all__ = ["Page", "page", "pages", "short"]

SHORTEST, LONGEST = 600, 6000
"""Characters of a page."""
DAMAGED = 0.4
"""Share of the pages that are damaged."""
RARE = 1e-6
"""A sentence likelier than this to come twice is set at some place and time of its own."""


_CALENDAR = {"月": 12, "日": 28}


@dataclass(frozen=True, slots=True)
class Page:
    """One generated document."""

    name: str
    text: str
    script: str
    damaged: bool


def pages(size: int, seed: int = 0) -> Iterator[Page]:
    """Pages of together at least ``size`` bytes of UTF-8, the last one crossing the line."""
    made = 0
    for number in count():
        if made >= size:
            return
        one = page(number, seed)
        made += len(one.text.encode())
        yield one


def short(characters: int, seed: int = 0) -> Iterator[Page]:
    """Articles without end: pages cut to about so many characters, at the end of a sentence."""
    made = 0
    for number in count():
        whole, text = page(number, seed), ""
        for sentence in whole.text.split("。"):
            text += sentence + "。"
            if len(text) >= characters:
                yield replace(whole, name=f"{made:08}", text=text)
                made, text = made + 1, ""


def page(number: int, seed: int = 0) -> Page:
    """The page of that number.

    >>> page(3) == page(3) != page(3, seed=1)
    True
    """
    choices = random.Random(f"{seed}/{number}")
    writer = _Writer(choices, choices.randrange(2))
    wanted = min(LONGEST, max(SHORTEST, int(choices.lognormvariate(7.5, 0.6))))
    parts = templates()
    title = writer.write(choices.choice(parts.headings))
    blocks = [writer.write(choices.choice(parts.headings))]
    length = len(blocks[0])
    while length < wanted:
        drawn = choices.random()
        if drawn < 0.12:
            block = writer.write(choices.choice(parts.headings))
        elif drawn < 0.17:
            block = "\n".join(writer.write(choices.choice(parts.items)) for _ in range(choices.randrange(2, 6)))
        else:
            sentences = choices.choice(parts.paragraphs)
            start = choices.randrange(len(sentences))
            block = "".join(map(writer.sentence, sentences[start : start + choices.randrange(1, 6)]))
        blocks.append(block)
        length += len(block)
    bad = choices.random() < DAMAGED
    if bad:
        caption = writer.write(choices.choice(parts.captions))
        text = damaged(title, blocks, caption, choices)
    else:
        text = "\n\n".join([title, *blocks]) + "\n"
    return Page(f"{number:07d}", text, ("zh-Hans", "zh-Hant")[writer.script], bad)


class _Writer:
    """Fills slots in one script; a person of the seeds has one other name on one page."""

    def __init__(self, choices: random.Random, script: int) -> None:
        self.choices, self.script = choices, script
        self.people: dict[Pair, Pair] = {}

    def sentence(self, template: Template) -> str:
        """The sentence filled, hardly ever the same twice."""
        if template.collision > RARE:
            return self.write(self.choices.choice(templates().openings)) + self.write(template)
        return self.write(template)

    def write(self, template: Template) -> str:
        """Any line filled."""
        script, choices = self.script, self.choices
        pieces = []
        for part in template.parts:
            if not isinstance(part, Slot):
                pieces.append(part[script])
            elif part.pool is None:
                pieces.append(self._own(part)[script])
            elif part.kind == "name" or choices.random() < EXCHANGED:
                pieces.append(part.pool.draw(choices)[script])
            else:
                pieces.append(part.seed[script])
        return "".join(pieces)

    def _own(self, slot: Slot) -> Pair:
        """A number, or a person: the same one on the whole page."""
        if slot.kind == "number":
            return self._number(slot.seed[0], slot.unit)
        if slot.seed not in self.people:
            self.people[slot.seed] = self._person()
        return self.people[slot.seed]

    def _person(self) -> Pair:
        known, choices = fillers(), self.choices
        letters = [known.surnames.draw(choices), known.given.draw(choices)]
        if choices.random() < 0.8:
            letters.append(known.given.draw(choices))
        return "".join(hans for hans, _ in letters), "".join(hant for _, hant in letters)

    def _number(self, printed: str, unit: str) -> Pair:
        """Another number of as many digits; a year, a month and a day stay one."""
        if len(printed) == 4 and printed[:2] in ("19", "20"):
            other = str(self.choices.randrange(1990, 2036))
        elif unit in _CALENDAR:
            other = str(self.choices.randrange(1, _CALENDAR[unit] + 1))
        else:
            other = "".join(c if c == "." else str(self.choices.randrange(c != "0", 10)) for c in printed)
        return other, other
