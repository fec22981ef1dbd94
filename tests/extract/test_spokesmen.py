"""Posts of speakers without a name: what the phrase itself says of the one who speaks."""

from __future__ import annotations

import pytest

from kg import extract, layout, script, vocabulary
from kg.model import Document


def posts(text: str) -> list[tuple[str, str, str]]:
    """Speaker, post and body of every claim of a text."""
    words = vocabulary.load()
    document = Document("article/x", "x", "x.txt", text, "utf-8", "", script.script_of(text))
    said = extract.run(document, layout.run(document, words), words).claims
    return [(c.speaker.name, t.role, t.organization) for c in said for t in c.speaker.tenures]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一名受伤的司机说，车队三年没有发过奖金。", [("一名受伤的司机", "司机", "")]),
        ("青河环保局发言人表示，污染已经减轻。", [("青河环保局发言人", "发言人", "青河环保局")]),
        ("青河环保局一名工作人员表示，污染已经减轻。", [("青河环保局一名工作人员", "工作人员", "青河环保局")]),
        ("政府发言人表示，污染已经减轻。", [("政府发言人", "发言人", "")]),
        ("专家认为，污染已经减轻。", []),
        ("多名居民表示，污染已经减轻。", []),
    ],
)
def test_the_phrase_says_the_post(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert posts(text) == expected
