"""Files that would break a careless reader: each is built, or named as unreadable, and the build keeps its rules."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import graph, pipeline

_SAID = "王小明表示，廣東省的半導體產業增長5%。"
_UNREADABLE = {
    "zeros.txt": (_SAID + "\x00" + _SAID).encode(),
    "half.txt": b"\xff\xfe" + _SAID.encode("utf-16-le") + b"\x00\xd8" + _SAID.encode("utf-16-le"),
    "half-utf8.txt": (_SAID + "\ud800").encode("utf-8", "surrogatepass"),
    "empty.txt": b"",
    "half.jsonl": f'{{"title":"標題","text":"{_SAID}\\ud800"}}\n'.encode(),
}
_READABLE = {
    "open.txt": "「" * 20_000,
    "straight.txt": '"' * 20_000,
    "nested.txt": "王小明表示：" + "「" * 2_000 + "好" + "」" * 2_000,
    "marks.txt": "，。！？；：、…—" * 50,
    "right-to-left.txt": "\u202e王小明\u202c表示，\u200f廣東省的半導體\u200b產業增長5%。",
    "臉😀\n換行.txt": _SAID,
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, data in _UNREADABLE.items():
        (tmp_path / name).write_bytes(data)
    for name, text in _READABLE.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_each_file_is_built_or_named(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    out = tmp_path_factory.mktemp("hostile") / "build"
    report = pipeline.build([folder], out, pipeline.Settings(jobs=1))
    assert report is not None
    made = pipeline.records([folder], pipeline.Settings(jobs=1))
    assert len(made.unreadable) == len(_UNREADABLE)
    assert len(made.resolution.extractions) == len(_READABLE)
    assert graph.check(made.graph) == []
