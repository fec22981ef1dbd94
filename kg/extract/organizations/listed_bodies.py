"""Organisations that the list they stand in, or the code of their shares, tells: 恒遠、中岳等房企, 廣聯（2382）.

Takes a Reading with its words and the organisations found so far, gives spans. Never takes a kind of
organisation, a place or an ordinary word with a code of a year for one.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Container, Iterator

from kg.extract.organizations.body_words import suffix_words
from kg.extract.records import Reading
from kg.extract.tokens import Tokens
from kg.vocabulary import Vocabulary

__all__ = ["coded", "listed"]

_HAN = r"\u3400-\u9fff"
_CODE = re.compile(r"[（(](?:(?:[A-Za-z]{2,6}[:：.\- ]?)?(\d{4,6})(\.[A-Z]{1,2})?)(?:[、,，-][^（）()]{1,8})?[）)]")
_YEAR = re.compile(r"(?:19|20)\d\d")
_NAME = re.compile(rf"[A-Za-z{_HAN}*-]{{2,6}}$")
_MARK = re.compile(rf"[^A-Za-z0-9{_HAN}*-]|[和与及]")
_LIST = re.compile(rf"[A-Za-z0-9{_HAN}&·.-]{{2,20}}(?:、[A-Za-z0-9{_HAN}&·.-]{{2,10}}){{2,}}")
_LAST = re.compile(r"[等和与及]")
_END = "，。；（("
_TAIL = 8
"""Letters between a list and the noun that says what its items are: 等21家|房企."""
_MOST = 6
_NAMING = frozenset(("eng", "zg", "b", "g", "q"))
"""Tags that the segmentation gives to coined words too, beside those of nouns."""
_CODED = 4
_SURE = 0.5
"""Share of known organisations in a list without such a noun."""


def coded(reading: Reading, words: Tokens, vocabulary: Vocabulary) -> Iterator[tuple[int, int]]:
    """Names right before the code of their shares in brackets."""
    w, text = suffix_words(vocabulary), reading.folded
    for m in _CODE.finditer(text):
        if _YEAR.fullmatch(m[1]) and not m[2]:
            continue
        edges = [e.end() for e in _MARK.finditer(text, max(0, m.start() - 12), m.start())]
        start = max(edges, default=max(0, m.start() - 12))
        if m.start() - start > _CODED:  # 電子五哥|廣聯: the last word, or two single letters
            n = words.at_end.get(m.start())
            if n is None:
                continue
            start = words.words[n].start if len(words.words[n].word) > 1 or not n else words.words[n - 1].start
        name = text[start : m.start()]
        if _NAME.fullmatch(name) and name not in w.stop and name not in w.generic and not _ends_in_post(name, w.posts):
            yield start, m.start()


def _ends_in_post(name: str, posts: Container[str]) -> bool:
    return any(name[at:] in posts for at in range(len(name)))


def listed(
    reading: Reading, words: Tokens, found: Collection[tuple[int, int]], vocabulary: Vocabulary
) -> Iterator[tuple[int, int]]:
    """The items of a list of organisations that no other rule knows, but the outer ones without an edge."""
    text, spans = reading.folded, set(found)
    if not spans or text.count("、") < 2:
        return
    kinds = vocabulary.words("org_before_name", "org_head")
    places = {(h.start, h.end) for h in reading.hits("regions")}
    for m in _LIST.finditer(text):
        items = _items(text, m.start(), m.end())
        known = [span for span in items if span in spans]
        said = _says_what(text, m.end(), items, kinds)
        if not known or (not said and (len(known) < 2 or len(known) < _SURE * len(items))):
            continue
        for span in items:
            if span not in spans and _may_be(text, span, words, vocabulary) and (said or span not in places):
                yield span


def _items(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The items between the marks of a list; of the last only what stands before 等 or 和."""
    items = []
    at = start
    for part in text[start:end].split("、"):
        items.append((at, at + len(part)))
        at += len(part) + 1
    first, last = items[0], items[-1]
    cut = _LAST.search(text, last[0] + 2, last[1])
    if cut or text[last[1] : last[1] + 1] in _END:
        items[-1] = (last[0], cut.start() if cut else last[1])
    else:
        items.pop()
    if first[0] and re.match(f"[{_HAN}]", text[first[0] - 1]):
        items = items[1:]
    return items


def _says_what(text: str, end: int, items: list[tuple[int, int]], kinds: Collection[str]) -> bool:
    """Whether 等 and a noun for companies or bodies follow: 等21家房企."""
    at = items[-1][1] if items else end
    if not text.startswith("等", at):
        return False
    behind = text[at + 1 : at + 1 + _TAIL]
    return any(kind in behind for kind in kinds)


def _may_be(text: str, span: tuple[int, int], words: Tokens, vocabulary: Vocabulary) -> bool:
    """Whether an item can be a name: short, with an edge on both sides, and no kind of thing."""
    start, end = span
    name = text[start:end]
    if not 2 <= end - start <= _MOST or start not in words.edges or end not in words.edges:
        return False
    if any(row.table in ("industries", "words", "roles", "industry_heads") for row in vocabulary.names.get(name, ())):
        return False
    w = suffix_words(vocabulary)
    inside = words.words[words.over(start) : words.over(end - 1) + 1]
    return name not in w.generic and all(t.tag[0] in "njx" or t.tag in _NAMING for t in inside)
