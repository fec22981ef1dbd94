"""Valid graphs to try things on: small nasty ones for laws, large ones for speed.

``graphs()`` is a hypothesis strategy; ``sample(claims, seed)`` makes the same
graph every time and takes about six edges for each claim, so 170,000 claims are
a million edges. Both keep ``kg.graph.schema``, and ``page[start:end]`` is the
quote of every finding and the words of every segment.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any, NamedTuple

import networkx as nx
from hypothesis import strategies as st

from kg import ids
from kg.graph.check import DERIVED

__all__ = ["NASTY", "Sample", "graphs", "nasty_text", "sample", "small"]

NASTY = (
    "he said \"no\" and 'yes'",
    "back\\slash \\n \\u4e2d \\",
    "two\nlines\r\nand\rmore\ttab",
    '"""',
    "'''",
    " ",
    "</script><img src=x onerror=alert(1)>",
    "href=javascript:alert(1)",
    "]]>&amp;<!--",
    "{{ 7*7 }} ${x} %s {0}",
    "=1+1",
    "＝SUM(A1)",
    "@cmd",
    "-2",
    "+3",
    "'; DROP TABLE claims; --",
    "MATCH (n) DETACH DELETE n",
    "?x }",
    "`x`",
    "U+2028 \u2028 and \u2029 and \x85",
    "\ufeffBOM",
    "全角\u3000空格",
    "𠮷野家𪚥",
    "😀👨\u200d👩\u200d👧",
    "e\u0301 \u200f\u0639",
    "<http://example.org/> .",
    "a|b;c,d",
    "\u200b\u200d",
    "\x0b\x0c\x7f",
    "\ufffd",
    "null",
    "NaN",
    "true",
)
"""Texts that have broken some exporter somewhere."""

WORDS = "集成電路芯片发展新质生产力粵港澳大灣區科技創新現代化體系低空經濟人工智能金融服務業，。：「」0123456789%"
REGIONS, INDUSTRIES = 120, 90


class Sample(NamedTuple):
    """A graph and the pages its spans count in (article id → text)."""

    graph: nx.MultiDiGraph[str]
    pages: dict[str, str]


def nasty_text(min_size: int = 1, max_size: int = 40) -> st.SearchStrategy[str]:
    """Any text a page may hold: all of Unicode but NUL and lone surrogates, and the texts above."""
    characters = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
    return st.sampled_from(NASTY).filter(lambda t: min_size <= len(t)) | st.text(
        characters, min_size=min_size, max_size=max_size
    )


@st.composite
def graphs(draw: st.DrawFn, max_claims: int = 6) -> Sample:
    """Small graphs with every kind of node and edge and nasty text wherever text may stand."""
    pages = draw(st.lists(nasty_text(), min_size=1, max_size=3))
    names = draw(st.lists(nasty_text(), min_size=1, max_size=12))
    choices = draw(st.randoms(use_true_random=False))
    return _assemble(choices, draw(st.integers(0, max_claims)), pages, names, regions=4, industries=4)


