"""How a page of press names its makers: bylines, datelines, credits, folio lines.

Takes the Vocabulary. Gives patterns for folded text, with the outlet, the names
and the date as groups. Never knows a word of its own: marks stand here, words
in ``words.csv``, names of outlets in ``publishers.csv``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from kg import script
from kg.vocabulary import Vocabulary, alternation

__all__ = ["ARROWS", "HAN", "Imprint", "compile_imprint"]

ARROWS = "▲▼▶◀►◄△▽▷◁◥◤◢◣↑↓←→↖↗"
"""They point at a picture: what follows is its caption."""

HAN = r"[\u3400-\u9fff]"
_MARK = r"[（(〔\[【■◆●◎○★※◇□—\-·\s" + ARROWS + "]*"
_CLOSE = r"[）)〕\]】·\s]*"
_PAGE = r"第?\s?[A-Za-z]?\d{1,3}\s?版?"


class Imprint:
    """Patterns over one folded line or sentence, matched from its first character; each compiled when first needed."""

    makers: re.Pattern[str]
    """A word for who made a page; every byline has one."""
    byline: re.Pattern[str]
    """A whole line: groups ``outlet`` and ``names``."""
    told: re.Pattern[str]
    """The second line of a byline: 北京報道."""
    credit: re.Pattern[str]
    """A whole line that says where a text, a table or a picture is from; groups ``outlet`` and ``date``."""
    folio: re.Pattern[str]
    """The line at the head of a page: its number, its ``date``."""
    dateline: re.Pattern[str]
    """What a report opens with: 央视网消息（…）, 新華社北京3月1日電, （記者…報導）; groups ``outlet`` and ``names``."""
    issue: re.Pattern[str]
    """The issue a page is taken from, anywhere in a line: 《人民日报》（2025年2月10日 第1版）; group ``date``."""
    photo_end: re.Pattern[str]
    """The last two characters of a line that ends in a picture's credit."""
    photo: re.Pattern[str]
    """Where, at the end of a caption, the picture's credit begins."""
    names: re.Pattern[str]
    """One name of a byline's names."""

    def __init__(self, patterns: Mapping[str, str]) -> None:
        self._patterns = patterns

    def __getattr__(self, name: str) -> re.Pattern[str]:
        if name not in Imprint.__annotations__:
            raise AttributeError(name)
        found = self.__dict__[name] = re.compile(self._patterns[name])
        return found

    def signed(self, folded: str, *within: int) -> re.Match[str] | None:
        """A byline: looked for only where one can be, since its pattern is the largest."""
        return self.byline.match(folded, *within) if self.makers.search(folded, *within) else None


