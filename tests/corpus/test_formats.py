"""Every format a document can stand in, and archives with their limits."""

import csv
import gzip
import io
import json
import os
import subprocess
import zlib
from pathlib import Path
from typing import Any

import pytest

from kg import corpus
from kg.corpus import apart
from kg.corpus.page import Page
from kg.errors import SourceError
from kg.model import Document, Unreadable

LINES = ["某市工業局局長李大同表示，今年將加快發展新能源汽車產業。", "他說：「我們有信心。」"]
TEXT = "\n".join(LINES)


def read(path: Path, limits: corpus.Limits | None = None) -> list[Document | Unreadable]:
    return list(corpus.run([path], limits=limits))


def only(path: Path) -> Document:
    (document,) = read(path)
    assert isinstance(document, Document), document
    return document


def test_html_gives_the_article_and_what_its_head_tells(tmp_path: Path) -> None:
    paragraphs = "".join(f"<p>{line * 3}</p>" for line in LINES)
    page = (
        '<html><head><meta charset="gb2312"><title>擴廠</title></head><body><nav>首頁 登入</nav>'
        f"<article><h1>某市加快擴廠</h1>{paragraphs}</article><footer>版權所有</footer></body></html>"
    )
    (tmp_path / "a.html").write_bytes(page.encode("gb18030"))
    document = only(tmp_path / "a.html")
    assert LINES[0] in document.text and "登入" not in document.text and "<p>" not in document.text
    assert document.encoding == "html" and document.title


def test_a_web_page_under_another_ending_is_read_as_one(tmp_path: Path) -> None:
    page = f"\n<!DOCTYPE html>\n<html><body><nav>首頁</nav><article><p>{TEXT * 3}</p><p>{TEXT * 2}</p></article></body></html>"
    (tmp_path / "a.txt").write_text(page, encoding="utf-8")
    document = only(tmp_path / "a.txt")
    assert document.encoding == "html"
    assert TEXT.split()[0] in document.text and "<" not in document.text


def test_pdf_gives_its_text_layer(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(_pdf("GDP grew 5.2%"))
    assert "GDP grew 5.2%" in only(tmp_path / "a.pdf").text


def _pdf(line: str) -> bytes:
    """The smallest PDF that shows a line."""
    stream = f"BT /F1 12 Tf 50 700 Td ({line}) Tj ET".encode()
    return _pdf_of(b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream))


def _pdf_of(content: bytes) -> bytes:
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        content,
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % at for at in places)
    start = len(out)
    return (
        out
        + b"xref\n0 6\n0000000000 65535 f \n"
        + table
        + b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % start
    )


def test_docx_gives_paragraphs_and_the_rows_of_tables(tmp_path: Path) -> None:
    import docx

    document = docx.Document()
    for line in LINES:
        document.add_paragraph(line)
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "2023", "958.7"
    document.save(str(tmp_path / "a.docx"))
    assert only(tmp_path / "a.docx").text == f"{TEXT}\n2023\t958.7"


def test_json_lines_are_documents_with_their_columns(tmp_path: Path) -> None:
    records = [{"id": "n1", "title": "題", "text": TEXT, "date": "2024-03-09T08:00"}, {"id": "n2"}, {"content": TEXT}]
    body = "\n".join([*(json.dumps(r, ensure_ascii=False) for r in records), "{", '{"text": "\\ud800"}']).encode()
    for path in (tmp_path / "a.jsonl", tmp_path / "a.jsonl.gz"):
        path.write_bytes(gzip.compress(body) if path.suffix == ".gz" else body)
        found = read(path)
        first = found[0]
        assert isinstance(first, Document)
        assert (first.name, first.title, first.published, first.text) == ("a/n1", "題", "2024-03-09", TEXT)
        assert [type(d) for d in found] == [Document, Unreadable, Document, Unreadable, Unreadable]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_csv_rows_are_documents_however_a_spreadsheet_wrote_them(tmp_path: Path, encoding: str) -> None:
    quoted = TEXT.replace("：", '"：')
    rows = [
        ["标题", "日期", " 正文 ", "备注"],
        ["扩厂", "2024/3/9", quoted, ""],
        ["", "", "", ""],
        ["短"],
        ["空", "", "", "x"],
    ]
    for name, sign in (("a.csv", ","), ("a.tsv", "\t")):
        file = io.StringIO()
        csv.writer(file, delimiter=sign).writerows(rows)
        (tmp_path / name).write_bytes(file.getvalue().encode(encoding))
        first, short, empty = read(tmp_path / name)
        assert isinstance(first, Document)
        assert (first.name, first.title, first.published, first.text) == ("a/1", "扩厂", "2024-03-09", quoted)
        assert isinstance(short, Unreadable) and (short.path, short.reason) == (
            f"{name}!2",
            "has 1 cells, the header 4",
        )
        assert isinstance(empty, Unreadable) and empty.reason.startswith("has no text: ")


