"""The seeds cut into sentences with slots: where a name, a number or a word can be exchanged."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from benchmarks.corpus.fillers import Pair, Pool, fillers
from kg import resources, script, segment

__all__ = ["Slot", "Template", "Templates", "templates"]

_END = "。！？"
_SENTENCE = re.compile(rf"[^{_END}]*[{_END}][」』”’）)]*")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


EXCHANGED = 0.6
"""Share of the ordinary words that are exchanged."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A place of a sentence to be filled: ``kind`` is person, number, name or word; ``seed`` what stands there."""

    kind: str
    seed: Pair
    pool: Pool | None = None
    unit: str = ""
    """The character after a number."""


@dataclass(frozen=True, slots=True)
class Template:
    """A sentence or a line, in pieces."""

    parts: tuple[Pair | Slot, ...]
    collision: float
    """How likely two fillings of it are the same."""


@dataclass(frozen=True, slots=True)
class Templates:
    """What a page is put together from."""

    paragraphs: tuple[tuple[Template, ...], ...]
    """Sentences that stand one after another."""
    headings: tuple[Template, ...]
    items: tuple[Template, ...]
    """Lines of lists."""
    captions: tuple[Template, ...]
    """Lines that point at a picture."""
    openings: tuple[Template, ...]
    """What goes before a sentence that would otherwise repeat."""


@cache
def templates() -> Templates:
    """The five pages, cut."""
    paragraphs, headings, items, captions = [], [], [], []
    for file in sorted(resources.seeds().glob("*.txt")):
        for line in _lines(file.read_text(encoding="utf-8")):
            sentences = [s.strip() for s in _SENTENCE.findall(line)]
            if line[0] in "▲▼▶":
                captions.append(_template(line))
            elif line.startswith("- "):
                items.append(_template(line))
            elif sentences:
                paragraphs.append(tuple(_template(s) for s in sentences if _whole(s)))
            elif 6 <= len(line) <= 26 and "，" not in line and not line.endswith(("：", "、")):
                headings.append(_template(line))
    openings = map(_template, _told("openings.txt"))
    return Templates(tuple(p for p in paragraphs if p), *map(tuple, (headings, items, captions, openings)))


def _lines(page: str) -> list[str]:
    """Lines as written, those that were only wrapped joined again."""
    lines: list[str] = []
    joined = False
    for raw in page.splitlines():
        line = raw.strip()
        if not line:
            joined = joined and not lines[-1].endswith(tuple(_END))
            continue
        if joined and lines and line[0] not in "▲▼▶-—■◆":
            lines[-1] += line
        else:
            lines.append(line)
        joined = len(line) >= 12 and not line.endswith((*_END, "」", "”", "：", "—")) and line[0] not in "▲▼▶-"
    return lines


def _whole(sentence: str) -> bool:
    pairs = ("「」", "『』", "“”", "《》", "（）")
    return 10 <= len(sentence) <= 220 and all(sentence.count(a) == sentence.count(b) for a, b in pairs)


@cache
def _names() -> re.Pattern[str]:
    """People of the seeds, names of the tables, numbers: the longest first."""
    known = sorted(_people() | set(fillers().kinds), key=lambda n: (-len(n), n))
    return re.compile("|".join([_NUMBER.pattern, *map(re.escape, known)]))


@cache
def _people() -> frozenset[str]:
    return frozenset(map(script.fold, _told("people.txt")))


def _told(name: str) -> list[str]:
    lines = (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]


def _template(sentence: str) -> Template:
    folded = script.fold(sentence)
    known = fillers()
    parts: list[Pair | Slot] = []
    at = 0
    for match in _names().finditer(folded):
        parts += _words(sentence[at : match.start()])
        seed = _both(sentence[match.start() : match.end()])
        name = match.group()
        if name in _people():
            parts.append(Slot("person", seed))
        elif name[0].isdigit():
            parts.append(Slot("number", seed, None, sentence[match.end() : match.end() + 1]))
        else:
            parts.append(Slot("name", seed, known.pools[known.kinds[name]]))
        at = match.end()
    parts += _words(sentence[at:])
    return Template(tuple(parts), math.prod(_collision(p) for p in parts if isinstance(p, Slot)))


def _collision(slot: Slot) -> float:
    if slot.kind == "number":
        return 9.0 ** -min(2, len(slot.seed[0]))
    if slot.pool is None:
        return 1e-5
    return slot.pool.collision if slot.kind == "name" else (1 - EXCHANGED) ** 2 + EXCHANGED**2 * slot.pool.collision


def _words(text: str) -> list[Pair | Slot]:
    parts: list[Pair | Slot] = []
    at = 0
    for word in segment.cut(script.fold(text), guess=False):
        piece = _both(text[at : at + len(word)])
        at += len(word)
        if word in fillers().tags:
            parts.append(Slot("word", piece, fillers().pools[fillers().tags[word]]))
        elif parts and not isinstance(parts[-1], Slot):
            parts[-1] = (parts[-1][0] + piece[0], parts[-1][1] + piece[1])
        else:
            parts.append(piece)
    return parts


def _both(text: str) -> Pair:
    """The text in both scripts, quotation marks as each prints them."""
    hans, hant = script.fold(text), script.traditional(text)
    hant = hant if len(hant) == len(hans) else text
    return hans.translate(_TO_HANS), hant.translate(_TO_HANT)


_TO_HANS = str.maketrans("「」『』", "“”‘’")
_TO_HANT = str.maketrans("“”‘’", "「」『』")