@cache
def compile_imprint(vocabulary: Vocabulary) -> Imprint:
    """The patterns of one vocabulary."""
    words = vocabulary.pattern
    publishers = {
        v for r in vocabulary.rows["publishers"] for c in ("name", "names") for v in map(script.fold, r.values(c))
    }
    outlets = _at_once(publishers)
    surname = _at_once({script.fold(r["surname"]) for r in vocabulary.rows["surnames"]})
    name = rf"(?:{surname}(?:{HAN}{{1,2}}|\s{{1,3}}{HAN}(?!{HAN}))|{HAN}{{2,6}}·{HAN}{{2,6}})"
    names = rf"{name}(?:[\s、／/和&]+{name})*"
    place = rf"{HAN}{{2,8}}"
    told, shot, source = words("layout_told"), words("layout_photo"), words("layout_credit")
    reporter, report, wire = words("layout_byline"), words("layout_report"), words("layout_wire")
    numeral = words("layout_numeral")
    date = (
        r"(?P<date>\d{4}\s?[年./-]\s?\d{1,2}\s?[月./-]\s?\d{1,2}(?:\s?日)?"
        rf"|{numeral}{{4}}年{numeral}{{1,2}}月{numeral}{{1,3}}日)"
    )
    tail = rf"(?:[\s／/]*(?:{place})??\s*{told})"
    label = rf"(?:{words('layout_imprint')}(?:\s*[:：/／|丨]\s*|\s+)|{words('layout_imprint_short')}\s*[:：/／|丨]\s*)"
    ends = _letters(w[-1] for w in publishers | vocabulary.words("layout_told", "layout_photo"))
    agency = rf"(?:{outlets})(?:[\s／/]*(?:{told}|{shot}))?"
    issue = rf"《\s?{HAN}[^》]{{1,20}}》\s*[（(][^。]{{0,30}}"
    opened = rf"(?:[（(〔\[【]{HAN}{{1,8}}{report}[）)〕\]】]\s*)"
    contact = rf"(?:\s+{HAN}{{2,4}}\s*[:：]\s*(?!{HAN})[^\s。，]+)*"
    section = rf"(?:[A-Za-z]\d{{1,3}}|第\s?[A-Za-z]?\d{{1,3}}\s?版)(?:\s*[:：]\s*|\s+){HAN}{{2,6}}(?:\s+{HAN}{{2,6}})*"
    return Imprint(
        {
            "makers": words("layout_byline", "layout_imprint", "layout_imprint_short"),
            "byline": (
                rf"{_MARK}(?:(?:(?P<outlet>{outlets})|{HAN}{{0,10}}?){report}?[\s（(]*(?:{place})??{reporter}[\s:：/／]*"
                rf"(?:(?P<names>{names})(?:[\s、／/]+{reporter}[\s:：]*{names})*{tail}?|{tail})"
                rf"|{label}{names}(?:[\s,，、]*{label}{names})*{contact}){_CLOSE}(?:{issue})?$"
            ),
            "told": rf"{_MARK}{place}{told}{_CLOSE}$",
            "credit": (
                rf"{_MARK}(?:{source}\s*[:：︰/].*|(?:[^。，、]{{0,10}}据)?(?P<outlet>{outlets})(?:[\s／/]*(?:{told}|{shot}))?"
                rf"|《\s?[^》]{{2,20}}》\s*[（(]\s*{date}.*){_CLOSE}$"
            ),
            "folio": (
                rf"(?:{_PAGE}|{section}|(?:{HAN}|\s){{0,8}}{date}\s*(?:{words('layout_folio')}(?:{HAN}|\s){{0,12}})?(?:{_PAGE})?)$"
            ),
            "dateline": (
                rf"(?:据)?(?P<outlet>{outlets})(?:{report}|(?:{place})?\d{{1,2}}(?:月\d{{1,2}})?日{wire}|[（(](?:{reporter}|{outlets}))"
                rf"|{opened}?[（(〔\[【](?P<agency>{outlets})?(?:{place})?{reporter}(?P<names>[^）)〕\]】]{{2,30}})[）)〕\]】]"
                rf"|[（(〔\[【](?P<wire>{outlets})[^）)〕\]】]{{2,30}}{wire}[^）)〕\]】]{{0,8}}[）)〕\]】]|{opened}"
            ),
            "issue": rf"《\s?[^》]{{2,20}}》\s*[（(]\s*{date}",
            "photo_end": rf"(?:.?{ends}|{ends}[）)])$",
            "photo": (
                rf"(?<=[。！？」』”）])\s*(?=[（(]?(?:{agency}|(?:{outlets})?(?:{reporter})?\s*{names}\s*{shot})[）)]?$)"
            ),
            "names": name,
        }
    )


def _letters(letters: Iterable[str]) -> str:
    return f"[{''.join(map(re.escape, sorted(set(letters))))}]"


def _at_once(words: Iterable[str]) -> str:
    """Any of many words, for matching at a place: the first letter decides without trying them one by one."""
    listed = list(words)
    return f"(?:(?={_letters(w[0] for w in listed)}){alternation(listed)})" if listed else alternation(listed)
