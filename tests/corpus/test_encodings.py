"""Bytes to text: every encoding of the Chinese press, and what is refused."""

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.corpus import encodings
from kg.errors import SourceError

TRADITIONAL = "新竹科學園區的廠商表示，今年的產能將會提高，「我們對市場有信心」。銅鑼鄉長昨天也到場說明。\n"
SIMPLIFIED = "这家企业的负责人表示，今年的产能将会提高，“我们对市场有信心”。当地政府昨天也到场说明。\n"
HONGKONG = "觀塘啟德嘅街坊話，佢哋喺度住咗廿年，「呢度好方便」。\n"


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        (SIMPLIFIED, "utf-8"),
        (TRADITIONAL, "utf-8"),
        (SIMPLIFIED, "gb18030"),
        (TRADITIONAL, "gb18030"),
        (TRADITIONAL, "big5"),
        (HONGKONG + TRADITIONAL, "big5hkscs"),
        (SIMPLIFIED, "utf-16-le"),
        (TRADITIONAL, "utf-16-be"),
        ("plain ASCII text\n", "utf-8"),
    ],
)
def test_each_encoding_is_told_without_a_mark(text: str, codec: str) -> None:
    assert encodings.decode(text.encode(codec)) == (text, codec)


@pytest.mark.parametrize(
    ("mark", "codec"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
    ],
)
def test_a_byte_order_mark_is_encoding_and_not_text(mark: bytes, codec: str) -> None:
    assert encodings.decode(mark + TRADITIONAL.encode(codec)) == (TRADITIONAL, codec)


@settings(deadline=None)
@given(st.text(st.sampled_from(SIMPLIFIED + TRADITIONAL + "ABC 012\r\n"), min_size=0, max_size=80))
def test_utf8_goes_through_unchanged_line_ends_included(text: str) -> None:
    assert encodings.decode(text.encode("utf-8")) == (text, "utf-8")


@settings(deadline=None)
@given(st.permutations(SIMPLIFIED.strip()).map("".join))
def test_gb18030_is_told_in_whatever_order_the_words_stand(text: str) -> None:
    assert encodings.decode(text.encode("gb18030")) == (text, "gb18030")


@settings(deadline=None)
@given(st.permutations(TRADITIONAL.strip()).map("".join))
def test_big5_is_told_in_whatever_order_the_words_stand(text: str) -> None:
    assert encodings.decode(text.encode("big5")) == (text, "big5")


@pytest.mark.parametrize(
    "data", [bytes(range(256)) * 8, b"\x00\x01\x02\x03" * 99, b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"]
)
def test_a_binary_file_is_refused(data: bytes) -> None:
    with pytest.raises(SourceError):
        encodings.decode(data)


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_give_text_or_a_reason(data: bytes) -> None:
    try:
        text, codec = encodings.decode(data)
    except SourceError as fault:
        assert str(fault)
    else:
        assert "\0" not in text
        text.encode("utf-8")
        codecs.lookup(codec)


def test_a_few_lost_bytes_do_not_cost_the_text() -> None:
    data = (SIMPLIFIED * 9).encode("utf-8")
    text, codec = encodings.decode(data[:-2])
    assert codec == "utf-8"
    assert text.startswith(SIMPLIFIED * 8)


@pytest.mark.parametrize("lost", [1, 2])
def test_a_short_text_cut_within_its_last_character_is_read(lost: int) -> None:
    text = "渡船明年要換成電池，碼頭也要修。"
    assert encodings.decode(text.encode("utf-8")[:-lost]) == (text[:-1] + "\ufffd", "utf-8")


def test_a_declared_codec_is_believed_only_if_it_reads_well() -> None:
    assert encodings.decode(TRADITIONAL.encode("big5"), "gb2312") == (TRADITIONAL, "big5")
    assert encodings.decode(SIMPLIFIED.encode("gbk"), "gb2312") == (SIMPLIFIED, "gb18030")
    assert encodings.decode(SIMPLIFIED.encode("utf-8"), "no-such-codec") == (SIMPLIFIED, "utf-8")
