"""What every view needs at once: names, and for each claim who, what, where, when.

Takes the index. Gives columns of numbers and names, the claims in the order of
the pages. Never holds a claim's words: those come later, in ``details``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from kg import script
from kg.explore import names, order
from kg.explore.index import KINDS, Fields, Index

__all__ = ["core"]


def core(index: Index) -> Fields:
    """The columns that the page reads when it opens."""
    entities, claims = _entities(index), _claims(index)
    ranks = order.ranks(len(index.entities), claims["speakers"], claims["industries"], claims["links"])
    entities["rank"] = order.lifted(ranks, entities["up"])
    listed = ("label", "hans", "hant", "en")
    texts = [t for key in listed for t in entities[key] if t] + [n for names in entities["names"] for n in names]
    texts += [str(index.nodes[claim]["text"]) for claim in index.claims]  # they are searched too
    return {
        "kinds": KINDS, "modes": _values(index, "mode"), "acts": _values(index, "act"),
        "entities": entities, "articles": _articles(index), "claims": claims,
        "posts": _posts(index), "affiliations": _affiliations(index), "restates": _restates(index),
        "mentions": _mentions(index), "fold": names.folding(texts),
    }  # fmt: skip


def _entities(index: Index) -> Fields:
    rows = [index.nodes[node] for node in index.entities]
    up = [index.targets("BROADER", node) + index.targets("PART_OF", node) for node in index.entities]
    columns: Fields = {
        "id": index.entities,
        "kind": [KINDS.index(row["kind"]) for row in rows],
        "label": [row["label"] for row in rows],
        "names": [[n for n in row.get("names", ()) if n != row["label"]] for row in rows],
        "code": [row.get("code", "") for row in rows],
        "proposed": [int(row.get("proposed", False)) for row in rows],
        "pinyin": [_readings(row) for row in rows],
        "up": up,
    }
    for key, wanted in (("hans", "zh-Hans"), ("hant", "zh-Hant"), ("en", "en")):
        spelled = [_spelled(row, key, wanted) for row in rows]
        columns[key] = ["" if s == row["label"] else s for s, row in zip(spelled, rows, strict=True)]
    return columns


def _spelled(row: Fields, key: str, wanted: str) -> str:
    """The name to show in a script: of a concept what its table says, of anyone else only what a page printed.

    Converting a person's name guesses, and guesses wrong: 范 is a surname, 範 is none.
    """
    if (row["kind"] in ("Industry", "Region") and not row.get("proposed")) or wanted == "en":
        return str(row.get(key, ""))
    return names.attested([row["label"], *row.get("names", ())], wanted)


def _readings(row: Fields) -> str:
    """Pinyin of every spelling, each once, by bars; of a page's title none (nobody types it)."""
    if row["kind"] == "Article":
        return ""
    spelled = dict.fromkeys(script.fold(n) for n in (row["label"], *row.get("names", ()), row.get("hans", "")))
    return "|".join(dict.fromkeys(p for name in spelled if (p := names.pinyin(name))))


def _articles(index: Index) -> list[Fields]:
    kept = ("title", "publisher", "published", "byline", "path", "doc", "script", "characters", "sha256")
    rows = [index.nodes[node] for node in index.entities if index.nodes[node]["kind"] == "Article"]
    return [{key: row[key] for key in kept if row.get(key)} for row in rows]


def _claims(index: Index) -> Fields:
    first = len(index.entities) - sum(index.nodes[n]["kind"] == "Article" for n in index.entities)
    rows = [index.nodes[claim] for claim in index.claims]
    modes, acts = _values(index, "mode"), _values(index, "act")
    links: list[list[int]] = [[] for _ in rows]
    for source, edges in index.out["LOCATED_IN"].items():
        for target, data in edges:
            links[index.number[data["claim"]]] += [index.number[source], index.number[target]]
    return {
        "id": [claim.partition("/")[2] for claim in index.claims],
        "article": [index.number[row["article"]] - first for row in rows],
        "mode": [modes.index(row["mode"]) for row in rows],
        "act": [acts.index(row["act"]) for row in rows],
        "confidence": [round(100 * float(row["confidence"])) for row in rows],
        "dates": [row.get("dates", []) for row in rows],
        "speakers": [index.sources("STATED", claim) for claim in index.claims],
        "industries": [index.targets("ABOUT_INDUSTRY", claim) for claim in index.claims],
        "regions": [index.targets("ABOUT_REGION", claim) for claim in index.claims],
        "links": [[n for pair in sorted(_pairs(link)) for n in pair] for link in links],
    }


def _values(index: Index, key: str) -> list[str]:
    """The words a field of the claims holds, the most frequent first."""
    counts = Counter(str(index.nodes[claim][key]) for claim in index.claims)
    return sorted(counts, key=lambda word: (-counts[word], word))


def _pairs(flat: list[int]) -> Iterable[tuple[int, int]]:
    return zip(flat[::2], flat[1::2], strict=True)


def _posts(index: Index) -> list[list[Any]]:
    """For each tenure: person, organisation or -1, role."""
    posts: list[list[Any]] = []
    for tenure in index.tenures:
        holders, at = index.sources("HOLDS", tenure), index.targets("AT", tenure)
        posts.append([holders[0] if holders else -1, at[0] if at else -1, index.nodes[tenure]["role"]])
    return posts


def _affiliations(index: Index) -> list[list[int]]:
    """Person and organisation, each pair once."""
    pairs = {(index.number[p], index.number[o]) for p, edges in index.out["AFFILIATED_WITH"].items() for o, _ in edges}
    return [list(pair) for pair in sorted(pairs)]


def _restates(index: Index) -> list[list[int]]:
    """Claims that say the same, later and earlier."""
    found = index.out["RESTATES"].items()
    return sorted([index.number[claim], index.number[other]] for claim, edges in found for other, _ in edges)


def _mentions(index: Index) -> list[list[int]]:
    """Entity, article (by the common numbering), how often, first place."""
    return sorted(
        [index.number[node], index.number[article], data["count"], data["start"], data["end"]]
        for node, edges in index.out["MENTIONED_IN"].items()
        for article, data in edges
    )
