"""Bytes to text: which encoding a page was written in.

Takes bytes. Gives the text and the codec's name. Never guesses where strict
UTF-8 decodes; otherwise what decodes is judged by its characters: a wrong codec
gives rare ones, the right one those that every standard lists first.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from itertools import islice

from kg import script
from kg.errors import SourceError

__all__ = ["CODECS", "decode", "plausibility", "readable"]

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""Longest first where one begins like another (UTF-32-LE like UTF-16-LE)."""

CODECS = ("gb18030", "big5", "big5hkscs", "cp950")
"""Tried in this order; of equally plausible readings the first is taken."""

_ENOUGH = 0.75
"""Plausible; Chinese prose reaches 0.97, a wrong codec seldom 0.6."""
_SAMPLE = 4000
_CUT = 8
"""Chinese characters of UTF-8 after which a last one may be cut in two: a copy that broke off."""


def decode(data: bytes, declared: str = "") -> tuple[str, str]:
    """The text and its codec; a byte order mark is encoding, not text.

    ``declared`` is what the document says of itself: believed if it decodes and
    reads plausibly. Raises SourceError for what is no text.

    >>> decode("發展經濟".encode("big5"))
    ('發展經濟', 'big5')
    """
    for mark, codec in _BOMS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], codec), codec
    if b"\x00" in data:
        return _wide(data)
    try:
        return _printable(data.decode("utf-8")), "utf-8"
    except UnicodeDecodeError as fault:
        damage = fault
    candidates = [codec for codec in (_known(declared), *CODECS) if codec]
    readings = [(text, codec) for codec in candidates if (text := _try(data, codec)) is not None]
    if readings:
        text, codec = max(readings, key=lambda r: plausibility(r[0]))
        if plausibility(text) >= _ENOUGH:
            return _printable(text), codec
    damaged = data.decode("utf-8", "replace")
    cut_off = damage.reason == "unexpected end of data" and len(re.findall(r"[\u3400-\u9fff]", damaged)) > _CUT
    if cut_off or damaged.count("\ufffd") * 100 < len(damaged):
        return _printable(damaged), "utf-8"  # a few bytes lost: the rest is worth more than a refusal
    return _last_guess(data, damage)


def readable(name: str) -> str:
    """A file's name as people read it: bytes that are no UTF-8 come from an older desktop and are decoded as text is.

    >>> readable("新闻.txt".encode("gb18030").decode("utf-8", "surrogateescape"))
    '新闻.txt'
    """
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        try:
            return decode(name.encode("utf-8", "surrogateescape"))[0]
        except (SourceError, UnicodeEncodeError):
            return name.encode("utf-8", "backslashreplace").decode("utf-8")
    return name


def plausibility(text: str) -> float:
    """How much a text looks like one: the share of its Chinese characters that are common.

    Common are those of the first level of GB 2312, after folding to Simplified;
    private and unassigned characters count against it.

    >>> plausibility("發展經濟") > 0.9 > 0.6 > plausibility("發展經濟".encode("big5").decode("gb18030", "replace"))
    True
    """
    letters = list(islice((c for c in text if not c.isspace() and not c.isascii()), _SAMPLE))
    if not letters:
        return 1.0 if text.isascii() else 0.0
    folded = script.fold("".join(letters))
    common = odd = han = 0
    for c in folded:
        if "\u3400" <= c <= "\u9fff":
            han += 1
            common += _common(c)
        elif unicodedata.category(c) in ("Co", "Cn", "Cc", "Cs") or c == "\ufffd":
            odd += 1
    if han == 0:
        return 0.0
    return common / han * (1 - odd / len(letters)) * min(1.0, 2 * han / len(letters))


def _common(c: str) -> bool:
    try:
        return c.encode("gb2312")[0] <= 0xD7  # rows 16 to 55 are the 3755 characters in use
    except UnicodeEncodeError:
        return False


def _known(declared: str) -> str:
    """The codec a page declares, as its superset: pages that say gb2312 hold GBK."""
    try:
        name = codecs.lookup(declared.strip()).name if declared.strip() else ""
    except LookupError:
        return ""
    return {"gb2312": "gb18030", "gbk": "gb18030"}.get(name, name)


def _try(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except (UnicodeDecodeError, LookupError):
        return None


def _strict(data: bytes, codec: str) -> str:
    try:
        return _printable(data.decode(codec))
    except UnicodeDecodeError as fault:
        message = f"begins like {codec} and breaks off at byte {fault.start}: save it again as UTF-8"
        raise SourceError(message) from fault


def _wide(data: bytes) -> tuple[str, str]:
    """UTF-16 without a mark, told by the zero bytes of its line ends and Latin letters."""
    tried = [(_try(data, codec) or "", codec) for codec in ("utf-16-le", "utf-16-be")]
    readings = [(text, codec) for text, codec in tried if text and "\0" not in text]
    text, codec = max(readings, key=lambda r: plausibility(r[0]), default=("", ""))
    if not text or (plausibility(text) < _ENOUGH and not text.isascii()):
        raise SourceError("is no text: it holds zero bytes")
    return _printable(text), codec


def _last_guess(data: bytes, damage: UnicodeDecodeError) -> tuple[str, str]:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:100_000]).best()
    text = _try(data, best.encoding) if best else None
    if best is None or text is None or (re.search(r"[\u3400-\u9fff]", text) and plausibility(text) < _ENOUGH):
        raise SourceError(f"is in no encoding known here (not UTF-8 from byte {damage.start}): save it again as UTF-8")
    return _printable(text), best.encoding


_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1b\x7f]")


def _printable(text: str) -> str:
    """The text, unless it is none: a stray control character is kept (layout steps over it), many are a binary file."""
    if "\0" in text or len(_CONTROLS.findall(text)) * 50 > len(text):
        raise SourceError("is no text: it holds control characters throughout")
    return text
