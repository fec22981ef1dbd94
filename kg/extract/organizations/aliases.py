"""Other names that a page gives an organisation: in brackets, shortened, without its place.

Takes the organisations found so far, gives them all with their fullest name, and
the further mentions. Never shortens a name to an ordinary word.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence, Set
from functools import cache, lru_cache

from kg import script, segment
from kg.extract import occurrences, posts, tokens
from kg.extract.people import shapes
from kg.extract.records import Found, Reading
from kg.vocabulary import Vocabulary, alternation

__all__ = ["is_given", "link"]


_KNOWN = "organization.known"
_COINED_BY = frozenset(("organization.before_post", "organization.brand", "organization.latin"))
"""Rules that find names of two characters, which then stand for themselves on the page."""


@cache
def _company(vocabulary: Vocabulary) -> re.Pattern[str]:
    """What a company's full name has after its proper part: （集團）科技股份有限公司."""
    rows = vocabulary.rows["organization_suffixes"]
    legal = alternation(script.fold(r["suffix"]) for r in rows if r["kind"] == "legal")
    form = alternation((*vocabulary.words("company_form"),))
    return re.compile(rf"(?:[（(][^（）()]*[）)])?{vocabulary.pattern('company_field')}*(?:({legal})|{form})$")


@cache
def _brand(vocabulary: Vocabulary) -> re.Pattern[str]:
    """What stands behind the made-up word in the name of a company: 科技, 電子, 航空科技."""
    rows = vocabulary.rows["organization_suffixes"]
    return re.compile(f"{alternation(script.fold(r['suffix']) for r in rows if r['kind'].startswith('brand'))}+$")


@cache
def _bracket(vocabulary: Vocabulary) -> re.Pattern[str]:
    """A bracket that gives another name: （WHO）, （以下簡稱「某某」）."""
    mark = vocabulary.pattern("alias_mark")
    name = r"[A-Za-z][A-Za-z .&'\-]{1,38}[A-Za-z]|[^（）()「」“”，,。；;：:\s]{2,14}?"
    foreign = r"(?:[A-Za-z][A-Za-z .&'\-]{1,50}[，,]\s?)?"
    return re.compile(rf"[（(]{foreign}(?:{mark}[:：]?)?[「“『《]?({name})[」”』》]?[）)]")


def link(
    readings: Sequence[Reading], found: Sequence[Found], barred: Set[tuple[int, int, int]], vocabulary: Vocabulary
) -> list[Found]:
    """All mentions with the fullest name of each, the shortened ones among them."""
    fullest = vocabulary.full_names
    names: dict[str, str] = {}
    by_passage = {r.index: r for r in readings}
    for f in found:
        reading = by_passage[f.passage]
        folded = reading.folded[f.start : f.end]
        for short in (*_brackets(reading, f, vocabulary), *_shortened(folded, f.rule == _KNOWN, vocabulary)):
            names.setdefault(short, reading.passage.text[f.start : f.end])
    more = list(found)
    taken = {(f.passage, f.start, f.end) for f in found} | barred
    for f in found:
        whole = by_passage[f.passage].folded[f.start : f.end]
        if len(whole) > 2 or (f.rule in _COINED_BY and _is_coined(whole)):
            names.setdefault(whole, f.name)
    if names:
        spans: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for p, s, e in taken:
            spans[p].append((s, e))
        for n, start, end in occurrences.on_page([r.folded for r in readings], names):
            reading = readings[n]
            words = reading.words
            if words.crosses(start) or words.crosses(end):
                continue
            if any(s <= start and end <= e for s, e in spans[reading.index]):
                continue
            if end - start < 4 and is_given(reading, start, vocabulary):
                continue
            name = names[reading.folded[start:end]]
            more.append(Found(reading.index, start, end, "Organization", name, "", "organization.alias"))
    printed: dict[str, str] = {}
    for f in more:
        body = _body(f.name, fullest)
        printed[body] = max(printed.get(body, ""), f.name, key=len)
    return [_renamed(f, names, fullest, printed) for f in more]


