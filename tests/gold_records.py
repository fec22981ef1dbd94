"""The seeds' gold files as records of kg.model, so that graph, exports and explorer are tested apart from extraction.

Who said what is the annotators'; cues, confidences and publication dates are
set here by simple means, which is enough to have every field filled. The
vocabulary is a small one of the tests' own, so that no edit of ``ontology/``
changes an expected row.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import networkx as nx

from kg import graph as graph_stage
from kg import ids, resolve, resources, script
from kg.model import (
    Claim,
    Document,
    Evidence,
    Extraction,
    Figure,
    Mention,
    Passage,
    Resolution,
    Span,
    Speaker,
    Tenure,
    Topic,
)
from kg.vocabulary import Vocabulary, load

__all__ = ["document", "extractions", "graph", "pages", "resolution", "vocabulary"]

HERE = Path(__file__).parent
ABOUT = {
    "000": ("香港文匯報", "2024-03-01", "專家專家：攻關前沿技術"),
    "001": ("大公報", "2024-02-19", "發展新質生產力 升級灣區產業鏈"),
    "002": ("大公報", "2024-03-04", "香港科學家 尖端領域大放異彩"),
    "003": ("", "2024-03-09", "为高质量发展注入强劲推动力支撑力"),
    "004": ("", "", "加快发展新质生产力"),
}
"""Publisher, date and title; one page without a publisher, one without a date either."""
CUES = re.compile("(表示|认为|指出|强调|提出|称|说|介绍|建议|坦言|要求|明确)[^。！？]{0,6}$")
FIGURE = re.compile(r"(\d+(?:\.\d+)?)(%|年|个|亿元|万亿元|倍)")
ACTS = (("target", "将"), ("appeal", "要"), ("forecast", "预计"))
HEADS = (("制造", "industry/manufacturing"), ("服务", ""), ("材料", "industry/manufacturing"))


@cache
def vocabulary() -> Vocabulary:
    """The tests' own tables."""
    return load(HERE / "vocabulary")


@cache
def document(name: str) -> Document:
    """One of the five pages, read without the corpus stage."""
    path = resources.seeds() / f"{name}.txt"
    text = path.read_bytes().decode("utf-8")
    publisher, published, title = ABOUT[name[:3]]
    sha = ids.text_hash(text)
    return Document(
        ids.local("article", name, sha), name, path.name, text, "utf-8", sha, script.script_of(text),
        title=title, publisher=publisher, published=published, byline=("盧靜",) if name[:3] == "001" else (),
    )  # fmt: skip


