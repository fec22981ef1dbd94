"""Archives: every member a document, a bad one costs itself, a bomb costs the file it came in."""

from __future__ import annotations

import gzip
import io
import json
import os
import resource
import tarfile
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from kg import corpus
from kg.model import Document, Unreadable

LINES = ["某市工業局局長李大同表示，今年將加快發展新能源汽車產業。", "他說：「我們有信心。」"]
TEXT = "\n".join(LINES)
DATA = TEXT.encode()
MB = 1024 * 1024


def read(path: Path, limits: corpus.Limits | None = None) -> list[Document | Unreadable]:
    return list(corpus.run([path], limits=limits))


def names(found: Iterable[Document | Unreadable]) -> list[str]:
    return [d.name for d in found if isinstance(d, Document)]


def faults(found: Iterable[Document | Unreadable]) -> dict[str, str]:
    return {u.path: u.reason for u in found if isinstance(u, Unreadable)}


def zipped(members: dict[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", how) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def tarred(members: Iterable[tuple[str, bytes]], how: str = "") -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode=f"w:{how}") as archive:  # type: ignore[call-overload]
        for name, data in members:
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return buffer.getvalue()


def placed(folder: Path, name: str, data: bytes) -> Path:
    (folder / name).write_bytes(data)
    return folder / name


def test_a_zip_is_read_member_by_member_and_in_archives_within(tmp_path: Path) -> None:
    members = {
        "b/x.txt": DATA,
        "a.md": TEXT.encode("gb18030"),
        "in.zip": zipped({"c.txt": TEXT.encode("big5")}),
        "__MACOSX/a": b"-",
        ".hidden.txt": DATA,
        "bad.png": b"-",
    }
    found = read(placed(tmp_path, "all.zip", zipped(members)))
    assert [(d.name, d.path) for d in found if isinstance(d, Document)] == [
        ("all/a", "all.zip!a.md"),
        ("all/b/x", "all.zip!b/x.txt"),
        ("all/in/c", "all.zip!in.zip!c.txt"),
    ]
    assert list(faults(found)) == ["all.zip!bad.png"]


def test_a_zip_from_a_chinese_desktop_keeps_its_names(tmp_path: Path) -> None:
    """Old packers write names in the desktop's encoding and do not say so."""
    data = zipped({"aaaaaa.txt": DATA}).replace(b"aaaaaa.txt", "新聞稿.txt".encode("gb18030"))
    assert names(read(placed(tmp_path, "a.zip", data))) == ["a/新聞稿"]


@pytest.mark.parametrize("how", ["", "gz", "bz2", "xz"])
def test_a_tar_is_streamed_and_never_unpacked(tmp_path: Path, how: str) -> None:
    path = placed(tmp_path, f"all.tar.{how}".rstrip("."), tarred([("../../out.txt", DATA), ("b.txt", DATA)], how))
    assert names(read(path)) == ["all/out", "all/b"]
    assert not (tmp_path.parent.parent / "out.txt").exists()


def test_a_tar_made_in_its_folder_is_read(tmp_path: Path) -> None:
    """``tar -cf all.tar .`` writes every name with a dot before it."""
    assert names(read(placed(tmp_path, "all.tar", tarred([("./a.txt", DATA), ("./b/.x.txt", DATA)])))) == ["all/a"]


def test_names_that_lead_elsewhere_are_names_only(tmp_path: Path) -> None:
    members = [("/etc/passwd.txt", DATA), ("C:\\texts\\a.txt", DATA), ("../../../b.txt", DATA)]
    assert names(read(placed(tmp_path, "x.tar", tarred(members)))) == ["x/etc/passwd", "x/texts/a", "x/b"]


def test_links_and_devices_in_a_tar_are_passed_over(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for number, kind in enumerate((tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE)):
            info = tarfile.TarInfo(f"{number}.txt")
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
    assert read(placed(tmp_path, "links.tar", buffer.getvalue())) == []


def test_a_link_that_leads_out_of_the_folder_is_named_and_not_followed(tmp_path: Path) -> None:
    secret = placed(tmp_path, "secret.txt", DATA)
    folder = tmp_path / "texts"
    folder.mkdir()
    placed(folder, "a.txt", DATA)
    (folder / "inside.txt").symlink_to("a.txt")
    (folder / "outside.txt").symlink_to(secret)
    (folder / "round").symlink_to(folder, target_is_directory=True)
    found = read(folder)
    assert names(found) == ["a"]
    assert "leads out of" in faults(found)["outside.txt"]
    assert names(read(folder / "outside.txt")) == ["outside"], "named itself, it is what the user wants"


def test_links_to_nothing_and_folders_nobody_may_open_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    placed(tmp_path, "a.txt", DATA)
    (tmp_path / "gone.txt").symlink_to("nowhere.txt")
    (tmp_path / "self.txt").symlink_to("self.txt")
    (tmp_path / "shut").mkdir()
    scandir = os.scandir

    def barred(path: str) -> Any:
        if path.endswith("shut"):  # the one who runs the tests may be allowed everything
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", barred)
    found = read(tmp_path)
    assert names(found) == ["a"]
    assert sorted(faults(found)) == ["gone.txt", "self.txt", "shut"]
    assert faults(found)["shut"] == "cannot be opened: Permission denied"


def test_names_of_an_older_desktop_are_read_as_they_were_meant(tmp_path: Path) -> None:
    """An archive unpacked by a tool that knew no encodings leaves such names; no report could hold them."""
    old = "新聞稿.txt".encode("gb18030")
    try:
        (tmp_path / os.fsdecode(old)).write_bytes(DATA)
    except OSError:
        pytest.skip("this file system takes no such name")
    header = tarfile.TarInfo(old.decode("utf-8", "surrogateescape"))
    header.size = len(DATA)
    with tarfile.open(tmp_path / "b.tar", "w") as archive:
        archive.addfile(header, io.BytesIO(DATA))
    assert sorted(names(read(tmp_path))) == ["b/新聞稿", "新聞稿"]
    assert sorted(d.path for d in read(tmp_path) if isinstance(d, Document)) == ["b.tar!新聞稿.txt", "新聞稿.txt"]


def _answers(*bodies: tuple[bytes, str]) -> bytes:
    writer, status = pytest.importorskip("warcio.warcwriter"), pytest.importorskip("warcio.statusandheaders")
    file = io.BytesIO()
    out = writer.WARCWriter(file, gzip=True)
    for number, (body, packed) in enumerate(bodies):
        headers = [("Content-Type", "text/html"), *([("Content-Encoding", packed)] if packed else [])]
        http = status.StatusAndHeaders("200 OK", headers, protocol="HTTP/1.1")
        address = f"http://example.org/{number}"
        out.write_record(out.create_warc_record(address, "response", payload=io.BytesIO(body), http_headers=http))
    return file.getvalue()


def test_in_a_web_archive_every_bad_answer_costs_itself(tmp_path: Path) -> None:
    good = f"<html><body><article><p>{TEXT * 3}</p><p>{TEXT * 2}</p></article></body></html>".encode()
    zeros = gzip.compress(b"<p>" + b"0" * (80 * MB))
    bad = [(b"\x1f\x8bnonsense" * 9, "gzip"), (zeros, "gzip"), (b"", ""), (b"\xff\x00" * 500, "")]
    whole = _answers((good, ""), *bad, (good, ""))
    found = read(placed(tmp_path, "a.warc.gz", whole))
    assert names(found) == ["a/1", "a/6"]
    assert list(faults(found)) == [f"a.warc.gz!{n}" for n in (2, 3, 4, 5)]
    found = read(placed(tmp_path, "tail.warc.gz", whole + b"no archive" * 9))
    assert names(found) == ["tail/1", "tail/6"], "what stands before the damage is read"
    found = read(placed(tmp_path, "cut.warc.gz", whole[: whole.index(b"\x1f\x8b", 10) - 9]))
    assert "is broken" in faults(found)["cut.warc.gz"]


def test_a_damaged_member_of_a_zip_costs_itself(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.txt": DATA, "b.txt": b"x" * 100 + DATA, "c.txt": DATA}, zipfile.ZIP_STORED))
    data[data.index(b"x" * 100)] ^= 1
    found = read(placed(tmp_path, "a.zip", bytes(data)))
    assert names(found) == ["a/a", "a/c"]
    assert "a.zip!b.txt" in faults(found)


def test_a_tar_that_breaks_off_is_read_up_to_there(tmp_path: Path) -> None:
    whole = tarred([(f"{n}.txt", os.urandom(3000).hex().encode()) for n in range(20)], "gz")
    found = read(placed(tmp_path, "a.tar.gz", whole[: len(whole) // 2]))
    assert 5 < len(names(found)) < 15
    assert "after" in faults(found)["a.tar.gz"]


@pytest.mark.parametrize(
    "name", ["a.zip", "a.tar", "a.tar.gz", "a.jsonl.gz", "a.parquet", "a.warc.gz", "a.docx", "a.pdf"]
)
@pytest.mark.parametrize("data", [b"", b"nonsense" * 50, b"PK\x03\x04" + b"\x00" * 60, b"\x1f\x8b\x08" + b"\xff" * 99])
def test_what_is_no_archive_is_named(tmp_path: Path, name: str, data: bytes) -> None:
    found = read(placed(tmp_path, name, data))
    assert names(found) == []
    assert all(path.startswith(name) and reason for path, reason in faults(found).items())


def test_json_lines_too_long_too_deep_or_not_texts_cost_themselves(tmp_path: Path) -> None:
    lines = [
        json.dumps({"id": "ok", "text": TEXT}).encode(),
        b'{"text": "' + b"x" * 5000 + b'"}',
        b"[" * 100_000,
        b'{"text": ["a", "list"]}',
        b'{"text": 3}',
        b"9" * 4000,
        b'{"id": "' + b"n" * 300 + b'", "text": "abc"}',
        b"\xff\xfe",
        json.dumps({"id": "last", "text": TEXT}).encode(),
    ]
    found = read(placed(tmp_path, "a.jsonl", b"\n".join(lines)), corpus.Limits(member=4500))
    assert names(found) == ["a/ok", "a/7", "a/last"]
    assert sorted(faults(found)) == [f"a.jsonl!{n}" for n in (2, 3, 4, 5, 6, 8)]
    assert "longer than 4500" in faults(found)["a.jsonl!2"]


def test_a_document_of_ten_million_characters_is_refused_before_it_is_read(tmp_path: Path) -> None:
    for name, data in (("a.txt", b"\xe4\xb8\x80" * 10_000_001), ("b.html", b"<p>" * 6_000_000)):
        found = read(placed(tmp_path, name, data))
        assert "longer than" in faults(found)[name]


def _packed(count: int, block: bytes = b"\n") -> bytes:
    return gzip.compress(block * count, 9)


def _deep() -> bytes:
    data = zipped({"zeros.txt": b"0" * (8 * MB)})
    for _ in range(3):
        data = zipped({"in.zip": data})
    return data


def _wide() -> bytes:
    """Each member within measure, all of them together not."""
    inner = zipped({f"{n}.txt": b"0" * MB for n in range(15)})
    return zipped({f"{n}.zip": inner for n in range(40)})


def _header() -> bytes:
    """An extended header of eight gigabytes, which a reader of TAR files holds whole."""
    info = tarfile.TarInfo("h")
    info.type, info.size = tarfile.XHDTYPE, 2**33 - 512
    return gzip.compress(info.tobuf(tarfile.USTAR_FORMAT) + b"0" * (200 * MB))


def _record() -> bytes:
    head = b"WARC/1.0\r\nWARC-Type: resource\r\nContent-Type: text/plain\r\nContent-Length: %d\r\n\r\n"
    return gzip.compress(head % 10**12 + b"0" * (300 * MB))


BOMBS = {
    "flat.zip": (lambda: zipped({"zeros.txt": b"0" * (8 * MB)}), "without measure"),
    "deep.zip": (_deep, "stands in 2 archives"),
    "wide.zip": (_wide, "without measure"),
    "blank.jsonl.gz": (lambda: _packed(300 * MB), "without measure"),
    "line.jsonl.gz": (lambda: _packed(300 * MB, b"x"), "without measure"),
    "header.tar.gz": (_header, "header of 8589934080 bytes"),
    "many.tar.gz": (lambda: _packed(100_000, tarfile.TarInfo("x").tobuf()), "without measure"),
    "one.warc.gz": (_record, "without measure"),
}
"""Small files that unpack to gigabytes where nobody counts: how each is made, what is said of it."""


@pytest.mark.parametrize("name", BOMBS)
def test_bombs_are_named_and_not_unpacked(tmp_path: Path, name: str) -> None:
    make, word = BOMBS[name]
    path = placed(tmp_path, name, make())
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    found = read(path, corpus.Limits(grace=16 * MB))
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    assert any(word in reason for reason in faults(found).values()), found[-1]
    assert len(names(found)) < 100
    assert grown < 300, f"took {grown:.0f} MB"


def test_a_value_that_repeats_in_a_parquet_file_is_a_bomb_too(tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    rows = pa.DictionaryArray.from_arrays(pa.array([0] * 5000, pa.int32()), pa.array(["中" * 3_000_000]))
    parquet.write_table(pa.table({"text": rows}), tmp_path / "a.parquet", compression="zstd")
    found = read(tmp_path / "a.parquet")
    assert len(names(found)) < 100
    assert "without measure" in faults(found)["a.parquet"]
