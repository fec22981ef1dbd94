"""Files in, Documents out: what is found, in which order, under which name."""

import io
import random
from collections.abc import Iterable
from pathlib import Path

import pytest

from kg import corpus, resources
from kg.model import Document, Unreadable

TEXT = "某市工業局局長李大同表示，今年將加快發展新能源汽車產業。\n"


def documents(*inputs: Path | str) -> list[Document]:
    return [d for d in corpus.run(inputs) if isinstance(d, Document)]


def unreadable(*inputs: Path | str) -> list[Unreadable]:
    return [d for d in corpus.run(inputs) if isinstance(d, Unreadable)]


def write(folder: Path, files: Iterable[str], text: str = TEXT) -> None:
    for name in files:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def test_the_seeds_are_five_documents_and_nothing_else() -> None:
    found = list(corpus.run([resources.seeds()]))
    assert [d.name[:3] for d in found if isinstance(d, Document)] == ["000", "001", "002", "003", "004"]
    assert len(found) == 5


def test_the_text_is_the_file_exactly(tmp_path: Path) -> None:
    page = "第一行\r\n第二行\r第三行\n\n\t末行  "
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbf" + page.encode("utf-8"))
    assert documents(tmp_path)[0].text == page


def test_folders_are_read_to_the_bottom_in_the_order_of_paths(tmp_path: Path) -> None:
    write(tmp_path, ["b.txt", "a/z.txt", "a/b/c.md", ".hidden.txt", ".git/x.txt", "README.md"])
    assert [d.path for d in documents(tmp_path)] == ["a/b/c.md", "a/z.txt", "b.txt"]


def test_the_order_given_and_repetition_change_nothing(tmp_path: Path) -> None:
    write(tmp_path, [f"{n}.txt" for n in range(6)])
    files = sorted(tmp_path.glob("*.txt"))
    shuffled = [*files, tmp_path, files[0]]
    random.Random(1).shuffle(shuffled)
    assert [d.id for d in documents(*shuffled)] == [d.id for d in documents(tmp_path)]


def test_a_glob_is_expanded(tmp_path: Path) -> None:
    write(tmp_path, ["a.txt", "b.txt", "c.md"])
    assert [d.name for d in documents(str(tmp_path / "*.txt"))] == ["a", "b"]


def test_two_files_of_one_name_are_called_by_their_paths(tmp_path: Path) -> None:
    write(tmp_path, ["x/news.txt", "y/news.txt", "z/other.txt", "w/both.txt", "w/both.md"])
    assert [d.name for d in documents(tmp_path)] == ["w/both.md", "w/both.txt", "x/news", "y/news", "other"]
    assert len({d.id for d in documents(tmp_path)}) == 5
    given = documents(tmp_path / "x" / "news.txt", tmp_path / "y" / "news.txt")
    assert [d.name for d in given] == ["x/news.txt", "y/news.txt"]


def test_standard_input_is_a_document(monkeypatch: pytest.MonkeyPatch) -> None:
    class Pipe:
        buffer = io.BytesIO(TEXT.encode("big5"))

    monkeypatch.setattr("sys.stdin", Pipe())
    (document,) = documents("-")
    assert (document.name, document.path, document.text, document.encoding) == ("stdin", "-", TEXT, "big5")


def test_what_cannot_be_read_is_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    write(tmp_path, ["good.txt"])
    (tmp_path / "bad.txt").write_bytes(bytes(range(256)) * 4)
    (tmp_path / "empty.txt").write_bytes(b" \n")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.4 no")
    (tmp_path / "broken.docx").write_bytes(b"PK no")
    assert [d.name for d in documents(tmp_path)] == ["good"]
    reasons = {u.path: u.reason for u in unreadable(tmp_path)}
    assert set(reasons) == {"bad.txt", "empty.txt", "picture.png", "broken.pdf", "broken.docx"}
    assert all(reasons.values())
    assert [u.path for u in unreadable(tmp_path / "nowhere.txt")] == ["nowhere.txt"]


def test_what_the_page_shows_wins_over_the_table(tmp_path: Path) -> None:
    write(tmp_path, ["a.txt"], "（中央社記者李小明台北3日電）某公司今天宣布擴廠。")
    write(tmp_path, ["b.txt"])
    table = "file,title,publisher,published,script\na.txt,題,大公報,2024-01-02,\nb.txt,題,大公報,2024-01-02,zh-Hant\n"
    (tmp_path / "sources.csv").write_text(table, encoding="utf-8")
    shown, told = documents(tmp_path)
    assert (shown.publisher, shown.title, shown.byline) == ("中央通訊社", "題", ("李小明",))
    assert (told.publisher, told.title, told.published, told.script) == ("大公報", "題", "2024-01-02", "zh-Hant")


def test_faults_of_the_table_are_told_by_line(tmp_path: Path) -> None:
    write(tmp_path, ["a.txt"])
    table = "file,title,publisher,published,script\na.txt,題,,,\na.txt,又,,,\nb.txt,題,,昨天,\nc.txt,題\nd.txt,題,,,klingon\n"
    (tmp_path / "sources.csv").write_text(table, encoding="utf-8")
    assert [u.reason.split(": ")[0] for u in unreadable(tmp_path)] == [f"sources.csv:{n}" for n in (3, 4, 5, 6)]
    assert documents(tmp_path)[0].title == "題"
    (tmp_path / "sources.csv").write_text("file,heading\n", encoding="utf-8")
    assert unreadable(tmp_path)[0].reason.startswith("sources.csv:1: the columns must be")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_the_table_may_come_from_a_spreadsheet(tmp_path: Path, encoding: str) -> None:
    write(tmp_path, ["渡口.txt", "b.txt"])
    table = "Published,file,publisher\r\n2024/3/9,渡口.txt,河灣晚報社\r\n2024年12月1日,b.txt,河灣晚報社\r\n,,\r\n"
    (tmp_path / "sources.csv").write_bytes(table.encode(encoding))
    assert [(d.published, d.publisher) for d in documents(tmp_path)] == [
        ("2024-12-01", "河灣晚報社"),
        ("2024-03-09", "河灣晚報社"),
    ]