def test_csv_without_a_column_of_texts_says_what_it_may_be_called(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("year,tons\n2023,12\n", encoding="utf-8")
    (one,) = read(tmp_path / "a.csv")
    assert isinstance(one, Unreadable) and "text, content, body" in one.reason


def test_json_is_a_text_or_a_list_of_them(tmp_path: Path) -> None:
    one = {"Title": "題", "content": TEXT, "source": "河灣晚報社"}
    for held, names in [(one, ["a/1"]), ([one, one], ["a/1", "a/2"]), ({"total": 1, "articles": [one]}, ["a/1"])]:
        (tmp_path / "a.json").write_text(json.dumps(held), encoding="utf-8")
        found = read(tmp_path / "a.json")
        assert [d.name for d in found if isinstance(d, Document)] == names
        assert {(d.title, d.publisher, d.text) for d in found if isinstance(d, Document)} == {
            ("題", "河灣晚報社", TEXT)
        }
    for damaged, reason in [
        ("{", "is no JSON: "),
        ("[1]", "is no JSON object"),
        ("{}", "has no text"),
        ("[]", "holds an "),
    ]:
        (tmp_path / "a.json").write_text(damaged, encoding="utf-8")
        found = read(tmp_path / "a.json")
        assert len(found) == 1
        assert isinstance(found[0], Unreadable) and found[0].reason.startswith(reason)


def test_parquet_rows_are_documents(tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    parquet.write_table(pa.table({"id": ["a", "b"], "text": [TEXT, ""], "other": [1, 2]}), tmp_path / "a.parquet")
    found = read(tmp_path / "a.parquet")
    assert [getattr(d, "name", "") for d in found] == ["a/a", ""]


def test_warc_answers_are_articles(tmp_path: Path) -> None:
    writer = pytest.importorskip("warcio.warcwriter")
    headers = pytest.importorskip("warcio.statusandheaders")
    body = f"<html><body><article><p>{TEXT * 3}</p><p>{TEXT * 2}</p></article></body></html>".encode()
    with (tmp_path / "a.warc.gz").open("wb") as file:
        out = writer.WARCWriter(file, gzip=True)
        http = headers.StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
        out.write_record(
            out.create_warc_record("http://example.org/", "response", payload=io.BytesIO(body), http_headers=http)
        )
    assert LINES[0] in only(tmp_path / "a.warc.gz").text


def test_a_page_that_asks_for_gigabytes_or_minutes_costs_itself(tmp_path: Path) -> None:
    """Two megabytes of PDF that pdfium would take ten gigabytes for; after it the next is read as ever."""
    bomb = zlib.compress(b"BT /F1 12 Tf 50 700 Td (x) Tj ET\n" * 12_000_000, 1)
    (tmp_path / "a.pdf").write_bytes(
        _pdf_of(b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(bomb), bomb))
    )
    (tmp_path / "b.pdf").write_bytes(_pdf("GDP grew 5.2%"))
    bad, good = read(tmp_path)
    assert isinstance(bad, Unreadable) and "memory" in bad.reason
    assert isinstance(good, Document) and "5.2%" in good.text
    with pytest.raises(SourceError, match="longer than"):
        apart.read("web page", f"<p>{TEXT}</p>".encode() * 9999, 0.01)


def test_a_parser_that_has_filled_its_memory_is_started_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a library leaks over thousands of pages must not cost the next one."""
    (tmp_path / "a.pdf").write_bytes(_pdf("GDP grew 5.2%"))
    assert "5.2%" in only(tmp_path / "a.pdf").text
    asked, old = apart._asked, apart._running[os.getpid()]

    def full(process: subprocess.Popen[bytes], *arguments: Any) -> Page:
        if process is old:
            raise apart._Memory
        return asked(process, *arguments)

    monkeypatch.setattr(apart, "_asked", full)
    assert "5.2%" in only(tmp_path / "a.pdf").text
    assert old.poll() is not None and apart._running[os.getpid()] is not old
