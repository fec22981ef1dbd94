"""What a page says about itself: title, publisher, date, byline.

Takes the text. Gives what stands at its head and foot in so many words. Never
infers: a page that does not name its publisher has none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kg import script
from kg.corpus import days
from kg.imprint import Imprint, compile_imprint
from kg.vocabulary import Vocabulary

__all__ = ["Shown", "read"]

_HEAD, _FOOT = 12, 4
"""Lines looked at."""
_TITLE = 45
_SHORT = 60
"""A byline's line is no longer."""
_READ = 10_000
"""Characters of a long text that are looked at, besides its foot."""
_STOPS = "。！；，、：…"


@dataclass(frozen=True, slots=True)
class Shown:
    """As printed; empty where the page shows nothing."""

    title: str = ""
    publisher: str = ""
    published: str = ""
    byline: tuple[str, ...] = ()


def read(text: str, vocabulary: Vocabulary) -> Shown:
    """What the first and the last lines show.

    >>> from kg.vocabulary import load
    >>> read("竹科再擴建\\n（中央社記者李小明新竹3日電）竹科……", load()).publisher
    '中央通訊社'
    """
    imprint = compile_imprint(vocabulary)
    lines = [line for raw in text[:_READ].splitlines() if (line := raw.strip())]
    if len(text) > _READ:
        lines += [line for raw in text[-_FOOT * 100 :].splitlines() if (line := raw.strip())]
    page = list(zip(lines, map(script.fold, lines), strict=True))
    edges = [*page[:_HEAD], *page[_HEAD:][-_FOOT:]]
    short = [p for p in page if len(p[0]) <= _SHORT]
    return Shown(
        _title(page[:_HEAD], imprint),
        _publisher(edges, imprint, vocabulary) or _publisher(short, imprint, vocabulary),
        _published(edges, imprint),
        _byline([*edges[:_FOOT], *short], imprint),
    )


def _title(head: list[tuple[str, str]], imprint: Imprint) -> str:
    for line, folded in head[:4]:
        if imprint.folio.match(folded) or imprint.signed(folded) or imprint.credit.match(folded):
            continue
        line = re.split(r"\s*[|｜]\s*", line)[0]
        if len(line) % 2 == 0 and line[: len(line) // 2] == line[len(line) // 2 :]:
            line = line[: len(line) // 2]
        if len(line) > _TITLE or line[-1] in _STOPS or "。" in line or imprint.dateline.match(folded):
            return ""
        return line
    return ""


def _publisher(page: list[tuple[str, str]], imprint: Imprint, vocabulary: Vocabulary) -> str:
    """The imprint of an issue (《人民日报》（日期）), else a dateline's outlet, a byline's, the title's last part."""
    official = _official(vocabulary)
    for _, folded in page:
        for m in re.finditer(r"《\s?([^》]{2,20}?)\s?》\s*[（(]\s*\d{4}", folded):
            if m[1] in official:
                return official[m[1]]
        if (m2 := imprint.dateline.match(folded)) or (m2 := imprint.signed(folded)):
            groups = m2.groupdict()
            if outlet := groups.get("outlet") or groups.get("agency") or groups.get("wire"):
                return official[outlet]
        last = re.split(r"\s*[|｜_]\s*", folded)[-1]
        if last != folded and last in official:
            return official[last]
    return ""


@cache
def _official(vocabulary: Vocabulary) -> dict[str, str]:
    """Folded name of a publisher → the one it is known by."""
    rows = vocabulary.rows["publishers"]
    return {script.fold(v): r["name"] for r in rows for c in ("names", "name") for v in r.values(c)}


def _published(page: list[tuple[str, str]], imprint: Imprint) -> str:
    for _, folded in page:
        m = imprint.folio.match(folded) or imprint.credit.match(folded) or imprint.issue.search(folded)
        if m and (date := m.groupdict().get("date")):
            return days.iso(date)
    wire = any((m := imprint.dateline.match(folded)) and (m["wire"] or m["agency"]) for _, folded in page)
    if wire and page and (m := _MINGUO.search(page[-1][0])):
        return f"{int(m[1]) + 1911}-{m[2]}-{m[3]}"
    return ""


_MINGUO = re.compile(r"(?<!\d)(1\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$")
"""Central News Agency signs with the year of the Republic of China: 1050521 is 2016-05-21."""


def _byline(page: list[tuple[str, str]], imprint: Imprint) -> tuple[str, ...]:
    names: dict[str, None] = {}
    for line, folded in page:
        m = imprint.signed(folded) or imprint.dateline.match(folded)
        if m is None or not m.groupdict().get("names"):
            continue
        start, end = m.span("names")
        for found in imprint.names.finditer(folded, start, end):
            names["".join(line[slice(*found.span())].split())] = None
    return tuple(names)
