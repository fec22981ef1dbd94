"""A page damaged as files damage pages tells what the page told, and its graph is proven against the damaged page."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kg import ids, pipeline
from kg.export.rdf.verify import verify
from kg.model import Document
from kg.vocabulary import load
from tests import gold_records

RADICALS = {unicodedata.normalize("NFKC", chr(c)): chr(c) for c in range(0x2F00, 0x2FD6)}
"""Letter → the radical that looks like it."""
INSIDE = re.compile(r"(?<=[\u3400-\u9fff])(?=[\u3400-\u9fff])")


def radicals(page: str) -> str:
    return page.translate(str.maketrans(RADICALS))


def wide(page: str) -> str:
    return re.sub("[0-9A-Za-z.%]", lambda m: chr(ord(m[0]) + 0xFEE0), page)


def set_wide(page: str) -> str:
    """Every line of running text with a blank behind each letter."""
    return re.sub("(?m)^.*[，。].*$", lambda m: INSIDE.sub(" ", m[0]), page)


def marked_up(page: str) -> str:
    """Each line a paragraph of HTML, quotation marks as references."""
    lines = page.replace("“", "&ldquo;").replace("”", "&rdquo;").split("\n")
    return "<div>" + "".join(f'<p class="a">{line}</p>' if line else "\n" for line in lines) + "</div>"


def told(document: Document) -> list[tuple[str, str]]:
    """Who said what, white space aside."""
    read = pipeline.read_document(document, load())
    return sorted((c.speaker.name if c.speaker else "", "".join(c.text.split())) for c in read.claims)


@pytest.mark.parametrize("damage", [radicals, wide, set_wide, marked_up])
@pytest.mark.parametrize("name", ["001_fd79f2fb093831e2", "004_7364f5dc65257ad7"])
def test_a_damaged_page_tells_the_same(name: str, damage: Callable[[str], str]) -> None:
    whole = gold_records.document(name)
    page = damage(whole.text)
    assert page != whole.text
    assert told(replace(whole, text=page, sha256=ids.text_hash(page))) == told(whole)


def test_the_graph_of_a_damaged_page_is_proven_against_it(tmp_path: Path) -> None:
    page = "<p>石桥镇镇长<b>何青山</b>表示，２０２３年石桥镇的竹制品<i>行业</i>用上了⼈⼯智能，⽣产增⻓了５％&hellip;&hellip;</p>\n"
    (tmp_path / "page.txt").write_text(page, encoding="utf-8")
    documents = [r.document for r in pipeline.records([tmp_path]).resolution.extractions]
    pipeline.build([tmp_path / "page.txt"], tmp_path / "build")
    proof = verify(tmp_path / "build" / "graph.ttl", documents)
    assert proof.differences == ()
    assert proof.counts["claims"] == 1
    assert "人工智能" in (tmp_path / "build" / "claims.jsonl").read_text(encoding="utf-8")
