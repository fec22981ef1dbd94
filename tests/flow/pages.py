"""Small pages of our own that name each other's people, industries and regions."""

from __future__ import annotations

from pathlib import Path

__all__ = ["TEXTS", "content", "put"]

TEXTS = (
    "廣東省科技廳廳長王小明表示，人工智能產業將在深圳加快發展，明年投入增長兩成。",
    "广东省科技厅厅长王小明表示，人工智能产业将在深圳加快发展，明年投入增长两成。",
    "星河研究院院長李大川指出，低空經濟在廣州前景廣闊。他說：「我們要建設起降場。」",
    "星河研究院研究員李大川認為，新能源汽車在上海的銷量會回升。",
    "记者问到氢能。浙江省能源局局长赵三海说：“氢能产业要走出示范。”赵三海表示，浙江将建五十座加氢站。",
    "有專家表示，廣東的機器人產業缺人。王小明表示，人工智能產業將在深圳加快發展，明年投入增長兩成。",
    "天氣晴朗，沒有人說話。",
    "赵三海表示，浙江将建五十座加氢站。星河研究院李大川教授对此表示赞同，认为生物医药产业也该如此。",
    "《海岸發展規劃》提出，發展海洋工程裝備，壯大深海鑽探產業。",
    "一位業者透露，星河研究院的量子夾持產業已有訂單，李大川說：「訂單來自珠海。」",
)
"""Some repeat each other's claims; a name stands in both scripts; a person has two posts; one holds nothing."""

_ONCE = {"run.json", "graph.lbug"}


def put(folder: Path, pages: dict[str, str]) -> Path:
    """A folder that holds exactly these pages."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.glob("*.txt"):
        if path.stem not in pages:
            path.unlink()
    for name, text in pages.items():
        path = folder / f"{name}.txt"
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
    return folder


def content(build: Path) -> dict[str, bytes]:
    """The bytes that two builds of the same pages share."""
    return {p.name: p.read_bytes() for p in sorted(build.iterdir()) if p.is_file() and p.name not in _ONCE}