class Page:
    """A page without its white space, and the way back to its own places."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.places = [i for i, c in enumerate(document.text) if not c.isspace()]
        self.text = "".join(document.text[i] for i in self.places)
        self.passage = Passage(document.id, 0, "paragraph", self.text, self.places)

    def spans(self, start: int, end: int) -> tuple[Span, ...]:
        return self.passage.page_spans(start, end, self.document.text)

    def near(self, words: str, start: int, end: int) -> int:
        """Where the words stand: inside the range, else last before it, else first on the page, else -1."""
        places = (self.text.find(words, start, end), self.text.rfind(words, 0, start), self.text.find(words))
        return next((at for at in places if at >= 0), -1)


def _concept(kind: str, name: str) -> str:
    table = {"Industry": "industries", "Region": "regions"}.get(kind)
    rows = vocabulary().names.get(script.fold(name), ())
    return next((f"{kind.lower()}/{r['id']}" for r in rows if r.table == table), "")


def _head(kind: str, name: str) -> str:
    folded = script.fold(name)
    return next((h for word, h in HEADS if kind == "Industry" and word in folded and not _concept(kind, name)), "")


def _evidence(page: Page, words: str, start: int, end: int, rule: str) -> Evidence:
    at = page.near(words, start, end)
    spans = page.spans(at, at + len(words)) if at >= 0 else page.spans(start, start + 1)
    return Evidence(spans, rule, 0.9 if start <= at < end else 0.75)


def _claim(page: Page, statement: dict[str, Any]) -> Claim:
    ranges: list[tuple[int, int]] = []
    for segment in statement["segments"]:
        at = page.text.find(segment, ranges[-1][1] if ranges else 0)
        at = at if at >= 0 else page.text.find(segment)
        ranges.append((at, at + len(segment)))
    start, end = ranges[0][0], max(ranges[0][0], *(e for _, e in ranges))
    spans = tuple(span for s, e in ranges for span in page.spans(s, e))
    cue = CUES.search(script.fold(page.text[max(0, start - 12) : start]))
    cue_at = max(0, start - 12) + cue.start(1) if cue else 0
    roles, bodies = statement["roles"], statement["affiliations"]
    tenures = tuple(
        Tenure(roles[i] if i < len(roles) else "", bodies[i] if i < len(bodies) else "", evidence)
        for i in range(max(len(roles), len(bodies)))
        if (words := (bodies[i] if i < len(bodies) else roles[i])) in page.text
        for evidence in (_evidence(page, words, start, start, "introduction"),)
    )
    name = statement["speaker"]
    speaker = Speaker(name, statement["speaker_type"], _evidence(page, name, start, start, "cue_before"), tenures)
    text = "".join(statement["segments"])
    topics = {
        kind: tuple(
            Topic(kind, _concept(kind, t), t, _evidence(page, t, start, end, "named"), _head(kind, t))
            for t in dict.fromkeys(statement[field])
        )
        for kind, field in (("Industry", "industries"), ("Region", "regions"))
    }
    figures = tuple(
        Figure(m.group(), m.group(1), m.group(2), page.spans(start + m.start(), start + m.end()))
        for m in FIGURE.finditer(page.text[start:end])
    )
    pairs = tuple(
        (_concept("Industry", i) or i, _concept("Region", r) or r, _evidence(page, i, start, end, "same_sentence"))
        for i, r in statement["industry_region"]
    )
    folded = script.fold(text)
    act = next((act for act, word in ACTS if word in folded), "assessment")
    return Claim(
        ids.local("claim", page.document.id, name, ",".join(f"{s.start}-{s.end}" for s in spans)), page.document.id,
        spans, text, statement["kind"], speaker, page.text[cue_at : cue_at + len(cue[1])] if cue else "",
        page.spans(cue_at, cue_at + len(cue[1])) if cue else (), topics["Industry"], topics["Region"],
        tuple({(i, r): (i, r, e) for i, r, e in pairs}.values()), figures,
        tuple((m[1], page.spans(start + m.start(), start + m.end(1))) for m in re.finditer(r"(\d{4})年", text)),
        "cue_before" if cue else "carried_on", 0.9 if cue else 0.8, act,
        modality=("hedged",) if "可能" in folded else (), reasons=("gold",),
    )  # fmt: skip


def _mentions(page: Page, gold: list[dict[str, Any]]) -> Iterator[Mention]:
    taken = bytearray(len(page.text))
    for m in sorted(gold, key=lambda m: (-len(m["text"]), m["text"], m["type"])):
        left = m["count"]
        for hit in re.finditer(re.escape(m["text"]), page.text):
            if left and not any(taken[hit.start() : hit.end()]):
                left -= 1
                taken[hit.start() : hit.end()] = b"\1" * len(hit.group())
                concept = _concept(m["type"], m["text"])
                yield Mention(
                    page.document.id, page.spans(*hit.span()), m["text"], m["type"], m["text"], concept,
                    "table" if concept else "gold", 1.0, _head(m["type"], m["text"]),
                )  # fmt: skip


@cache
def extractions() -> tuple[Extraction, ...]:
    """The five pages as the annotators read them."""
    found = []
    for file in sorted((HERE / "gold").glob("*.json")):
        gold = json.loads(file.read_text(encoding="utf-8"))
        page = Page(document(gold["doc"]))
        claims = sorted((_claim(page, s) for s in gold["statements"]), key=lambda c: (c.spans, c.id))
        mentions = sorted(_mentions(page, gold["mentions"]), key=lambda m: m.spans)
        tenures = dict.fromkeys((c.speaker.name, t) for c in claims if c.speaker for t in c.speaker.tenures)
        found.append(Extraction(page.document, (page.passage,), tuple(mentions), tuple(claims), (), (), tuple(tenures)))
    return tuple(found)


@cache
def resolution() -> Resolution:
    """The five pages resolved."""
    return resolve.run(extractions())


def graph() -> nx.MultiDiGraph[str]:
    """A fresh graph of the five pages; yours to change."""
    return _graph().copy()


@cache
def _graph() -> nx.MultiDiGraph[str]:
    return graph_stage.run(resolution(), vocabulary())


def pages() -> dict[str, str]:
    """Article id → text as decoded."""
    return {e.document.id: e.document.text for e in extractions()}
