"""The words left of an organisation's last word that may belong to its name.

Takes the words of a text and its Spots. Never decides whether they make a name.
"""

from __future__ import annotations

import re
from collections.abc import Container

from kg.extract.organizations.body_spots import Spots
from kg.extract.organizations.body_words import COMPANIES, SuffixWords
from kg.extract.tokens import Token, Tokens

__all__ = ["chain"]

_NOUNS = ("n", "b", "j", "vn", "an", "eng", "l", "zg", "g", "s", "x", "f", "t")
_MOST_WORDS = 10
_BRACKET = re.compile(r"[（(][^（）()]{1,8}[）)]$")
_BRACKET_MOST = 10
_JOINABLE = frozenset(("government", "office", "school", "association", "unit", "state"))
_DATE = re.compile(r"[0-9０-９一二三四五六七八九十]+[年月日号]|.*[年月日]$")
_COINED = frozenset(("company", "firm", "legal"))
_VERBAL = frozenset(("school", "association"))
"""Kinds whose names hold verbs too, after a place: 台灣|長照|勞動者工會."""


def chain(folded: str, words: Tokens, suffix: int, kind: str, spots: Spots, w: SuffixWords) -> list[Token]:
    """The words left of the suffix that may belong to the name, in reading order."""
    found: list[Token] = []
    n = words.over(suffix)
    if words.words[n].start < suffix:
        t = words.words[n]
        if folded[t.start : suffix] in w.stop:
            return []
        found.append(Token(t.start, suffix, folded[t.start : suffix], "n"))
    n -= 1
    covered, covered_ends = spots.covered, spots.ending
    while n >= 0 and len(found) < _MOST_WORDS:
        t = words.words[n]
        if found and t.word in w.heads and kind in COMPANIES:
            break
        if t.start in covered and t.end - 1 in covered:
            pass
        elif (
            t.word in "）)"
            and (b := _BRACKET.search(folded, max(0, t.end - _BRACKET_MOST), t.end))
            and _holds_place(b, covered, words)
        ):
            n = words.at_end[b.start()]
            t = Token(words.words[n].start, t.end, folded[words.words[n].start : t.end], words.words[n].tag)
        elif t.word in w.joins and found and n and words.words[n - 1].word == "的":
            t = Token(t.start, found[0].end, t.word + found.pop(0).word, "nz")  # no "and" follows 的: 的|和某某集團
        elif t.word in w.joins:
            apart = t.start in covered_ends or t.start in spots.ended or t.end in spots.starting
            if apart or not (kind in _JOINABLE and found and n and _joins(words.words[n - 1])):
                break
        elif len(t.word) > 1 and t.word[0] in w.before and t.start + 1 in spots.starting:
            found.insert(0, Token(t.start + 1, t.end, t.word[1:], "ns"))  # 據市|公安局: cut with the preposition
            break
        elif kind in _COINED and t.word[0] in w.before and 1 < len(t.word) < 4 and (t.start, t.end) not in words.known:
            found.insert(0, Token(t.start + 1, t.end, t.word[1:], "nz"))  # 由某|某某有限公司: so too
            break
        elif t.word in "·•" and n and words.words[n - 1].word.isalnum():
            pass
        elif not (
            _may_belong(t, suffix, kind, n, words, w)
            or (t.tag == "v" and kind in _VERBAL and t.word not in w.stop and _led(t, n, covered_ends, words, w))
            or (kind == "legal" and _chosen(t, n, covered_ends, words, w))
        ):
            break
        found.insert(0, t)
        n -= 1
    while found and (found[0].word in w.joins or (len(found[0].word) == 1 and found[0].word in w.fillers)):
        found.pop(0)
    return found


def _led(t: Token, n: int, covered_ends: Container[int], words: Tokens, w: SuffixWords) -> bool:
    """Whether a place or a word like 中華 leads up to a verb within the name: 中華|居家|照護|機構聯合會."""
    if t.start in covered_ends:
        return True
    left = words.words[max(0, n - 2) : n]
    noun = all(u.tag[0] == "n" for u in left)
    return len(t.word) > 1 and noun and any(u.word in w.national for u in left)


def _chosen(t: Token, n: int, covered_ends: Container[int], words: Tokens, w: SuffixWords) -> bool:
    """Whether a word of any kind is a company's own: right behind a place, or one letter behind a coined word there.

    深圳|自如|資產管理有限公司, 廣州|某綠固|廢|利用有限公司; no verb: 在深圳|成立|某某有限公司.
    """
    if t.word in w.stop or not n:
        return False
    left = words.words[n - 1]
    if len(t.word) > 1:
        return (t.tag[0] in "rd" or (t.start, t.end) not in words.known) and t.start in covered_ends
    coined = len(left.word) > 1 and (left.start, left.end) not in words.known and left.word.isalnum()
    return t.tag == "v" and coined and left.start in covered_ends


def _holds_place(bracket: re.Match[str], covered: set[int], words: Tokens) -> bool:
    """（深圳）, （國家行政學院）: a bracket that belongs to the name of a body."""
    return bracket.start() in words.at_end and {bracket.start() + 1, bracket.end() - 2} <= covered


def _joins(left: Token) -> bool:
    return len(left.word) > 1 and left.tag.startswith(("n", "v", "j", "a", "b")) and left.tag not in ("ns", "nt", "nr")


def _may_belong(t: Token, suffix: int, kind: str, n: int, words: Tokens, w: SuffixWords) -> bool:
    if t.word in w.inner:
        return True
    members = kind == "association" and t.end == suffix  # 律師公會: a post may say whose society it is
    if t.word in w.stop or not t.word.isalnum() or (t.word in w.posts and not members):
        return False
    if t.word.isascii():
        return t.word.isalpha()
    if kind in _COINED and 1 < len(t.word) < 5 and (t.start, t.end) not in words.known and t.tag[0] in "qvdmi":
        left = words.words[n - 1] if n else None  # a coined word gets any tag; it begins its phrase
        return t.tag[0] in "qi" or left is None or not left.word.isalnum() or left.tag[0] in "pc"
    if t.word in w.fillers:
        return True
    if t.tag == "m":
        return len(t.word) > 1 or (n > 0 and words.words[n - 1].tag == "m")
    if t.tag == "t":
        return not _DATE.fullmatch(t.word)
    if t.tag.startswith(_NOUNS) or t.tag == "a":
        return True
    # A made-up name is cut at random: 奇|安信. At the very edge of its phrase one character may be anything.
    return kind in ("company", "firm") and len(t.word) == 1 and (n == 0 or not words.words[n - 1].word.isalnum())