def _is_coined(short: str) -> bool:
    """Whether a name of two characters is no ordinary word."""
    return len(segment.cut(short, guess=False)) == 2 or tokens.of(short).words[0].tag in ("nr", "nz", "nrt", "nt")


def is_given(reading: Reading, start: int, vocabulary: Vocabulary) -> bool:
    """Whether a surname stands before, behind a post or cut with what follows: 董事長何|小鵬 is no company."""
    kind, weight = shapes.of(vocabulary).surnames.get(reading.folded[start - 1 : start], ("", 0.0))
    if kind != "single" or weight <= 0:
        return False
    behind = posts.before(reading.folded, start - 1) in reading.posts.ending
    return behind or start not in reading.words.edges


def _body(name: str, fullest: dict[str, str]) -> str:
    """By what the table calls it; one that it lacks by its own name."""
    folded = script.fold(name)
    return fullest.get(folded, folded)


def _renamed(f: Found, names: dict[str, str], fullest: dict[str, str], printed: dict[str, str]) -> Found:
    """With the longest name that the page prints of it, whichever of them the table puts first."""
    name = printed[_body(f.name, fullest)]
    return f._replace(name=name if name != f.name else names.get(script.fold(name), name))


def _brackets(reading: Reading, f: Found, vocabulary: Vocabulary) -> list[str]:
    m = _bracket(vocabulary).match(reading.folded, f.end)
    if not m:
        return []
    short = m[1]
    if sum(c.isdigit() for c in short) > 2:  # the code of its shares
        return []
    if short.isascii() or set(short) <= set(reading.folded[f.start : f.end]):
        return [short]
    return []


@lru_cache(maxsize=1 << 14)
def _is_made_up(short: str) -> bool:
    """Whether a name before 科技, 電子 … is no word and no two."""
    return 2 <= len(short) <= 4 and all(len(word) == 1 for word in segment.cut(short, guess=False))


@lru_cache(maxsize=1 << 14)
def _shortened(folded: str, known: bool, vocabulary: Vocabulary) -> tuple[str, ...]:
    """What a page may call an organisation for short; ``known`` names of the table are not cut freely."""
    shorts = []
    form = _company(vocabulary).search(folded)
    core = folded[: form.start()] if form else folded
    if form and len(core) >= 2:
        if len(core) >= 4 and form[1]:
            shorts.append(core)
        rest = _without_place(core)
        coined = len(segment.cut(rest, guess=False)) > 1 or (
            len(rest) > 2 and all(t.tag in ("nr", "nz") for t in tokens.of(rest).words)
        )
        if 2 <= len(rest) <= 6 and coined:
            shorts.append(rest)
    elif (rest := _without_place(folded)) != folded and rest in _heads(vocabulary):
        shorts.append(rest)
    elif (
        not known and (brand := _brand(vocabulary).search(folded)) and _is_made_up(rest[: brand.start() - len(folded)])
    ):
        shorts.append(rest[: brand.start() - len(folded)])  # 東原|科技
    elif not known and len(segment.cut(folded, guess=False)) > 2:
        rest = _without_place(folded)
        if rest != folded and len(rest) >= 3 and rest not in vocabulary.words("org_generic"):
            tail = segment.cut(rest)
            if len(tail) >= 2:
                shorts.append(rest)
    return tuple(shorts)


@cache
def _heads(vocabulary: Vocabulary) -> frozenset[str]:
    """Words that name a body where its place is known: 總商會 for 香港總商會."""
    rows = (r for r in vocabulary.rows["organization_suffixes"] if r["kind"] in ("association", "school", "government"))
    heads = frozenset(script.fold(r["suffix"]) for r in rows)
    return frozenset(h for h in heads if len(h) > 2) - vocabulary.words("org_generic", "org_shared")


def _without_place(folded: str) -> str:
    words = list(tokens.of(folded).words)
    while len(words) > 1 and words[0].tag == "ns":
        words.pop(0)
    return folded[words[0].start :]