def sample(claims: int, seed: int = 0) -> Sample:
    """The graph of that many claims; the same for the same arguments."""
    choices = random.Random(seed)
    pages = ["".join(choices.choices(WORDS, k=400)) + NASTY[i % len(NASTY)] for i in range(min(claims // 10 + 1, 2000))]
    names = [*NASTY, *("".join(choices.choices(WORDS[:60], k=3)) for _ in range(min(claims // 4, 20000)))]
    return _assemble(choices, claims, pages, names, REGIONS, INDUSTRIES)


def small() -> Sample:
    """A dozen claims and speakers of each kind: for what takes long."""
    names = ["习近平", "國務院", "中央經濟工作會議", "《政府工作報告》", "專家", "OpenAI"]
    return _assemble(random.Random(5), 12, ["發展低空經濟，深圳先行。"], names, regions=3, industries=3)


class _Pile:
    """Nodes and edges gathered; ids count up, so that nothing is hashed."""

    def __init__(self, choices: random.Random, names: Sequence[str]) -> None:
        self.choices, self.names = choices, names
        self.nodes: list[tuple[str, dict[str, Any]]] = []
        self.edges: list[tuple[str, str, str, dict[str, Any]]] = []

    def node(self, prefix: str, kind: str, label: str, /, **fields: Any) -> str:
        key = f"{prefix}/{len(self.nodes):016d}"
        self.nodes.append((key, {"kind": kind, "label": label, **fields}))
        return key

    def edge(self, relation: str, source: str, target: str, /, **fields: Any) -> None:
        key = f"{'finding' if 'rule' in fields else 'edge'}/{len(self.edges):016d}"
        if relation in DERIVED:
            key = ids.local("edge", relation, source, target)
        self.edges.append((source, target, key, {"relation": relation, "id": key, **fields}))

    def names_of(self, label: str) -> dict[str, Any]:
        some = {"names": sorted({label, self.choices.choice(self.names)}), "hans": label, "hant": label}
        return some if self.choices.random() < 0.8 else {"names": [label], "en": label}

    def words(self, article: str, page: str) -> dict[str, Any]:
        start = self.choices.randrange(len(page))
        end = min(len(page), start + 1 + self.choices.randrange(12))
        confidence = f"0.{self.choices.randrange(1, 100)}".rstrip("0")
        said = {"rule": self.choices.choice(("cue_before", "cue_after", "heading")), "confidence": confidence}
        return {"article": article, "start": start, "end": end, "quote": page[start:end], **said}


def _assemble(
    choices: random.Random, claims: int, texts: Sequence[str], names: Sequence[str], regions: int, industries: int
) -> Sample:
    pile = _Pile(choices, names)
    pages: dict[str, str] = {}
    for i, text in enumerate(texts):
        date = f"20{choices.randrange(10, 30)}-0{choices.randrange(1, 10)}-1{choices.randrange(10)}"
        seen = {"publisher": choices.choice(names), "published": date} if choices.random() < 0.9 else {}
        article = pile.node(
            "article", "Article", choices.choice(names), doc=f"page-{i:06d}", path=f"page-{i:06d}.txt",
            sha256=ids.text_hash(text), characters=len(text), script=choices.choice(("zh-Hans", "zh-Hant", "zh", "en")),
            encoding="utf-8", byline=[choices.choice(names)], title=choices.choice(names), **seen,
        )  # fmt: skip
        pages[article] = text
    articles = list(pages)
    places = _tree(pile, "region", "Region", "PART_OF", regions, level="city", source="test")
    sectors = _tree(pile, "industry", "Industry", "BROADER", industries, scheme="own", proposed=False, source="test")
    speakers = _speakers(pile, articles, pages)
    earlier: list[tuple[str, str]] = []
    for _ in range(claims):
        speaker, tenures, home = choices.choice(speakers)
        article = home or choices.choice(articles)
        claim = _claim(pile, article, pages[article])
        cue = {"cue": "表示", "cue_start": 0, "cue_end": 1} if choices.random() < 0.7 else {}
        pile.edge("STATED", speaker, claim, **pile.words(article, pages[article]), tenures=tenures, **cue)
        pile.edge("APPEARS_IN", claim, article)
        about = choices.sample(sectors, k=min(len(sectors), choices.randrange(3)))
        where = choices.sample(places, k=min(len(places), choices.randrange(3)))
        for industry in about:
            pile.edge("ABOUT_INDUSTRY", claim, industry, **pile.words(article, pages[article]))
        for region in where:
            pile.edge("ABOUT_REGION", claim, region, **pile.words(article, pages[article]))
        if about and where:
            pile.edge("LOCATED_IN", about[0], where[0], **pile.words(article, pages[article]), claim=claim)
        if earlier and choices.random() < 0.05:
            said, where_said = choices.choice(earlier)
            if where_said != article:
                pile.edge("RESTATES", claim, said, score="0.75")
        earlier.append((claim, article))
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(base=ids.BASE)
    graph.add_nodes_from(sorted(pile.nodes))
    for source, target, key, fields in pile.edges:
        graph.add_edge(source, target, key, **fields)
    return Sample(graph, pages)


def _tree(pile: _Pile, prefix: str, kind: str, relation: str, size: int, **fields: Any) -> list[str]:
    keys: list[str] = []
    for i in range(size):
        label = pile.choices.choice(pile.names)
        code = {"code": f"{i:06d}"} if i % 2 else {}
        keys.append(pile.node(prefix, kind, label, **pile.names_of(label), **fields, **code))
        if i:
            pile.edge(relation, keys[i], keys[(i - 1) // 3], source="test")
    return keys


def _speakers(pile: _Pile, articles: list[str], pages: dict[str, str]) -> list[tuple[str, list[str], str]]:
    """Id, tenures and, of a group, the only article it speaks in."""
    speakers: list[tuple[str, list[str], str]] = []
    for i, name in enumerate(pile.names):
        kind = ("Person", "Person", "Organization", "Meeting", "Document", "Group")[i % 6]
        home = articles[i % len(articles)]
        where = {"article": home} if kind == "Group" else {}
        who = pile.node(kind.lower(), kind, name, **pile.names_of(name), **where)
        pile.edge("MENTIONED_IN", who, home, **pile.words(home, pages[home]), count=1 + i % 3)
        posts: list[str] = []
        if kind == "Person" and i % 2 == 0:
            body = pile.node("organization", "Organization", name, **pile.names_of(name))
            posts = [pile.node("tenure", "Tenure", name, role=name, first_seen="2024-01-01", last_seen="2024-02-01")]
            pile.edge("HOLDS", who, posts[0], **pile.words(home, pages[home]))
            pile.edge("AT", posts[0], body, **pile.words(home, pages[home]))
            pile.edge("AFFILIATED_WITH", who, body, **pile.words(home, pages[home]))
        speakers.append((who, posts, home if kind == "Group" else ""))
    return speakers


def _claim(pile: _Pile, article: str, page: str) -> str:
    choices = pile.choices
    cut = sorted(choices.sample(range(len(page) + 1), k=min(len(page) + 1, choices.choice((2, 4)))))
    pairs = list(zip(cut[::2], cut[1::2], strict=False)) or [(0, len(page))]
    text = "".join(page[s:e] for s, e in pairs)
    return pile.node(
        "claim", "Claim", text[:40], article=article, text=text,
        mode=choices.choice(("direct", "indirect", "document")), act=choices.choice(("target", "forecast", "denial")),
        start=pairs[0][0], end=pairs[-1][1], starts=[str(s) for s, _ in pairs], ends=[str(e) for _, e in pairs],
        language=choices.choice(("zh-Hans", "zh-Hant", "en")), rule="cue_before", confidence="0.9", via=[],
        modality=["hedged"] if choices.random() < 0.1 else [], dates=["2024-03"] if choices.random() < 0.2 else [],
        figures=["29.9%|29.9|%"] if choices.random() < 0.2 else [],
    )  # fmt: skip
